"""Running text from lines: paragraphs, without the furniture of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from parsers.rules import reads, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import BBox
    from parsers.lines import Line

FURNITURE = (
    rule(
        "page mark",
        r"^[-–—:.…\s]*\(?\s*\d{1,2}\s*\)?[-–—:.…\s/]*$",
        "-2-",
        ":: 2 ::",
        "...2...",
        "- 2 –",
        "(2)",
        "....2/-",
        "2/-",
    ),
    rule("page of pages", r"^\W*page\s*\|?\s*\d+\s*(?:of|/|\|)?\s*\d*\W*$", "Page 2 of 5", "Page | 3"),
    rule(
        "turn over",
        r"^[-–—.…\s]*(?:cont(?:d|inue[ds]?)?|P\.?\s*T\.?\s*O)\.?[-–—.…:\s]*(?:(?:on"
        r"|at)?\s*(?:page|p\.?)?\s*\d{0,2})[-–—.…/\s]*$",
        "Contd..2/-",
        "Cont.2/",
        "Contd…2",
        "P.T.O.",
        "Contd…….2",
        "....contd",
        "Continued on page 2",
    ),
    rule("originally in Hindi", r"^\W*O\W*I\W*H\W*$", "O.I.H."),
    rule(
        "place in the day's order",
        r"^(?:POSITION\s*(?:NO\.?)?\s*:?\s*\d+|\d+(?:ST|ND|RD|TH)\s+POSITION)\s*\.?$",
        "POSITION NO. 17",
        "6th Position",
    ),
    rule(
        "running head",
        r"^L\.?\s?S\.?[\s.-]*(?:U\.?\s?S|S|US|UN)?\.?[\s.-]*(?:P\.?)?Q\.?[\s.-]*"
        r"(?:NO)?[\s.:*†-]*[\dO]+\b.*(?:FOR|DATED|DUE|[-–]\d\d[./-]\d\d[./-]\d{4}$).*",
        "L.S.US.Q.NO. 3644 FOR 10.12.2019",
        "LS-USPQ-772-07.02.2023",
        "L.S.S.Q.NO.*1O FOR 21.07.2015",
    ),
)
_EDGE = 3
"""Lines from the head or the foot of the page among which a bare figure is its number."""
_LONGEST = 60
"""Characters of the longest page mark."""
CLOSING = re.compile(r"^[\s.]*(?:[*#~]\s*){3,}[.\s]*$|^[xX•](?:\s*[xX•]){3,}$")
"""`*****`, `* * *`, `. ***`."""
RULED = re.compile(r"^[\s`*]+$|^[-–—_=.…\s]+$")
"""A stray asterisk or backtick, a drawn line."""
_STARS_AFTER = re.compile(r"(?:\s*\*\s*){2,}$|\s+[*`]$")
_LIST_MARK = re.compile(
    r"^(?:[•▪➢➤✓\uf0b7\uf0d8\u2756o]\s|\(?(?:[ivxlc]{1,6}|\d{1,2}|[a-z])[.)]\s?\S)", re.IGNORECASE
)
_ENDS = (".", ":", ";", "?", "!", "।", "”", ")")


def drop_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines that belong to the text; a bare figure is the page's own only at its head or foot."""
    kept: list[Line] = []
    for _, page in groupby(lines, key=attrgetter("page")):
        here = list(page)
        edge = {*here[:_EDGE], *here[-_EDGE:]}
        kept += [line for line in here if not is_furniture(line, at_edge=line in edge)]
    return kept


def is_furniture(line: Line, *, at_edge: bool = True) -> bool:
    """Whether the line belongs to the page, not to the text."""
    if len(line.text) >= _LONGEST or (line.text.isdigit() and not at_edge):
        return False
    return reads(FURNITURE, line.text)


def is_closing(line: Line) -> bool:
    """Whether the line is the row of asterisks that closes an answer.

    In a scan that row may read `ahEK`: one short word in the middle of the page.
    """
    if CLOSING.match(line.text):
        return True
    middle = abs((line.x0 + line.x1) / 2 - line.width / 2) < line.width / 15
    return line.scanned and middle and len(line.text) < 8 and " " not in line.text


def is_rule(line: Line) -> bool:
    """Whether the line holds no word at all."""
    return bool(RULED.match(line.text))


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or what is left of it behind a label."""

    line: Line
    text: str


def join_prose(pieces: Sequence[Piece]) -> str:
    r"""The text of the pieces: one blank between lines, `\n` between paragraphs."""
    out: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            last = last or None
            continue
        if last is None or _begins_paragraph(last.line, piece):
            out.append(piece.text)
        elif out[-1].endswith("-") and out[-1][-2:-1].isalnum() and piece.text[0].isalpha():
            out[-1] += piece.text
        else:
            out[-1] += " " + piece.text
        last = piece
    return _STARS_AFTER.sub("", "\n".join(out)).strip()


def _begins_paragraph(last: Line, piece: Piece) -> bool:
    line = piece.line
    if line is last:
        return False
    ended = last.text.endswith(_ENDS)
    if _LIST_MARK.match(piece.text) and (ended or last.text.endswith((",", " and", " or"))):
        return True
    if line.page != last.page:
        return ended and (line.x0 > last.x0 + 12 or last.x1 < line.width * 0.75)
    gap = line.top - last.bottom
    ended = ended and not piece.text[0].islower()
    return gap > line.size * 1.3 or (ended and (line.x0 > last.x0 + 12 or last.x1 < line.width * 0.7))


def box_of(pieces: Sequence[Piece]) -> tuple[int | None, BBox | None]:
    """The page where the pieces begin, and the box that they take on that page."""
    lines = [piece.line for piece in pieces if piece.text] or [piece.line for piece in pieces]
    if not lines:
        return None, None
    here = [line for line in lines if line.page == lines[0].page]
    x0, top = min(line.x0 for line in here), min(line.top for line in here)
    return lines[0].page, (x0, top, max(line.x1 for line in here), max(line.bottom for line in here))
