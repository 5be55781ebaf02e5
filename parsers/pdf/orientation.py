"""Converts a page's own coordinates to those of the page rotated so that most text is upright."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, cos, degrees, radians, sin
from statistics import median
from typing import TYPE_CHECKING

from parsers.pdf.words import SLANTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.pdf.words import GlyphRun

LEVEL = 0.4
"""Degrees: less is not seen as leaning, and lines stay apart."""

WORDS_PER_LINE = 3
"""A page with fewer words per baseline may have been scanned askew: each word is in a place of its own."""

FAR = 20
"""In multiples of the type size: words further apart are in different columns."""

FEWEST_STEPS = 12
"""Smallest number of neighbouring words from which the lean of a page is known."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageView:
    """The visible part of a page in its own coordinates (points, y upwards), and the rotation to show it."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0
    """Clockwise, in degrees: 0, 90, 180 or 270."""
    lean: float = 0.0
    """Degrees by which lines still rise to the right after that rotation: the sheet was scanned askew."""

    @property
    def width(self) -> float:
        """Width in points after rotation."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Height in points after rotation."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as (x, y) in points from the top left corner.

        >>> PageView(0, 0, 612, 792).point(72, 720), PageView(0, 0, 612, 792, rotation=90).point(72, 720)
        ((72, 72), (720, 72))
        """
        return self._levelled(*self._rotated(x, y)) if self.lean else self._rotated(x, y)

    def _levelled(self, x: float, y: float) -> tuple[float, float]:
        """A point of the leaning page after turning it about its middle."""
        down, along = sin(radians(self.lean)), cos(radians(self.lean))
        dx, dy = x - self.width / 2, y - self.height / 2
        return self.width / 2 + along * dx - down * dy, self.height / 2 + down * dx + along * dy

    def _rotated(self, x: float, y: float) -> tuple[float, float]:
        match self.rotation:
            case 0:
                return x - self.left, self.top - y
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, box: Box) -> Box:
        """A box (left, bottom, right, top) as x0, top, x1, bottom.

        >>> PageView(0, 0, 612, 792).box((72, 700, 100, 720))
        (72, 72, 100, 92)
        """
        if self.lean:
            return self._levelled_box(box)
        if not self.rotation:
            return box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1]
        xa, ya = self.point(box[0], box[1])
        xb, yb = self.point(box[2], box[3])
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def _levelled_box(self, box: Box) -> Box:
        """A box moved, not widened, when the leaning page is turned."""
        x0, top, x1, bottom = replace(self, lean=0.0).box(box)
        x, y = self._levelled((x0 + x1) / 2, (top + bottom) / 2)
        width, height = (x1 - x0) / 2, (bottom - top) / 2
        return x - width, y - height, x + width, y + height

    def share(self, box: Box) -> float:
        """The share of the page that a box (in the page's own coordinates) covers, from 0 to 1.

        >>> PageView(0, 0, 600, 800).share((0, 400, 600, 900))
        0.5
        """
        width = min(box[2], self.right) - max(box[0], self.left)
        height = min(box[3], self.top) - max(box[1], self.bottom)
        area = (self.right - self.left) * (self.top - self.bottom)
        return max(0.0, width) * max(0.0, height) / area if area else 0.0


def view_of(words: Sequence[GlyphRun], box: Box, otherwise: int) -> PageView:
    """The page turned so that most text is upright and level; `otherwise`: its rotation without text."""
    rotation = dominant_rotation(((word.rotation, len(word.text)) for word in words), otherwise)
    return PageView(*box, rotation, _lean([word for word in words if word.rotation == rotation]))


def dominant_rotation(rotations: Iterable[tuple[int, int]], otherwise: int) -> int:
    """The rotation of most characters, from (rotation, characters) of each word; `otherwise` without any.

    >>> dominant_rotation([(0, 5), (90, 300), (0, 8)], otherwise=0), dominant_rotation([], otherwise=90)
    (90, 90)
    """
    count: Counter[int] = Counter()
    for rotation, characters in rotations:
        count[rotation] += characters
    return count.most_common(1)[0][0] if count else otherwise


def _lean(words: Sequence[GlyphRun]) -> float:
    """Degrees by which most lines rise to the right; 0 if the page is straight."""
    leans = [word.lean for word in words]
    if any(leans):
        lean = median(leans)
    else:
        lines = {round(word.baseline[0 if word.rotation in (90, 270) else 1]) for word in words}
        lean = _lean_of_places(words) if len(lines) * WORDS_PER_LINE > len(words) else 0.0
    return lean if LEVEL < abs(lean) <= SLANTED else 0.0


def _lean_of_places(words: Sequence[GlyphRun]) -> float:
    """The lean of words that are upright one by one, as a scanner's OCR prints them; 0 if they disagree."""
    steps = [_step(one, other) for one, other in pairwise(words)]
    leans = sorted(
        degrees(atan2(rise, along))
        for one, (along, rise) in zip(words, steps, strict=False)
        if one.size < along < FAR * one.size and abs(rise) < one.size / 2
    )
    if len(leans) < FEWEST_STEPS:
        return 0.0
    quarter = len(leans) // 4
    agree = leans[quarter] * leans[-quarter - 1] > 0
    return median(leans) if agree else 0.0


def _step(one: GlyphRun, other: GlyphRun) -> tuple[float, float]:
    """From the start of a word to that of the next, in points along and above its line."""
    dx, dy = other.baseline[0] - one.baseline[0], other.baseline[1] - one.baseline[1]
    return {0: (dx, dy), 90: (dy, -dx), 180: (-dx, -dy)}.get(one.rotation, (-dy, dx))
