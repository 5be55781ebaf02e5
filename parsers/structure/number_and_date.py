"""Chooses the number and date of a question among the places where they are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.structure.heading_rules import ANSWERED, NUMBER, printed_number
from parsers.structure.statement import STATEMENT
from parsers.text.dates import find_date, find_scanned_date
from parsers.text.labels import read_item_label
from parsers.text.rules import first_match, matches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parsers.structure.sections import Sections
    from parsers.text.lines import Line

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_MAX_HEADING_LINES = 8
"""Largest number of lines of the heading of a STATEMENT."""


def choose_question_no(sections: Sections) -> int | None:
    """The question's number, printed in the heading, before the members and in the heading of the statement.

    None if the first two differ and the third does not decide: no number is better than a wrong one.
    """
    own, heading = sections.number, sections.heading
    if heading.question_no is None or own in {None, heading.question_no}:
        return heading.question_no if heading.question_no is not None else own
    cited = [printed_number(found[1]) for line in sections.reply if (found := first_match(NUMBER, line.text))]
    votes = [n for n in cited if n in {own, heading.question_no}]
    return votes[0] if votes else None


def choose_date(sections: Sections) -> date | None:
    """The date of the answer in the heading, else above the statement; None if a scan is ambiguous."""
    cited = statement_date(sections.reply)
    scanned = any(line.scanned for line in sections.heading_lines)
    printed = [
        find_scanned_date(text, cited) if scanned else find_date(text) for text in sections.heading.dates
    ]
    return next((day for day in printed if day), cited)


def statement_date(lines: Sequence[Line]) -> date | None:
    """The date in the heading of the STATEMENT; None if there is none."""
    start = next((n for n, line in enumerate(lines) if matches(STATEMENT, line.text)), len(lines))
    head = lines[start : start + _MAX_HEADING_LINES]
    for n, line in enumerate(head):
        if n and read_item_label(line.text):
            return None
        if found := first_match(ANSWERED, line.text):
            below = head[n + 1].text if n + 1 < len(head) else ""
            # In Hindi the date is printed before the matched words: `21 दिसंबर, 2021 को`.
            start = 0 if _DEVANAGARI.search(found[1][0]) else found[1].end()
            return find_date(f"{line.text[start:]} {below}")
    return None
