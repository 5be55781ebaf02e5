"""Finds lines outside a table's grid that belong to the table: unit, title, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.text.labels import read_item_label
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import BBox
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
        "source", r"^\W*(?:source|note|n\.?\s?b\.?|स्रोत|स्त्रोत)\s*[:–-]", "Source: NCRB", "*Note:- Provisional"
    ),
    rule(
        "mark",
        r"^(?:[*#@^$]+\s*(?=[A-Z])|\(?[PRE]\)\s*[:–=-])[^.;]{3,80}\.?$",
        "* Provisional figures",
        "# Data up to June 2025",
        "(P): Provisional",
    ),
    rule("source", r"^[(\[](?:as\s+per|based\s+on)\b[^()]{4,70}[)\]]$", "(As per data of NCRB)"),
)
NEAR = 30.0
"""Largest distance in points between a table and a line that belongs to it."""


def find_notes(lines: Sequence[Line], tables: Sequence[TableResult]) -> set[Line]:
    """The lines that belong to one of the tables, not to the running text."""
    notes: set[Line] = set()
    for table in tables:
        (first_page, first), (last_page, last) = table.regions[0], table.regions[-1]
        above = [line for line in lines if line.page == first_page and 0 <= first[1] - line.bottom + 4 < NEAR]
        below = [line for line in lines if line.page == last_page and 0 <= line.top - last[3] + 4 < NEAR]
        notes |= {
            line for line in above if matches(UNIT, line.text) or _is_title(line, first, table.table.caption)
        }
        notes |= _sources(below)
    return notes


def _sources(below: Sequence[Line]) -> set[Line]:
    """The source lines and notes below a table, with their continuation lines."""
    sources: list[Line] = []
    for line in below:
        if matches(SOURCE, line.text) or (sources and _runs_on(sources[-1], line)):
            sources.append(line)
    return set(sources)


def _runs_on(before: Line, line: Line) -> bool:
    full = before.x1 > before.width * 0.75 and not before.text.endswith(".")
    return full and 0 <= line.top - before.top < 2 * line.size and read_item_label(line.text) is None


def _is_title(line: Line, box: BBox, caption: str | None) -> bool:
    """Whether the line is part of the caption, in capitals or centred, and not the end of a sentence."""
    if not caption or line.text not in caption or line.text.endswith((":", ",", ";", ":-", ".")):
        return False
    off_middle = abs((line.x0 + line.x1) - (box[0] + box[2]))
    indented = line.x0 > box[0] + line.width / 30
    return line.text.upper() == line.text or (indented and off_middle < line.width / 15)
