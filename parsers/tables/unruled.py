"""Finds tables without rulings: lines of figures in columns.

At least three columns and four rows, mostly figures: running text never looks like that.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.grids.grid import fill_grid
from parsers.grids.printed_lines import text_lines
from parsers.tables.cells import CellKind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layer import Grid, Page, Word

WIDE = 1.2
"""Smallest gap between two columns, in multiples of the type size."""

GAPS = 8
"""Smallest number of such gaps on a page with an unruled table."""

ROWS, COLUMNS, FIGURES = 4, 3, 0.6
"""Minimum of a table: rows, columns, share of figures after the first column."""

APART = 2.6
"""Largest gap between two rows of a table, in multiples of the type size."""

MAX_HEADER = 4
"""Largest number of header lines."""


@dataclass(slots=True)
class TextRow:
    """A line of text, split into segments at wide gaps."""

    words: list[Word]
    segments: list[list[Word]]
    top: float
    """Top edge in points."""
    bottom: float
    """Bottom edge in points."""

    def figures(self) -> int:
        """Number of segments that are figures."""
        return sum(
            kind_of(" ".join(w.text for w in segment)) is not CellKind.WORDS for segment in self.segments
        )


def find_unruled(page: Page) -> Iterator[Grid]:
    """The page's tables without rulings as grids, from top to bottom."""
    if sum([_is_wide(a, b) for a, b in pairwise(page.words)]) < GAPS:
        return
    boxes = [grid.bbox for grid in page.grids]
    free = [w for w in page.words if not any(b[0] <= w.x0 <= b[2] and b[1] <= w.top <= b[3] for b in boxes)]
    rows = [_row(line) for line in text_lines(free)]
    for start, end in _runs(rows):
        edges = _column_edges(rows[start:end])
        if edges:
            yield _grid(rows[_header_start(rows, start, edges) : start], rows[start:end], edges)


def _is_wide(one: Word, other: Word) -> bool:
    return other.x0 - one.x1 > WIDE * one.size and abs(one.top - other.top) < one.size / 2


def _row(line: list[Word]) -> TextRow:
    return TextRow(
        line, _segments(line), min([word.top for word in line]), max([word.bottom for word in line])
    )


def _segments(line: list[Word]) -> list[list[Word]]:
    segments = [[line[0]]]
    for one, other in pairwise(line):
        if other.x0 - one.x1 > WIDE * one.size:
            segments.append([other])
        else:
            segments[-1].append(other)
    return segments


def _is_row(row: TextRow) -> bool:
    """Whether a line looks like a table row: three segments or more, two of them figures."""
    return len(row.segments) >= COLUMNS and row.figures() >= 2


def _runs(rows: Sequence[TextRow]) -> Iterator[tuple[int, int]]:
    """Runs of table rows close to each other, as the indices of the first row and after the last one."""
    start: int | None = None
    for n, row in enumerate(rows):
        near = n > 0 and row.top - rows[n - 1].bottom <= APART * row.words[0].size
        if start is not None and not (_is_row(row) and near):
            if n - start >= ROWS:
                yield start, n
            start = None
        if start is None and _is_row(row):
            start = n
    if start is not None and len(rows) - start >= ROWS:
        yield start, len(rows)


def _column_edges(rows: Sequence[TextRow]) -> list[float]:
    """Edges of the columns in points, within gaps common to all rows; [] if the rows are no table."""
    spans = sorted((segment[0].x0, segment[-1].x1) for row in rows for segment in row.segments)
    columns = [spans[0]]
    for x0, x1 in spans[1:]:
        if x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    held = sum(len(row.segments) for row in rows)
    figures = sum(row.figures() for row in rows)
    full = held >= 0.7 * len(columns) * len(rows)
    if len(columns) < COLUMNS or not full or figures < FIGURES * (held - len(rows)):
        return []
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [columns[0][0] - 1, *inner, columns[-1][1] + 1]


def _header_start(rows: Sequence[TextRow], start: int, edges: Sequence[float]) -> int:
    """Index of the first header line: a close line above whose segments stay within one column each."""
    first = start
    while first > max(0, start - MAX_HEADER):
        row, below = rows[first - 1], rows[first]
        near = below.top - row.bottom <= APART * row.words[0].size
        crossed = [sum(segment[0].x0 < x < segment[-1].x1 for x in edges) for segment in row.segments]
        if not near or len(row.segments) < 2 or max(crossed) > 0:
            break
        first -= 1
    return first


def _grid(header: Sequence[TextRow], rows: Sequence[TextRow], xs: list[float]) -> Grid:
    lines = [*header, *rows]
    middles = [(above.bottom + below.top) / 2 for above, below in pairwise(lines)]
    if header:
        middles[: len(header) - 1] = []  # headings over several lines are one row
    ys = [lines[0].top - 1, *middles, lines[-1].bottom + 1]
    spans = [(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(len(xs) - 1)]
    return fill_grid(xs, ys, spans, [word for row in lines for word in row.words])
