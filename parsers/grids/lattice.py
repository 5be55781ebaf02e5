"""Ruling lines joined into lattices: lines that meet each other, of which a grid is made.

All lengths are points from the page's top left corner.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from parsers.layer import BBox

T = TypeVar("T", bound="Hashable")

SNAP = 4.0
"""Lines nearer than this are one line: double rules, and cells drawn as boxes beside each other.
No row of text and no column of figures is that narrow."""

GAP = 4.0
"""A line goes on over a break up to this long."""

REACH = 4.0
"""A line that ends this near another meets it."""

MAX_CROSSINGS = 4_000_000
"""Lines across times lines down; more is a drawing too."""

MAX_LINES = 20_000
"""Of one page; more is a drawing."""


@dataclass(slots=True)
class RulingLine:
    """Collinear rulings: where the line stands, and the stretches that are drawn."""

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
    """Lines that meet: one grid, perhaps."""

    across: list[RulingLine] = field(default_factory=list)
    down: list[RulingLine] = field(default_factory=list)

    @property
    def bbox(self) -> BBox:
        """x0, top, x1, bottom of everything drawn."""
        xs = [x.at for x in self.down] + [v for y in self.across for span in y.spans for v in span]
        ys = [y.at for y in self.across] + [v for x in self.down for span in x.spans for v in span]
        return min(xs), min(ys), max(xs), max(ys)


class UnionFind(Generic[T]):
    """Things that are joined pair by pair, and the groups that come of it.

    >>> groups = UnionFind([1, 2, 3])
    >>> groups.join(1, 3)
    >>> groups.all()
    [[1, 3], [2]]
    """

    def __init__(self, things: Iterable[T]) -> None:
        self._above = {thing: thing for thing in things}

    def join(self, one: T, other: T) -> None:
        """Put two things, and all that is joined to them, into one group."""
        self._above[self._head(other)] = self._head(one)

    def all(self) -> list[list[T]]:
        """The groups, each in the order in which its things were named."""
        groups: defaultdict[T, list[T]] = defaultdict(list)
        for thing in self._above:
            groups[self._head(thing)].append(thing)
        return list(groups.values())

    def _head(self, thing: T) -> T:
        while self._above[thing] != thing:
            self._above[thing] = self._above[self._above[thing]]
            thing = self._above[thing]
        return thing


def find_lattices(bars: Sequence[BBox]) -> list[Lattice]:
    """The groups of lines that meet each other and may part columns; a table's sides may be open."""
    if len(bars) > MAX_LINES:
        return []
    across = _lines(((b[1] + b[3]) / 2, b[0], b[2]) for b in bars if b[2] - b[0] > b[3] - b[1])
    down = _lines(((b[0] + b[2]) / 2, b[1], b[3]) for b in bars if b[2] - b[0] < b[3] - b[1])
    if len(across) * len(down) > MAX_CROSSINGS:
        return []
    groups = _meeting(across, down)
    return [group for group in groups if len(group.across) > 1 and group.down and _parts(group) > 3]


def _parts(lattice: Lattice) -> int:
    return len(lattice.across) + len(lattice.down)


def _lines(rulings: Iterable[tuple[float, float, float]]) -> list[RulingLine]:
    """Lines from (place, start, end) of each ruling: overlapping ones joined, distant ones kept apart."""
    lines: list[RulingLine] = []
    group: list[tuple[float, float, float]] = []
    for ruling in sorted(rulings):
        if group and ruling[0] - group[0][0] > SNAP:
            lines.extend(_joined(group))
            group = []
        group.append(ruling)
    return lines + _joined(group)


def _joined(group: list[tuple[float, float, float]]) -> list[RulingLine]:
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


def _meeting(across: list[RulingLine], down: list[RulingLine]) -> list[Lattice]:
    """Lines parted into groups of those that cross or touch."""
    groups = UnionFind([*((0, i) for i in range(len(across))), *((1, j) for j in range(len(down)))])
    for i, level in enumerate(across):
        low, high = level.spans[0]
        for j, upright in enumerate(down):
            top, bottom = upright.spans[0]
            if low - REACH <= upright.at <= high + REACH and top - REACH <= level.at <= bottom + REACH:
                groups.join((0, i), (1, j))
    return [
        Lattice([across[n] for way, n in group if way == 0], [down[n] for way, n in group if way == 1])
        for group in groups.all()
    ]


def align_lines(lines: list[RulingLine], low: float, high: float) -> list[RulingLine]:
    """One line a place, in order, with a line at each open end."""
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
