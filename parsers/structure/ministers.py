"""Who answers: the lines between ANSWER and the answer's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
ROLE_GOES_ON = rule(
    "role goes on",
    r"^\W*(?:IN\s|OF\s|FOR\s|AND\s|&|THE\s+MINISTRY|MINISTRY|\(?(?:INDEPENDENT"
    r"|IND\.?)\s*CHARGE|\(I\W?C\W?\))|(?-i:^[^a-z]+$)",
    "IN THE MINISTRY OF DEFENCE",
    "AND PRIME MINISTER’S OFFICE",
)
NAMED = (
    rule(
        "name before its role",
        rf"^(?P<name>{HONORIFIC}[^,]+),\s*(?P<role>(?:THE\s+)?MINISTER\b.*)$",
        "SHRI X Y, MINISTER OF COAL",
    ),
    rule(
        "name behind its role",
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
"""What the first line of an answer says and no role does."""
_NOT_A_NAME = re.compile(r"^\W*(?:IND\w*|I\W?C\W?\W*$|ADDITIONAL|स्वतंत्र)|\bCHARGE\b", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[{]\s*([^()\[\]{}]*(?:\([^()]*\)[^()\[\]{}]*)*)[)\]}]?")
_HONOURED = re.compile(rf"[(\[{{]\s*{HONORIFIC}", re.IGNORECASE)
_AND = re.compile(r"^\W*AND\W*$", re.IGNORECASE)
_CLOSES = re.compile(r"^[^()\[\]]{1,40}[)\]]\W*$")
"""The rest of a name whose bracket was opened a line above."""
_LONGEST = 200
"""Characters of a role's line."""
_MOST_LINES = 12
"""Roles over three offices and a name take at most this many."""


@dataclass(slots=True)
class Reply:
    """The ministers, and the lines behind them."""

    ministers: list[Minister]
    body: list[Line]


@dataclass(slots=True)
class _Reading:
    """The ministers read so far, and the one that is being read."""

    honoured: bool
    """Whether a name in brackets begins with an honorific: then no other bracket holds one."""
    done: list[Minister] = field(default_factory=list)
    role: str = ""
    name: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.name and self.role.strip())

    def close(self) -> None:
        """Begin with the next minister."""
        minister = Minister(role=_tidy(self.role), name=_tidy_name(self.name))
        self.done += [minister] if minister.role or minister.name else []
        self.role = self.name = ""

    def take(self, text: str) -> bool:
        """Read one line; False where it is no part of a minister."""
        if self.name and _is_open(self.name) and _CLOSES.match(text):
            self.name = f"{self.name} {text}"
            return True
        more_role, more_name = _read_line(text, named=self.whole, honoured=self.honoured)
        if more_role is None:
            return False
        self.role, self.name = f"{self.role} {more_role}", self.name or more_name
        return True


def read_ministers(lines: Sequence[Line], *, hindi: bool = False) -> Reply:
    """Who answers, and the answer's lines.

    `MINISTER OF STATE (SHRI X)` / `IN THE MINISTRY OF DEFENCE`: the name may stand within the role.
    """
    used = first = _first_role(lines)
    near = [line.text if hindi else english_only(line.text) for line in lines[first : first + _MOST_LINES]]
    reading = _Reading(any(_HONOURED.search(text) for text in near))
    for n, text in enumerate(near, start=first):
        if _begins_body(lines[n].text, named=bool(reading.name)) or _is_sentence(text):
            break
        if reading.whole and _begins_another(text, reading.role, near[n - first :]):
            reading.close()
        if not reading.take("" if _AND.match(text) and not reading.role.strip() else text):
            break
        used = n + 1
    reading.close()
    return Reply(reading.done, list(lines[used:]))


def _begins_another(text: str, role: str, below: Sequence[str]) -> bool:
    """Whether a further minister begins: with an office over a name, or with a lone `AND`."""
    unfinished = role.upper().endswith((" IN THE", " AND", " OF"))
    named = any(_HONOURED.search(line) or begins_name(line) for line in below[:6])
    return bool(_AND.match(text)) and named if not matches(ROLE, text) else not unfinished and named


def _is_sentence(text: str) -> bool:
    """Whether the line is an answer's; what stands in brackets is not looked at."""
    return len(text) > _LONGEST or matches(SENTENCE, _BRACKETED.sub(" ", text))


def _first_role(lines: Sequence[Line]) -> int:
    """Where the first office or name stands: a line or two of Hindi in an old font may come before."""
    for n, line in enumerate(lines[:6]):
        if read_item_label(line.text):
            break
        if matches(ROLE, line.text) or begins_name(line.text):
            return n
    return 0


def _begins_body(text: str, *, named: bool) -> bool:
    label = read_item_label(text)
    return label is not None and (named or label.letters[0] in {"a", "क"})


def _read_line(text: str, *, named: bool, honoured: bool) -> tuple[str | None, str]:
    """The line's part of the role and the name in it; a role of None where the line is neither."""
    if not re.search(r"\w", text):
        return "", ""
    if named:
        return (text if _goes_on(text) else None), ""
    if found := first_match(NAMED, text):
        return found[1]["role"], found[1]["name"]
    for bracket in _BRACKETED.finditer(text):
        if _holds_name(bracket, honoured=honoured):
            before, after = text[: bracket.start()], text[bracket.end() :]
            is_role = matches(ROLE, before) or _goes_on(before) or matches(ROLE, after)
            opened = "" if bracket[0][-1:] in ")]}" else "("
            return (before + after if is_role else ""), opened + bracket[1].strip()
    if begins_name(text) and not matches(ROLE, text):
        return "", text
    is_role = matches(ROLE, text) or _goes_on(text) or len(text.split()) < 6
    return (text if is_role else None), ""


def _holds_name(bracket: re.Match[str], *, honoured: bool) -> bool:
    """Whether a name stands in the bracket: `(SHRI A B`, `(AMIT B)`, not `(INDEPENDENT CHARGE)`."""
    inner = bracket[1].strip()
    if begins_name(inner) or honoured:
        return begins_name(inner)
    return bool(inner) and not _NOT_A_NAME.search(inner) and bracket[0][-1:] in ")]}"


def _is_open(name: str) -> bool:
    return name.count("(") > name.count(")")


def _goes_on(text: str) -> bool:
    return (
        len(text) < 90
        and bool(ROLE_GOES_ON.pattern.search(text))
        and len(re.findall(r"\b[a-z]{2,}", text)) < 6
    )


def _tidy(role: str) -> str:
    return " ".join(re.sub(r"^[\s:;,.\-–*]+|[\s:;,.\-–*]+$", "", role).split())


def _tidy_name(name: str) -> str:
    name = re.sub(r"^[\s(\[]+|[\s:;,\-–*\]]+$", "", name)
    if name.count(")") > name.count("("):
        name = name.rstrip(") .")
    return " ".join(name.split())
