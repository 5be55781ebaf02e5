"""The answer: the statement that is laid, and the lettered items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.header import HEADING
from parsers.item_starts import Start, choose_starts, find_starts
from parsers.labels import read_item_label
from parsers.prose import Piece, box_of, is_closing, is_rule, join_prose
from parsers.records import AnswerItem
from parsers.rules import reads, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.lines import Line

LAID = (
    rule("laid", r"\b(?:statement|reply|information|annex\w*)\b.{0,60}\b(?:laid|placed|lay|kept)\b.{0,20}\b(?:on|upon|at|in)\b.{0,12}\b(?:table|house)",
         "A Statement is laid on the Table of the House", "a statement is placed on the Table of House", "A statement is laid down on the table",
         "A Statement is being laid on the Table of the Sabha"),
    rule("laid", r"(?:statement|reply)\s*(?:is|are)?\s*(?:attached|enclosed|annexed)\W*$", "A statement is attached."),
    rule("laid", r"विवरण.{0,40}(?:सभा\s*)?पटल\s*पर\s*(?:रख|प्रस्तुत)", "विवरण सभा पटल पर रख दिया गया है"),
)  # fmt: skip
STATEMENT = (
    rule("statement", r"^\W*STATEMENT\s*(?:AS\s*)?(?:REFER|TO\s*BE|LAID|IN\s|MENTIONED|FOR\b|IN$|$|:|GIVING|ANNEXED|PLACED|ON\s)",
         "STATEMENT REFERRED TO IN REPLY TO PARTS (a) TO (d) OF LOK SABHA", "STATEMENT TO BE LAID ON THE TABLE", "STATEMENT"),
    rule("statement", r"^\W*विवरण\W*$|^.{0,80}उत्तर में.*विवरण\W*$", "विवरण"),
)  # fmt: skip
HEAD_GOES_ON = rule(
    "statement heading goes on",
    r"QUESTION\s*NO|DUE\s*FOR|REGARDING|ANSWERED\s*ON|FOR\s*ANSWER|ASKED\s*BY|\bIN\s*REPLY|^\W*(?:SHRI|SMT|DR)\b|FOR\s*REPLY|LOK\s*SABHA|MEMBERS?\s*OF\s*PARLIAMENT",
    "STARRED QUESTION NO. *1 DUE FOR ANSWER ON 21.07.2015 IN THE LOK SABHA", "REGARDING SOURCING RADIO-ACTIVE MATERIAL.",
)  # fmt: skip
_MOST_LAID_WORDS = 45
_HEADS = tuple(r for r in HEADING if r.name in {"government", "house", "ministry", "department", "number"})


@dataclass(slots=True)
class Body:
    """The lines that hold the answer's substance."""

    statement_laid: bool
    lines: list[Line]


def find_substance(body: Sequence[Line]) -> Body:
    """The STATEMENT's lines where one is laid, else the body's."""
    head = next((n for n, line in enumerate(body) if reads(STATEMENT, line.text)), None)
    before = list(body[:head])
    text = " ".join(line.text for line in before)
    laid = len(text.split()) <= _MOST_LAID_WORDS and reads(LAID, text)
    if laid and head is not None:
        return Body(True, _behind_heading(body[head:]))
    if not laid and (found := _laid_and_closed(body)):
        return Body(True, _behind_heading(body[found:]))
    return Body(laid, list(body))


def _laid_and_closed(body: Sequence[Line]) -> int | None:
    """Where the statement begins if no heading is over it: behind `A Statement is laid … House` and asterisks or the page's end."""
    text = ""
    for n, line in enumerate(body[:6]):
        text += " " + line.text
        if reads(LAID, text) and n + 1 < len(body):
            ended = is_closing(body[n + 1]) or body[n + 1].page != line.page
            return n + 1 if ended else None
    return None


def _behind_heading(lines: Sequence[Line]) -> list[Line]:
    """The statement's lines without its heading, and without the document's heading where it is repeated."""
    n = 1
    while n < len(lines) and n < 14 and _is_heading(lines[n], lines[n - 1], lines[0]):
        n += 1
    return list(lines[n:])


def _is_heading(line: Line, before: Line, first: Line) -> bool:
    label = read_item_label(line.text)
    if label and not re.match(r"(?:OF|IN)\b", line.text[label.end :], re.IGNORECASE):
        return False
    if is_closing(line) or reads(_HEADS, line.text):
        return True
    near = line.page == before.page and line.top - before.bottom < line.size * 1.2
    capitals = line.text.upper() == line.text
    return near and (capitals or bool(HEAD_GOES_ON.pattern.search(line.text)) or (first.bold and line.bold))


def split_items(lines: Sequence[Line], asked: Sequence[str]) -> list[AnswerItem]:
    """The answer's items; one without labels where no letters are printed.

    `asked` are the question's letters: by them inner lists lettered (a)-(e) are told from items.
    """
    starts = choose_starts(find_starts(lines, asked), asked)
    if not starts:
        return [_item((), [Piece(line, line.text) for line in lines])] if lines else []
    ends = [start.at for start in starts[1:]] + [len(lines)]
    return [_cut_item(start, lines[start.at : end]) for start, end in zip(starts, ends, strict=True)]


def _cut_item(start: Start, lines: Sequence[Line]) -> AnswerItem:
    first = Piece(lines[0], lines[0].text[start.label.end :])
    return _item(start.label.letters, [first] + [Piece(line, line.text) for line in lines[1:]])


def _item(letters: Sequence[str], pieces: list[Piece]) -> AnswerItem:
    end = next((n for n, piece in enumerate(pieces) if n and is_closing(piece.line)), len(pieces))
    kept = [piece for piece in pieces[:end] if not is_rule(piece.line)]
    page, bbox = box_of(kept)
    return AnswerItem(labels=list(letters), text=join_prose(kept), page=page, bbox=bbox)
