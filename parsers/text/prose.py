"""Joins lines into running text with paragraphs; recognises closing marks and drawn lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import BBox
    from parsers.text.lines import Line

CLOSING = re.compile(
    r"^[\s.]*(?:[*#~][\s–—_=-]*){3,}[.\s]*$|^[xX•](?:\s*[xX•]){3,}$"
    r"|^[\s*#~_=–—-]*(?:[xX](?:[\s–—_=-]*[xX]){2,}|[oO](?:[\s–—_=-]*[oO0]){2,})[\s*#~_=–—-]*$"
    r"|^[\s*#~_=(–—-]*(?:END|End)[\s*#~_=)–—-]*$"
)
"""Marks that close an answer: `*****`, `* * *`, `. ***`, `x-x-x`, `-o0o-`, `***END***`."""
DRAWN_LINE = re.compile(r"^[\s`*]+$|^[-–—_=.…\s]+$")
"""A line of text without words: a stray asterisk or backtick, or a line drawn with characters."""
_STARS = ("*", "`")
_STARS_AFTER = re.compile(r"(?:\s*\*\s*){2,}$|\s+[*`]$")
_LIST_MARK = re.compile(
    r"^(?:[•▪➢➤✓\uf0b7\uf0d8\u2756o]\s|\(?(?:[ivxlc]{1,6}|\d{1,2}|[a-z])[.)](?!\d)\s?\S)", re.IGNORECASE
)
_INDENT = 12
"""Points by which the first line of a paragraph is indented."""
_SHORT, _SHORT_AT_PAGE_END = 0.7, 0.75
"""Share of the page's width before which the last line of a paragraph ends; a full line ends behind it."""
_WIDE_GAP = 1.3
"""Gap between two paragraphs, in multiples of the type size: more than that is no gap between two lines."""
_WIDER = 1.5
"""The same in multiples of the document's usual gap, for answers that are printed with wide gaps."""
_ENDS = (".", ":", ";", "?", "!", "।", "”", ")")


def is_closing(line: Line) -> bool:
    """Whether the line is the row of asterisks that closes an answer.

    OCR may read that row as `ahEK`: one short word in the middle of the page.
    """
    if CLOSING.match(line.text):
        return True
    middle = abs((line.x0 + line.x1) / 2 - line.width / 2) < line.width / 15
    return line.scanned and middle and len(line.text) < 8 and " " not in line.text


def is_drawn_line(line: Line) -> bool:
    """Whether the line has no words, only asterisks, backticks or a line drawn with characters."""
    return bool(DRAWN_LINE.match(line.text))


@dataclass(frozen=True, slots=True)
class TextPiece:
    """The text of a line, or the rest of its text after a label."""

    line: Line
    text: str


def join_prose(pieces: Sequence[TextPiece]) -> str:
    r"""The text of the pieces, with one blank between lines and `\n` between paragraphs."""
    parts: list[str] = []
    last: TextPiece | None = None
    leading = _leading(pieces)
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.line.breaks_word and last.text.endswith("-"):
            parts[-1] = last.text[:-1]
        elif last is not None:
            parts.append(
                "\n" if _begins_paragraph(last.line, piece, leading) else _between(last.text, piece.text)
            )
        parts.append(piece.text)
        last = piece
    text = "".join(parts).strip()
    return _STARS_AFTER.sub("", text).rstrip() if text.endswith(_STARS) else text


def _between(before: str, text: str) -> str:
    """The separator of two lines: a blank, or "" after a word broken at its hyphen (`State-` / `wise`)."""
    return "" if before.endswith("-") and before[-2:-1].isalnum() and text[0].isalnum() else " "


def _leading(pieces: Sequence[TextPiece]) -> float:
    """The gap between two lines of a paragraph in points; many answers are printed with wide gaps."""
    near = [(a.line, b.line) for a, b in pairwise(pieces) if a.line.page == b.line.page]
    gaps = sorted(b.top - a.bottom for a, b in near if b.top > a.bottom)
    return gaps[len(gaps) // 4] if gaps else 0.0


def _begins_paragraph(last: Line, piece: TextPiece, leading: float) -> bool:
    line = piece.line
    if line is last:
        return False
    ended = last.text.endswith(_ENDS)
    if _LIST_MARK.match(piece.text) and (ended or last.text.endswith((",", " and", " or"))):
        return True
    if line.page != last.page:
        return ended and (line.x0 > last.x0 + _INDENT or last.x1 < line.width * _SHORT_AT_PAGE_END)
    gap = line.top - last.bottom
    ended = ended and not piece.text[0].islower()
    if gap > max(line.size * _WIDE_GAP, leading * _WIDER):
        return True
    return ended and (line.x0 > last.x0 + _INDENT or last.x1 < line.width * _SHORT)


def box_of(pieces: Sequence[TextPiece]) -> tuple[int | None, BBox | None]:
    """The page number of the first piece with text, and the box of the pieces on that page."""
    lines = [piece.line for piece in pieces if piece.text] or [piece.line for piece in pieces]
    if not lines:
        return None, None
    here = [line for line in lines if line.page == lines[0].page]
    x0, top = min(line.x0 for line in here), min(line.top for line in here)
    return lines[0].page, (x0, top, max(line.x1 for line in here), max(line.bottom for line in here))
