"""Splits a row of a grid that contains several printed rows without rulings between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.grids.grid import fill_grid
from parsers.grids.printed_lines import text_lines
from parsers.tables.cells import CellKind, filled_cells, kind_of, serial_of
from parsers.tables.stacked_rows import cells_of_line, stacked_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.grids.grid import Span
    from parsers.layer import Grid, Word

LEAST = 3
"""Smallest number of printed rows for which a row of the grid is split."""


def cut_bands(grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with its unruled rows split; the same grid if every row is ruled."""
    cuts: dict[int, list[float]] = {}
    for r in range(len(grid.rows)):
        if _is_counted(grid, r) or (r > 0 and _is_open(grid, r)):
            edges = _row_edges(_band(grid, words, r), grid.xs)
            if len(edges) >= LEAST:
                cuts[r] = edges[1:]
        elif len(filled_cells(grid.rows[r])) > 1:
            alone = r == len(grid.rows) - 1 and len(grid.rows) <= 2
            edges = stacked_rows(_band(grid, words, r), grid.xs, words_only=alone)
            if edges:
                cuts[r] = edges
    return _cut(grid, words, cuts) if cuts else grid


def _is_counted(grid: Grid, r: int) -> bool:
    """Whether the first cell of a row contains several consecutive serial numbers."""
    serials = [serial_of(token) for token in (grid.rows[r][0] or "").split()]
    numbers = [int(serial) for serial in serials if serial and serial.isdigit()]
    if len(numbers) < max(LEAST, len(serials)):
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_open(grid: Grid, r: int) -> bool:
    """Whether one cell takes up the full width of a row."""
    return len(grid.rows[r]) > 1 and bool(grid.rows[r][0]) and all(cell is None for cell in grid.rows[r][1:])


def _band(grid: Grid, words: Sequence[Word], r: int) -> list[Word]:
    return [
        word
        for word in words
        if grid.ys[r] <= (word.top + word.bottom) / 2 <= grid.ys[r + 1]
        and grid.xs[0] <= (word.x0 + word.x1) / 2 <= grid.xs[-1]
    ]


def _row_edges(band: list[Word], xs: list[float]) -> list[float]:
    """Top edges of the printed rows: the lines with text in the anchor column; [] in running text."""
    lines = text_lines(band)
    if any(word.x0 < x - 2 and word.x1 > x + 2 for word in band for x in xs[1:-1]):
        return []
    cells = [cells_of_line(line, xs) for line in lines]
    anchor = _anchor(cells)
    if anchor is None:
        return []
    most = max(map(_figures, cells))
    starts = [
        line
        for line, row in zip(lines, cells, strict=True)
        if row[anchor] or (most > 1 and _figures(row) >= most / 2)
    ]
    middles = [sum(w.top + w.bottom for w in line) / 2 / len(line) for line in starts]
    return [-1.0, *((a + b) / 2 for a, b in pairwise(middles))]


def _figures(row: list[str]) -> int:
    return sum(kind_of(cell) in (CellKind.FIGURE, CellKind.NIL) for cell in row)


def _anchor(cells: list[list[str]]) -> int | None:
    """The column with one entry per row: serial numbers, else most figures; None if none is plain."""
    if not cells:
        return None
    first = [row[0] for row in cells if row[0]]
    if len(first) >= LEAST and all(serial_of(cell) for cell in first):
        return 0
    counts = [
        sum(kind_of(row[c]) in (CellKind.FIGURE, CellKind.NIL) for row in cells) for c in range(len(cells[0]))
    ]
    best = max(range(len(counts)), key=counts.__getitem__)
    return best if counts[best] >= max(LEAST, len(cells) / 2) else None


def _cut(grid: Grid, words: Sequence[Word], cuts: dict[int, list[float]]) -> Grid:
    """The grid with more rows, filled again; cells of a split row are split with it."""
    ys: list[float] = []
    new_rows: list[range] = []
    for r, y in enumerate(grid.ys[:-1]):
        ys.append(y)
        ys.extend(cuts.get(r, []))
        new_rows.append(range(len(ys) - 1 - len(cuts.get(r, [])), len(ys)))
    ys.append(grid.ys[-1])
    size = {(r, c): (h, w) for r, c, h, w in grid.spans}
    spans: list[Span] = []
    for r, row in enumerate(grid.rows):
        for c, text in enumerate(row):
            h, w = size.get((r, c), (1, 1))
            if text is None:
                continue
            if h == 1 and r in cuts:
                spans.extend((n, c + j, 1, 1) for n in new_rows[r] for j in range(w))
            else:
                spans.append((new_rows[r][0], c, new_rows[r + h - 1][-1] - new_rows[r][0] + 1, w))
    inside = [word for r in range(len(grid.rows)) for word in _band(grid, words, r)]
    return fill_grid(grid.xs, ys, sorted(spans), inside)
