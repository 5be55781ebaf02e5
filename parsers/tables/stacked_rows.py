"""Tells rows of a table without rulings between them from one row with cells of several lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.grids.cell_text import cell_text
from parsers.grids.grid import slot_of
from parsers.grids.printed_lines import text_lines
from parsers.tables.cells import CellKind, kind_of
from parsers.tables.totals import ANY_TOTAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import Word

LEAST = 3
"""Smallest number of rows; two lines are more often one row."""

APART = 0.5
"""Smallest gap between two rows, in multiples of the type size, if the lines within a row are closer."""

FILLED = 0.8
"""Smallest share of cells with text in the first lines of rows of words."""

FIGURES = (CellKind.FIGURE, CellKind.NIL)


def stacked_rows(band: Sequence[Word], xs: Sequence[float], *, words_only: bool) -> list[float]:
    """Heights in points at which a band of a grid is cut into rows; [] if it is one row.

    A row begins with a line that has text in the first column and a figure in a column of figures;
    with `words_only`, also with a line apart from the one above it.
    """
    lines = text_lines(band)
    if len(lines) < LEAST or _runs_over(band, xs):
        return []
    cells = [cells_of_line(line, xs) for line in lines]
    starts = _starts_by_figures(cells)
    if not starts and words_only:
        starts = _starts_by_gaps(lines, cells)
    if starts and starts[0]:
        starts = [0, *starts]
    return [_edge(lines, before, start) for before, start in pairwise(starts)]


def cells_of_line(line: Sequence[Word], xs: Sequence[float]) -> list[str]:
    """The text of one line in each column; `xs` are the edges of the columns."""
    slots = [slot_of(xs, (word.x0 + word.x1) / 2) for word in line]
    return [
        cell_text(w for w, slot in zip(line, slots, strict=True) if slot == c) for c in range(len(xs) - 1)
    ]


def _runs_over(band: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether a word crosses an edge of a column by more than a letter."""
    return any(word.x0 < x - word.size and word.x1 > x + word.size for word in band for x in xs[1:-1])


def _starts_by_figures(cells: Sequence[list[str]]) -> list[int]:
    """Indices of the lines with text in the first column and a figure in the column that has most.

    The first column may be empty (a State over several rows) if several columns have a figure in the same
    lines. [] if the lines are too few: then figures are stacked in a cell.
    """
    width = len(cells[0])
    with_figures = [[n for n, row in enumerate(cells) if kind_of(row[c]) in FIGURES] for c in range(1, width)]
    starts = max(with_figures, key=len, default=[])
    if len(starts) < LEAST:
        return []
    columns = [c for c, lines in enumerate(with_figures, start=1) if lines == starts]
    if any(cells[n][c].endswith(("-", ",", ".", "/")) for n in starts for c in columns):
        return []
    others = [n for n, row in enumerate(cells) if n not in starts and any(row[c] for c in columns)]
    if any(n > starts[0] for n in others):
        return []
    counted = all(cells[n][0] for n in starts[:-1]) and (
        bool(cells[starts[-1]][0]) or any(ANY_TOTAL.search(cell) for cell in cells[starts[-1]])
    )
    return starts if counted or len(columns) >= LEAST else []


def _starts_by_gaps(lines: Sequence[list[Word]], cells: Sequence[list[str]]) -> list[int]:
    """Indices of the lines that begin a row of words; [] if the lines are one row."""
    gaps = [_top(below) - _bottom(above) for above, below in pairwise(lines)]
    least = APART * lines[0][0].size
    wide = [n for n, gap in enumerate(gaps, start=1) if gap >= least]
    starts = [0, *wide] if wide else list(range(len(lines)))
    texts = [text for n in starts for text in cells[n] if text]
    if len(starts) < LEAST or not all(cells[n][0] for n in starts):
        return []
    if len(texts) < FILLED * len(starts) * len(cells[0]) or any(text[0].islower() for text in texts):
        return []
    return starts


def _edge(lines: Sequence[list[Word]], before: int, start: int) -> float:
    """The height between two rows: in the widest gap between their first lines, the last of equal ones."""
    gaps = [(round(_top(lines[n]) - _bottom(lines[n - 1]), 0), n) for n in range(before + 1, start + 1)]
    n = max(gaps)[1]
    return (_bottom(lines[n - 1]) + _top(lines[n])) / 2


def _top(line: Sequence[Word]) -> float:
    return min(word.top for word in line)


def _bottom(line: Sequence[Word]) -> float:
    return max(word.bottom for word in line)
