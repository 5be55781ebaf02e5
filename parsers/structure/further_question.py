"""Cuts off a second question with its answer in the same file, and finds its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.structure.heading_rules import HEADING, heading_field, printed_number
from parsers.structure.members import own_number
from parsers.structure.section_rules import PLEASED, first_answer
from parsers.text.rules import first_match, matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

_MAX_NUMBER_CHARS = 60
"""Length in characters of the longest heading line with a number; a longer line cites a question."""
_MAX_LINES_ABOVE = 40
"""Largest number of lines searched for the heading above `be pleased to state`."""
_MAX_LINES = 60
"""Largest number of lines searched for the number, from the heading down."""


def cut_further_question(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the answer, and those of a further question with its answer in the same file."""
    asked = next((n for n, line in enumerate(lines) if matches(PLEASED, line.text)), None)
    if asked is None or first_answer(lines[asked:]) is None:
        return list(lines), []
    start = _heading_before(lines, asked)
    return list(lines[:start]), list(lines[start:])


def _heading_before(lines: Sequence[Line], asked: int) -> int:
    """Index of the first heading line above the question at `asked`: its number or a line above that."""
    back = range(asked - 1, max(-1, asked - _MAX_LINES_ABOVE), -1)
    start = next((n for n in back if _is_number(lines[n])), asked)
    page = lines[start].page
    while start > 0 and lines[start - 1].page == page and matches(HEADING, lines[start - 1].text):
        start -= 1
    return start


def _is_number(line: Line) -> bool:
    return len(line.text) < _MAX_NUMBER_CHARS and heading_field(line.text) == "number"


def further_question_no(lines: Sequence[Line]) -> int | None:
    """The number printed above the further question; None if there is none."""
    for line in lines[:_MAX_LINES]:
        found = first_match(HEADING, line.text)
        number = printed_number(found[1]) if found and found[0].name == "number" else None
        if number is not None:
            return number
        if (own := own_number(line.text)) is not None:
            return own
    return None
