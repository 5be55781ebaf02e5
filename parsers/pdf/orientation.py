"""Converts a page's own coordinates to those of the page rotated so that most text is upright."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        if not self.rotation:
            return box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1]
        xa, ya = self.point(box[0], box[1])
        xb, yb = self.point(box[2], box[3])
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def share(self, box: Box) -> float:
        """The share of the page that a box (in the page's own coordinates) covers, from 0 to 1.

        >>> PageView(0, 0, 600, 800).share((0, 400, 600, 900))
        0.5
        """
        width = min(box[2], self.right) - max(box[0], self.left)
        height = min(box[3], self.top) - max(box[1], self.bottom)
        area = (self.right - self.left) * (self.top - self.bottom)
        return max(0.0, width) * max(0.0, height) / area if area else 0.0


def dominant_rotation(rotations: Iterable[tuple[int, int]], otherwise: int) -> int:
    """The rotation of most characters, from (rotation, characters) of each word; `otherwise` without any.

    >>> dominant_rotation([(0, 5), (90, 300), (0, 8)], otherwise=0), dominant_rotation([], otherwise=90)
    (90, 90)
    """
    count: Counter[int] = Counter()
    for rotation, characters in rotations:
        count[rotation] += characters
    return count.most_common(1)[0][0] if count else otherwise
