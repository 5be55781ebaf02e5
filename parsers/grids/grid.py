"""Makes grids of cells from lattices of ruling lines and words.

All lengths are in points from the page's top left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from parsers.grids.cell_text import cell_text
from parsers.grids.known_words import KnownWords
from parsers.grids.lattice import UnionFind, align_lines, find_lattices
from parsers.grids.printed_lines import turned_box, turned_word
from parsers.layer import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.grids.lattice import Lattice, RulingLine
    from parsers.layer import BBox, Word


MAX_PLACES = 50_000
"""Rows times columns of a grid; a larger one is taken for graph paper."""

SIDEWAYS = 0.9
"""Share of the words of a table that have another direction, if the whole table is set sideways."""


def find_ruled_grids(bars: Sequence[BBox], words: Sequence[Word]) -> list[Grid]:
    """The grids that are ruled in both directions."""
    return [grid for lattice in find_lattices(bars) if (grid := _grid(lattice, words))]


def _grid(lattice: Lattice, words: Sequence[Word]) -> Grid | None:
    """The grid of a lattice, read in the direction of its text; None if it is a frame or empty."""
    inside = _words_inside(lattice.bbox, words)
    rotation = _common_rotation(inside)
    if not rotation:
        return _upright_grid(lattice, inside)
    grid = _upright_grid(lattice.turned(rotation), [turned_word(word) for word in inside])
    if grid:
        grid.bbox, grid.rotation = turned_box(grid.bbox, -rotation % 360), rotation
    return grid


def _words_inside(box: BBox, words: Sequence[Word]) -> list[Word]:
    x0, top, x1, bottom = box
    return [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom]


def _common_rotation(words: Sequence[Word]) -> int:
    """The direction of nearly all words of a table that is set sideways; upright if only its headings are."""
    if not words or words[0].rotation == words[-1].rotation == 0:
        return 0
    rotation, count = Counter(word.rotation for word in words).most_common(1)[0]
    return rotation if count >= SIDEWAYS * len(words) else 0


def _upright_grid(lattice: Lattice, inside: Sequence[Word]) -> Grid | None:
    x0, top, x1, bottom = lattice.bbox
    columns = align_lines(lattice.down, x0, x1)
    rows = align_lines(lattice.across, top, bottom)
    if len(columns) < 3 or len(rows) < 2:
        return None  # one column: a frame or a page border
    if not inside or len(columns) * len(rows) > MAX_PLACES:
        return None
    xs, ys = [line.at for line in columns], [line.at for line in rows]
    return fill_grid(xs, ys, _cells(columns, rows), inside)


Span = tuple[int, int, int, int]
"""First row, first column, number of rows, number of columns of a cell."""


def _cells(columns: list[RulingLine], rows: list[RulingLine]) -> list[Span]:
    """The cells of a lattice: slots without a line between them are one cell."""
    height, width = len(rows) - 1, len(columns) - 1
    slots = [(r, c) for r in range(height) for c in range(width)]
    cells = UnionFind(slots)
    for r, c in slots:
        if c + 1 < width and not columns[c + 1].covers(rows[r].at, rows[r + 1].at):
            cells.union((r, c), (r, c + 1))
        if r + 1 < height and not rows[r + 1].covers(columns[c].at, columns[c + 1].at):
            cells.union((r, c), (r + 1, c))
    return sorted(span for group in cells.groups() for span in _rectangles(group))


def _rectangles(slots: list[tuple[int, int]]) -> list[Span]:
    """One cell if the slots form a rectangle; else (a line is missing) one for each run of slots in a row."""
    r0, c0 = min(r for r, _ in slots), min(c for _, c in slots)
    r1, c1 = max(r for r, _ in slots), max(c for _, c in slots)
    if len(slots) == (r1 - r0 + 1) * (c1 - c0 + 1):
        return [(r0, c0, r1 - r0 + 1, c1 - c0 + 1)]
    spans: list[Span] = []
    for r, c in sorted(slots):
        last = spans[-1] if spans else None
        if last and last[0] == r and last[1] + last[3] == c:
            spans[-1] = (r, last[1], 1, last[3] + 1)
        else:
            spans.append((r, c, 1, 1))
    return spans


def fill_grid(xs: list[float], ys: list[float], spans: list[Span], words: Sequence[Word]) -> Grid:
    """The grid with its words in its cells: text in a cell's first slot, None in the others it covers."""
    cell_of = {(r + i, c + j): n for n, (r, c, h, w) in enumerate(spans) for i in range(h) for j in range(w)}
    inside: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        r = slot_of(ys, (word.top + word.bottom) / 2)
        c = slot_of(xs, (word.x0 + word.x1) / 2)
        inside[cell_of[r, c]].append(word)
    rows: list[list[str | None]] = [[None] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    known = KnownWords(words)
    for n, (r, c, _, w) in enumerate(spans):
        rows[r][c] = cell_text(inside[n], width=xs[c + w] - xs[c], known=known)
    return Grid(
        bbox=(round(xs[0], 1), round(ys[0], 1), round(xs[-1], 1), round(ys[-1], 1)),
        rows=rows,
        xs=[round(x, 1) for x in xs],
        ys=[round(y, 1) for y in ys],
        spans=[span for span in spans if span[2:] != (1, 1)],
    )


def words_between(words: Iterable[Word], top: float, bottom: float) -> list[Word]:
    """The words whose middle is between two heights."""
    return [word for word in words if top <= (word.top + word.bottom) / 2 <= bottom]


def slot_of(edges: Sequence[float], at: float) -> int:
    """The index of the slot between two edges that holds a coordinate; the first or last if it is outside.

    >>> [slot_of([0.0, 10.0, 20.0], at) for at in (-1.0, 3.0, 12.0, 25.0)]
    [0, 0, 1, 1]
    """
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)
