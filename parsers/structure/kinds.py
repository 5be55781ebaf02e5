"""Decides what a document is: an answer, a question list, an answer of the other House."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from parsers.structure.heading_rules import heading_field
from parsers.text.rules import matches, rule
from parsers.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.structure.heading import Heading
    from parsers.structure.sections import Sections
    from parsers.text.lines import Line

OTHER_HOUSE = (
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
_HOUSE, _OTHER_HOUSE = (
    re.compile(r"\bL[O0]K\s*SABHA|लोक\s*सभा", re.IGNORECASE),
    re.compile(r"\bRAJYA\s*SABHA|राज्य\s*सभा", re.IGNORECASE),
)
_MAX_HEADING_LINES = 40
"""Number of heading lines searched."""
_MIN_SIMILARITY = 75
"""Similarity from which a line is the name of the House misread, from 0 to 100."""


def read_kind(lines: Sequence[Line], sections: Sections) -> Kind:
    """The document's kind, from the lines above the question and the sections found."""
    if not lines:
        return Kind.UNREADABLE
    if len(lines) <= 3 and any(matches(NIL, line.text) for line in lines):
        return Kind.NIL
    above = sections.heading_lines[:_MAX_HEADING_LINES]
    top = _above_subject(above)
    if any(matches(OTHER_HOUSE, line.text) for line in top):
        return Kind.OTHER_HOUSE
    if any(matches(LIST, line.text) for line in top):
        return Kind.QUESTION_LIST
    if not (sections.question and sections.has_answer and sections.reply):
        return Kind.OTHER
    return _kind_by_house(lines, above, sections.heading)


def _above_subject(above: Sequence[Line]) -> Sequence[Line]:
    """The lines down to the question's number: the subject below may name the other House or a list."""
    for n, line in enumerate(above):
        if heading_field(line.text) == "number":
            return above[: n + 1]
    return above


def _kind_by_house(lines: Sequence[Line], above: Sequence[Line], heading: Heading) -> Kind:
    """Answer of this House or of the other; a document that names no House is no answer."""
    if heading.names_house or any(
        fuzz.ratio(_letters(line.text), "loksabha") >= _MIN_SIMILARITY for line in above
    ):
        return Kind.ANSWER
    text = " ".join(line.text for line in lines)
    here, there = len(_HOUSE.findall(text)), len(_OTHER_HOUSE.findall(text))
    if here > there:
        return Kind.ANSWER
    return Kind.OTHER_HOUSE if there else Kind.OTHER


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalpha())
