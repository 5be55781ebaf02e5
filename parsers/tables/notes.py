"""Finds lines outside a table's grid that belong to the table: unit, title, source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.tables.cells import filled_cells
from parsers.tables.note_rules import NOT_CAPTION, SOURCE, UNIT
from parsers.text.labels import read_item_label
from parsers.text.prose import is_closing, is_drawn_line
from parsers.text.rules import matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.tables.result import TableResult
    from parsers.text.lines import Line

NOTE_MARK = re.compile(r"^(?:[*#@^$+†‡]+)(?=\s*\S)")
"""A mark that begins a note, if a cell of the table has it too."""

NEAR = 30.0
"""Largest distance in points between a table and a line that belongs to it, and between two such lines."""


LEADING = 0.8
"""Largest gap between two lines of a note, in multiples of the type size."""


@dataclass(frozen=True, slots=True)
class TableNotes:
    """The lines outside a table's grid that belong to it, besides its caption."""

    above: list[Line]
    below: list[Line]


def with_notes(table: TableResult, lines: Sequence[Line]) -> TableResult:
    """The table with its notes among the lines of the document."""
    notes = find_notes(lines, table)
    above = table.table.above + [line.text for line in notes.above]
    new = table.table.model_copy(update={"above": above, "below": [line.text for line in notes.below]})
    return replace(table, table=new, notes=[*notes.above, *notes.below])


def find_notes(lines: Sequence[Line], table: TableResult) -> TableNotes:
    """The lines of the document that are units, sources and notes of a table."""
    first_page, first = table.parts[0]
    last_page, last = table.parts[-1]
    over = [line for line in lines if line.page == first_page and line.bottom <= first[1] + 4]
    under = [line for line in lines if line.page == last_page and line.top >= last[3] - 4]
    return TableNotes(_units(over, table, first[1]), _sources(under, table, last[3]))


def _units(over: Sequence[Line], table: TableResult, top: float) -> list[Line]:
    """The lines between the caption and the grid; without a caption, the units directly above the grid."""
    caption = [line for line in table.caption_lines if line.page == table.table.page]
    if caption:
        end = max(line.bottom for line in caption)
        between = [line for line in over if line.bottom > end and line not in caption]
        return [line for line in between if not is_drawn_line(line) and not is_closing(line)]
    units: list[Line] = []
    for line in reversed(over):
        if top - line.bottom > NEAR or not matches((*UNIT, *NOT_CAPTION), line.text):
            break
        if not is_drawn_line(line):
            units.insert(0, line)
        top = line.top
    return units


def _sources(under: Sequence[Line], table: TableResult, bottom: float) -> list[Line]:
    """The source lines and notes below a table, with their continuation lines."""
    sources: list[Line] = []
    for line in under:
        note = matches(SOURCE, line.text) or _has_mark_of(table, line)
        if line.top - bottom > NEAR or not (note or (sources and _runs_on(sources[-1], line))):
            break
        sources.append(line)
        bottom = line.bottom
    return sources


def _has_mark_of(table: TableResult, line: Line) -> bool:
    """Whether the line begins with a mark that is behind a text of the table."""
    found = NOTE_MARK.match(line.text)
    if not found or is_closing(line) or is_drawn_line(line):
        return False
    cells = [cell for row in [*table.table.header, *table.table.rows] for cell in filled_cells(row)]
    return any(cell.endswith(found[0]) and cell != found[0] for cell in cells)


def _runs_on(before: Line, line: Line) -> bool:
    """Whether a line continues the note above it, which is full."""
    full = before.x1 > before.width * 0.75 and not before.text.endswith(".")
    close = -2 <= line.top - before.bottom <= LEADING * before.size and line.bold == before.bold
    return full and close and read_item_label(line.text) is None
