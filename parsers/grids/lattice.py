"""Joins ruling lines into lattices: groups of lines that meet each other.

All lengths are in points from the page's top left corner.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING, Generic, TypeVar

from parsers.grids.printed_lines import turned_box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.layer import BBox

T = TypeVar("T")

SNAP = 4.0
"""Points: lines nearer than this are one line, as in double rules and in cells drawn as adjacent boxes.
No row of text and no column of numbers is that narrow."""

GAP = 4.0
"""Points: a line continues across a gap up to this long."""

REACH = 4.0
"""Points: a line that ends this near another meets it."""

MAX_CROSSINGS = 4_000_000
"""Horizontal times vertical lines; a page with more is taken for a drawing."""

MAX_LINES = 20_000
"""Lines per page; a page with more is taken for a drawing."""


@dataclass(slots=True)
class RulingLine:
    """Collinear rulings: the coordinate of the line, and the stretches of it that are drawn."""

    at: float
    spans: list[tuple[float, float]]

    def covers(self, low: float, high: float) -> bool:
        """Whether most of the stretch from `low` to `high` is drawn.

        >>> RulingLine(72.0, [(100, 140), (150, 300)]).covers(160, 180)
        True
        >>> RulingLine(72.0, [(100, 140)]).covers(130, 180)
        False
        """
        drawn = sum(max(0.0, min(high, b) - max(low, a)) for a, b in self.spans)
        return drawn >= 0.6 * (high - low)


@dataclass(slots=True)
class Lattice:
    """Horizontal and vertical lines that meet; it may be a grid."""

    across: list[RulingLine] = field(default_factory=list)
    down: list[RulingLine] = field(default_factory=list)

    @property
    def bbox(self) -> BBox:
        """x0, top, x1, bottom around all lines."""
        xs = [x.at for x in self.down] + [v for y in self.across for span in y.spans for v in span]
        ys = [y.at for y in self.across] + [v for x in self.down for span in x.spans for v in span]
        return min(xs), min(ys), max(xs), max(ys)

    def turned(self, rotation: int) -> Lattice:
        """The lattice after turning the page clockwise about its top left corner.

        >>> Lattice([RulingLine(50, [(10, 90)])], [RulingLine(20, [(40, 60)])]).turned(90)
        Lattice(across=[RulingLine(at=20, spans=[(-60, -40)])], down=[RulingLine(at=-50, spans=[(10, 90)])])
        """
        across = [
            [turned_box((low, y.at, high, y.at), rotation) for low, high in y.spans] for y in self.across
        ]
        down = [[turned_box((x.at, a, x.at, b), rotation) for a, b in x.spans] for x in self.down]
        if rotation == 180:
            down, across = across, down
        return Lattice(
            [RulingLine(boxes[0][1], [(box[0], box[2]) for box in boxes]) for boxes in down],
            [RulingLine(boxes[0][0], [(box[1], box[3]) for box in boxes]) for boxes in across],
        )


class UnionFind(Generic[T]):
    """Union-find over hashable elements.

    >>> numbers = UnionFind([1, 2, 3])
    >>> numbers.union(1, 3)
    >>> numbers.groups()
    [[1, 3], [2]]
    """

    def __init__(self, elements: Iterable[T]) -> None:
        self._parent = {element: element for element in elements}

    def union(self, one: T, other: T) -> None:
        """Merge the groups of two elements."""
        self._parent[self._find(other)] = self._find(one)

    def groups(self) -> list[list[T]]:
        """The groups; elements keep the order in which they were given."""
        groups: defaultdict[T, list[T]] = defaultdict(list)
        for element in self._parent:
            groups[self._find(element)].append(element)
        return list(groups.values())

    def _find(self, element: T) -> T:
        while self._parent[element] != element:
            self._parent[element] = self._parent[self._parent[element]]
            element = self._parent[element]
        return element


def find_lattices(bars: Sequence[BBox]) -> list[Lattice]:
    """The lattices that may be tables: two horizontal lines or more; the sides of a table may be open."""
    if len(bars) > MAX_LINES:
        return []
    across, down = merge_lines(bars)
    if len(across) * len(down) > MAX_CROSSINGS:
        return []
    lattices = _connected(across, down)
    return [
        one for one in lattices if len(one.across) > 1 and one.down and len(one.across) + len(one.down) > 3
    ]


def merge_lines(bars: Iterable[BBox]) -> tuple[list[RulingLine], list[RulingLine]]:
    """The horizontal and the vertical lines, each with one span; bars that overlap or touch are merged."""
    bars = list(bars)
    across = _lines(((b[1] + b[3]) / 2, b[0], b[2]) for b in bars if b[2] - b[0] > b[3] - b[1])
    down = _lines(((b[0] + b[2]) / 2, b[1], b[3]) for b in bars if b[2] - b[0] < b[3] - b[1])
    return across, down


def _lines(rulings: Iterable[tuple[float, float, float]]) -> list[RulingLine]:
    """Lines from the (coordinate, start, end) of each ruling; those that overlap or touch are merged."""
    lines: list[RulingLine] = []
    group: list[tuple[float, float, float]] = []
    for ruling in sorted(rulings):
        if group and ruling[0] - group[0][0] > SNAP:
            lines.extend(_merge_collinear(group))
            group = []
        group.append(ruling)
    return lines + _merge_collinear(group)


def _merge_collinear(group: list[tuple[float, float, float]]) -> list[RulingLine]:
    lines: list[RulingLine] = []
    places: list[float] = []
    for at, start, end in sorted(group, key=lambda ruling: ruling[1]):
        if lines and start - lines[-1].spans[0][1] <= GAP:
            low, high = lines[-1].spans[0]
            lines[-1].spans = [(low, max(high, end))]
            places.append(at)
            lines[-1].at = fmean(places)
        else:
            lines.append(RulingLine(at, [(start, end)]))
            places = [at]
    return lines


def _connected(across: list[RulingLine], down: list[RulingLine]) -> list[Lattice]:
    """The groups of lines that cross or touch."""
    lines = UnionFind([*((0, i) for i in range(len(across))), *((1, j) for j in range(len(down)))])
    for i, level in enumerate(across):
        low, high = level.spans[0]
        for j, upright in enumerate(down):
            top, bottom = upright.spans[0]
            if low - REACH <= upright.at <= high + REACH and top - REACH <= level.at <= bottom + REACH:
                lines.union((0, i), (1, j))
    return [
        Lattice([across[n] for way, n in group if way == 0], [down[n] for way, n in group if way == 1])
        for group in lines.groups()
    ]


def align_lines(lines: list[RulingLine], low: float, high: float) -> list[RulingLine]:
    """The lines in order, collinear ones merged, and a line at each open end from `low` to `high`."""
    merged: list[RulingLine] = []
    for line in sorted(lines, key=lambda line: line.at):
        if merged and line.at - merged[-1].at <= SNAP:
            merged[-1].spans.extend(line.spans)
        else:
            merged.append(RulingLine(line.at, list(line.spans)))
    for end, where in ((low, 0), (high, len(merged))):
        if all(abs(line.at - end) > 2 * SNAP for line in merged):
            merged.insert(where and len(merged), RulingLine(end, [(-1e6, 1e6)]))
    return merged
