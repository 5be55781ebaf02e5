"""The parts of the document: heading, members, question, ministers, answer, statement, annexures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.structure.annexures import AnnexureLines, cut_annexures
from parsers.structure.heading import read_heading
from parsers.structure.heading_rules import HEADING, heading_field, printed_number
from parsers.structure.members import (
    HONORIFIC,
    begins_name,
    is_weak_name,
    is_web_list,
    names_member,
    number_alone,
    number_before,
    own_number,
)
from parsers.structure.ministers import ROLE
from parsers.text.labels import read_clause_label
from parsers.text.rules import Rule, read, reads, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.text.lines import Line

WILL = (
    rule(
        "asked",
        r"\bW\w?i\w?[l1I|]{1,2}\s*(?:the|THE)\s*(?=(?:Hon\w*[’'.\s]*ble\s*)?"
        r"(?:UNION\s*)?(?:DEPUTY\s*)?(?:PRIME\s*)?M\w{4,6}R|.{0,80}be\s*pleased)",
        "Will the Minister of TEXTILES",
        "Will the PRIME MINISTER be pleased to state:",
        "WILL THE MINISTER OF FINANCE",
    ),
    rule("asked", r"^क्या\s(?=.*मंत्री|.*बताने)|^क्या\s.*मंत्र", "क्या भारी उद्योग मंत्री यह बताने की कृपा करेंगे कि:"),
)
PLEASED = (
    rule(
        "pleased",
        r"\b[bh]e\s*pl[ec]a?sed\s*to\s*(?:state|lay|refer)?(?:\s*(?:as\s*to|that"
        r"|whether\s*:))?\s*[:;,.\-–—]*",
        "be pleased to state:",
        "be pleased to state:-",
    ),
    rule(
        "pleased",
        r"(?:बताने|बतलाने)\s*की\s*कृपा\s*(?:करेंगे|करेंगी|करें)\s*(?:कि)?\s*[:;,.\-–—]*",
        "यह बताने की कृपा करेंगे कि:",
    ),
)
ANSWER = (
    rule(
        "answer",
        r"^\W*A\s*N\s*S\s*W\s*E\s*R\s*S?(?:\s*BY)?[^\w?;,]*$",
        "ANSWER",
        "A N S W E R",
        "Answer:-",
        "ANSWER BY",
    ),
    rule(
        "answer",
        r"^\W*(?-i:[A-Z])(?:EPLY|ESPONSE|NS|NSW?[YVUERNI]{3,5}R|N\w{2,4}ER)[^\w?;,]*$",
        "REPLY",
        "RESPONSE",
        "ANS.",
        "ANSYVER",
    ),
    rule("answer", r"^\W*उ\s*त्\s*त\s*र\W*$|^\W*उत्तर\W*$", "उत्तर"),
)
_LONGEST_NUMBER = 60
"""Characters of a line that is a heading's; a longer one cites a question."""
_ANSWER_BEHIND = re.compile(r"^(.*\?)\s+(A\s?N\s?S\s?W\s?E\s?R\W*)$")
_ANSWER_BEFORE = re.compile(r"^\W*((?:ANSWER|Answer)\W*?)\s+((?:THE\s+|The\s+)?M(?:INISTER|inister)\b.*)$")
_NAMED = re.compile(rf"[(\[]\s*{HONORIFIC}", re.IGNORECASE)
_YEARS = range(1947, 2050)
"""Figures on a line of their own that may be the last of a subject: `UNION BUDGET` / `2024`."""
_INDENT = 36.0
"""Points by which a line in the middle stands in from the margin."""
_NUMBERED = re.compile(r"^[†‡*+@#\s]*\d{1,5}\s*\**\s*[.:]\s*[^\W\d_]")


@dataclass(slots=True)
class Sections:
    """The document's lines by what they are."""

    heading: list[Line] = field(default_factory=list)
    members: list[Line] = field(default_factory=list)
    number: int | None = None
    """The question's own number before its members."""
    asked: str = ""
    """`Will the Minister of X be pleased to state`."""
    question: list[Line] = field(default_factory=list)
    has_answer: bool = False
    reply: list[Line] = field(default_factory=list)
    """What follows ANSWER: ministers, answer, statement."""
    annexures: list[AnnexureLines] = field(default_factory=list)
    beyond: list[Line] = field(default_factory=list)
    """A further question in the same file, heading and all."""


def split_sections(lines: Sequence[Line]) -> Sections:
    """The document's parts; where ANSWER is missing, `reply` is empty and `has_answer` false."""
    lines = [part for line in lines for part in _answer_apart(line)]
    end, start = _answer_at(lines)
    will = _question_at(lines[:end])
    members, number = _find_members(lines[:will])
    before, rest = _split_will(lines[members : will + 1] if will < end else lines[members:end])
    asked, question = _split_pleased(rest + list(lines[will + 1 : end]))
    sections = Sections(list(lines[:members]), before, number, asked, question, has_answer=end < len(lines))
    own, sections.beyond = _cut_other(lines[start:])
    sections.reply, sections.annexures = cut_annexures(own)
    return sections


def _answer_apart(line: Line) -> list[Line]:
    """The line cut at an ANSWER that shares it: `by whom? ANSWER`, `ANSWER THE MINISTER OF COAL`."""
    found = _ANSWER_BEHIND.match(line.text) or _ANSWER_BEFORE.match(line.text)
    return [replace(line, text=found[1]), replace(line, text=found[2])] if found else [line]


def _first(rules: Iterable[Rule], lines: Iterable[Line]) -> int | None:
    return next((n for n, line in enumerate(lines) if _is_answer(line, rules)), None)


def _is_answer(line: Line, rules: Iterable[Rule]) -> bool:
    """Whether the line is the heading ANSWER, not the last word of a clause."""
    return len(line.text) < 30 and not line.text[:1].islower() and reads(rules, line.text)


def _answer_at(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the question ends and where the reply begins: at ANSWER, else at the minister who answers."""
    at = _first(ANSWER, lines)
    if at is not None:
        behind = next((n for n in range(at, len(lines)) if not reads(ANSWER, lines[n].text)), len(lines))
        return at, behind
    asked = _question_at(lines)
    for n, line in enumerate(lines[asked + 1 :], start=asked + 1):
        if reads(ROLE, line.text) and _is_named(line, lines[n : n + 6]):
            return n, n
    return len(lines), len(lines)


def _is_named(role: Line, lines: Sequence[Line]) -> bool:
    """Whether a name in brackets follows the office; where it is not in capitals, on a line of its own."""
    if role.text.upper() == role.text:
        return bool(_NAMED.search(" ".join(line.text for line in lines)))
    return any(_NAMED.match(line.text) for line in lines[1:4])


def _question_at(lines: Sequence[Line]) -> int:
    """Where `Will the Minister …` stands; else `be pleased to state`; else the first clause; else the end."""
    for rules in (WILL, PLEASED):
        for n, line in enumerate(lines):
            if reads(rules, line.text):
                return n
    labels = (read_clause_label(line.text) for line in lines)
    return next((n for n, label in enumerate(labels) if label and label[0] in {"a", "क"}), len(lines))


def _find_members(lines: Sequence[Line]) -> tuple[int, int | None]:
    """Where the members begin, and the question's own number there: else at the first name under the heading.

    Members that are counted `1.`, `2.` show no number of the question.
    """
    printed = read_heading(lines).question_no
    marks = list(_marks(lines, _under_heading(lines), printed))
    mark = next((mark for mark in marks if mark[1] == printed), marks[0] if marks else None)
    if mark is None:
        return _first_name(lines, _under_heading(lines)), None
    counted = mark[1] == 1 != printed and any(number == 2 for _, number in marks)
    return mark[0], None if counted else mark[1]


def _under_heading(lines: Sequence[Line]) -> int:
    """The line under number or date; where neither is printed, under the heading's last line."""
    names = [heading_field(line.text) for line in lines]
    own = (n for n, name in enumerate(names) if name in {"number", "answered"})
    last = max((n for n, name in enumerate(names) if name), default=-1)
    return 1 + next(own, last)


def _marks(lines: Sequence[Line], start: int, printed: int | None) -> Iterator[tuple[int, int]]:
    """The lines with a number before a name; a bare one counts over a name, unless it may be a year."""
    for n, line in enumerate(lines[start:], start=start):
        number = own_number(line.text)
        bare = number_alone(line.text) if number is None else None
        if bare is not None and n + 1 < len(lines) and begins_name(lines[n + 1].text):
            number = bare if bare == printed or (printed is None and bare not in _YEARS) else None
        if number is None and printed is not None and number_before(line.text) == printed:
            number = printed
        if number is not None:
            yield n, number


def _first_name(lines: Sequence[Line], start: int) -> int:
    """The first line that begins a name, the subject left out that only looks like one."""
    below = range(start, len(lines))
    found = [n for n in below if names_member(lines[n].text) or _NUMBERED.match(lines[n].text)]
    title = next((n for n in below if not reads(HEADING, lines[n].text)), start)
    for n, after in pairwise(found):
        if not _looks_like_subject(lines[n], lines[after], is_first=n == title):
            return n
    return found[-1] if found else _web_names(lines, start)


def _looks_like_subject(line: Line, after: Line, *, is_first: bool) -> bool:
    """`MAJOR PORTS`, `DR. AMBEDKAR FOUNDATION`: by the word, or in the middle over names at the margin."""
    if line.text.endswith((":", ",", ";")):
        return False
    middle = abs(line.x0 + line.x1 - line.width) < line.width / 10
    apart = middle and line.x0 > after.x0 + _INDENT
    return apart and (is_first or is_weak_name(line.text)) if middle else is_first and is_weak_name(line.text)


def _web_names(lines: Sequence[Line], start: int) -> int:
    """The names before the question as old web pages print them: `Dubey Shri Nishikant;Ram Shri Vishnu`."""
    last = len(lines) - 1
    return last if last > start and is_web_list(lines[last].text) else len(lines)


def _split_will(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The members' lines, and the last line from `Will the` on."""
    if not lines:
        return [], []
    *members, last = lines
    found = read(WILL, last.text)
    at = found[1].start() if found else 0
    if at and own_number(last.text) is None and not begins_name(last.text):
        at = 0
    before = [replace(last, text=last.text[:at].strip())] if at else []
    return members + before, [replace(last, text=last.text[at:])]


def _split_pleased(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """`Will the Minister of X be pleased to state`, and the lines of what is asked."""
    text = ""
    for n, line in enumerate(lines[:8]):
        if n and _is_first_clause(line.text):
            return text, list(lines[n:])
        text = f"{text} {line.text}".strip()
        if found := read(PLEASED, text):
            rest = text[found[1].end() :].strip()
            return text[: found[1].end()], [replace(line, text=rest)] * bool(rest) + list(lines[n + 1 :])
    return "", list(lines)


def _is_first_clause(text: str) -> bool:
    label = read_clause_label(text)
    return label is not None and label[0] in {"a", "क"}


def _cut_other(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The answer's own lines, and a further question with its answer that stands in the same file."""
    asked = next((n for n, line in enumerate(lines) if reads(PLEASED, line.text)), None)
    if asked is None or _first(ANSWER, lines[asked:]) is None:
        return list(lines), []
    start = _heading_before(lines, asked)
    return list(lines[:start]), list(lines[start:])


def _heading_before(lines: Sequence[Line], asked: int) -> int:
    """Where the heading over the question at `asked` begins: its number, and what stands above that."""
    back = range(asked - 1, max(-1, asked - 40), -1)
    start = next((n for n in back if _is_number(lines[n])), asked)
    while start > 0 and reads(HEADING, lines[start - 1].text) and lines[start - 1].page == lines[start].page:
        start -= 1
    return start


def _is_number(line: Line) -> bool:
    return len(line.text) < _LONGEST_NUMBER and heading_field(line.text) == "number"


def beyond_number(sections: Sections) -> int | None:
    """The number of the further question; None where there is none or it prints none."""
    for line in sections.beyond[:60]:
        found = read(HEADING, line.text)
        number = printed_number(found[1]) if found and found[0].name == "number" else None
        if number is not None:
            return number
        if (own := own_number(line.text)) is not None:
            return own
    return None
