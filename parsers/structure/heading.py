"""Makes the heading from its lines: ministry, department, type, number, date, subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.hindi.scripts import english_only
from parsers.structure.heading_rules import DATE_CONTINUED, HEADING, NOT_OFFICE, printed_number, question_type
from parsers.text.dates import find_date, is_date_like
from parsers.text.rules import first_match, matches
from parsers.vocabulary import House

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line
    from parsers.vocabulary import QuestionType

_MAX_LINE_CHARS = 500
"""Length in characters to which lines are cut, so that a hostile file stays fast; real lines are shorter."""
_OFFICES = {"ministry", "department", "government", "house"}
_HOUSE = re.compile(r"\b(?:L[O0]K|RAJYA)\s*SABHA|(?:लोक|राज्य)\s*सभा", re.IGNORECASE)
_LOK_SABHA = re.compile(r"\bL[O0]K\s*SABHA|लोक\s*सभा", re.IGNORECASE)
_TYPE_ALONE = re.compile(r"^\W*(?:UN|(?:UN\W?)?STARRED)\W*$", re.IGNORECASE)
"""The first half of type and number that wrap: `UN` / `STARRED QUESTION`, `UNSTARRED` / `QUESTION NO. 12`."""
_NUMBER_ALONE = re.compile(r"^(?:NO\b)?[†‡*\s.:-]*(\d{1,5})\W*$", re.IGNORECASE)
_DATE_BEFORE_NUMBER = re.compile(r"^\W*\d{1,2}\D.*\d{4}\s*के\s*(?:लोक\s*सभा\s*)?$")
"""The date in Hindi headings of the Railways: `22.12.2021 के तारांकित प्रश्न सं. 343 का उत्तर`."""
_BEFORE_NEXT_FIELD = re.compile(
    r"[\s,;(]+(?=DEP[A-Z]{4,8}T\s*(?:OF|FOR)\b)|(?<=[A-Z])\s+(?=(?:L[O0]K|RAJYA)\s*SABHA\W*$)", re.IGNORECASE
)
"""Boundary between two fields on one line: `MINISTRY OF MINES, DEPARTMENT OF ORE`, `… SPACE LOK SABHA`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The fields printed above the question; None for those that are not printed."""

    ministry: str | None = None
    department: str | None = None
    question_type: QuestionType | None = None
    question_no: int | None = None
    dates: tuple[str, ...] = ()
    """Texts that may contain the date of the answer, the most likely first."""
    subject: str | None = None
    house: House | None = None
    """House that a line of the heading, not the subject, names first."""


@dataclass(frozen=True, slots=True)
class HeadingField:
    """One field found in a line of the heading."""

    at: int
    """Index of the line."""
    name: str
    """`number`, `answered`, `dated`, `ministry`, `department`, `subject` or `house`."""
    text: str = ""
    question_type: QuestionType | None = None
    question_no: int | None = None


@dataclass(slots=True)
class _HeadingState:
    """The fields of the lines read so far."""

    at: int = 0
    """Index of the current line."""
    fields: list[HeadingField] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    """The texts of each field by its name."""
    open: str | None = None
    """Name of the field that an unclassified line continues."""
    number: int | None = None
    """The first question number."""
    has_number_line: bool = False
    """Whether a line such as `STARRED QUESTION NO.` was read, with or without figures."""

    def add(self, key: str, text: str) -> None:
        """Add a text to a field, which following lines may continue."""
        self.append(key, text)
        self.open = key

    def append(self, key: str, text: str) -> None:
        """Add a text to a field without opening it."""
        self.lines.setdefault(key, []).append(text)
        self.fields.append(HeadingField(self.at, key, text))

    def add_number(self, kind: QuestionType | None, number: int | None) -> None:
        """Add a line with the question's number, its type, or both."""
        self.fields.append(HeadingField(self.at, "number", "", kind, number))
        self.has_number_line = True
        self.number = number if self.number is None else self.number

    def text(self, key: str) -> str:
        """The text of a field; "" if there is none."""
        return " ".join(self.lines.get(key, []))

    @property
    def is_dated(self) -> bool:
        """Whether the date of the answer is known."""
        return find_date(self.text("answered")) is not None

    @property
    def lacks_date(self) -> bool:
        """Whether the line of the number was read, but no date of the answer."""
        return self.has_number_line and not self.is_dated


def heading_fields(lines: Sequence[Line], *, hindi: bool = False) -> list[HeadingField]:
    """The fields of the lines above the question, in printed order.

    A field depends only on its own line and those above it: a shorter heading has the same fields.
    """
    state = _HeadingState()
    prefix = ""
    for state.at, line in enumerate(lines):
        text = line.text[:_MAX_LINE_CHARS] if hindi else english_only(line.text[:_MAX_LINE_CHARS])
        if _TYPE_ALONE.match(text):
            prefix = text
            continue
        for part in _BEFORE_NEXT_FIELD.split(f"{prefix} {text}".strip()):
            _add_line(part, state)
        prefix = ""
    return state.fields


def printed_question_no(fields: Sequence[HeadingField]) -> int | None:
    """The first question number of the fields; None if none is printed."""
    return next((one.question_no for one in fields if one.question_no is not None), None)


def make_heading(fields: Sequence[HeadingField]) -> Heading:
    """The heading with the texts of these fields."""
    texts = {
        name: " ".join(one.text for one in fields if one.name == name)
        for name in ("ministry", "department", "answered", "dated", "subject")
    }
    return Heading(
        ministry=_office(texts["ministry"]),
        department=_office(texts["department"]),
        question_type=_printed_type([one for one in fields if one.name == "number"]),
        question_no=printed_question_no(fields),
        dates=tuple(texts[name] for name in ("answered", "dated") if texts[name]),
        subject=_subject(texts["subject"]),
        house=_printed_house([one.text for one in fields if one.name == "house"]),
    )


def _printed_house(texts: Sequence[str]) -> House | None:
    """The House in the first of these lines, each of which names one."""
    if not texts:
        return None
    return House.LOK_SABHA if _LOK_SABHA.search(texts[0]) else House.RAJYA_SABHA


def _printed_type(numbers: Sequence[HeadingField]) -> QuestionType | None:
    """The type on the line of the first number, else the first type."""
    numbered = [one for one in numbers if one.question_no is not None][:1]
    return next((one.question_type for one in [*numbered, *numbers] if one.question_type), None)


def _add_line(text: str, state: _HeadingState) -> None:
    """Add a line as the field it contains, or as a continuation of the field above."""
    if not re.search(r"\w", text):
        return
    found = first_match(HEADING, text)
    if not found:
        _continue_field(text, state)
        return
    name, match = found[0].name, found[1]
    if _is_subject(name, state):
        state.add("subject", text)
        return
    if _HOUSE.search(text):
        state.append("house", text)
    if name == "number":
        if _DATE_BEFORE_NUMBER.match(text[: match.start()]):
            state.append("answered", text[: match.start()])
        state.add_number(question_type(match), printed_number(match))
        _add_date_after_number(text[match.end() :], state)
    elif name in {"ministry", "department"}:
        state.add(name, match["name"])
    elif name == "answered" or (name == "dated" and (state.has_number_line or "house" in state.lines)):
        state.add(name, text)
    elif name != "other day":
        state.open = None


def _is_subject(name: str, state: _HeadingState) -> bool:
    """Whether a line that matches another field is the subject: it is below number and date."""
    if state.open == "subject":
        known = {"number": state.number is not None, "answered": state.is_dated, "dated": state.is_dated}
        return known.get(name, name in _OFFICES)
    above = state.has_number_line and state.is_dated and state.open in {"answered", "dated", "number"}
    offices = name in {"ministry", "department"} and (
        "ministry" in state.lines or "department" in state.lines
    )
    return above and (offices or (name == "number" and state.number is not None))


def _add_date_after_number(rest: str, state: _HeadingState) -> None:
    """Add the date if it is on the same line, after the number."""
    state.open = "number"
    found = first_match(HEADING, rest)
    if found and found[0].name in {"answered", "dated"}:
        state.add(found[0].name, rest)
    elif is_date_like(rest):
        state.append("dated", rest)


def _continue_field(text: str, state: _HeadingState) -> None:
    """Add an unclassified line: a continued office, date or number, or the subject."""
    if state.open in {"ministry", "department"}:
        if not matches(NOT_OFFICE, text):
            state.append(state.open, text)
    elif state.open == "number" and state.number is None and (bare := _NUMBER_ALONE.match(text)):
        state.add_number(None, int(bare[1]))
    elif state.open in {"answered", "dated"} and _is_date_rest(text, state.text(state.open)):
        state.append(state.open, text)
    elif state.open in {"number", None} and state.lacks_date and is_date_like(text):
        state.add("dated", text)
    elif state.open in {"answered", "dated", "number", "subject"}:
        state.add("subject", text)


def _is_date_rest(text: str, above: str) -> bool:
    """Whether the line continues the date above: a Saka date, or a date where none is complete."""
    return bool(DATE_CONTINUED.pattern.search(text)) or (find_date(above) is None and is_date_like(text))


def _office(text: str) -> str | None:
    """The office in capitals, without brackets and punctuation around it; None if nothing is left."""
    text = re.sub(r"\)\s*\(", " ", text)
    text = " ".join(re.sub(r"^[\s(:,]+|[\s:.,;*/|]+$", "", text).split())
    if text.count(")") > text.count("("):
        text = text.removesuffix(")")
    return text.upper() or None


def _subject(text: str) -> str | None:
    """The subject without `SUBJECT:` and punctuation around it; None if nothing is left."""
    text = re.sub(
        r"^(?:subject|sub|विषय)\s*[:–-]+|^[\s*:.–-]+|[\s*]+$|\s+\.$", "", text, flags=re.IGNORECASE
    ).strip()
    return text if re.search(r"\w", text) else None
