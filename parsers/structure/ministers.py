"""Reads the ministers who answer, between the heading ANSWER and the answer's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.hindi.scripts import english_only
from parsers.records import Minister
from parsers.structure.members import HONORIFIC, begins_name
from parsers.text.labels import read_item_label
from parsers.text.rules import first_match, matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

ROLE = (
    rule(
        "role",
        r"^\W*(?:AND\s+)?(?:THE\s*)?(?:HON\W*BLE\s*)?(?:UNION\s*)?(?:DEPUTY\s*"
        r"|PRIME\s*|FINANCE\s*|HOME\s*|RAILWAY\s*|DEFENCE\s*"
        r"|EXTERNAL\s*AFFAIRS\s*)*MIN[A-Z]{2,4}(?:ER|RY)\b",
        "THE MINISTER OF STATE FOR JAL SHAKTI",
        "MINISTRY OF STATE",
        "THE FINANCE MINISTER",
        "PRIME MINISTER",
        "MINISTER FOR",
    ),
    rule(
        "role",
        r"^\W*(?:THE\s+)?(?:[A-Z&,]+\s+){1,4}(?:MINISTER|MANTRI)\W*(?:[(\[].*)?$",
        "COAL MINISTER",
        "RAKSHA MANTRI",
    ),
    rule("role", r"मंत्री", "भारी उद्योग राज्य मंत्री"),
)
ROLE_CONTINUED = rule(
    "role continued",
    r"^\W*(?:IN\s|OF\s|FOR\s|AND\s|&|THE\s+MINISTRY|MINISTRY|\(?(?:INDEPENDENT"
    r"|IND\.?)\s*CHARGE|\(I\W?C\W?\))|(?-i:^[^a-z]+$)",
    "IN THE MINISTRY OF DEFENCE",
    "AND PRIME MINISTER’S OFFICE",
)
NAME_AND_ROLE = (
    rule(
        "name before its role",
        rf"^(?P<name>{HONORIFIC}[^,]+),\s*(?P<role>(?:THE\s+)?MINISTER\b.*)$",
        "SHRI X Y, MINISTER OF COAL",
    ),
    rule(
        "name after its role",
        rf"^(?P<role>(?:THE\s+)?MINISTER\b[^:]*?)\s*[:–-]+\s*(?P<name>{HONORIFIC}\s*\S.*)$",
        "MINISTER OF COAL : SHRI X Y",
    ),
)
SENTENCE = (
    rule("yes or no", r"^\W*(?:YES|NO|NIL)\b", "YES, SIR.", "No, Madam."),
    rule(
        "figure",
        r"(?<![^\W_])\d+(?![^\W\d_])",
        "Of 500 mines, 300 are open.",
        "For the year 2024-25, Rs. 500 crore was given.",
    ),
    rule(
        "verb",
        r"\b(?:IS|ARE|WAS|WERE|HAS|HAVE|HAD|WILL|SHALL|BEEN|DOES|DID|MAY|CAN|THAT|WHICH|WHO)\b",
        "A STATEMENT IS LAID ON THE TABLE OF THE HOUSE.",
        "Ministry of Coal has informed that production rose.",
    ),
    rule(
        "small letters to a stop",
        r"(?-i:\b[a-z]{3,}\s.*\b[a-z]{3,}\.$)",
        "The Prime Minister launched the scheme.",
    ),
    rule(
        "opening",
        r"(?-i:^(?:In|For|Of|The|As|To|On)\s(?!Minist|the\sMinist)(?:[^\s(]+\s+){5,})",
        "In India, coal output rose in all the States",
        "The Government of India keeps a record of",
    ),
)
"""Signs of an answer's first line that do not occur in a role."""
_NOT_A_NAME = re.compile(r"^\W*(?:IND\w*|I\W?C\W?\W*$|ADDITIONAL|स्वतंत्र)|\bCHARGE\b", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[{]\s*([^()\[\]{}]*(?:\([^()]*\)[^()\[\]{}]*)*)[)\]}]?")
"""Text in brackets, also where the closing bracket is missing."""
_BRACKETED_HONORIFIC = re.compile(rf"[(\[{{]\s*{HONORIFIC}", re.IGNORECASE)
_HINDI_ANSWER = re.compile(r"^(?!.*(?:मंत्री|प्रभार)).*[\u0904-\u0939]")
"""A Hindi line below a name that names no office; English lines are recognised by their lower case."""
_AND_ALONE = re.compile(r"^\W*AND\W*$", re.IGNORECASE)
_END_OF_NAME = re.compile(r"^[^()\[\]]{1,40}[)\]]\W*$")
"""The rest of a name whose bracket opens on the line above."""
_NAME_THEN_LABEL = re.compile(
    rf"^((?:.*[(\[]\s*{HONORIFIC})?[^()\[\]]{{0,40}}[)\]])\s*(\(\s*a\b.*)$", re.IGNORECASE
)
_MAX_ROLE_CHARS = 200
"""Length in characters of the longest line of a role."""
_MAX_LINES = 12
"""Largest number of lines with roles and names: three offices and a name."""


@dataclass(slots=True)
class Reply:
    """The reply split into its ministers and the answer."""

    ministers: list[Minister]
    body: list[Line]
    """Lines of the answer, below the ministers."""


@dataclass(slots=True)
class _MinisterReader:
    """Collects ministers line by line."""

    has_honorifics: bool
    """Whether a name in brackets begins with an honorific; if so, brackets without one contain no name."""
    done: list[Minister] = field(default_factory=list)
    """The ministers before the current one."""
    role: str = ""
    """Role of the current minister."""
    name: str = ""
    """Name of the current minister."""

    @property
    def is_complete(self) -> bool:
        """Whether the current minister has both a role and a name."""
        return bool(self.name and self.role.strip())

    def finish(self) -> None:
        """Add the current minister, if any, to those done."""
        minister = Minister(role=_tidy_role(self.role), name=_tidy_name(self.name))
        self.done += [minister] if minister.role or minister.name else []
        self.role = self.name = ""

    def add(self, text: str) -> bool:
        """Read one line; returns False if it belongs to no minister."""
        if self.name and _is_open(self.name) and _END_OF_NAME.match(text):
            self.name = f"{self.name} {text}"
            return True
        more_role, more_name = _read_line(text, has_name=self.is_complete, has_honorifics=self.has_honorifics)
        if more_role is None:
            return False
        self.role, self.name = f"{self.role} {more_role}", self.name or more_name
        return True


def read_ministers(lines: Sequence[Line], *, hindi: bool = False) -> Reply:
    """The ministers at the top of the reply, and the lines of the answer below them.

    A name may be printed inside a role: `MINISTER OF STATE (SHRI X)` / `IN THE MINISTRY OF DEFENCE`.
    """
    lines = [part for line in lines[:_MAX_LINES] for part in _split_at_label(line)] + list(lines[_MAX_LINES:])
    used = first = _first_role(lines)
    near = [line.text if hindi else english_only(line.text) for line in lines[first : first + _MAX_LINES]]
    reader = _MinisterReader(any(_BRACKETED_HONORIFIC.search(text) for text in near))
    for n, text in enumerate(near, start=first):
        if _begins_body(lines[n].text, has_name=bool(reader.name)) or _is_sentence(text):
            break
        if reader.is_complete and _begins_another(text, reader.role, near[n - first :]):
            reader.finish()
        if not reader.add("" if _AND_ALONE.match(text) and not reader.role.strip() else text):
            break
        used = n + 1
    reader.finish()
    return Reply(reader.done, list(lines[used:]))


def _split_at_label(line: Line) -> list[Line]:
    """The line, cut between the minister's name and the first label: `(SHRI X) (a) The list`."""
    found = _NAME_THEN_LABEL.match(line.text)
    return [replace(line, text=found[1]), replace(line, text=found[2])] if found else [line]


def _begins_another(text: str, role: str, below: Sequence[str]) -> bool:
    """Whether a further minister begins: an office above a name, or `AND` alone on its line."""
    unfinished = role.upper().endswith((" IN THE", " AND", " OF"))
    has_name = any(_BRACKETED_HONORIFIC.search(line) or begins_name(line) for line in below[:6])
    return (
        bool(_AND_ALONE.match(text)) and has_name if not matches(ROLE, text) else not unfinished and has_name
    )


def _is_sentence(text: str) -> bool:
    """Whether the line, without its brackets, is a sentence of the answer."""
    return len(text) > _MAX_ROLE_CHARS or matches(SENTENCE, _BRACKETED.sub(" ", text))


def _first_role(lines: Sequence[Line]) -> int:
    """Index of the first office or name: Hindi in a legacy font may precede it; 0 if none."""
    for n, line in enumerate(lines[:6]):
        if read_item_label(line.text):
            break
        if matches(ROLE, line.text) or begins_name(line.text):
            return n
    return 0


def _begins_body(text: str, *, has_name: bool) -> bool:
    """Whether the line begins the answer: with a label after a name, or with the label (a)."""
    label = read_item_label(text)
    return label is not None and (has_name or label.letters[0] in {"a", "क"})


def _read_line(text: str, *, has_name: bool, has_honorifics: bool) -> tuple[str | None, str]:
    """The role and the name in a line; the role is None if the line contains neither."""
    if not re.search(r"\w", text):
        return "", ""
    if has_name:
        return (text if _continues_role(text) and not _HINDI_ANSWER.match(text) else None), ""
    if found := first_match(NAME_AND_ROLE, text):
        return found[1]["role"], found[1]["name"]
    for bracket in _BRACKETED.finditer(text):
        if _holds_name(bracket, has_honorifics=has_honorifics):
            before, after = text[: bracket.start()], text[bracket.end() :]
            is_role = matches(ROLE, before) or _continues_role(before) or matches(ROLE, after)
            opened = "" if bracket[0][-1:] in ")]}" else "("
            return (before + after if is_role else ""), opened + bracket[1].strip()
    if begins_name(text) and not matches(ROLE, text):
        return "", text
    is_role = matches(ROLE, text) or _continues_role(text) or len(text.split()) < 6
    return (text if is_role else None), ""


def _holds_name(bracket: re.Match[str], *, has_honorifics: bool) -> bool:
    """Whether the bracket contains a name: `(SHRI A B`, `(AMIT B)`, not `(INDEPENDENT CHARGE)`."""
    inner = bracket[1].strip()
    if begins_name(inner) or has_honorifics:
        return begins_name(inner)
    return bool(inner) and not _NOT_A_NAME.search(inner) and bracket[0][-1:] in ")]}"


def _is_open(name: str) -> bool:
    """Whether a bracket in the name is not closed."""
    return name.count("(") > name.count(")")


def _continues_role(text: str) -> bool:
    """Whether the line continues a role: short, and mostly in capitals."""
    return (
        len(text) < 90
        and bool(ROLE_CONTINUED.pattern.search(text))
        and len(re.findall(r"\b[a-z]{2,}", text)) < 6
    )


def _tidy_role(role: str) -> str:
    """The role with single spaces, without punctuation around it."""
    return " ".join(re.sub(r"^[\s:;,.\-–*]+|[\s:;,.\-–*]+$", "", role).split())


def _tidy_name(name: str) -> str:
    """The name with single spaces, without brackets and punctuation around it."""
    name = re.sub(r"^[\s(\[]+|[\s:;,\-–*\]]+$", "", name)
    if name.count(")") > name.count("("):
        name = name.rstrip(") .")
    return " ".join(name.split())
