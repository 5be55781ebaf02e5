"""Closes the gaps between the cells of a table that are drawn as boxes apart from each other.

All lengths are in points from the page's top left corner.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.grids.lattice import SNAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import BBox

APART = 6.5
"""Largest gap between two cells of a table."""

EVEN = 1.0
"""Lines that meet at a corner of a box are no farther apart than this."""

LEAST = 4
"""Smallest number of boxes of a table: two rows of two."""

MAX_BOXES = 2_000
"""Boxes per page; a page with more is a drawing."""


@dataclass(frozen=True, slots=True)
class CellBox:
    """A box drawn with four ruling lines."""

    box: BBox
    edges: tuple[int, int, int, int]
    """Indices of the lines: top, bottom, left, right."""


def join_boxes(bars: Sequence[BBox]) -> list[BBox]:
    """The ruling lines of a page, with the boxes that are near each other stretched until they meet.

    >>> cells = [(x, y, x + 40, y + 14) for y in (100, 119) for x in (72, 117)]
    >>> edges = [bar for cell in cells for bar in edges_of(cell)]
    >>> len(edges), sorted({bar[1] for bar in join_boxes(edges) if bar[1] == bar[3]})
    (16, [100.0, 116.5, 133.0])
    """
    boxes = find_boxes(bars)
    if not LEAST <= len(boxes) <= MAX_BOXES:
        return list(bars)
    stretched = {one: new for one, new in zip(boxes, _stretched(boxes), strict=True) if one.box != new}
    if len(stretched) < LEAST:
        return list(bars)
    replaced = {edge for one in stretched for edge in one.edges}
    kept = [bar for n, bar in enumerate(bars) if n not in replaced]
    return kept + [edge for new in stretched.values() for edge in edges_of(new)]


def edges_of(box: BBox) -> list[BBox]:
    """The four edges of a box, as ruling lines."""
    x0, top, x1, bottom = box
    return [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def find_boxes(bars: Sequence[BBox]) -> list[CellBox]:
    """The boxes that four ruling lines draw, each line as long as the box is wide or high."""
    uprights: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    levels: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for n, bar in enumerate(bars):
        if bar[2] - bar[0] > bar[3] - bar[1]:
            levels[round(bar[0]), round(bar[2])].append(n)
        else:
            uprights[round(bar[1]), round(bar[3])].append(n)
    boxes: list[CellBox] = []
    for group in levels.values():
        group.sort(key=lambda n: bars[n][1])
        for above, below in pairwise(group):
            top, bottom = (_middle(bars[n], 1) for n in (above, below))
            if bottom - top > SNAP:
                found = [n for a in _about(top) for b in _about(bottom) for n in uprights.get((a, b), ())]
                x0, x1 = bars[above][0], bars[above][2]
                sides = [_line_at(x, found, bars) for x in (x0, x1)]
                if sides[0] is not None and sides[1] is not None:
                    boxes.append(CellBox((x0, top, x1, bottom), (above, below, sides[0], sides[1])))
    return boxes


def _line_at(x: float, numbers: Sequence[int], bars: Sequence[BBox]) -> int | None:
    """The vertical line at x among those with these indices."""
    return next((n for n in numbers if abs(_middle(bars[n], 0) - x) <= EVEN), None)


def _about(at: float) -> range:
    return range(round(at) - 1, round(at) + 2)


def _middle(bar: BBox, axis: int) -> float:
    """The middle of a line's thickness: x of a vertical line (axis 0), y of a horizontal one (axis 1)."""
    return (bar[axis] + bar[axis + 2]) / 2


def _stretched(boxes: Sequence[CellBox]) -> list[BBox]:
    """Each box with its edges moved to the middle of the gaps to its neighbours.

    Narrower gaps are left: lines that near are one line anyway.
    """
    new = [list(one.box) for one in boxes]
    for axis in (0, 1):
        rows: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for n, one in enumerate(boxes):
            rows[round(one.box[1 - axis]), round(one.box[3 - axis])].append(n)
        for row in rows.values():
            row.sort(key=lambda n: boxes[n].box[axis])
            for before, after in pairwise(row):
                end, start = boxes[before].box[axis + 2], boxes[after].box[axis]
                if SNAP / 2 < start - end <= APART:
                    new[before][axis + 2] = new[after][axis] = (end + start) / 2
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in new]
