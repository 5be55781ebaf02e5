"""Splits a document into heading, members, question, reply, annexures and further question."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.structure.annexures import AnnexureLines, cut_annexures
from parsers.structure.further_question import cut_further_question
from parsers.structure.heading import (
    Heading,
    HeadingField,
    heading_fields,
    make_heading,
    printed_question_no,
)
from parsers.structure.heading_rules import HEADING, heading_field
from parsers.structure.members import (
    HONORIFIC,
    begins_name,
    is_weak_name,
    is_web_list,
    names_member,
    number_alone,
    number_before,
    number_before_subject,
    own_number,
    without_number,
)
from parsers.structure.ministers import ROLE
from parsers.structure.section_rules import ANSWER, PLEASED, WILL, first_answer
from parsers.text.labels import read_clause_label
from parsers.text.rules import first_match, matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layer import BBox
    from parsers.text.lines import Line

_CLAUSE_THEN_ANSWER = re.compile(r"^(.*\?)\s+(A\s?N\s?S\s?W\s?E\s?R\W*)$")
_ANSWER_THEN_MINISTER = re.compile(
    r"^\W*((?:ANSWER|Answer)\W*?)\s+((?:THE\s+|The\s+)?M(?:INISTER|inister)\b.*)$"
)
_BRACKETED_NAME = re.compile(rf"[(\[]\s*{HONORIFIC}", re.IGNORECASE)
_YEARS = range(1947, 2050)
"""Years that may end a subject on a line of their own: `UNION BUDGET` / `2024`."""
_INDENT = 36.0
"""Smallest indent of a centred line from the names below it, in points."""
_MAX_ASKED_LINES = 30
"""Largest number of lines down to `be pleased to state`; old pages repeat the names of all ministries."""
_VERB = re.compile(
    r"^\s*(?:to\s+)?(?:(?:state|lay|refer)\b(?=\W*$|\s*:)|(?=[:;.–—-]+\s*$))\s*[:;,.–—-]*", re.IGNORECASE
)
"""The end of `be pleased to state:` on a line of its own."""
_NUMBER_THEN_NAME = re.compile(r"^[†‡*+@#\s]*\d{1,5}\s*\**\s*[.:]\s*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a document, in the order in which they are printed."""

    heading: Heading
    heading_lines: list[Line]
    """Lines above the members."""
    members: list[Line]
    """Lines with the names of members."""
    number: int | None
    """The question's number printed before its members."""
    asked: str
    """`Will the Minister of X be pleased to state`; "" if it is not printed."""
    question: list[Line]
    """Lines of the clauses."""
    has_answer: bool
    """Whether the heading ANSWER, or the minister who answers, was found."""
    reply: list[Line]
    """Lines below ANSWER: ministers, answer, statement."""
    annexures: list[AnnexureLines]
    annexures_start: Line | None
    """Line with the title of the reply's first annexure, even if it is only the caption of a table."""
    further_question: list[Line]
    """Lines of a further question in the same file, with its heading and answer."""

    def without(self, captions: Sequence[tuple[int, BBox]]) -> Sections:
        """The sections without the lines of question and reply inside the captions, given as (page, box)."""
        question, reply = (
            [line for line in lines if not line.is_within(captions)] for lines in (self.question, self.reply)
        )
        return dataclasses.replace(self, question=question, reply=reply)


def split_sections(lines: Sequence[Line], *, hindi: bool = False) -> Sections:
    """The document's sections; `reply` is empty and `has_answer` false if no answer was found."""
    lines = [part for line in lines for part in _split_at_answer(line)]
    end, start = _answer_at(lines)
    will = _question_at(lines[:end])
    fields = heading_fields(lines[:will], hindi=hindi)
    members, number = _find_members(lines[:will], fields)
    before, rest = _split_will(lines[members : will + 1] if will < end else lines[members:end])
    asked, question = _split_pleased(rest + list(lines[will + 1 : end]))
    own, further_question = cut_further_question(lines[start:])
    cut = cut_annexures(own)
    heading = make_heading([field for field in fields if field.at < members])
    names, subject = (before, heading.subject) if heading.subject else _cut_subject(before)
    return Sections(
        heading=dataclasses.replace(heading, subject=subject and without_number(subject, number)),
        heading_lines=list(lines[:members]),
        members=names,
        number=number,
        asked=asked,
        question=question,
        has_answer=end < len(lines),
        reply=cut.answer,
        annexures=cut.annexures,
        annexures_start=cut.start,
        further_question=further_question,
    )


def _split_at_answer(line: Line) -> list[Line]:
    """The line, cut at an ANSWER inside it: `by whom? ANSWER`, `ANSWER THE MINISTER OF COAL`."""
    found = _CLAUSE_THEN_ANSWER.match(line.text) or _ANSWER_THEN_MINISTER.match(line.text)
    return [replace(line, text=found[1]), replace(line, text=found[2])] if found else [line]


def _answer_at(lines: Sequence[Line]) -> tuple[int, int]:
    """Index where the question ends and index where the reply begins: at ANSWER, else at the minister."""
    at = first_answer(lines)
    if at is not None:
        below = next((n for n in range(at, len(lines)) if not matches(ANSWER, lines[n].text)), len(lines))
        return at, below
    asked = _question_at(lines)
    for n, line in enumerate(lines[asked + 1 :], start=asked + 1):
        if matches(ROLE, line.text) and _has_name_below(line, lines[n : n + 6]):
            return n, n
    return len(lines), len(lines)


def _has_name_below(role: Line, lines: Sequence[Line]) -> bool:
    """Whether a name in brackets follows the office; on its own line if the office is not in capitals."""
    if role.text.upper() == role.text:
        return bool(_BRACKETED_NAME.search(" ".join(line.text for line in lines)))
    return any(_BRACKETED_NAME.match(line.text) for line in lines[1:4])


def _question_at(lines: Sequence[Line]) -> int:
    """Index of `Will the Minister …`, else `be pleased to state`, else the first clause, else the end."""
    for rules in (WILL, PLEASED):
        for n, line in enumerate(lines):
            if matches(rules, line.text):
                return n
    labels = (read_clause_label(line.text) for line in lines)
    return next((n for n, label in enumerate(labels) if label and label[0] in {"a", "क"}), len(lines))


def _cut_subject(members: Sequence[Line]) -> tuple[list[Line], str | None]:
    """The members' lines, and the subject if it is printed below them, apart from the last name."""
    names = [n for n, line in enumerate(members) if names_member(line.text) or own_number(line.text)]
    end = names[-1] + 1 if names else len(members)
    below = members[end:]
    apart = below and (
        members[end - 1].text.endswith((":", ";")) or below[0].x0 > members[end - 1].x0 + _INDENT
    )
    return (list(members[:end]), " ".join(line.text for line in below)) if apart else (list(members), None)


def _find_members(lines: Sequence[Line], fields: Sequence[HeadingField]) -> tuple[int, int | None]:
    """Index of the first line of members, and the question's number before them or before the subject.

    Without a number before them, the members begin at the first name below the heading. If members are
    numbered `1.`, `2.`, there is no question number before them.
    """
    printed = printed_question_no(fields)
    if numbered := _numbered_subject(lines, fields, printed):
        return numbered
    marks = list(_numbers_before_names(lines, _below_heading(lines), printed))
    mark = next((mark for mark in marks if mark[1] == printed), marks[0] if marks else None)
    if mark is None:
        return _first_name(lines, _below_heading(lines)), None
    counted = mark[1] == 1 != printed and any(number == 2 for _, number in marks)
    return mark[0], None if counted else mark[1]


def _numbered_subject(
    lines: Sequence[Line], fields: Sequence[HeadingField], printed: int | None
) -> tuple[int, int] | None:
    """Index of the first name, and the number, if it is before the subject: `906. COAL MINES` / `SHRI X`."""
    first = next((field for field in fields if field.name == "subject"), None)
    number = number_before_subject(first.text) if first else None
    if first is None or number is None or printed not in {None, number}:
        return None
    names = (names_member(line.text) or own_number(line.text) == number for line in lines[first.at + 1 :])
    below = (n for n, is_name in enumerate(names, start=first.at + 1) if is_name)
    members = next(below, None)
    return None if members is None else (members, number)


def _below_heading(lines: Sequence[Line]) -> int:
    """Index of the line below number or date; if neither is printed, below the heading's last line."""
    names = [heading_field(line.text) for line in lines]
    own = (n for n, name in enumerate(names) if name in {"number", "answered"})
    last = max((n for n, name in enumerate(names) if name), default=-1)
    return 1 + next(own, last)


def _numbers_before_names(
    lines: Sequence[Line], start: int, printed: int | None
) -> Iterator[tuple[int, int]]:
    """Index and number of each line with a number before a name, or alone above one and no year."""
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
    """Index of the first line that begins with a name, except a subject that looks like one."""
    below = range(start, len(lines))
    found = [n for n in below if names_member(lines[n].text) or _NUMBER_THEN_NAME.match(lines[n].text)]
    title = next((n for n in below if not matches(HEADING, lines[n].text)), start)
    for n, after in pairwise(found):
        if not _looks_like_subject(lines[n], lines[after], is_first=n == title):
            return n
    return found[-1] if found else _web_list_at(lines, start)


def _looks_like_subject(line: Line, after: Line, *, is_first: bool) -> bool:
    """Whether the line is a subject: `MAJOR PORTS`, or a centred `DR. AMBEDKAR FOUNDATION` above names."""
    if line.text.endswith((":", ",", ";")):
        return False
    middle = abs(line.x0 + line.x1 - line.width) < line.width / 10
    apart = middle and line.x0 > after.x0 + _INDENT
    return apart and (is_first or is_weak_name(line.text)) if middle else is_first and is_weak_name(line.text)


def _web_list_at(lines: Sequence[Line], start: int) -> int:
    """Index of the last line if it is a web list (`Dubey Shri Nishikant;Ram Shri Vishnu`), else the end."""
    last = len(lines) - 1
    return last if last > start and is_web_list(lines[last].text) else len(lines)


def _split_will(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The members' lines, and the last line from `Will the` onwards."""
    if not lines:
        return [], []
    *members, last = lines
    found = first_match(WILL, last.text)
    at = found[1].start() if found else 0
    if at and own_number(last.text) is None and not begins_name(last.text):
        at = 0
    before = [replace(last, text=last.text[:at].strip())] if at else []
    return members + before, [replace(last, text=last.text[at:])]


def _split_pleased(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """`Will the Minister of X be pleased to state`, and the lines of the question below it."""
    text = ""
    for n, line in enumerate(lines[:_MAX_ASKED_LINES]):
        if n and _is_first_clause(line.text):
            return text, list(lines[n:])
        text = f"{text} {line.text}".strip()
        if found := first_match(PLEASED, text):
            below = [replace(line, text=text[found[1].end() :]), *lines[n + 1 :]]
            return text[: found[1].end()], _without_verb(below)
    return "", list(lines)


def _without_verb(lines: Sequence[Line]) -> list[Line]:
    """The lines without the `state:` of `be pleased to state:` that wraps, and without blanks before it."""
    first = next((n for n, line in enumerate(lines) if line.text.strip()), len(lines))
    begun = [replace(line, text=_VERB.sub("", line.text).strip()) for line in lines[first : first + 1]]
    return [line for line in begun if line.text] + list(lines[first + 1 :])


def _is_first_clause(text: str) -> bool:
    """Whether the text begins with the label (a) or (क)."""
    label = read_clause_label(text)
    return label is not None and label[0] in {"a", "क"}
