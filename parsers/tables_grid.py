"""Ruled grids: ruling lines and words to cells.

All lengths are points from the page's top left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

from parsers.layer import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.layer import BBox, Word

SNAP = 4.0
"""Lines nearer than this are one line: double rules, and cells drawn as boxes beside each other.
No row of text and no column of figures is that narrow."""

GAP = 4.0
"""A line goes on over a break up to this long."""

REACH = 4.0
"""A line that ends this near another meets it."""

MAX_LINES = 20_000
"""Of one page; more is a drawing."""


@dataclass(slots=True)
class Line:
    """Collinear rulings: where the line stands, and the stretches that are drawn."""

    at: float
    spans: list[tuple[float, float]]

    def covers(self, low: float, high: float) -> bool:
        """Whether most of the stretch from `low` to `high` is drawn.

        >>> Line(72.0, [(100, 140), (150, 300)]).covers(160, 180), Line(72.0, [(100, 140)]).covers(130, 180)
        (True, False)
        """
        drawn = sum(max(0.0, min(high, b) - max(low, a)) for a, b in self.spans)
        return drawn >= 0.6 * (high - low)


@dataclass(slots=True)
class Lattice:
    """Lines that meet: one grid, perhaps."""

    across: list[Line] = field(default_factory=list)
    down: list[Line] = field(default_factory=list)

    @property
    def bbox(self) -> BBox:
        """x0, top, x1, bottom of everything drawn."""
        xs = [x.at for x in self.down] + [v for y in self.across for span in y.spans for v in span]
        ys = [y.at for y in self.across] + [v for x in self.down for span in x.spans for v in span]
        return min(xs), min(ys), max(xs), max(ys)


def find_grids(bars: Sequence[BBox], words: Sequence[Word]) -> list[Grid]:
    """The grids of one page from its thin bars, top to bottom."""
    grids = [_grid(lattice, words) for lattice in find_lattices(bars)]
    return sorted((grid for grid in grids if grid), key=lambda grid: (grid.bbox[1], grid.bbox[0]))


def find_lattices(bars: Sequence[BBox]) -> list[Lattice]:
    """The groups of lines that meet each other and may part columns; a table's sides may be open."""
    if len(bars) > MAX_LINES:
        return []
    across = _lines(((b[1] + b[3]) / 2, b[0], b[2]) for b in bars if b[2] - b[0] > b[3] - b[1])
    down = _lines(((b[0] + b[2]) / 2, b[1], b[3]) for b in bars if b[2] - b[0] < b[3] - b[1])
    groups = _meeting(across, down)
    return [group for group in groups if len(group.across) > 1 and group.down and _parts(group) > 3]


def _parts(lattice: Lattice) -> int:
    return len(lattice.across) + len(lattice.down)


def _lines(rulings: Iterable[tuple[float, float, float]]) -> list[Line]:
    """Lines from (place, start, end) of each ruling: overlapping ones joined, distant ones kept apart."""
    lines: list[Line] = []
    group: list[tuple[float, float, float]] = []
    for ruling in sorted(rulings):
        if group and ruling[0] - group[0][0] > SNAP:
            lines.extend(_joined(group))
            group = []
        group.append(ruling)
    return lines + _joined(group)


def _joined(group: list[tuple[float, float, float]]) -> list[Line]:
    lines: list[Line] = []
    places: list[float] = []
    for at, start, end in sorted(group, key=lambda ruling: ruling[1]):
        if lines and start - lines[-1].spans[0][1] <= GAP:
            low, high = lines[-1].spans[0]
            lines[-1].spans = [(low, max(high, end))]
            places.append(at)
            lines[-1].at = fmean(places)
        else:
            lines.append(Line(at, [(start, end)]))
            places = [at]
    return lines


def _meeting(across: list[Line], down: list[Line]) -> list[Lattice]:
    """Lines parted into groups of those that cross or touch."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, level in enumerate(across):
        low, high = level.spans[0]
        for j, upright in enumerate(down, start=len(across)):
            top, bottom = upright.spans[0]
            if low - REACH <= upright.at <= high + REACH and top - REACH <= level.at <= bottom + REACH:
                parent[root(i)] = root(j)
    groups: defaultdict[int, Lattice] = defaultdict(Lattice)
    for i, level in enumerate(across):
        groups[root(i)].across.append(level)
    for j, upright in enumerate(down, start=len(across)):
        groups[root(j)].down.append(upright)
    return list(groups.values())


def _grid(lattice: Lattice, words: Sequence[Word]) -> Grid | None:
    x0, top, x1, bottom = lattice.bbox
    columns = _aligned(lattice.down, x0, x1)
    rows = _aligned(lattice.across, top, bottom)
    if len(columns) < 3 or len(rows) < 2:
        return None  # a box of one column: a frame, a page's border
    xs, ys = [line.at for line in columns], [line.at for line in rows]
    inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom]
    spans = _cells(columns, rows)
    return fill_grid(xs, ys, spans, inside)


def _aligned(lines: list[Line], low: float, high: float) -> list[Line]:
    """One line a place, in order, with a line at each open end."""
    merged: list[Line] = []
    for line in sorted(lines, key=lambda line: line.at):
        if merged and line.at - merged[-1].at <= SNAP:
            merged[-1].spans.extend(line.spans)
        else:
            merged.append(Line(line.at, list(line.spans)))
    for end, where in ((low, 0), (high, len(merged))):
        if all(abs(line.at - end) > 2 * SNAP for line in merged):
            merged.insert(where and len(merged), Line(end, [(-1e6, 1e6)]))
    return merged


Span = tuple[int, int, int, int]
"""first row, first column, rows, columns of a cell."""


def _cells(columns: list[Line], rows: list[Line]) -> list[Span]:
    """The cells of a lattice: places without a line between them are one cell."""
    height, width = len(rows) - 1, len(columns) - 1
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((root(one), root(other)))
        owner[second] = first

    for r, c in owner:
        if c + 1 < width and not columns[c + 1].covers(rows[r].at, rows[r + 1].at):
            join((r, c), (r, c + 1))
        if r + 1 < height and not rows[r + 1].covers(columns[c].at, columns[c + 1].at):
            join((r, c), (r + 1, c))
    groups: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place in owner:
        groups[root(place)].append(place)
    return sorted(span for places in groups.values() for span in _rectangles(places))


def _rectangles(places: list[tuple[int, int]]) -> list[Span]:
    """One cell, where the places make a rectangle; else (a line is missing) a cell for each run of a row."""
    r0, c0 = min(r for r, _ in places), min(c for _, c in places)
    r1, c1 = max(r for r, _ in places), max(c for _, c in places)
    if len(places) == (r1 - r0 + 1) * (c1 - c0 + 1):
        return [(r0, c0, r1 - r0 + 1, c1 - c0 + 1)]
    spans: list[Span] = []
    for r, c in sorted(places):
        last = spans[-1] if spans else None
        if last and last[0] == r and last[1] + last[3] == c:
            spans[-1] = (r, last[1], 1, last[3] + 1)
        else:
            spans.append((r, c, 1, 1))
    return spans


def fill_grid(xs: list[float], ys: list[float], spans: list[Span], words: Sequence[Word]) -> Grid:
    """The grid with its words in its cells: text in a cell's first place, None in the others it covers."""
    cell_of = {(r + i, c + j): n for n, (r, c, h, w) in enumerate(spans) for i in range(h) for j in range(w)}
    inside: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        r = slot_of(ys, (word.top + word.bottom) / 2)
        c = slot_of(xs, (word.x0 + word.x1) / 2)
        inside[cell_of[r, c]].append(word)
    rows: list[list[str | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for n, (r, c, _, _) in enumerate(spans):
        rows[r][c] = cell_text(inside[n])
    return Grid(
        bbox=(round(xs[0], 1), round(ys[0], 1), round(xs[-1], 1), round(ys[-1], 1)),
        rows=rows,
        xs=[round(x, 1) for x in xs],
        ys=[round(y, 1) for y in ys],
        spans=[span for span in spans if span[2:] != (1, 1)],
    )


def slot_of(edges: list[float], at: float) -> int:
    """Which of the slots between the edges holds a place.

    >>> [slot_of([0.0, 10.0, 20.0], at) for at in (-1.0, 3.0, 12.0, 25.0)]
    [0, 0, 1, 1]
    """
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def cell_text(words: Iterable[Word]) -> str:
    """The words of a cell line by line, spaces collapsed; text set upwards is read upwards."""
    held = list(words)
    lines = upward_lines(held) if sum(map(_is_turned, held)) * 2 > len(held) else text_lines(held)
    return " ".join(word.text for line in lines for word in line)


def _is_turned(word: Word) -> bool:
    """Whether a word runs up or down the page: taller than its type, and narrow."""
    return word.bottom - word.top > max(1.3 * word.size, word.x1 - word.x0)


def upward_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words that run upwards parted into lines from the left, each from its foot."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.x0):
        if lines and word.x0 < (lines[-1][0].x0 + lines[-1][0].x1) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: -word.bottom) for line in lines]


def text_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words parted into lines from the top, each from left to right.

    A word belongs to a line where its middle lies within the line's first words: raised figures too.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        middle = (word.top + word.bottom) / 2
        if lines and any(other.top <= middle <= other.bottom for other in lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]
