"""Splits the question into its lettered clauses."""

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

_LABEL_INSIDE = re.compile(
    r"(?<=[;:?,.])\s*(?:and\s*)?(\(\s*([a-z\u0915-\u091e])\s*\))|(?<=\band)\s*(\(\s*([a-z\u0915-\u091e])\s*\))"
)
"""A label inside a line, after punctuation or `and`: `whether so; (b) why?`."""


@dataclass(slots=True)
class _ClauseText:
    """The letter and the text of a clause, while its lines are collected."""

    label: str
    """Its letter; "" for the text before the first letter."""
    pieces: list[TextPiece] = field(default_factory=list)


def split_clauses(lines: Sequence[Line]) -> list[Clause]:
    """The clauses in order; one with the label "" if no letters are printed; [] if there is no text."""
    parts = [_ClauseText("")]
    for line in lines:
        _add(line, line.text, parts)
    lettered = [part for part in parts if part.label]
    return [_clause(part) for part in lettered or parts if any(piece.text for piece in part.pieces)]


def _add(line: Line, text: str, parts: list[_ClauseText]) -> None:
    """Add a line to the clause that it begins or continues; a line may contain several clauses."""
    label = read_clause_label(text)
    if label and (letter := _letter_here(label[0], parts)):
        parts.append(_ClauseText(letter))
        text = text[label[1] :]
    for found in _LABEL_INSIDE.finditer(text):
        place, letter = (1, found[2]) if found[1] else (3, found[4])
        if letter == next_expected(parts):
            parts[-1].pieces.append(TextPiece(line, text[: found.start(place)].strip()))
            _add(line, text[found.start(place) :], parts)
            return
    parts[-1].pieces.append(TextPiece(line, text.strip()))


def next_expected(parts: Sequence[_ClauseText]) -> str:
    """The letter that should follow the last clause's."""
    last = parts[-1].label
    return next_letter(last) if last else "a"


def _letter_here(letter: str, parts: Sequence[_ClauseText]) -> str | None:
    """The letter, corrected if OCR misread it; None if it is part of the text, not a clause's label."""
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


def _is_finished(part: _ClauseText) -> bool:
    """Whether the text ends like a whole clause."""
    text = next((piece.text for piece in reversed(part.pieces) if piece.text), "")
    return text.endswith((";", "?", "and"))


def _clause(part: _ClauseText) -> Clause:
    page, bbox = box_of(part.pieces)
    return Clause(label=part.label, text=join_prose(part.pieces), page=page, bbox=bbox)
