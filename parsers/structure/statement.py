"""Finds the lines of the answer: the reply's, or those of a statement laid on the Table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.structure.annexures import AnnexureLines
from parsers.structure.heading_rules import HEADING
from parsers.text.labels import read_item_label
from parsers.text.prose import is_closing
from parsers.text.rules import first_match, matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

LAID = (
    rule(
        "laid",
        r"\b(?:statement|reply|information|annex\w*)\b(?:(?!\bwill\b|\bshall\b|\bto\s+be\b|collected).){0,60}"
        r"\b(?:laid|placed|lay|kept)\b.{0,20}\b(?:on|upon|at|in)\b.{0,12}\b(?:table|house)",
        "A Statement is laid on the Table of the House",
        "a statement is placed on the Table of House",
        "A statement is laid down on the table",
        "A Statement is being laid on the Table of the Sabha",
    ),
    rule(
        "laid",
        r"\blay(?:ing)?\b.{0,20}\bstatement\b.{0,30}\btable",
        "I lay a statement on the Table of the House",
    ),
    rule(
        "laid",
        r"(?:statement|reply)\s*(?:is|are)?\s*(?:attached|enclosed|annexed)\W*$",
        "A statement is attached.",
    ),
    rule("laid", r"विवरण.{0,40}(?:सभा\s*)?पटल\s*पर\s*(?:रख|प्रस्तुत)", "विवरण सभा पटल पर रख दिया गया है"),
)
STATEMENT = (
    rule(
        "statement",
        r"^\W*STATEMENT\s*(?:AS\s*)?(?:REFER|TO\s*BE|LAID|IN\s|MENTIONED|FOR\b|IN$|$"
        r"|:|GIVING|ANNEXED|PLACED|ON\s)",
        "STATEMENT REFERRED TO IN REPLY TO PARTS (a) TO (d) OF LOK SABHA",
        "STATEMENT TO BE LAID ON THE TABLE",
        "STATEMENT",
    ),
    rule(
        "statement",
        r"^\W*विवरण\W*$|(?:पूछे|लोक\s*सभा).*तारांकित\s*प्रश्न\s*(?:संख्या|सं)"
        r"|उत्तर\s*(?:में|से).*विवरण\W*$",
        "विवरण",
        "श्री क ख द्वारा पूछे गए लोक सभा के तारांकित प्रश्न सं. 343 के भाग",
        "(क) के उत्तर से संबंधित विवरण",
    ),
)
APPENDED = (
    rule(
        "appended statement",
        r"^\W*STATEMENT\s*(?:IN\s*RE|REFERRED|AS\s*REFERRED|FOR\s*(?:REPLY|ANSWER))",
        "STATEMENT IN RESPECT OF PARTS (a) TO (d) OF UNSTARRED QUESTION NO. 12",
    ),
)
HEADING_CONTINUED = rule(
    "statement heading continued",
    r"QUESTION\s*NO|DUE\s*FOR|REGARDING|ANSWERED\s*ON|FOR\s*ANSWER|ASKED\s*BY"
    r"|\bIN\s*REPLY|^\W*(?:SHRI|SMT|DR)\b|FOR\s*REPLY|LOK\s*SABHA"
    r"|MEMBERS?\s*OF\s*PARLIAMENT|के\s*उत्तर|विवरण\W*$|प्रश्न\s*सं",
    "STARRED QUESTION NO. *1 DUE FOR ANSWER ON 21.07.2015 IN THE LOK SABHA",
    "REGARDING SOURCING RADIO-ACTIVE MATERIAL.",
)
_MAX_LAID_WORDS = 30
"""Largest number of words of a reply that only lays a statement."""
_MAX_WORDS_BEFORE = 6
"""Largest number of words before `Statement is laid`; a longer text answers some of the parts."""
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_MAX_WORDS_BETWEEN = 15
"""Largest number of words between `A Statement is laid …` and the STATEMENT; a longer text is the answer."""
_DOCUMENT_HEADING = tuple(
    r for r in HEADING if r.name in {"government", "house", "ministry", "department", "number"}
)
_SENTENCE_THEN_STATEMENT = re.compile(r"^(.{20,}[.?])\s+(STATEMENT\s+(?:REFER|TO\s+BE|IN\s|AS\s).*)$")


@dataclass(slots=True)
class Body:
    """The lines of the answer and its annexures."""

    statement_laid: bool
    """Whether the lines are those of a statement laid on the Table, or the reply only lays one."""
    lines: list[Line]
    annexures: list[AnnexureLines]


def find_substance(body: Sequence[Line], annexures: Sequence[AnnexureLines]) -> Body:
    """The lines of the STATEMENT if the reply only lays one, else the reply's own."""
    body = [part for line in body for part in _split_at_statement(line)]
    rest, kept = list(annexures), list(body)
    laid = _laid_at(body)
    if laid is None:
        own, statement = _cut_statement(body)
        return Body(False, own, statement + rest)
    below = body[laid + 1 :]
    heading_at = next((n for n, line in enumerate(below) if matches(STATEMENT, line.text)), None)
    between = [line for line in below[:heading_at] if not matches(_DOCUMENT_HEADING, line.text)]
    if heading_at is not None and _words(between) <= _MAX_WORDS_BETWEEN:
        return Body(True, _below_heading(below[heading_at:]), rest)
    if below and (is_closing(below[0]) or below[0].page != body[laid].page) and _words(below):
        return Body(True, [line for line in below if not is_closing(line)], rest)
    if not _words(below) and rest:
        return Body(True, _below_reference(rest[0].lines), rest[1:])
    return Body(not _words(below), kept, rest)


def _split_at_statement(line: Line) -> list[Line]:
    """The line, cut before a STATEMENT that follows `… on the Table of the House.`."""
    found = _SENTENCE_THEN_STATEMENT.match(line.text)
    return [replace(line, text=found[1]), replace(line, text=found[2])] if found else [line]


def _words(lines: Sequence[Line]) -> int:
    """Number of words in the lines."""
    return sum(len(re.findall(r"\w+", line.text)) for line in lines)


def _laid_at(body: Sequence[Line]) -> int | None:
    """Index of the line where `A Statement is laid on the Table` ends; None if the reply contains more."""
    text = ""
    for n, line in enumerate(body[:5]):
        text = f"{text} {line.text}".strip()
        if len(text.split()) > _MAX_LAID_WORDS or (n and read_item_label(line.text)):
            return None
        if found := first_match(LAID, text):
            if len(_LONG_WORD.findall(text[: found[1].start()])) > _MAX_WORDS_BEFORE:
                return None
            return n + 1 if n + 1 < len(body) and _is_tail(body[n + 1], line) else n
    return None


def _is_tail(line: Line, before: Line) -> bool:
    """Whether the line contains only the last words of the sentence above: `the House.`."""
    unfinished = before.text[-1:].isalpha() and line.page == before.page
    return unfinished and len(line.text.split()) < 5 and bool(re.search(r"\w", line.text))


def _cut_statement(body: Sequence[Line]) -> tuple[list[Line], list[AnnexureLines]]:
    """The reply, and the STATEMENT appended to it like an annexure, if any."""
    for n, line in enumerate(body):
        if n and line.page != body[n - 1].page and matches(APPENDED, line.text):
            return list(body[:n]), [AnnexureLines(line.text, line.page, list(body[n:]))]
    return list(body), []


def _below_reference(lines: Sequence[Line]) -> list[Line]:
    """The lines from the first label on, below `ANNEXURE REFERRED TO IN REPLY TO …`, which may wrap."""
    start = next((n for n, line in enumerate(lines[:8]) if read_item_label(line.text)), 0)
    return list(lines[start:])


def _below_heading(lines: Sequence[Line]) -> list[Line]:
    """The lines of the statement without its heading and a repeated heading of the document."""
    n = 1
    while n < len(lines) and n < 14 and _is_heading(lines[n], lines[n - 1], lines[0]):
        n += 1
    return list(lines[n:])


def _is_heading(line: Line, before: Line, first: Line) -> bool:
    """Whether the line belongs to the heading of the statement; `first` is the heading's first line."""
    label = read_item_label(line.text)
    if label and not re.match(r"(?:OF|IN)\b|के\s|में\s", line.text[label.end :], re.IGNORECASE):
        return False
    if is_closing(line) or matches(_DOCUMENT_HEADING, line.text):
        return True
    if line.page != before.page or line.top - before.bottom > line.size * 1.2:
        return False
    continued = HEADING_CONTINUED.pattern
    titled = re.search(r"REGARDING", before.text, re.IGNORECASE) and before.text[-1:].isalnum()
    alike = line.text.upper() == line.text or (first.bold and line.bold)
    return alike or bool(titled or continued.search(line.text))
