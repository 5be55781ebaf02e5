"""Cuts the annexures, which are appended under a heading of their own, off the reply."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.text.annexure_titles import REFERENCE, TITLE
from parsers.text.prose import is_closing
from parsers.text.rules import first_match, matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

NUMBERED_TITLE = (
    rule(
        "numbered",
        r"^\W*(?P<title>(?:ANNEX(?:URE)?|APP?ENDIX)\s*[-–—.\s]*(?:[IVXL1]{1,6}|\d{1,2}|[A-H]))\b\W*"
        r"(?:(?:AS\s+)?REFERR?ED|TO\s+(?:THE\s+)?(?:LOK|REPLY|PART)|IN\s+RE|WITH\s+RE)",
        "Annexure-I referred to in reply to part (a) of Lok Sabha Starred Question No. 12",
    ),
    rule(
        "numbered with its subject",
        r"^\W*(?P<title>(?:ANNEX(?:URE)?|APP?ENDIX)\s*[-–—]?\s*(?:[IVXL]{1,6}|\d{1,2}))\s*[:–—]\s*\w",
        "Annexure-II: State-wise details of mines",
    ),
    rule(
        "numbered over its subject",
        r"^\W*(?P<title>(?:ANNEX(?:URE)?|APP?ENDIX)\s*[-–—]\s*(?:[IVXL]{1,6}|\d{1,2}))\s+(?-i:[A-Z])[\w-]+\s+\w+[^.:;]*$",
        "Annexure-I State-wise production",
    ),
)
"""Titles followed by their subject on the same line."""
_PAGE_NOTE = re.compile(
    r"^\W*PAGE\s*\d+\s*OF\s*\d+\s*OF\s*|^\W*ENCL\w*\.?\s*[:–-]\s*(?=ANN)|\s*\(?CONT\w*\W*$"
    r"|\s*\((?:PAGE\s*)?\d+\s*(?:OF|/)\s*\d+\)\W*$",
    re.IGNORECASE,
)
"""Notes around a title: `Page 2 of 3 of`, `Encl:`, `(Contd.)`, `(1/3)`."""
_MIN_WORDS = 20
"""Fewest words below a whole sentence for it to be the title of an annexure, not the caption of a table."""


@dataclass(slots=True)
class AnnexureLines:
    """Title and lines of one annexure."""

    title: str
    page: int
    """Number of the page with the title, from 1."""
    lines: list[Line] = field(default_factory=list)
    is_sentence: bool = False
    """Whether the title is a whole sentence: `Annexure to Reply for Point (b) of …`."""


@dataclass(frozen=True, slots=True)
class AnnexureCut:
    """A reply cut into the answer and its annexures."""

    answer: list[Line]
    """Lines above the first annexure."""
    annexures: list[AnnexureLines]
    start: Line | None
    """Line with the first title, even if it is only the caption of a table; None without annexures."""


def cut_annexures(lines: Sequence[Line]) -> AnnexureCut:
    """Cut a reply at the title of its first annexure."""
    own: list[Line] = []
    annexures: list[AnnexureLines] = []
    title_ends = 0
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else None
        if n < title_ends:
            continue
        if is_title(line, before):
            _open(annexures, _PAGE_NOTE.sub("", line.text), line)
        elif begins_part(before, line) and (numbered := first_match(NUMBERED_TITLE, line.text)):
            _open(annexures, numbered[1]["title"], line)
            annexures[-1].lines.append(line)
        elif _is_reference(line, before, annexures):
            title = _sentence_lines(lines[n : n + 4])
            annexures.append(_annexure_with_sentence(title))
            title_ends = n + len(title)
        elif annexures:
            annexures[-1].lines.append(line)
        else:
            own.append(line)
    start = lines[len(own)] if annexures else None
    return AnnexureCut(own, [annexure for annexure in annexures if not _is_caption(annexure)], start)


def _open(annexures: list[AnnexureLines], title: str, line: Line) -> None:
    """Begin an annexure, unless the title only repeats that of the last one on a further page."""
    if not annexures or normalise_title(annexures[-1].title) != normalise_title(title):
        annexures.append(AnnexureLines(title.strip(" :*."), line.page))


def begins_part(before: Line | None, line: Line) -> bool:
    """Whether the line is the first of its page, or follows the asterisks that close an answer."""
    return before is None or before.page != line.page or is_closing(before)


def _sentence_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of the sentence that refers an annexure to its reply; it may wrap."""
    title = [lines[0]]
    for before, line in pairwise(lines):
        wrapped = before.x1 > before.width * 0.75 and line.page == before.page
        if not wrapped or line.top - before.bottom > line.size * 1.3:
            break
        title.append(line)
    return title


def _annexure_with_sentence(title: Sequence[Line]) -> AnnexureLines:
    """The annexure whose only title is that sentence, without the words before `Annexure`."""
    text = " ".join(line.text for line in title)
    found = first_match(REFERENCE, text)
    return AnnexureLines(text[found[1].start("title") if found else 0 :], title[0].page, is_sentence=True)


def _is_caption(annexure: AnnexureLines) -> bool:
    """Whether the title is a sentence with little text below it: the caption of a table."""
    return annexure.is_sentence and sum(len(line.text.split()) for line in annexure.lines) < _MIN_WORDS


def is_title(line: Line, before: Line | None) -> bool:
    """Whether the line is the title of an annexure, not the end of a sentence that cites one."""
    if len(line.text) > 30 or not matches(TITLE, line.text):
        return False
    if before is None or is_closing(before) or line.x0 > line.width * 0.3:
        return True
    if line.text.endswith(".") or (before.text[-1:].isalnum() and before.x1 > before.width * 0.75):
        return False
    apart = before.page != line.page or line.top - before.bottom > line.size
    return apart or line.x0 > before.x0 + 40 or before.text.endswith((".", ":", ")", "?"))


def _is_reference(line: Line, before: Line | None, annexures: Sequence[AnnexureLines]) -> bool:
    """Whether an annexure begins here with a reference to the reply, without a short title above."""
    titled = bool(annexures) and not annexures[-1].lines
    return begins_part(before, line) and not titled and matches(REFERENCE, line.text)


def normalise_title(title: str) -> str:
    """The title in small letters, without spaces and dashes, to compare it with that of the page before.

    >>> normalise_title("ANNEXURE - II") == normalise_title("Annexure-II")
    True
    """
    return "".join(c for c in title.lower() if c.isalnum())
