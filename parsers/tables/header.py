"""Splits a grid into title rows, header rows and data rows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.tables.cells import (
    CellKind,
    Row,
    filled_cells,
    has_figures,
    is_column_numbers,
    is_first_serial,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.layer import BBox, Grid

NARROW = 16.0
"""Largest width in points of the gap between double rulings; a wider empty column is a real column."""

MAX_HEADER = 6
"""Largest number of header rows."""


@dataclass(slots=True)
class TablePart:
    """One grid read as a table, or as a part of a table that continues over several pages."""

    page: int
    bbox: BBox
    xs: list[float]
    """Left edges of the columns and the right edge of the last one, in points."""
    titles: list[Row] = field(default_factory=list)
    """Rows above all others with one text over the full width."""
    header: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a grid: the rows and columns that it covers, and its text."""

    rows: range
    columns: range
    text: str


def read_part(page: int, grid: Grid) -> TablePart:
    """Split a grid into titles, header and rows; drop rows and columns without text of their own."""
    cells = cells_of_grid(grid)
    height, width = len(grid.rows), len(grid.rows[0])
    kept_rows = lines_with_own_text(height, [(cell.rows, cell.text) for cell in cells])
    own = lines_with_own_text(width, [(cell.columns, cell.text) for cell in cells])
    kept_columns = [c for c in range(width) if c in own or grid.xs[c + 1] - grid.xs[c] > NARROW]
    cells = [renumbered for cell in cells if (renumbered := _renumbered(cell, kept_rows, kept_columns))]
    part = TablePart(page, grid.bbox, [grid.xs[c] for c in kept_columns] + grid.xs[-1:])
    rows = _rows(cells, len(kept_rows), len(kept_columns))
    while len(rows) > 1 and is_title(rows[0], rows[1:4]):
        part.titles.append(rows.pop(0))
    top = header_height(rows, _rows_above_subheadings(cells, len(part.titles)))
    part.header, part.rows = rows[:top], rows[top:]
    return part


def cells_of_grid(grid: Grid) -> list[TableCell]:
    """The cells of a grid.

    >>> from parsers.layer import Grid
    >>> grid = Grid((0, 0, 90, 40), [["Total", None, "7"]], [0, 30, 60, 90], [0, 40], [(0, 0, 1, 2)])
    >>> [(list(cell.columns), cell.text) for cell in cells_of_grid(grid)]
    [([0, 1], 'Total'), ([2], '7')]
    """
    size = {(r, c): (h, w) for r, c, h, w in grid.spans}
    found: list[TableCell] = []
    for r, row in enumerate(grid.rows):
        for c, text in enumerate(row):
            if text is not None:
                h, w = size.get((r, c), (1, 1))
                found.append(TableCell(range(r, r + h), range(c, c + w), text))
    return found


def lines_with_own_text(count: int, cells: Iterable[tuple[range, str]]) -> list[int]:
    """Indices of the rows (or columns) with a text that does not belong to another row as well.

    A stray ruling cuts a row in two: one half then has no text but that of cells merged with the other half.

    >>> cells = [(range(2), "17th House"), (range(1), ""), (range(1, 2), "2125"), (range(2, 3), "9")]
    >>> lines_with_own_text(3, cells)
    [1, 2]
    """
    last: list[list[range]] = [[] for _ in range(count)]
    for extent, text in cells:
        if text:
            last[extent[-1]].append(extent)
    dropped: set[int] = set()
    for line, extents in enumerate(last):
        if not any(dropped.issuperset(extent[:-1]) for extent in extents):
            dropped.add(line)
    return [line for line in range(count) if line not in dropped]


def _renumbered(cell: TableCell, rows: list[int], columns: list[int]) -> TableCell | None:
    """The cell after dropping all but these rows and columns; None if nothing is left of it."""
    r = range(bisect_left(rows, cell.rows.start), bisect_left(rows, cell.rows.stop))
    c = range(bisect_left(columns, cell.columns.start), bisect_left(columns, cell.columns.stop))
    return TableCell(r, c, cell.text) if r and c else None


def _rows(cells: list[TableCell], height: int, width: int) -> list[Row]:
    rows: list[Row] = [[None] * width for _ in range(height)]
    for cell in cells:
        rows[cell.rows[0]][cell.columns[0]] = cell.text
    return rows


def is_title(row: Row, below: list[Row]) -> bool:
    """Whether a row is the table's title: one text over the full width, above a row with several texts.

    >>> is_title(["Mills closed", None, None], [["State", "District", "Mills"]])
    True
    >>> is_title(["STATES", "", ""], [["1", "Bihar", "3"]])
    False
    """
    over_all = len(row) > 1 and bool(row[0]) and all(cell is None for cell in row[1:])
    return over_all and any(len(filled_cells(other)) > 1 for other in below)


def _rows_above_subheadings(cells: list[TableCell], titles: int) -> set[int]:
    """Rows whose headings continue in the next row: a cell spans several columns, or several rows."""
    wide = {p.rows[-1] - titles for p in cells if len(p.columns) > 1 and p.text}
    tall = {r - titles for p in cells if len(p.rows) > 1 for r in p.rows[:-1]}
    return wide | tall


def header_height(rows: list[Row], spanned: set[int]) -> int:
    """Number of header rows.

    These are the rows above the first serial number; without serial numbers, the rows above the first
    figures, if each continues in the next (`spanned`). A row of column numbers belongs to the header.

    >>> header_height([["S.No.", "State", "2023"], ["(1)", "(2)", "(3)"], ["1", "Bihar", "9"]], set())
    2
    >>> header_height([["Year", "Cases", None], ["", "Army", "Navy"], ["2017", "5", "77"]], {0})
    2
    >>> header_height([["1", "Jammu & Kashmir", "0"], ["2", "Ladakh", "0"]], set())
    0
    """
    if not rows:
        return 0
    limit = min(MAX_HEADER, len(rows) - 1)
    for r in range(limit + 1):
        if is_column_numbers(rows[r]) and not _is_first_of_serials(rows, r):
            return r + 1
    for r in range(limit + 1):
        if is_first_serial(rows[r][0] or (rows[r][1] if _is_empty(rows, 0) else "")):
            return _without_sections(rows, _before_figures(rows, r))
    return _height_by_figures(rows, spanned, limit)


def _is_first_of_serials(rows: list[Row], r: int) -> bool:
    """Whether a row that looks like column numbers is the first data row: the next has the number 2."""
    first = rows[r][0]
    return bool(first) and r + 1 < len(rows) and (rows[r + 1][0] or "").strip("(). ") == "2"


def _before_figures(rows: list[Row], height: int) -> int:
    """Height of the header without rows of figures ('All India') above the first serial number."""
    figures = (sum(kind_of(cell) is CellKind.FIGURE for cell in row[1:]) > 1 for row in rows[1:height])
    return next((r for r, found in enumerate(figures, start=1) if found), height)


def _without_sections(rows: list[Row], height: int) -> int:
    """Height of the header without section rows ('STATES') above the first serial number."""
    while height > 1 and len(filled_cells(rows[height - 1])) == 1 and _is_full(rows[: height - 1]):
        height -= 1
    return height


def _is_empty(rows: list[Row], c: int) -> bool:
    return not any(row[c] for row in rows[1:])


def _is_full(header: list[Row]) -> bool:
    headed = sum(any(row[c] for row in header) for c in range(len(header[0])))
    return headed > len(header[0]) / 2


def _height_by_figures(rows: list[Row], spanned: set[int], limit: int) -> int:
    if has_figures(rows[0]):
        return 0
    height = 1
    while height < limit and not has_figures(rows[height]):
        if height - 1 not in spanned and not _is_lower_tier(rows[height]):
            break
        height += 1
    return height


def _is_lower_tier(row: Row) -> bool:
    """Whether a row continues the headings without merged cells: units, none in the first column."""
    return not row[0] and len(filled_cells(row)) > 1
