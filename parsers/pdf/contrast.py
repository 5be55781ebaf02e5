"""Compares a page's image with and without text, to see whether that text is visible."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from PIL import ImageChops

from parsers.limits import MAX_PICTURE_PIXELS
from parsers.pdf import pdfium_calls
from parsers.pdf.orientation import PageView
from parsers.pdf.painting import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pypdfium2 as pdfium
    from PIL import Image

    from parsers.pdf.matrices import Box
    from parsers.pdf.words import GlyphRun

SCALE = 2.0
"""Pixels per point."""

UNSEEN, SEEN = 10, 24
"""Difference of a colour, of 255, that no reader sees, and that every reader sees."""

INK = 60
"""Difference of tone, of 255, within the image of a word."""

EDGE_ALONG, EDGE_ACROSS = 0.1, 0.2
"""Shares of a word's box that are left out at each side: the ink of its neighbours may reach into them."""

MAX_PASSES = 4
"""Images per page; text over text needs one for each."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How visible one word is."""

    difference: int
    """Largest difference of a colour in its box, of 255."""
    letters: tuple[int, ...]
    """The same for each of its characters."""

    @property
    def unseen(self) -> bool:
        """Whether no reader can see it."""
        return self.difference < UNSEEN

    @property
    def in_doubt(self) -> bool:
        """Whether some readers may see it."""
        return UNSEEN <= self.difference < SEEN


class PageImages:
    """Images of one page, of which text objects can be left out."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        left, bottom, right, top = page.get_bbox()
        self._view = PageView(left, bottom, right, top, page.get_rotation())
        width, height = page.get_size()
        self._scale = min(SCALE, sqrt(MAX_PICTURE_PIXELS / max(1.0, width * height)))

    def compare(self, words: Sequence[GlyphRun]) -> list[Sight | None]:
        """How visible each word is; None if it cannot be measured, as too many words overlap."""
        sights: list[Sight | None] = [None] * len(words)
        whole = self._render()
        for group in list(_groups(words))[:MAX_PASSES]:
            with _left_out({source for n in group for source in words[n].sources}):
                changed = ImageChops.difference(whole, self._render())
            for n in group:
                letters = tuple(self._largest(changed, box) for box in words[n].boxes)
                sights[n] = Sight(max(self._largest(changed, words[n].box), *letters), letters)
        return sights

    def have_ink(self, words: Sequence[GlyphRun], texts: Iterable[int]) -> list[bool]:
        """Whether the page without its text objects still has ink where each word is: the image of a text."""
        with _left_out(texts):
            bare = self._render().convert("L")
        return [self._range(bare, word.box) >= INK for word in words]

    def _render(self) -> Image.Image:
        bitmap = self._page.render(scale=self._scale, may_draw_forms=False, draw_annots=False)
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture

    def _largest(self, changed: Image.Image, box: Box) -> int:
        """The largest value of a colour in a box."""
        area = self._area(changed, box)
        tones = changed.crop(area).tobytes() if area else b""
        return max(tones, default=0)

    def _range(self, grey: Image.Image, box: Box) -> int:
        """The difference between the lightest and the darkest tone in a box."""
        area = self._area(grey, box)
        tones = grey.crop(area).tobytes() if area else b"\0"
        return max(tones) - min(tones)

    def _area(self, image: Image.Image, box: Box) -> tuple[int, int, int, int] | None:
        """The pixels of a box without its edges; None if it is outside the page."""
        x0, top, x1, bottom = self._view.box(box)
        dx, dy = EDGE_ALONG * (x1 - x0), EDGE_ACROSS * (bottom - top)
        left, upper = max(0, int((x0 + dx) * self._scale)), max(0, int((top + dy) * self._scale))
        right = min(image.width, int((x1 - dx) * self._scale) + 1)
        lower = min(image.height, int((bottom - dy) * self._scale) + 1)
        return (left, upper, right, lower) if left < right and upper < lower else None


def _groups(words: Sequence[GlyphRun]) -> Iterator[list[int]]:
    """Indexes of the words of each group: no text object of a group is set over another one of it.

    The same text at the same place (a printer's bold) is in one group: without one, the other is seen.
    """
    left = sorted(range(len(words)), key=lambda n: words[n].box[1])
    while left:
        placed: list[int] = []
        refused: set[int] = set()
        active: list[int] = []
        for n in left:
            active = [m for m in active if words[m].box[3] > words[n].box[1]]
            if not refused.isdisjoint(words[n].sources) or any(_collide(words[m], words[n]) for m in active):
                refused.update(words[n].sources)
            else:
                placed.append(n)
                active.append(n)
        group = [n for n in placed if refused.isdisjoint(words[n].sources)]
        if not group:
            return
        yield group
        done = set(group)
        left = [n for n in left if n not in done]


def _collide(one: GlyphRun, other: GlyphRun) -> bool:
    if not set(one.sources).isdisjoint(other.sources) or not overlaps(_core(one.box), _core(other.box)):
        return False
    return one.text != other.text or abs(one.box[0] - other.box[0]) > one.size / 4


def _core(box: Box) -> Box:
    dx, dy = EDGE_ALONG * (box[2] - box[0]), EDGE_ACROSS * (box[3] - box[1])
    return box[0] + dx, box[1] + dy, box[2] - dx, box[3] - dy


@contextmanager
def _left_out(texts: Iterable[int]) -> Iterator[None]:
    """Text objects are not painted meanwhile."""
    objects = [text for text in texts if text]
    for text in objects:
        pdfium_calls.set_active(text, 0)
    try:
        yield
    finally:
        for text in objects:
            pdfium_calls.set_active(text, 1)
