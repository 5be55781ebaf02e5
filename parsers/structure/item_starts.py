"""Finds the lines where the answer's items begin, as opposed to letters of inner lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.text.labels import Label, letters_between, next_letter, read_item_label

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from parsers.text.lines import Line

MISREAD = {"f": "t", "b": "h", "c": "e", "e": "c", "g": "q", "i": "l"}
"""Letters and how OCR misreads them: `(t)` for (f)."""
_AFTER_CITATION = re.compile(r"(?:of|above|ibid)\b|(?:के|में)\s")
_BEFORE_CITATION = re.compile(
    r"\b(?:parts?|points?|clauses?|(?:sub-?)?sections?|paras?|rules?|articles?|item|at|to|of|in|under|see)$",
    re.IGNORECASE,
)
_SAME_MARGIN = 8.0
"""Largest distance between the left edges of two lines at the same margin, in points."""
_MAX_PATHS = 300
"""Largest number of paths; above it the better half is kept, so that a hostile file stays fast."""
_NEW_LETTER = 100
"""Score of each letter answered for the first time: more than any other score."""
_FIRST_START = 60
"""Score of the answer's first start, which is most likely an item."""
_OUT_OF_ORDER = -30
"""Score of a letter out of order: less than a new letter gains, as items may be printed in another order."""
_INNER_LIST = -8
"""Score of a letter that continues an inner list: decides only between otherwise similar starts."""
_REPEATED_LETTER = -40
"""Score of each letter that was answered before: `(a) to (c)` after `(a)`."""


@dataclass(frozen=True, slots=True)
class Start:
    """A line that may begin an item."""

    at: int
    """Index of the line."""
    label: Label
    line: Line
    in_list: bool
    """Whether its letter belongs to a list that starts again at (a)."""


@dataclass(frozen=True, slots=True)
class _Path:
    """A choice of starts with its score."""

    score: float
    last: str
    """The last letter of the alphabet among those answered."""
    starts: tuple[Start, ...]


def find_starts(lines: Sequence[Line], asked: Sequence[str]) -> list[Start]:
    """All lines that begin with letters in brackets, except continued citations."""
    starts: list[Start] = []
    for at, line in enumerate(lines):
        label = (
            read_item_label(line.text) if line.text[:1] in "([{ *•PpRrAa" or line.text[1:2] in ")]" else None
        )
        if label and not _is_cited(label, lines[at].text, lines[at - 1].text if at else ""):
            taken = {letter for start in starts for letter in start.label.letters}
            label = correct_label(label, asked, taken)
            starts.append(Start(at, label, line, _is_in_list(label, starts)))
    return starts


def _is_cited(label: Label, text: str, before: str) -> bool:
    """Whether the label is part of a citation that wraps: `… in Section 43` / `(a) of the Act`."""
    return bool(
        _AFTER_CITATION.match(text[label.end :]) or (_BEFORE_CITATION.search(before) and not label.mark)
    )


def correct_label(label: Label, asked: Sequence[str], taken: Container[str] = ()) -> Label:
    """The label with its last letter corrected if OCR misread it: `(e) - (t)` where the question ends in (f).

    Letters in `taken` began an item above: (e) is no misread (c) if there was a (c).

    >>> correct_label(Label(("e", "t"), "", 5), ["e", "f"]).letters
    ('e', 'f')
    """
    first, last = label.letters[0], label.letters[-1]
    read = next((one for one in asked if MISREAD.get(one) == last and one not in taken), None)
    if not asked or last in asked or read is None or (len(label.letters) > 1 and read <= first):
        return label
    spread = len(label.letters) > 2
    letters = tuple(letters_between(first, read)) if spread else (*label.letters[:-1], read)
    return Label(letters, label.mark, label.end)


def _is_in_list(label: Label, before: Sequence[Start]) -> bool:
    """Whether the letter starts a list at (a) below another start, or continues such a list."""
    if not before or len(label.letters) > 1:
        return False
    letter, last = label.letters[0], before[-1]
    return letter in {"a", "क"} or (last.in_list and letter == next_letter(last.label.letters[-1]))


def choose_starts(starts: Sequence[Start], asked: Sequence[str]) -> list[Start]:
    """The starts that together answer most of the letters once, and score best: items, not inner lists."""
    wanted = set(asked) - {""}
    if not starts or (asked and not wanted):
        return []
    paths: dict[frozenset[str], _Path] = {frozenset(): _Path(0, "", ())}
    for start in starts:
        for taken, path in list(paths.items()):
            _extend(paths, taken, path, start, wanted, starts[0])
        if len(paths) > _MAX_PATHS:
            best = sorted(paths.items(), key=lambda item: item[1].score, reverse=True)[: _MAX_PATHS // 2]
            paths = dict(best)
    chosen = max(paths.values(), key=lambda path: path.score).starts
    return _with_misprints(chosen, starts, wanted)


def _with_misprints(chosen: Sequence[Start], starts: Sequence[Start], wanted: set[str]) -> list[Start]:
    """The chosen starts, and those whose letter is a misprint for the missing one.

    It may be the letter before, (a), (a), (c), or one that is not asked, as (c), (e) in answer to (c), (d).
    """
    missing = wanted - {letter for start in chosen for letter in start.label.letters}
    found = list(chosen)
    for before in chosen if missing else ():
        below = [start for start in starts if start.at > before.at and start not in chosen]
        last = before.label.letters[-1]
        printed = {last, next_letter(last, 2)} - (wanted - {last})
        misprint = next((start for start in below if set(start.label.letters) <= printed), None)
        if misprint and next_letter(last) in missing and _is_alike(misprint, before):
            found.append(misprint)
    return sorted(found, key=lambda start: start.at)


def _is_alike(start: Start, other: Start) -> bool:
    """Whether two starts have the same margin and both or neither have punctuation after the label."""
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
    """Add the path with this start, if it answers a new letter and scores best for its set of letters."""
    letters = set(start.label.letters)
    new, repeated = letters - taken, letters & taken
    if (repeated and not new & wanted) or (wanted and not letters & wanted):
        return
    score = (
        path.score
        + _NEW_LETTER * len(new & wanted or new)
        + _likeness(start, opening)
        + _REPEATED_LETTER * len(repeated)
    )
    score += _OUT_OF_ORDER * (start.label.letters[0] < path.last) + _INNER_LIST * start.in_list
    key = taken | letters
    if key not in paths or paths[key].score < score:
        paths[key] = _Path(score, max(path.last, *start.label.letters), (*path.starts, start))


def _likeness(start: Start, opening: Start) -> float:
    """Score of similarity to the first start, which is most likely an item."""
    if start is opening:
        return _FIRST_START
    same_mark = bool(start.label.mark) == bool(opening.label.mark)
    return (
        3 * same_mark
        + 3 * (abs(start.line.x0 - opening.line.x0) < _SAME_MARGIN)
        + (start.line.bold == opening.line.bold)
    )
