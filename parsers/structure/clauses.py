"""The question: its lettered clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.records import Clause
from parsers.structure.item_starts import MISREAD
from parsers.text.labels import HINDI, LATIN, next_letter, read_clause_label
from parsers.text.prose import TextPiece, box_of, join_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

_WITHIN = re.compile(
    r"(?<=[;:?,.])\s*(?:and\s*)?(\(\s*([a-z\u0915-\u091e])\s*\))|(?<=\band)\s*(\(\s*([a-z\u0915-\u091e])\s*\))"
)


@dataclass(slots=True)
class _Part:
    label: str
    pieces: list[TextPiece] = field(default_factory=list)


def split_clauses(lines: Sequence[Line]) -> list[Clause]:
    """The clauses in order; one with the label "" where no letters are printed; [] where nothing is asked."""
    parts = [_Part("")]
    for line in lines:
        _add(line, line.text, parts)
    lettered = [part for part in parts if part.label]
    return [_clause(part) for part in lettered or parts if any(piece.text for piece in part.pieces)]


def _add(line: Line, text: str, parts: list[_Part]) -> None:
    """Put a line into the clause that it begins or goes on with; one line may hold several clauses."""
    label = read_clause_label(text)
    if label and (letter := _due(label[0], parts)):
        parts.append(_Part(letter))
        text = text[label[1] :]
    for found in _WITHIN.finditer(text):
        place, letter = (1, found[2]) if found[1] else (3, found[4])
        if letter == next_due(parts):
            parts[-1].pieces.append(TextPiece(line, text[: found.start(place)].strip()))
            _add(line, text[found.start(place) :], parts)
            return
    parts[-1].pieces.append(TextPiece(line, text.strip()))


def next_due(parts: Sequence[_Part]) -> str:
    """The letter that comes next."""
    last = parts[-1].label
    return next_letter(last) if last else "a"


def _due(letter: str, parts: Sequence[_Part]) -> str | None:
    """The letter as it is to be read here; None where it is no clause's label but part of the text."""
    last = parts[-1].label
    if not last:
        return letter if letter in {LATIN[0], HINDI[0]} else None
    if letter == next_letter(last):
        return letter
    if letter == MISREAD.get(next_letter(last)):
        return next_letter(last)
    skipped = letter == next_letter(last, 2) and letter not in "ivx"
    repeated = letter == last and _is_finished(parts[-1])
    return letter if skipped or repeated else None


def _is_finished(part: _Part) -> bool:
    text = next((piece.text for piece in reversed(part.pieces) if piece.text), "")
    return text.endswith((";", "?", "and"))


def _clause(part: _Part) -> Clause:
    page, bbox = box_of(part.pieces)
    return Clause(label=part.label, text=join_prose(part.pieces), page=page, bbox=bbox)
