"""Finds the data tables of a document in its grids and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.tables.cells import filled_cells, serial_of
from parsers.tables.header import TablePart, read_part
from parsers.tables.join import continues, join_rows, rows_to_append
from parsers.tables.side_by_side import in_reading_order, is_beside, unfold
from parsers.tables.split_rows import cut_bands
from parsers.tables.unruled import find_unruled
from parsers.text.furniture import is_furniture
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.layer import BBox, Page, TextLayer
    from parsers.tables.cells import Row
    from parsers.text.lines import Line

FRAME_TEXT = (
    rule("question", r"be pleased to state", "Will the Minister of COAL be pleased to state:"),
    rule("letterhead", r"^\W*government of india\b(?!.*\.\s*$)", "GOVERNMENT OF INDIA MINISTRY OF COAL"),
    rule("answer", r"^\W*A\s?N\s?S\s?W\s?E\s?R\W*$", "A N S W E R"),
)
"""Texts of a grid that is a frame around a letter, not a data table."""

CLAUSE_LETTERS = rule(
    "letters", r"^\(?[a-z]\)(?:\s*(?:to|and|&|,|-)\s*\(?[a-z]\))*\s*[:.–-]*$", "(a) to (c):", "(b)"
)
"""A cell with the letters of clauses and nothing else."""

MAX_AVERAGE_WORDS = 40
"""Largest average of words per cell in a table without serial numbers; above it the grid frames prose."""


@dataclass(slots=True)
class RawTable:
    """A data table before its section and its caption are known."""

    parts: list[TablePart]
    """The part of the table on each page, in page order."""
    rows: list[Row]

    @property
    def regions(self) -> list[tuple[int, BBox]]:
        """Page number and box (points) of each part."""
        return [(part.page, part.bbox) for part in self.parts]


def find_tables(layer: TextLayer, lines: Mapping[int, Sequence[Line]]) -> list[RawTable]:
    """The document's data tables in reading order; one that runs over several pages is one table.

    `lines` are all lines of each page: a table ends where text is printed below it.
    """
    tables: list[RawTable] = []
    for part in _parts(layer.pages):
        if tables and _goes_on(tables[-1].parts, part, lines):
            last = tables[-1].parts[-1]
            first = tables[-1].parts[0]
            tables[-1].rows = join_rows(tables[-1].rows, rows_to_append(first, last, part))
            first.header = first.header or (part.header if not first.rows else [])
            tables[-1].parts.append(part)
        else:
            tables.append(RawTable([part], part.rows))
    return [table for table in tables if table.rows]


def _goes_on(parts: Sequence[TablePart], part: TablePart, lines: Mapping[int, Sequence[Line]]) -> bool:
    """Whether a part continues a table: on the next page, or to the right of its last part."""
    last = parts[-1]
    if is_beside(last, part):
        return continues(last, part, text_between=False)
    if part.page != last.page + 1:
        return False
    bottom = max(one.bbox[3] for one in parts if one.page == last.page)
    return continues(last, part, text_between=_has_text_between(lines, (last.page, bottom), part))


def _parts(pages: Sequence[Page]) -> Iterator[TablePart]:
    for page in pages:
        grids = [grid if grid.rotation else cut_bands(grid, page.words) for grid in page.grids]
        grids += find_unruled(page)
        parts = (unfold(read_part(page.number, grid)) for grid in in_reading_order(grids))
        yield from filter(is_data_table, parts)


def is_data_table(part: TablePart) -> bool:
    """Whether a grid is a data table, not a frame around prose, a letterhead or a box of one column."""
    rows = [*part.header, *part.rows]
    cells = [cell for row in rows for cell in filled_cells(row)]
    if part.width < 2 or len(cells) < 3 or not any(len(filled_cells(row)) > 1 for row in rows):
        return False
    if any(matches(FRAME_TEXT, cell) for cell in cells) or _is_lettered(rows):
        return False
    counted = len(rows) > 1 and all(serial_of(row[0]) for row in rows)
    return counted or sum(len(cell.split()) for cell in cells) <= MAX_AVERAGE_WORDS * len(cells)


def _is_lettered(rows: list[Row]) -> bool:
    """Whether the first column consists of the letters of clauses."""
    first = [row[0] for row in rows if row[0]]
    return bool(first) and all(matches([CLAUSE_LETTERS], cell) for cell in first)


def _has_text_between(
    lines: Mapping[int, Sequence[Line]], above: tuple[int, float], below: TablePart
) -> bool:
    """Whether there is running text between a place (page, y) and a part on the next page."""
    page, bottom = above
    between = [line for line in lines[page] if line.top >= bottom - 2]
    between += [line for line in lines[below.page] if line.bottom <= below.bbox[1] + 2]
    return not all(is_furniture(line) for line in between)
