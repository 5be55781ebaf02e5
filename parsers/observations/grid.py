"""A table as observations need it: headings of each column, and the rows of figures with their indices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.observations.periods import Calendar, whole_period
from parsers.observations.unit_rules import STATEMENT
from parsers.observations.values import read_figure
from parsers.observations.vocabulary import Status
from parsers.tables.cells import Row, filled_cells, is_column_numbers
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from parsers.records import Table

NOTE_ROW = rule(
    "note",
    r"^\W*(?:source|note|n\.?\s?b\.?|legend|स्रोत)\b\s*[:;.–-]?|^[*#@^]+\s*[A-Za-z]",
    "Source: NCRB",
    "* Provisional",
)
TITLE_ROW = rule(
    "title",
    r"\b(?:annexure|statement|question|details|wise)\b|अनुबंध",
    "Annexure-I",
    "State/UT wise number of suicides",
)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row below the head: its index in the table, and its cells."""

    index: int
    cells: Row


@dataclass(frozen=True, slots=True)
class Grid:
    """The headings of each column from top to bottom, the rows, and texts printed in rows of the head."""

    headings: list[tuple[str, ...]]
    rows: list[BodyRow]
    titles: list[str]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.headings)

    def column(self, number: int) -> list[str | None]:
        """The cells of a column."""
        return [row.cells[number] for row in self.rows]


def read_grid(table: Table) -> Grid:
    """The grid of a table; rows shorter than the longest are filled up with empty cells."""
    width = max((len(row) for row in (*table.header, *table.rows)), default=0)
    every = [[*row, *[""] * (width - len(row))] for row in (*table.header, *table.rows)]
    head = len(table.header) or _unmarked_head(every)
    titles, header = _split_titles(every[:head])
    header = _grouped(header)
    columns = [_headings(header, column) for column in range(width)]
    printed = {tuple(_plain(cell) for cell in row) for row in every[:head]}
    rows = [
        BodyRow(index, row)
        for index, row in enumerate(every[head:], start=head)
        if tuple(_plain(cell) for cell in row) not in printed
        and not _is_numbering(row, index - head)
        and not is_note(row)
    ]
    return Grid(columns, rows, titles)


def _plain(cell: str | None) -> str:
    return re.sub(r"\W", "", cell or "").lower()


def _is_numbering(row: Row, position: int) -> bool:
    """Whether a row numbers the columns; only among the first two rows of the body."""
    filled = filled_cells(row)
    if position > 1 or len(filled) < 3:
        return False
    return is_column_numbers(row) or (not row[0] and _counts_columns(filled))


def _counts_columns(cells: list[str]) -> bool:
    """Whether cells are small numbers in order that need not begin with 1: 4, 5, 6."""
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    return len(numbers) == len(cells) and {b - a for a, b in pairwise(numbers)} == {1} and numbers[-1] < 60


def is_note(row: Row) -> bool:
    """Whether a row is a note printed across the table."""
    filled = filled_cells(row)
    return len(filled) == 1 and bool(NOTE_ROW.pattern.search(filled[0]))


def _unmarked_head(rows: list[Row]) -> int:
    """Number of rows at the top without a figure that a table without a head has; 0 if the first has one."""
    number = 0
    for row in rows[:3]:
        filled = filled_cells(row)
        if len(filled) < 2 or any(_is_figure(cell) for cell in filled):
            break
        number += 1
    return number if number < len(rows) else 0


def _is_figure(cell: str) -> bool:
    figure = read_figure(cell)
    years = whole_period(cell, Calendar(None))
    return figure is not None and figure.status is not Status.BLANK and not years


def _split_titles(header: list[Row]) -> tuple[list[str], list[Row]]:
    """Texts printed across the head, as its title or unit, and the rows of headings."""
    titles: list[str] = []
    kept: list[Row] = []
    for position, row in enumerate(header):
        filled = filled_cells(row)
        if is_column_numbers(row):
            continue
        across = len(filled) == 1 and len(row) > 1 and position < len(header) - 1
        is_title = across and (bool(row[0]) or matches((TITLE_ROW, *STATEMENT[:1]), filled[0]))
        spans = across and _spans_some(row)
        if is_title and not spans:
            titles.append(filled[0])
        else:
            kept.append(row)
    return titles, kept


def _spans_some(row: Row) -> bool:
    """Whether the one filled cell spans only some of the columns: a heading, not a title."""
    start = next(n for n, cell in enumerate(row) if cell)
    covered = next((n for n in range(start + 1, len(row)) if row[n] is not None), len(row)) - start
    return 1 < covered < len(row) and start > 0


def _grouped(header: list[Row]) -> list[Row]:
    """The head with empty cells marked as covered that belong to the heading on their left, a group.

    >>> _grouped([["State", "2012", ""], ["", "M", "F"]])
    [['State', '2012', None], ['', 'M', 'F']]
    """
    made = [list(row) for row in header]
    for row, below in pairwise(made):
        for column in range(1, len(row)):
            left = column - 1
            while left and row[left] is None:
                left -= 1
            if row[column] == "" and row[left] and all(below[left : column + 1]):
                row[column] = None
    return made


def _headings(header: list[Row], column: int) -> tuple[str, ...]:
    texts = [_covering(header, row, column) for row in range(len(header))]
    distinct: list[str] = []
    for text in texts:
        if text and text not in distinct:
            distinct.append(text)
    return tuple(distinct)


def _covering(header: list[Row], row: int, column: int) -> str:
    """The text of the cell that covers a position: its own, else the one above, else the one to the left."""
    cell = header[row][column]
    if cell is not None:
        return " ".join(cell.split())
    if row and header[row - 1][column]:
        return _covering(header, row - 1, column)
    left = column - 1
    while left >= 0 and header[row][left] is None:
        left -= 1
    if left >= 0 and header[row][left]:
        return " ".join((header[row][left] or "").split())
    return _covering(header, row - 1, column) if row else ""
