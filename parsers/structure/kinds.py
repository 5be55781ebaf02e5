"""Decides what a document is (an answer, a question list …), and to which House it belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from parsers.structure.heading_rules import heading_field
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
NIL = (rule("nil", r"^\W*(?:NIL|शून्य)\W*$", "NIL", "-NIL-"),)
_LOK_SABHA, _RAJYA_SABHA = (
    re.compile(r"\bL[O0]K\s*SABHA|लोक\s*सभा", re.IGNORECASE),
    re.compile(r"\bRAJYA\s*SABHA|राज्य\s*सभा", re.IGNORECASE),
)
_MAX_HEADING_LINES = 40
"""Number of heading lines searched."""
_MIN_SIMILARITY = 75
"""Similarity from which a line is the name of the House misread, from 0 to 100."""


def read_kind(lines: Sequence[Line], sections: Sections, house: House | None) -> Kind:
    """The document's kind, from the lines above the question and the sections found.

    An answer names its House: a text in the form of an answer that names none is no answer.
    """
    if not lines:
        return Kind.UNREADABLE
    if len(lines) <= 3 and any(matches(NIL, line.text) for line in lines):
        return Kind.NIL
    if any(matches(LIST, line.text) for line in _above_subject(sections)):
        return Kind.QUESTION_LIST
    complete = sections.question and sections.has_answer and sections.reply
    return Kind.ANSWER if complete and house else Kind.OTHER


def read_house(lines: Sequence[Line], sections: Sections) -> House | None:
    """The House that the heading names, else the one that the text names more often, else None."""
    if any(matches(UPPER_HOUSE, line.text) for line in _above_subject(sections)):
        return House.RAJYA_SABHA
    if sections.heading.names_house or any(
        fuzz.ratio(_letters(line.text), "loksabha") >= _MIN_SIMILARITY for line in _heading(sections)
    ):
        return House.LOK_SABHA
    text = " ".join(line.text for line in lines)
    lower, upper = len(_LOK_SABHA.findall(text)), len(_RAJYA_SABHA.findall(text))
    if lower > upper:
        return House.LOK_SABHA
    return House.RAJYA_SABHA if upper else None


def _heading(sections: Sections) -> Sequence[Line]:
    return sections.heading_lines[:_MAX_HEADING_LINES]


def _above_subject(sections: Sections) -> Sequence[Line]:
    """The lines down to the question's number: the subject below may name the other House or a list."""
    above = _heading(sections)
    for n, line in enumerate(above):
        if heading_field(line.text) == "number":
            return above[: n + 1]
    return above


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha())
