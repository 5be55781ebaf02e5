"""How a page is looked at: its own coordinates turned so that most of its text runs upright."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """The visible part of a page in its own coordinates (y upwards) and the clockwise turn to look at it."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Points, as looked at."""
        return self.top - self.bottom if self.turn in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Points, as looked at."""
        return self.right - self.left if self.turn in (90, 270) else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point in points from the top left corner.

        >>> View(0, 0, 612, 792).point(72, 720), View(0, 0, 612, 792, turn=90).point(72, 720)
        ((72, 72), (720, 72))
        """
        match self.turn:
            case 0:
                return x - self.left, self.top - y
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, box: Box) -> Box:
        """A box as x0, top, x1, bottom.

        >>> View(0, 0, 612, 792).box((72, 700, 100, 720))
        (72, 72, 100, 92)
        """
        if not self.turn:
            return box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1]
        xa, ya = self.point(box[0], box[1])
        xb, yb = self.point(box[2], box[3])
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)

    def share(self, box: Box) -> float:
        """The share of the page that a box covers, both in the page's own coordinates.

        >>> View(0, 0, 600, 800).share((0, 400, 600, 900))
        0.5
        """
        width = min(box[2], self.right) - max(box[0], self.left)
        height = min(box[3], self.top) - max(box[1], self.bottom)
        area = (self.right - self.left) * (self.top - self.bottom)
        return max(0.0, width) * max(0.0, height) / area if area else 0.0


def usual_turn(turns: Iterable[tuple[int, int]], otherwise: int) -> int:
    """The turn of most characters, from (turn, characters) of each word.

    >>> usual_turn([(0, 5), (90, 300), (0, 8)], otherwise=0), usual_turn([], otherwise=90)
    (90, 90)
    """
    count: Counter[int] = Counter()
    for turn, characters in turns:
        count[turn] += characters
    return count.most_common(1)[0][0] if count else otherwise
