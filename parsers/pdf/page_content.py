"""What pdfium or pdfplumber finds on one page: words, drawing and orientation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.pdf.orientation import PageView  # noqa: TC001
from parsers.pdf.pdfium_drawing import Drawing  # noqa: TC001
from parsers.pdf.words import PageText  # noqa: TC001 - msgspec reads these annotations

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Private code points: what they print depends on the font."""

MAX_UNMAPPED = 0.1
"""Share of a page's characters without Unicode; pdfplumber reads a page that has more."""


@dataclass(slots=True)
class PageContent:
    """One page in its own coordinates (points, y upwards)."""

    text: PageText
    drawing: Drawing
    view: PageView

    def legible(self) -> int:
        """How many characters have a Unicode value that is not private."""
        text = self._letters()
        return len(text) - _private(text)

    def is_empty(self) -> bool:
        """Whether nothing is on the page, not even a blank."""
        drawn = self.drawing
        return not (self.text.words or drawn.texts or drawn.lines or drawn.pictures or drawn.shapes)

    def is_doubtful(self) -> bool:
        """Whether another reader may find more: many characters have no Unicode value."""
        text = self._letters()
        private = _private(text)
        unread = self.text.unmapped + private
        return unread > MAX_UNMAPPED * (unread + len(text) - private)

    def _letters(self) -> str:
        return "".join([word.text for word in self.text.words])


def _private(text: str) -> int:
    return 0 if text.isascii() else len(PRIVATE.findall(text))
