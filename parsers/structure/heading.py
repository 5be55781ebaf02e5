"""The fields of the heading: ministry, department, type, number, date, subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.hindi.scripts import english_only
from parsers.structure.heading_rules import DATE_GOES_ON, HEADING, NO_OFFICE, printed_number, question_type
from parsers.text.dates import find_date, is_date_like
from parsers.text.rules import first_match, matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line
    from parsers.vocabulary import QuestionType

_LONGEST = 500
"""Characters read of a line: no printed heading has longer ones, and a hostile file must not take seconds."""
_OFFICES = {"ministry", "department", "government", "house"}
_HOUSE = re.compile(r"\bL[O0]K\s*SABHA|लोक\s*सभा", re.IGNORECASE)
_UN = re.compile(r"^\W*UN\W*$", re.IGNORECASE)
_BARE = re.compile(r"^[†‡*\s]*(\d{1,5})\W*$")
_DEPARTMENT_WITHIN = re.compile(r"[\s,;(]+(?=DEP[A-Z]{4,8}T\s*(?:OF|FOR)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """The fields printed above the question."""

    ministry: str | None = None
    department: str | None = None
    question_type: QuestionType | None = None
    question_no: int | None = None
    dates: tuple[str, ...] = ()
    """Texts that may hold the day of the answer, the likeliest first."""
    subject: str | None = None
    names_house: bool = False
    """Whether a line names the Lok Sabha."""


@dataclass(frozen=True, slots=True)
class HeadingField:
    """One field that a line of the heading gives."""

    at: int
    """Index of the line."""
    name: str
    """`number`, `answered`, `dated`, `ministry`, `department`, `subject` or `house`."""
    text: str = ""
    question_type: QuestionType | None = None
    question_no: int | None = None


@dataclass(slots=True)
class _Slots:
    """The fields so far; `open` is the one that an unclassified line continues."""

    at: int = 0
    """Index of the line that is being read."""
    fields: list[HeadingField] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    open: str | None = None
    number: int | None = None
    """The first number that is printed."""
    has_number_line: bool = False

    def add(self, slot: str, text: str) -> None:
        self.append(slot, text)
        self.open = slot

    def append(self, slot: str, text: str) -> None:
        self.lines.setdefault(slot, []).append(text)
        self.fields.append(HeadingField(self.at, slot, text))

    def add_number(self, kind: QuestionType | None, number: int | None) -> None:
        self.fields.append(HeadingField(self.at, "number", "", kind, number))
        self.has_number_line = True
        self.number = number if self.number is None else self.number

    def text(self, slot: str) -> str:
        return " ".join(self.lines.get(slot, []))

    @property
    def is_dated(self) -> bool:
        """Whether the day of the answer is known."""
        return find_date(self.text("answered")) is not None

    @property
    def lacks_date(self) -> bool:
        """Whether the number is printed, but no day yet."""
        return self.has_number_line and not self.is_dated


def heading_fields(lines: Sequence[Line], *, hindi: bool = False) -> list[HeadingField]:
    """The fields of the lines above the question, in order.

    A field depends on the lines above it and on none below: a heading that ends earlier has the same ones.
    """
    slots = _Slots()
    prefix = ""
    for slots.at, line in enumerate(lines):
        text = line.text[:_LONGEST] if hindi else english_only(line.text[:_LONGEST])
        if _UN.match(text):
            prefix = text
            continue
        for part in _DEPARTMENT_WITHIN.split(f"{prefix} {text}".strip()):
            _sort(part, slots)
        prefix = ""
    return slots.fields


def printed_question_no(fields: Sequence[HeadingField]) -> int | None:
    """The first question number of the fields; None where none is printed."""
    return next((one.question_no for one in fields if one.question_no is not None), None)


def make_heading(fields: Sequence[HeadingField]) -> Heading:
    """The heading made of these fields."""
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
        names_house=any(one.name == "house" for one in fields),
    )


def _printed_type(numbers: Sequence[HeadingField]) -> QuestionType | None:
    """The type beside the first number, else the first type."""
    numbered = [one for one in numbers if one.question_no is not None][:1]
    return next((one.question_type for one in [*numbered, *numbers] if one.question_type), None)


def _sort(text: str, slots: _Slots) -> None:
    """Add the field that a line gives, or the line to the field above."""
    if not re.search(r"\w", text):
        return
    found = first_match(HEADING, text)
    if not found:
        _continue_field(text, slots)
        return
    name, match = found[0].name, found[1]
    if _is_subject(name, slots):
        slots.add("subject", text)
        return
    if _HOUSE.search(text):
        slots.append("house", text)
    if name == "number":
        slots.add_number(question_type(match), printed_number(match))
        _rest_of_number(text[match.end() :], slots)
    elif name in {"ministry", "department"}:
        slots.add(name, match["name"])
    elif name == "answered" or (name == "dated" and (slots.has_number_line or "house" in slots.lines)):
        slots.add(name, text)
    elif name != "other day":
        slots.open = None


def _is_subject(name: str, slots: _Slots) -> bool:
    """Whether a line that looks like another field is the subject, judged by the fields above it."""
    if slots.open == "subject":
        known = {"number": slots.number is not None, "answered": slots.is_dated, "dated": slots.is_dated}
        return known.get(name, name in _OFFICES)
    above = slots.has_number_line and slots.is_dated and slots.open in {"answered", "dated", "number"}
    offices = name in {"ministry", "department"} and (
        "ministry" in slots.lines or "department" in slots.lines
    )
    return above and (offices or (name == "number" and slots.number is not None))


def _rest_of_number(rest: str, slots: _Slots) -> None:
    """Add the date where it is on the same line as the number."""
    slots.open = "number"
    found = first_match(HEADING, rest)
    if found and found[0].name in {"answered", "dated"}:
        slots.add(found[0].name, rest)


def _continue_field(text: str, slots: _Slots) -> None:
    """Add an unclassified line: the rest of an office's name, of the date or the number, or the subject."""
    if slots.open in {"ministry", "department"}:
        if not matches(NO_OFFICE, text):
            slots.append(slots.open, text)
    elif slots.open == "number" and slots.number is None and (bare := _BARE.match(text)):
        slots.add_number(None, int(bare[1]))
    elif slots.open in {"answered", "dated"} and _is_date_rest(text, slots.text(slots.open)):
        slots.append(slots.open, text)
    elif slots.open in {"number", None} and slots.lacks_date and is_date_like(text):
        slots.add("dated", text)
    elif slots.open in {"answered", "dated", "number", "subject"}:
        slots.add("subject", text)


def _is_date_rest(text: str, above: str) -> bool:
    return bool(DATE_GOES_ON.pattern.search(text)) or (find_date(above) is None and is_date_like(text))


def _office(text: str) -> str | None:
    text = re.sub(r"\)\s*\(", " ", text)
    text = " ".join(re.sub(r"^[\s(:,]+|[\s:.,;*/|]+$", "", text).split())
    if text.count(")") > text.count("("):
        text = text.removesuffix(")")
    return text.upper() or None


def _subject(text: str) -> str | None:
    text = re.sub(
        r"^(?:subject|sub|विषय)\s*[:–-]+|^[\s*:–-]+|[\s*]+$|\s+\.$", "", text, flags=re.IGNORECASE
    ).strip()
    return text if re.search(r"\w", text) else None
