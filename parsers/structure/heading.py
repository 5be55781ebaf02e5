"""The heading: ministry, department, house, type, number, date, subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.hindi.scripts import english_only
from parsers.structure.heading_rules import DATE_GOES_ON, HEADING, NO_OFFICE, printed_number, question_type
from parsers.text.dates import find_date, is_date_like
from parsers.text.rules import read, reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line
    from parsers.vocabulary import QuestionType

_LONGEST = 500
"""Characters of a heading's line; no printed one is longer, and a hostile one shall not take seconds."""
_OFFICES = {"ministry", "department", "government", "house"}
_HOUSE = re.compile(r"\bL[O0]K\s*SABHA|लोक\s*सभा", re.IGNORECASE)
_UN = re.compile(r"^\W*UN\W*$", re.IGNORECASE)
_BARE = re.compile(r"^[†‡*\s]*(\d{1,5})\W*$")
_DEPARTMENT_WITHIN = re.compile(r"[\s,;(]+(?=DEP[A-Z]{4,8}T\s*(?:OF|FOR)\b)", re.IGNORECASE)


@dataclass(slots=True)
class Heading:
    """What stands over the question, as printed."""

    ministry: str | None = None
    department: str | None = None
    question_type: QuestionType | None = None
    question_no: int | None = None
    dates: list[str] = field(default_factory=list)
    """The texts that may hold the day of the answer, the likeliest first."""
    subject: str | None = None
    house: bool = False


@dataclass(slots=True)
class _Slots:
    """The heading's lines by what they say; `open` is the slot that an unclassified line goes on with."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    numbers: list[tuple[QuestionType | None, int | None]] = field(default_factory=list)
    open: str | None = None

    def add(self, slot: str, text: str) -> None:
        self.lines.setdefault(slot, []).append(text)
        self.open = slot

    def text(self, slot: str) -> str:
        return " ".join(self.lines.get(slot, []))

    @property
    def number(self) -> int | None:
        """The first number that is printed."""
        return next((number for _, number in self.numbers if number is not None), None)

    @property
    def question_type(self) -> QuestionType | None:
        """The type beside the number, else the first one."""
        named = [kind for kind, number in self.numbers if number is not None][:1]
        return next((kind for kind in [*named, *(kind for kind, _ in self.numbers)] if kind), None)

    @property
    def is_dated(self) -> bool:
        """Whether the day of the answer is known."""
        return find_date(self.text("answered")) is not None


def read_heading(lines: Sequence[Line], *, hindi: bool = False) -> Heading:
    """The heading that the lines over the members say."""
    slots, heading = _Slots(), Heading()
    prefix = ""
    for line in lines:
        text = line.text[:_LONGEST] if hindi else english_only(line.text[:_LONGEST])
        if _UN.match(text):
            prefix = text
            continue
        for part in _DEPARTMENT_WITHIN.split(f"{prefix} {text}".strip()):
            _sort(part, slots, heading)
        prefix = ""
    heading.question_type, heading.question_no = slots.question_type, slots.number
    heading.ministry = _office(slots.text("ministry"))
    heading.department = _office(slots.text("department"))
    heading.dates = [text for slot in ("answered", "dated") if (text := slots.text(slot))]
    heading.subject = _subject(slots.text("subject"))
    return heading


def _sort(text: str, slots: _Slots, heading: Heading) -> None:
    """Put one line where it belongs."""
    if not re.search(r"\w", text):
        return
    found = read(HEADING, text)
    if not found:
        _go_on(text, slots)
        return
    name, match = found[0].name, found[1]
    if _is_subject(name, slots):
        slots.add("subject", text)
        return
    heading.house |= bool(_HOUSE.search(text))
    if name == "number":
        slots.numbers.append((question_type(match), printed_number(match)))
        _rest_of_number(text[match.end() :], slots)
    elif name in {"ministry", "department"}:
        slots.add(name, match["name"])
    elif name == "answered" or (name == "dated" and (slots.numbers or heading.house)):
        slots.add(name, text)
    elif name != "other day":
        slots.open = None


def _is_subject(name: str, slots: _Slots) -> bool:
    """Whether a line that looks like another of the heading's is the subject, by what stands above it."""
    if slots.open == "subject":
        known = {"number": slots.number is not None, "answered": slots.is_dated, "dated": slots.is_dated}
        return known.get(name, name in _OFFICES)
    above = slots.numbers and slots.is_dated and slots.open in {"answered", "dated", "number"}
    offices = name in {"ministry", "department"} and (
        "ministry" in slots.lines or "department" in slots.lines
    )
    return bool(above) and (offices or (name == "number" and slots.number is not None))


def _rest_of_number(rest: str, slots: _Slots) -> None:
    """Number and date may share a line."""
    slots.open = "number"
    found = read(HEADING, rest)
    if found and found[0].name in {"answered", "dated"}:
        slots.add(found[0].name, rest)


def _go_on(text: str, slots: _Slots) -> None:
    """An unclassified line: the rest of an office's name, of the date or the number, or the subject."""
    if slots.open in {"ministry", "department"}:
        if not reads(NO_OFFICE, text):
            slots.lines[slots.open].append(text)
    elif slots.open == "number" and slots.number is None and (bare := _BARE.match(text)):
        slots.numbers.append((None, int(bare[1])))
    elif slots.open in {"answered", "dated"} and _is_date_rest(text, slots.text(slots.open)):
        slots.lines[slots.open].append(text)
    elif slots.open in {"number", None} and slots.numbers and not slots.is_dated and is_date_like(text):
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
