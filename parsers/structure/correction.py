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
from parsers.vocabulary import QuestionType

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parsers.structure.sections import Sections
    from parsers.text.lines import Line

CORRECTING = (
    rule(
        "title",
        r"\b(?:CORRECT(?:ING|ION|ED|S)|AMEND(?:ING|MENT|ED)|REVISED|MODIFY(?:ING)?|RECTIF\w+)\b"
        r"(?:\s*(?:OF|IN|TO|STATEMENT|THE|ABOVE|RESPECT|HIS|HER)\b)*\s*"
        r"(?:ORAL\s*|WRITTEN\s*|EARLIER\s*)?(?:REPLY|REPLIES|ANSWERS?)\b(?!\s*(?:SHEET|SCRIPT|BOOK|KEY|PAPER))"
        r"|\bCORRIGEND(?:UM|A)\b|\bCORRECT(?:ING|ION)\s*STATEMENT\b",
        "STATEMENT CORRECTING THE REPLY GIVEN ON 24.07.2025 TO UNSTARRED QUESTION NO. 1474",
        "CORRECTION OF ANSWER TO STARRED QUESTION NO. 12",
        "CORRIGENDUM TO THE REPLY TO UNSTARRED QUESTION NO. 12",
        "CORRECTING STATEMENT",
        "REVISED REPLY TO UNSTARRED QUESTION NO. 12",
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
_WIDE = 0.8
"""Gap in multiples of the type size that ends a title."""
_MAX_TITLE_LINES = 15
"""Number of lines from the top in which a correction begins."""
_WINDOW, _ABOVE = 4, 4
"""Number of lines over which a title or sentence may wrap, and of lines above that may name the question."""
_CITED = re.compile(r"QUESTION|प्रश्न|\bU?\.?\s?S\.?\s?Q\b", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"\b(?P<un>U\.?\s?)?S\.?\s?Q\.?\s*(?:NO\W*)?(?P<no>\d{1,5})\b", re.IGNORECASE)
"""The number in an abbreviated citation: `USQ No. 1474`."""
_MOST_SMALL_LETTERS = 0.1
"""Largest share of small letters in a line of capitals, which may name a part (a)."""


def is_correction(lines: Sequence[Line], sections: Sections) -> bool:
    """Whether the document corrects an earlier answer: its title, or its first sentence, says so.

    The subject of an answer may name a correction too: there the question's number is printed above it. A
    revised reply that repeats the question is an answer.
    """
    at = _correction_at(lines)
    if at is None:
        return False
    asked = bool(sections.asked and sections.has_answer)
    numbered = any(heading_field(line.text) == "number" for line in lines[:at])
    return not (asked and (numbered or "REVISED" in lines[at].text.upper()))


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
    below, around = _joined(lines[at:]), _joined(lines[_above(at) :])
    cited = below if _cited_question(below)[1] is not None else around
    kind, number, end = _cited_question(cited)
    return Correction(
        text=join_prose([TextPiece(line, line.text) for line in _below_title(lines, at)]),
        question_type=kind,
        question_no=number,
        date=_given_on(cited, end),
    )


def _cited_question(text: str) -> tuple[QuestionType | None, int | None, int]:
    """Type and number of the first question cited, and the index where the citation ends; 0 without one."""
    if found := first_match(NUMBER, text):
        return question_type(found[1]), printed_number(found[1]), found[1].end()
    if short := _SHORT_NUMBER.search(text):
        kind = QuestionType.UNSTARRED if short["un"] else QuestionType.STARRED
        return kind, int(short["no"]), short.end()
    return None, None, 0


def _below_title(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines below the title, or from the sentence on, without closing marks; the title's if it is all."""
    title = first_match(CORRECTING, _joined(lines[at : at + _WINDOW]))
    start = at
    if title and "title" in title[0].name:
        start = at + 1
        while start < len(lines) and _continues_title(lines[start], lines[start - 1]):
            start += 1
    kept = [line for line in lines[start:] if not is_closing(line) and not is_drawn_line(line)]
    return kept or list(lines[at:])


def _continues_title(line: Line, before: Line) -> bool:
    """Whether the line belongs to the title above: in capitals, a heading, or the rest of a sentence."""
    if read_item_label(line.text):
        return False
    heading = first_match(HEADING, line.text)
    begins = heading is not None and not line.text[: heading[1].start()].strip(" (*†")
    near = line.page == before.page and line.top - before.bottom < line.size * _WIDE
    rest = near and line.text[:1].islower() and not before.text.endswith((".", ":"))
    return (_in_capitals(line) and _in_capitals(before)) or (line.bold and before.bold) or begins or rest


def _in_capitals(line: Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    return line.text.isascii() and sum(c.islower() for c in letters) <= len(letters) * _MOST_SMALL_LETTERS


def _given_on(text: str, number_end: int) -> date | None:
    """The day of the corrected answer: after `answered on` or `given on`, else after its number, else any."""
    days = (find_date(found["day"]) for found in _GIVEN_ON.finditer(text))
    return next((day for day in days if day), None) or find_date(text[number_end:]) or find_date(text)
