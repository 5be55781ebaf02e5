"""Finds lines outside a table's grid that belong to the table: unit, title, source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.tables.cells import filled_cells
from parsers.text.labels import read_item_label
from parsers.text.prose import is_closing, is_drawn_line
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.tables.describe import TableResult
    from parsers.text.lines import Line

UNIT = (
    rule(
        "unit",
        r"^[(\[].{0,40}\b(?:crores?|cr|lakhs?|thousands?|tonnes?|mt|hectares?|mw|nos|numbers)\b.{0,10}[)\]]$",
        "(Rs. in Crore)",
        "(₹ in lakh)",
        "[Figures in thousand tonnes]",
        "(Amount in Rs. crore)",
    ),
    rule(
        "unit",
        r"^[(\[]?(?:(?:figures?|value|amount|qty|quantity|area|rs\.?|₹|inr|us\s?\$)\s+in\b|in\s+(?:rs|₹|numbers?|mt|lakhs?"
        r"|crores?)\b|units?\s*[:–-]).{0,30}$",
        "Rs. in crore",
        "Unit: Million Tonne",
        "(Value in US$ Million)",
        "(In MT)",
    ),
    rule("day", r"^[(\[]\s*(?:as\s+on|upto|up\s+to|till)\b[^()]{4,30}[)\]]$", "(as on 31.03.2025)"),
    rule(
        "table's number",
        r"^table\s*[-–—.]?\s*(?:\d{1,2}|[IVX]{1,4}|[A-H])\b[^.;]{0,90}$",
        "Table-1: State-wise production",
    ),
)
SOURCE = (
    rule(
        "source",
        r"^\W*(?:source|note|legends?|n\.?\s?b\.?|स्रोत|स्त्रोत)\s*[:–-]",
        "Source: NCRB",
        "*Note:- Provisional",
        "Legend: Yes – Under implementation",
    ),
    rule(
        "mark",
        r"^(?:[*#@^$]+\s*(?=[A-Z])|\(?[PRE]\)\s*[:–=-])[^.;]{3,80}\.?$",
        "* Provisional figures",
        "# Data up to June 2025",
        "(P): Provisional",
    ),
    rule(
        "quoted or raised mark",
        r"^(?:[‘’'“\"][*#@^$+†‡]{1,3}[’'”\"]|[¹²³⁰⁴-⁹]{1,2})\W{0,3}[A-Z]",
        "‘*’ Data of erstwhile JAMMU & KASHMIR State",
        "¹ Provisional.",
    ),
    rule(
        "abbreviation",
        r"^\W*(?:N\.?A\.?|N\.?R\.?|[PR]|[RB]E|-)\s*\)?\s*[=:–-]\s*[A-Z][^.;]{3,60}\.?$",
        "NR = Not reported",
        "NA: Not available",
        "( - ) – No action reported.",
    ),
    rule(
        "source in words",
        r"^\W*(?:as\s+per|based\s+on)\s+(?:the\s+)?(?:data|information|reports?)\b[^.:;]{4,70}\.?\W*$",
        "As per data provided by states/UTs",
        "(As per data of NCRB)",
    ),
    rule("source", r"^[(\[](?:as\s+per|based\s+on)\b[^()]{4,70}[)\]]$", "(As per NCRB)"),
)
NOTE_MARK = re.compile(r"^(?:[*#@^$+†‡]+)(?=\s*\S)")
"""A mark that begins a note, if a cell of the table has it too."""

NEAR = 30.0
"""Largest distance in points between a table and a line that belongs to it, and between two such lines."""


@dataclass(frozen=True, slots=True)
class TableNotes:
    """The lines outside a table's grid that belong to it, besides its caption."""

    above: list[Line]
    below: list[Line]


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
        if top - line.bottom > NEAR or not matches(UNIT, line.text):
            break
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
    full = before.x1 > before.width * 0.75 and not before.text.endswith(".")
    return full and 0 <= line.top - before.top < 2 * line.size and read_item_label(line.text) is None
