"""Decides what a document is (an answer, a question list …), and to which House it belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from parsers.structure.correction import is_correction
from parsers.structure.heading_rules import heading_field
from parsers.structure.members import SPEAKERS
from parsers.structure.number_and_date import choose_question_no
from parsers.structure.section_rules import PLEASED
from parsers.text.rules import matches, rule
from parsers.vocabulary import House, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.structure.sections import Sections
    from parsers.text.lines import Line

UPPER_HOUSE = (
    rule(
        "upper house",
        r"^\W*R[AO]JYA\s*SABHA(?:\W*(?:\(.*\))?$|\W+(?:UN|STARRED|QUESTION|DEBATE|SECRETARIAT))"
        r"|^\W*COUNCIL\s*OF\s*STATES|^\W*राज्य\s*सभा",
        "RAJYA SABHA",
        "RAJYA SABHA UNSTARRED QUESTION NO. 12",
        "RAJYASABHA",
        "राज्य सभा",
    ),
)
LIST = (
    rule(
        "list",
        r"\bLISTS?\s*OF\s*(?:STARRED\s*|UNSTARRED\s*)?QUESTIONS|QUESTIONS?\s*FOR\s*"
        r"(?:ORAL|WRITTEN)\s*ANSWERS?|प्रश्नों\s*की\s*सूची",
        "LIST OF QUESTIONS FOR WRITTEN ANSWERS",
        "QUESTIONS FOR ORAL ANSWERS",
    ),
)
PROCEEDINGS = (
    rule(
        "volume",
        r"^\W*(?:LOK|RAJYA)\s*SABHA\s*DEBATES?\W*$|^\W*(?:SYNOPSIS\s*OF|PART\s*[-–]?\s*[I1V]+\W+)\s*DEBATES?\b"
        r"|^\W*(?:LOK|RAJYA)\s*SABHA\W+(?:DEBATES|SYNOPSIS)\b|(?:लोक|राज्य)\s*सभा\s*वाद\W*विवाद",
        "LOK SABHA DEBATES",
        "SYNOPSIS OF DEBATES",
        "लोक सभा वाद-विवाद",
    ),
    rule(
        "contents",
        r"^\W*(?:\d+\s*)?(?:ORAL|WRITTEN)\s*ANSWERS?\s*TO\s*(?:\W.{0,30}\W\s*)?(?:(?:UN)?STARRED\s*)?QUESTIONS?\b"
        r"|प्रश्नों\s*के\s*(?:मौखिक|लिखित)\s*उत्तर",
        "WRITTEN ANSWERS TO QUESTIONS",
        "ORAL ANSWER TO QUESTION 12-14",
        "46 Written Answers to [RAJYA SABHA] Unstarred Questions",
        "प्रश्नों के मौखिक उत्तर",
    ),
)
"""Lines of the proceedings of a whole sitting, above its first question."""
SPEECH = (
    rule(
        "presiding member",
        r"^\W*(?:HON\W*(?:BLE)?\W*|MADAM\s*|MR\W*)(?:DEPUTY\W*)?(?:SPEAKER|CHAIRPERSON|CHAIRMAN)\s*:"
        r"|^\W*माननीय\s*(?:अध्यक्ष|सभापति)\s*(?:महोदय)?\s*:",
        "HON. SPEAKER: Next question.",
        "MADAM SPEAKER : Q. 481",
        "माननीय अध्यक्ष : श्री राम",
    ),
    rule("members", r"^\W*(?:SEVERAL\s+|AN\s+)HON\W+MEMBERS?\s*:", "AN HON. MEMBER: This is a shame."),
    rule(
        "member",
        rf"(?-i:^\W*(?:{SPEAKERS})\b[^a-z:]{{3,70}}:\s*(?=.*\b(?:Sir|Madam|Speaker|Chairperson|I|[Mm]y|[Ww]e)\b))",
        "SHRI GOVIND RAO (NAGPUR): Sir, I rise to support the Bill.",
    ),
    rule("interruption", r"\(\s*(?:Interruptions?|व्यवधान)\s*\)", "... (Interruptions)", "…(व्यवधान)"),
)
"""Lines of a speech, as the verbatim record of a sitting prints them."""
NIL = (rule("nil", r"^\W*(?:NIL|शून्य)\W*$", "NIL", "-NIL-"),)
_CITATION = re.compile(
    r"(?P<house>L[O0]K|RAJYA)\s*SABHA\W+(?:(?:UN\W*)?STARRED\W+)?QUESTION\W+(?:NO|NUMBER)\W*(?P<no>\d{1,5})(?!\d)",
    re.IGNORECASE,
)
"""A question cited with its House, as above a statement or an annexure."""
_HOUSES = {House.LOK_SABHA: "loksabha", House.RAJYA_SABHA: "rajyasabha"}
_MAX_HEADING_LINES = 40
"""Number of heading lines searched; the largest number of lines above the question of an answer."""
_MOST_QUESTIONS, _MOST_SPEECHES = 2, 2
"""Largest number of questions, and of lines of a speech, in the file of an answer."""
_MIN_SIMILARITY = 75
"""Similarity from which a line is the name of the House misread, from 0 to 100."""


def read_kind(lines: Sequence[Line], sections: Sections, house: House | None) -> Kind:
    """The document's kind, from the lines outside its tables, the sections found and its House.

    An answer names its House: a text in the form of an answer that names none is no answer.
    """
    if len(lines) <= 3 and any(matches(NIL, line.text) for line in lines):
        return Kind.NIL
    if any(matches(LIST, line.text) for line in _above_subject(sections)):
        return Kind.QUESTION_LIST
    if is_correction(lines, sections):
        return Kind.CORRECTION
    return (
        Kind.ANSWER if house and _is_answer(sections) and not _is_compilation(lines, sections) else Kind.OTHER
    )


def _is_answer(sections: Sections) -> bool:
    """Whether the document has the printed form of an answer: heading, question, ANSWER, reply."""
    heading, printed = sections.heading, [heading_field(line.text) for line in sections.heading_lines]
    headed = "number" in printed or bool(heading.dates and heading.ministry)
    asked = bool(sections.asked or sections.members)
    complete = bool(sections.question and sections.has_answer and sections.reply)
    return headed and asked and complete and len(printed) <= _MAX_HEADING_LINES


def _is_compilation(lines: Sequence[Line], sections: Sections) -> bool:
    """Whether the document is a record of proceedings, or contains many questions or speeches."""
    if any(matches(PROCEEDINGS, line.text) for line in _heading(sections)):
        return True
    questions = sum(matches(PLEASED, line.text) for line in lines)
    return questions > _MOST_QUESTIONS or sum(matches(SPEECH, line.text) for line in lines) > _MOST_SPEECHES


def read_house(lines: Sequence[Line], sections: Sections) -> House | None:
    """The House that the heading names, else the one with which the text cites this question, else None."""
    above = _above_subject(sections)
    if any(matches(UPPER_HOUSE, line.text) for line in above):
        return House.RAJYA_SABHA
    if sections.heading.house:
        return sections.heading.house
    similar = {house: _similarity(name, above) for house, name in _HOUSES.items()}
    house = max(similar, key=lambda name: similar[name])
    return house if similar[house] >= _MIN_SIMILARITY else _cited_house(lines, choose_question_no(sections))


def _similarity(name: str, lines: Sequence[Line]) -> float:
    """Similarity of the name to the line that is most similar, from 0 to 100."""
    return max((fuzz.ratio(_letters(line.text), name) for line in lines), default=0.0)


def _cited_house(lines: Sequence[Line], number: int | None) -> House | None:
    """The House most often printed before the question's own number, apart from its heading."""
    text = " ".join(line.text for line in lines)
    cited = [found["house"][0].upper() for found in _CITATION.finditer(text) if int(found["no"]) == number]
    if not cited:
        return None
    return House.LOK_SABHA if cited.count("L") >= cited.count("R") else House.RAJYA_SABHA


def _heading(sections: Sections) -> Sequence[Line]:
    return sections.heading_lines[:_MAX_HEADING_LINES]


def _above_subject(sections: Sections) -> Sequence[Line]:
    """The lines down to the question's number, else its date: the subject below may name a House or list."""
    above = _heading(sections)
    names = [heading_field(line.text) for line in above]
    ends = (names.index(name) + 1 for name in ("number", "answered", "dated") if name in names)
    return above[: next(ends, len(above))]


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha())
