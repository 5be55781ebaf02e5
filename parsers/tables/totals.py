"""Compares the printed total of a table with the sum of its rows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from parsers.tables.cells import CellKind, Row, figure_of, filled_cells, kind_of, serial_of

if TYPE_CHECKING:
    from collections.abc import Sequence

TOTAL = re.compile(r"(?:grand\s+|g\.?\s*)?total\b(?!.*\b(?:uts?|states?)\b(?!.*india))", re.IGNORECASE)
"""A total in the last row: 'TOTAL (ALL INDIA)', 'Grand Total', 'G.Total', also 'Sub-total'.

Not 'Total (UTs)' or 'Total (States)'.
"""

ANY_TOTAL = re.compile(r"\b(?:sub-?\s?)?total\b", re.IGNORECASE)
"""A total of all rows or of some."""

NO_SUM = re.compile(
    r"average|per\s?cent|%|\brate\b|ratio|\bper\b|\byear\b|progressive|cumulative|growth|index", re.IGNORECASE
)
"""Headings of columns whose total is not a sum."""


def total_differs(header: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether a column's printed total differs from the sum above it.

    All rows have the same number of cells; the first column is not compared. False if there are fewer than
    3 rows, the last is no total, or the rows above it are nested or have subtotals.

    >>> rows = [["1", "Bihar", "3"], ["2", "Goa", "4"], ["", "Total", "7"]]
    >>> total_differs([["S.No.", "State", "Cases"]], rows), total_differs([], [*rows[:2], ["", "Total", "8"]])
    (False, True)
    """
    if len(rows) < 3 or not _is_total(rows[-1]) or not _is_plain(rows[:-1]):
        return False
    return any(_column_differs(header, rows, column) for column in range(1, len(rows[-1])))


def _is_total(row: Row) -> bool:
    return any(TOTAL.search(cell) for cell in filled_cells(row)[:2])


def _is_plain(rows: Sequence[Row]) -> bool:
    """Whether each row counts once: no subtotals, no nested items (2, 2.1, 2.1.1)."""
    if any(ANY_TOTAL.search(cell) for row in rows for cell in filled_cells(row)[:2]):
        return False
    serials = [serial_of(row[0]) for row in rows]
    if any(serials) and not all(serials):
        return False
    return not any(re.match(r"\d+\.\d", cell) for row in rows for cell in filled_cells(row[:2]))


def _column_differs(header: Sequence[Row], rows: Sequence[Row], column: int) -> bool:
    """Whether the total of a column of figures differs from their sum by more than rounding."""
    total = figure_of(rows[-1][column])
    cells = [row[column] for row in rows[:-1] if row[column]]
    figures = [value for cell in cells if (value := figure_of(cell)) is not None]
    if total is None or len(figures) < 2 or any(NO_SUM.search(_heading(row, column)) for row in header):
        return False
    if any(kind_of(cell) is CellKind.WORDS or "*" in (cell or "") for cell in cells) or _is_serials(cells):
        return False
    return not is_sum_of(total, figures)


def is_sum_of(total: Decimal, figures: Sequence[Decimal]) -> bool:
    """Whether a total is the sum of figures, but for rounding.

    That is half a unit of the last decimal place for each figure and the total, which may have fewer places;
    whole numbers must agree exactly.

    >>> is_sum_of(Decimal("3.5"), [Decimal("1.27"), Decimal("2.25")]), is_sum_of(Decimal(4), [Decimal(1)] * 2)
    (True, False)
    """
    places = max(map(_places, (*figures, total)))
    tolerance = Decimal(len(figures) + 1) / 2 * Decimal(10) ** -places if places else Decimal(0)
    if _places(total) < places:
        tolerance += Decimal(10) ** -_places(total) / 2
    return abs(sum(figures, Decimal(0)) - total) <= tolerance


def _places(value: Decimal) -> int:
    """Number of decimal places."""
    return max(-int(value.as_tuple().exponent), 0)


def _heading(row: Row, column: int) -> str:
    """The heading over a column, which may be that of a merged cell that begins to the left."""
    return next((cell for cell in reversed(row[: column + 1]) if cell is not None), "")


def _is_serials(cells: Sequence[str | None]) -> bool:
    """Whether a column consists of serial numbers."""
    serials = [serial_of(cell) for cell in cells]
    return serials == [str(n) for n in range(1, len(cells) + 1)]
