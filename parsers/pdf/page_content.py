"""What pdfium or pdfplumber finds on one page: words, drawing and orientation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.pdf.orientation import PageView  # noqa: TC001
from parsers.pdf.pdfium_drawing import Drawing  # noqa: TC001
from parsers.pdf.words import Box, PageText  # noqa: TC001 - msgspec reads these annotations

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Private code points: what they print depends on the font."""

MAX_UNMAPPED = 0.1
"""Share of a page's characters without Unicode; pdfplumber reads a page that has more."""

COVERED = 0.5
"""An image that covers at least this share of a page is a scan of it."""

STAMP = 60
"""A scan may have fewer printed characters than this over it: a page number, a signature's stamp."""

OUTLINES = 100
"""More shapes than this on a page without text are letters drawn as curves."""


@dataclass(slots=True)
class PageContent:
    """One page in its own coordinates (points, y upwards)."""

    text: PageText
    drawing: Drawing
    view: PageView
    strikes: list[Box] = field(default_factory=list)
    """Areas that annotations mark as struck out."""
    notes: list[str] = field(default_factory=list)
    """Doubts about the page: values of `parsers.vocabulary.Flag`."""

    def is_scan(self) -> bool:
        """Whether it has hardly any visible text, but an image that covers it, or letters drawn as shapes."""
        words, drawn = self.text.words, self.drawing
        visible = sum([len(word.text) for word in words if not word.hidden])
        covered = any(self.view.share(picture) >= COVERED for picture in drawn.pictures)
        return visible < STAMP and (covered or (drawn.shapes > OUTLINES and not words))

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
