"""Who answers: the lines between ANSWER and the answer's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.labels import read_item_label
from parsers.members import begins_name
from parsers.records import Minister
from parsers.rules import reads, rule
from parsers.scripts import english_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.lines import Line

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
    rule("role", r"मंत्री", "भारी उद्योग राज्य मंत्री"),
)
ROLE_GOES_ON = rule(
    "role goes on",
    r"^\W*(?:IN\s|OF\s|FOR\s|AND\s|&|THE\s+MINISTRY|MINISTRY|\(?(?:INDEPENDENT"
    r"|IND\.?)\s*CHARGE|\(I\W?C\W?\))|(?-i:^[^a-z]+$)",
    "IN THE MINISTRY OF DEFENCE",
    "AND PRIME MINISTER’S OFFICE",
)
_NOT_A_NAME = re.compile(r"^\W*(?:INDEPENDENT|IND\.?\s*CHARGE|I\W?C\W?\W*$|ADDITIONAL|स्वतंत्र)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[{]\s*([^()\[\]{}]*(?:\([^()]*\)[^()\[\]{}]*)*)[)\]}]?")
_MOST_LINES = 12
"""Roles over three offices and a name take at most this many."""


@dataclass(slots=True)
class Reply:
    """The ministers, and the lines behind them."""

    ministers: list[Minister]
    body: list[Line]


def read_ministers(lines: Sequence[Line], *, hindi: bool = False) -> Reply:
    """Who answers, and the answer's lines.

    `MINISTER OF STATE (SHRI X)` / `IN THE MINISTRY OF DEFENCE`: the name may stand within the role.
    """
    role, name = "", ""
    ministers: list[Minister] = []
    used = first = _first_role(lines)
    for n, line in enumerate(lines[first:_MOST_LINES], start=first):
        text = line.text if hindi else english_only(line.text)
        if _begins_body(line.text, named=bool(name)):
            break
        if (
            name
            and role.strip()
            and reads(ROLE, text)
            and not role.upper().endswith((" IN THE", " AND", " OF"))
        ):
            ministers.append(Minister(role=_tidy(role), name=_tidy_name(name)))
            role, name = "", ""
        more_role, more_name = _read_line(text, named=bool(name and role.strip()))
        if more_role is None:
            break
        role, name = f"{role} {more_role}", name or more_name
        used = n + 1
    if name or role.strip():
        ministers.append(Minister(role=_tidy(role), name=_tidy_name(name)))
    return Reply([m for m in ministers if m.name or m.role], list(lines[used:]))


def _first_role(lines: Sequence[Line]) -> int:
    """Where the first office or name stands: a line or two of Hindi in an old font may come before."""
    for n, line in enumerate(lines[:6]):
        if read_item_label(line.text):
            break
        if reads(ROLE, line.text) or begins_name(line.text):
            return n
    return 0


def _begins_body(text: str, *, named: bool) -> bool:
    label = read_item_label(text)
    return label is not None and (named or label.letters[0] in {"a", "क"})


def _read_line(text: str, *, named: bool) -> tuple[str | None, str]:
    """The line's part of the role and the name in it; a role of None where the line is neither."""
    if not re.search(r"\w", text):
        return "", ""
    if named:
        return (text if _goes_on(text) else None), ""
    for found in _BRACKETED.finditer(text):
        inner = found[1].strip()
        closed = found[0][-1:] in ")]}"
        if inner and not _NOT_A_NAME.match(inner) and (closed or begins_name(inner)):
            before, after = text[: found.start()], text[found.end() :]
            is_role = reads(ROLE, before) or _goes_on(before) or reads(ROLE, after)
            return (before + after if is_role else ""), inner
    if begins_name(text) and not reads(ROLE, text):
        return "", text
    is_role = reads(ROLE, text) or _goes_on(text) or len(text.split()) < 6
    return (text if is_role else None), ""


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
