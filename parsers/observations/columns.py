"""Decides what each column of a table holds: serial numbers, places, periods, figures, labels or notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.observations.periods import Calendar, whole_period
from parsers.observations.places import find_district, find_state
from parsers.observations.rows import is_total_row
from parsers.observations.values import read_figure
from parsers.observations.vocabulary import Role, Status
from parsers.tables.cells import serial_of
from parsers.text.rules import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.observations.grid import Grid

PLACES, PERIODS, FIGURES = 0.6, 0.8, 0.5
"""Share of a column's cells that must be places, periods or figures."""
SERIALS = 0.8
"""Share of a column's cells that must be serial numbers in order."""
FIRST_YEAR = 1900
"""Serial numbers are smaller."""
LONG = 8
"""Rows of a table in which some serial numbers may be misread."""
LIST_LENGTH = 200
"""A longer cell is a note, no label."""

SERIAL_HEADING = rule(
    "serial",
    r"^\W*(?:s|sl|sr|si)\W*\s*(?:nos?|number|n)?\W*$|^\W*serial\b|^\W*क्र\W*\s*सं\W*$|^\W*s\.?\s?l\W*(?:no)?\W*$",
    "S.No.",
    "Sl. No.",
    "SN",
    "S L",
    "Sr.No",
    "क्र.सं.",
)
IDENTIFIER_HEADING = rule(
    "identifier",
    r"\b(?:nh|sh|road|highway|route|train|flight|file|pin|survey|phone|mobile|telephone|ward|registration|licen[cs]e|section|"
    r"lot|gazette|notification|order|block|plot|bill|act|toll[\s-]free)\s*(?:no\b\.?|numbers?\b|nos\b\.?)|"
    r"\bcode\b|^\W*(?:nh|sh)\W*$|\bpin\s?code\b|\bpage\b",
    "NH No.",
    "Train number",
    "LGD code",
)
"""Headings of columns whose numbers name things and count nothing."""
STATE_HEADING = rule("state", r"\b(?:states?|uts?|union\s+territor\w+)\b|राज्य", "Name of the State/UT")
DISTRICT_HEADING = rule("district", r"\bdist(?:rict|t)?s?\b|जिला", "Name of District")
PERIOD_HEADING = rule(
    "period",
    r"\b(?:years?|months?|period|f\.?y\b|quarter|as\s+on|term|lok\s+sabha)\b|^\W*date\W*$|वर्ष",
    "Year",
    "Month/Year",
)
PERIOD_ONLY = rule(
    "period",
    r"^\W*(?:period|dates?|years?|months?)\b\s*(?:/|$|of\s+(?:release|report))",
    "Period/ (Date of report)",
    "Year",
)
"""Headings of columns that never hold figures."""
DAY_HEADING = rule(
    "day",
    r"\b(?:dated?|reported|notif\w*|sanction\w*|complet\w*|released\s+on|approv\w*)\b",
    "Reported on",
    "Date of approval",
)
"""Headings of columns of days on which something else happened than what is counted."""
TEXT_HEADING = rule(
    "text",
    r"\b(?:remarks?|reasons?|names?|details|particulars|action|status|comments?)\b",
    "Remarks",
    "Action taken",
)
"""Headings of columns of words, where a dash means no text."""
YES_NO = re.compile(r"\W*(?:yes|no|y|n)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its role; `only_totals`: it answers yes or no, and only its totals are figures."""

    number: int
    headings: tuple[str, ...]
    role: Role
    level: str = ""
    """Of places: `state` or `district`."""
    only_totals: bool = False

    @property
    def heading(self) -> str:
        """All headings, from top to bottom."""
        return " ".join(self.headings)


def read_columns(grid: Grid, known: Calendar) -> list[Column]:
    """The columns of a grid with their roles.

    A column to the right of the first column of figures is a label only if it has no figures.
    """
    columns = [_read_column(grid, number, known) for number in range(grid.width)]
    return [
        Column(c.number, c.headings, Role.SERIAL)
        if c.role is Role.MEASURE and _counts_up(grid.column(c.number)) and not _is_headed_measure(c)
        else c
        for c in columns
    ]


def _is_headed_measure(column: Column) -> bool:
    return column.number > 0 and bool(column.heading)


def _read_column(grid: Grid, number: int, known: Calendar) -> Column:
    headings = grid.headings[number]
    heading = " ".join(headings)
    cells = [cell for row in grid.rows if (cell := row.cells[number]) and not is_total_row(row.cells)]
    every = [cell for cell in grid.column(number) if cell]
    if _is_serial(heading, cells, number):
        return Column(number, headings, Role.SERIAL)
    if IDENTIFIER_HEADING.pattern.search(heading):
        return Column(number, headings, Role.LABEL)
    if level := _place_level(heading, cells):
        return Column(number, headings, Role.PLACE, level)
    if _is_period(heading, cells, known):
        return Column(number, headings, Role.PERIOD)
    figures = [figure for cell in every if (figure := read_figure(cell))]
    numbers = sum(figure.status is Status.NUMBER for figure in figures)
    stated = sum(figure.status is not Status.BLANK for figure in figures)
    if headings and PERIOD_ONLY.pattern.search(headings[-1]):
        return Column(number, headings, Role.LABEL)
    if _is_yes_no(cells):
        return Column(number, headings, Role.MEASURE if numbers else Role.LABEL, only_totals=True)
    if (numbers or (number and _is_unanswered(heading, cells, stated))) and stated >= FIGURES * len(every):
        return Column(number, headings, Role.MEASURE)
    long = any(len(cell) > LIST_LENGTH or re.search(r"(?:^|\s)\(?2[.)]\s", cell) for cell in cells)
    return Column(number, headings, Role.NOTE if long else Role.LABEL)


def _is_yes_no(cells: Sequence[str]) -> bool:
    """Whether a column answers yes or no, or with a dash."""
    answers = sum(bool(YES_NO.fullmatch(cell)) for cell in cells)
    return answers > 0 and all(YES_NO.fullmatch(cell) or not cell.strip("-–— *") for cell in cells)


def _is_unanswered(heading: str, cells: Sequence[str], stated: int) -> bool:
    """Whether a column has only words like NA and Nil, in every cell, and its heading asks for no text."""
    return bool(cells) and stated == len(cells) and not TEXT_HEADING.pattern.search(heading)


def _is_serial(heading: str, cells: Sequence[str], number: int) -> bool:
    serials = [
        serial_of(cell) or (re.match(r"\d{1,3}(?:\.\d+)*(?=[.)\s]|$)", cell.strip()) and "n")
        for cell in cells
    ]
    if SERIAL_HEADING.pattern.search(heading):
        return True
    unnamed = not heading and bool(cells) and all(serials)
    return number == 0 and (unnamed or _counts_up(cells) or _is_misread_serial(cells) or _continues(cells))


def _continues(cells: Sequence[str]) -> bool:
    """Whether cells are serial numbers that continue those of another table: 13, 14, 15."""
    numbers = [int(serial) for cell in cells if (serial := serial_of(cell)) and serial.isdecimal()]
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) == len(cells) >= 3 and steps == {1} and numbers[-1] < FIRST_YEAR


def _is_misread_serial(cells: Sequence[str]) -> bool:
    """Whether most cells of a long column are the number of their row: serial numbers misread by OCR."""
    numbered = sum(serial_of(re.sub(r"\W+$", "", cell)) == str(n) for n, cell in enumerate(cells, start=1))
    return len(cells) >= LONG and numbered >= PLACES * len(cells)


def _counts_up(cells: Sequence[str | None]) -> bool:
    """Whether cells are the numbers 1, 2, 3 … in order; at least three, or two with a full stop."""
    filled = [cell.strip() for cell in cells if cell]
    serials = [serial_of(cell) for cell in filled]
    numbers = [int(s) for s in serials if s and s.isdecimal()]
    if len(numbers) < max(2, SERIALS * len(filled)) or numbers[0] != 1:
        return False
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return steps >= SERIALS * (len(numbers) - 1) and (len(numbers) >= 3 or not filled[0].isdecimal())


def _place_level(heading: str, cells: Sequence[str]) -> str:
    """`state` or `district` if most cells are such places; "" otherwise."""
    if not cells:
        return ""
    named = sum(find_state(cell) is not None for cell in cells)
    if DISTRICT_HEADING.pattern.search(heading) and not STATE_HEADING.pattern.search(heading):
        known = sum(any(c.isalpha() for c in cell) and len(cell) < 40 for cell in cells)
        found = sum(find_district(cell, None) is not None for cell in cells)
        return "district" if known >= FIGURES * len(cells) and (found or len(cells) < 4) else ""
    if named >= PLACES * len(cells):
        return "state"
    if STATE_HEADING.pattern.search(heading) and named >= FIGURES * len(cells):
        return "state"
    return ""


def _is_period(heading: str, cells: Sequence[str], known: Calendar) -> bool:
    found = [whole_period(cell, known) or _has_year(cell) for cell in cells]
    of_periods = PERIOD_HEADING.pattern.match(heading)
    if not cells or (DAY_HEADING.pattern.search(heading) and not of_periods):
        return False
    share = 0.5 if PERIOD_HEADING.pattern.search(heading) else PERIODS
    return sum(map(bool, found)) >= share * len(cells)


def _has_year(cell: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d\W*", cell))
