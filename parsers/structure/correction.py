"""Recognises a statement that corrects an earlier answer, and finds which answer that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.records import Correction
from parsers.structure.heading_rules import HEADING, NUMBER, heading_field, printed_number, question_type
from parsers.text.dates import find_date
from parsers.text.labels import read_item_label
from parsers.text.prose import TextPiece, is_closing, is_drawn_line, join_prose
from parsers.text.rules import first_match, rule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parsers.structure.sections import Sections
    from parsers.text.lines import Line

CORRECTING = (
    rule(
        "title",
        r"\b(?:CORRECT(?:ING|ION|ED|S)|CORRIGEND(?:UM|A)|AMEND(?:ING|MENT|ED)|MODIFY(?:ING)?|RECTIF\w+)\b"
        r"(?:\s*(?:OF|IN|TO|STATEMENT|THE|ABOVE|RESPECT|HIS|HER)\b)*\s*"
        r"(?:ORAL\s*|WRITTEN\s*|EARLIER\s*)?(?:REPLY|REPLIES|ANSWERS?)\b(?!\s*(?:SHEET|SCRIPT|BOOK|KEY|PAPER))",
        "STATEMENT CORRECTING THE REPLY GIVEN ON 24.07.2025 TO UNSTARRED QUESTION NO. 1474",
        "CORRECTION OF ANSWER TO STARRED QUESTION NO. 12",
        "CORRIGENDUM TO THE REPLY TO UNSTARRED QUESTION NO. 12",
        "laid on the Table correcting the reply given on 24.07.2025",
    ),
    rule(
        "Hindi title",
        r"उत्तर\s*(?:में|को|का|की)\s*(?:शुद्ध|सही|संशोध|सुधार|ठीक)|शुद्धि\W*पत्र|शुद्धिपत्र",
        "के उत्तर में शुद्धि करने वाला विवरण",
        "उत्तर को शुद्ध करने वाला विवरण",
        "उत्तर में संशोधन",
    ),
    rule(
        "sentence",
        r"\bIN\s*(?:THE\s*)?(?:REPLY|ANSWER)\b.{0,40}\bQUESTION\b.*\bMAY\s*(?:KINDLY\s*|PLEASE\s*)?BE\s*"
        r"(?:READ|CORRECTED|SUBSTITUTED|REPLACED)",
        "In reply to part (a) of Unstarred Question No. 12 the stock was given as 45. It may be read as 54.",
    ),
    rule(
        "Hindi sentence",
        r"प्रश्न.{0,120}उत्तर.*के\s*(?:स्थान\s*पर|बजाय).*पढ़",
        "अतारांकित प्रश्न संख्या 12 के उत्तर में 45 के स्थान पर 54 पढ़ा जाए",
    ),
)
"""Text that names a correction; the question that is corrected is named near it."""
_GIVEN_ON = re.compile(
    r"\b(?:ANSWERED|REPLIED|GIVEN)\s*(?:IN\s*(?:THE\s*)?(?:LOK|RAJYA)\s*SABHA\s*)?ON\s*(?:THE\s*)?(?P<day>.{0,40})",
    re.IGNORECASE,
)
"""Words before the day of the answer that is corrected."""
_MAX_TITLE_LINES = 15
"""Number of lines from the top in which a correction begins."""
_WINDOW, _ABOVE = 4, 2
"""Number of lines over which a title or sentence may wrap, and of lines above that may name the question."""
_CITED = re.compile(r"QUESTION|प्रश्न|\bU?S?Q\.", re.IGNORECASE)


def is_correction(lines: Sequence[Line], sections: Sections) -> bool:
    """Whether the document corrects an earlier answer: its title, or its first sentence, says so.

    The subject of an answer may name a correction too: there the question's number is printed above it.
    """
    at = _correction_at(lines)
    if at is None:
        return False
    asked = bool(sections.asked and sections.has_answer)
    numbered = any(heading_field(line.text) == "number" for line in lines[:at])
    return not (asked and numbered)


def _correction_at(lines: Sequence[Line]) -> int | None:
    """Index of the line where the title or the sentence of a correction begins; None if there is none."""
    for at, line in enumerate(lines[:_MAX_TITLE_LINES]):
        text = _joined(lines[at : at + _WINDOW])
        found = first_match(CORRECTING, text)
        if (
            found
            and found[1].start() < len(line.text)
            and _CITED.search(_joined(lines[_above(at) : at]) + text)
        ):
            return at
    return None


def _above(at: int) -> int:
    return max(at - _ABOVE, 0)


def _joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def read_correction(lines: Sequence[Line]) -> Correction:
    """The correction's text below its title, and the type, number and day of the answer that it corrects."""
    at = _correction_at(lines) or 0
    cited = _joined(lines[at:])
    number = first_match(NUMBER, cited)
    if number is None:
        cited = _joined(lines[_above(at) :])
        number = first_match(NUMBER, cited)
    return Correction(
        text=join_prose([TextPiece(line, line.text) for line in _below_title(lines, at)]),
        question_type=question_type(number[1]) if number else None,
        question_no=printed_number(number[1]) if number else None,
        date=_given_on(cited, number[1].end() if number else 0),
    )


def _below_title(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines below the title, or from the sentence on, without closing marks; the title's if it is all."""
    title = first_match(CORRECTING, _joined(lines[at : at + _WINDOW]))
    start = at
    if title and "title" in title[0].name:
        start = next((n for n in range(at + 1, len(lines)) if not _is_title(lines[n], lines[at])), len(lines))
    kept = [line for line in lines[start:] if not is_closing(line) and not is_drawn_line(line)]
    return kept or list(lines[at:])


def _is_title(line: Line, first: Line) -> bool:
    """Whether the line still belongs to the title: in capitals or bold like its first line, no label."""
    if read_item_label(line.text):
        return False
    capitals = first.text.upper() == first.text and line.text.upper() == line.text and line.text.isascii()
    heading = first_match(HEADING, line.text)
    begins = heading is not None and not line.text[: heading[1].start()].strip(" (*†")
    return capitals or (first.bold and line.bold) or begins


def _given_on(text: str, number_end: int) -> date | None:
    """The day of the corrected answer: after `answered on` or `given on`, else after its number, else any."""
    days = (find_date(found["day"]) for found in _GIVEN_ON.finditer(text))
    return next((day for day in days if day), None) or find_date(text[number_end:]) or find_date(text)
