"""Where the answer's items begin: real labels told from the letters of inner lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.text.labels import Label, letters_between, next_letter, read_item_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

MISREAD = {"f": "t", "b": "h", "c": "e", "e": "c", "g": "q", "i": "l"}
"""What scanning makes of a letter: `(t)` where (f) is due."""
_AFTER_CITED = re.compile(r"(?:of|above|ibid)\b|(?:के|में)\s")
_BEFORE_CITED = re.compile(
    r"\b(?:parts?|points?|clauses?|(?:sub-?)?sections?|paras?|rules?|articles?|item|at|to|of|in|under|see)$",
    re.IGNORECASE,
)
_SAME_MARGIN = 8.0
"""Points by which two lines of one margin may differ."""
_MOST_STATES = 300
"""Sets of letters kept at a time: above that the better half is kept, so that a hostile file stays fast."""
_NEW_LETTER = 100
"""Score of each letter answered for the first time: more than any other score."""
_OPENS = 60
"""Score of the first start of the answer, which is most likely an item."""
_OUT_OF_ORDER = -30
"""Score of a letter before the last one: it costs less than the letter gains, as items may be swapped."""
_LISTED = -8
"""Score of a letter that continues an inner list: it only decides between starts that are alike otherwise."""
_AGAIN = -40
"""Score of each letter that is answered already: `(a) to (c)` after `(a)`."""


@dataclass(frozen=True, slots=True)
class Start:
    """A line that may begin an item."""

    at: int
    label: Label
    line: Line
    listed: bool
    """Whether its letter goes on with a list that begins anew at (a)."""


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    last: str
    starts: tuple[Start, ...]


def find_starts(lines: Sequence[Line], asked: Sequence[str]) -> list[Start]:
    """All lines that begin with letters in brackets, those left out that go on with a citation."""
    starts: list[Start] = []
    for at, line in enumerate(lines):
        label = (
            read_item_label(line.text) if line.text[:1] in "([{ *•PpRrAa" or line.text[1:2] in ")]" else None
        )
        if label and not _is_cited(label, lines[at].text, lines[at - 1].text if at else ""):
            label = as_asked(label, asked)
            starts.append(Start(at, label, line, _is_listed(label, starts)))
    return starts


def _is_cited(label: Label, text: str, before: str) -> bool:
    """`… in Section 43` / `(a) of the Act`: a line that only happens to begin with a letter."""
    return bool(_AFTER_CITED.match(text[label.end :]) or (_BEFORE_CITED.search(before) and not label.mark))


def as_asked(label: Label, asked: Sequence[str]) -> Label:
    """The label with what scanning misread in it put right: `(e) - (t)` where the question ends in (f).

    >>> as_asked(Label(("e", "t"), "", 5), ["e", "f"]).letters
    ('e', 'f')
    """
    first, last = label.letters[0], label.letters[-1]
    read = next((letter for letter in asked if MISREAD.get(letter) == last), None)
    if not asked or last in asked or read is None or (len(label.letters) > 1 and read <= first):
        return label
    spread = len(label.letters) > 2
    letters = tuple(letters_between(first, read)) if spread else (*label.letters[:-1], read)
    return Label(letters, label.mark, label.end)


def _is_listed(label: Label, before: Sequence[Start]) -> bool:
    if not before or len(label.letters) > 1:
        return False
    letter, last = label.letters[0], before[-1]
    return letter in {"a", "क"} or (last.listed and letter == next_letter(last.label.letters[-1]))


def choose_starts(starts: Sequence[Start], asked: Sequence[str]) -> list[Start]:
    """The starts that together answer most of the letters, each once: inner lists lose to real labels."""
    wanted = set(asked) - {""}
    if not starts or (asked and not wanted):
        return []
    paths: dict[frozenset[str], _Path] = {frozenset(): _Path(0, "", ())}
    for start in starts:
        for taken, path in list(paths.items()):
            _extend(paths, taken, path, start, wanted, starts[0])
        if len(paths) > _MOST_STATES:
            best = sorted(paths.items(), key=lambda item: item[1].score, reverse=True)[: _MOST_STATES // 2]
            paths = dict(best)
    chosen = max(paths.values(), key=lambda path: path.score).starts
    return _with_misprints(chosen, starts, wanted)


def _with_misprints(chosen: Sequence[Start], starts: Sequence[Start], wanted: set[str]) -> list[Start]:
    """The chosen starts and those that print the letter before once more: (a), (a), (c) for (a), (b), (c)."""
    missing = wanted - {letter for start in chosen for letter in start.label.letters}
    found = list(chosen)
    for before in chosen if missing else ():
        behind = [start for start in starts if start.at > before.at and start not in chosen]
        again = next((start for start in behind if start.label.letters == before.label.letters[-1:]), None)
        if again and next_letter(before.label.letters[-1]) in missing and _is_alike(again, before):
            found.append(again)
    return sorted(found, key=lambda start: start.at)


def _is_alike(start: Start, other: Start) -> bool:
    same_mark = bool(start.label.mark) == bool(other.label.mark)
    return same_mark and abs(start.line.x0 - other.line.x0) < _SAME_MARGIN


def _extend(
    paths: dict[frozenset[str], _Path],
    taken: frozenset[str],
    path: _Path,
    start: Start,
    wanted: set[str],
    opening: Start,
) -> None:
    letters = set(start.label.letters)
    fresh, again = letters - taken, letters & taken
    if (again and not fresh & wanted) or (wanted and not letters & wanted):
        return
    score = (
        path.score
        + _NEW_LETTER * len(fresh & wanted or fresh)
        + _likeness(start, opening)
        + _AGAIN * len(again)
    )
    score += _OUT_OF_ORDER * (start.label.letters[0] < path.last) + _LISTED * start.listed
    key = taken | letters
    if key not in paths or paths[key].score < score:
        paths[key] = _Path(score, max(path.last, *start.label.letters), (*path.starts, start))


def _likeness(start: Start, opening: Start) -> float:
    """How much the start looks like the first one, which is most likely real."""
    if start is opening:
        return _OPENS
    same_mark = bool(start.label.mark) == bool(opening.label.mark)
    return (
        3 * same_mark
        + 3 * (abs(start.line.x0 - opening.line.x0) < _SAME_MARGIN)
        + (start.line.bold == opening.line.bold)
    )
