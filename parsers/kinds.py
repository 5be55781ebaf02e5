"""What a document is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.records import Kind
from parsers.rules import reads, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.header import Heading
    from parsers.lines import Line
    from parsers.sections import Sections

OTHER_HOUSE = (
    rule(
        "upper house",
        r"^\W*R[AO]JYA\s*SABHA\b|^\W*COUNCIL\s*OF\s*STATES|^\W*राज्य\s*सभा",
        "RAJYA SABHA",
        "RAJYASABHA",
        "राज्य सभा",
    ),
)
LIST = (
    rule("list", r"\bLISTS?\s*OF\s*(?:STARRED\s*|UNSTARRED\s*)?QUESTIONS|QUESTIONS?\s*FOR\s*(?:ORAL|WRITTEN)\s*ANSWERS?|प्रश्नों\s*की\s*सूची",
         "LIST OF QUESTIONS FOR WRITTEN ANSWERS", "QUESTIONS FOR ORAL ANSWERS"),
)  # fmt: skip
NIL = (rule("nil", r"^\W*(?:NIL|शून्य)\W*$", "NIL", "-NIL-"),)
_TOP = 40


def read_kind(lines: Sequence[Line], sections: Sections, heading: Heading) -> Kind:
    """The document's kind, by what it prints."""
    if not lines:
        return Kind.UNREADABLE
    if len(lines) <= 3 and any(reads(NIL, line.text) for line in lines):
        return Kind.NIL
    if any(reads(OTHER_HOUSE, line.text) for line in lines[:_TOP]):
        return Kind.OTHER_HOUSE
    if any(reads(LIST, line.text) for line in lines[:_TOP]):
        return Kind.QUESTION_LIST
    return Kind.ANSWER if _is_answer(sections, heading) else Kind.OTHER


def _is_answer(sections: Sections, heading: Heading) -> bool:
    """A question of the House under its heading, and its answer."""
    headed = heading.house or heading.question_type is not None
    return headed and bool(sections.question) and sections.has_answer and bool(sections.reply)
