"""Text notation for the tables of sample documents.

A bar separates cells; `<` is covered by the merged cell to its left, `^` by the one above::

    S.No. | State | Units | <
    ^     | ^     | 2023  | 2024
"""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | None
LEFT, ABOVE = "<", "^"


def read_rows(text: str) -> list[list[str]]:
    """The cells of each line, including the marks of merged cells.

    >>> read_rows('''
    ... State | Units | <
    ... Bihar |       | 12
    ... ''')
    [['State', 'Units', '<'], ['Bihar', '', '12']]
    """
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def printed_rows(text: str) -> list[list[Cell]]:
    """The cells as in a record: None where a merged cell covers the position.

    >>> printed_rows("Units | < | 7")
    [['Units', None, '7']]
    """
    return [[None if cell in {LEFT, ABOVE} else cell for cell in row] for row in read_rows(text)]


@dataclass(frozen=True)
class Span:
    """A merged cell: first and last row and column, counted from 0, inclusive."""

    row: int
    column: int
    last_row: int
    last_column: int


def find_spans(rows: list[list[str]]) -> list[Span]:
    """The merged cells of a grid.

    >>> find_spans([["Units", "<"], ["2023", "2024"]])
    [Span(row=0, column=0, last_row=0, last_column=1)]
    """
    cells = [(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell not in {LEFT, ABOVE}]
    spans = [Span(y, x, _reach_down(rows, y, x), _reach_right(rows[y], x)) for y, x in cells]
    return [span for span in spans if (span.row, span.column) != (span.last_row, span.last_column)]


def _reach_right(row: list[str], column: int) -> int:
    while column + 1 < len(row) and row[column + 1] == LEFT:
        column += 1
    return column


def _reach_down(rows: list[list[str]], row: int, column: int) -> int:
    while row + 1 < len(rows) and rows[row + 1][column] == ABOVE:
        row += 1
    return row
