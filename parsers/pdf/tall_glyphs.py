"""Braces beside several lines and initials over several lines: glyphs that belong to no line as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import Word

BRACES = re.compile(r"[{}()\[\]|\u239b-\u23b3\uf8e6-\uf8fe]+")
"""Brackets, pieces of tall brackets, and the same pieces in the Symbol font."""

CURLY = "{}"
"""Braces that answers never print as text."""

PIECES = re.compile("[\u239b-\u23ad\u23b0-\u23b3\uf8e6-\uf8fe]+")
"""Pieces of brackets over several lines; none is a character of text."""

TALL = 1.3
"""In multiples of the size of the text beside it: a brace is at least that tall."""

SHORT = 4
"""Braces and initials have fewer characters."""

INITIAL = 1.8
"""In multiples of the size of the text beside it: an initial is at least that tall."""

BESIDE = 0.6
"""In multiples of the size of the text: the largest distance between an initial and its word."""


def settle_tall_glyphs(words: list[Word]) -> list[Word]:
    """The words without braces beside several lines; an initial is put before the first of its lines."""
    short = [word for word in words if len(word.text) < SHORT and not word.rotation]
    tall = [word for word in short if _is_suspect(word.text)]
    if not tall:
        return words
    changed: dict[int, Word | None] = {}
    for word in tall:
        if PIECES.fullmatch(word.text):
            changed[id(word)] = None
            continue
        lines = _lines_beside(word, words)
        if len(lines) < (1 if word.text in CURLY else 2):
            continue
        if BRACES.fullmatch(word.text):
            changed[id(word)] = None
        elif word.size >= INITIAL * lines[0].size:
            _set_initial(word, lines[0], changed)
    kept = [changed.get(id(word), word) for word in words]
    return [word for word in kept if word]


def _is_suspect(text: str) -> bool:
    return (len(text) == 1 and text.isalpha() and text.isupper()) or bool(BRACES.fullmatch(text))


def _lines_beside(tall: Word, words: Sequence[Word]) -> list[Word]:
    """The nearest word of each line beside a tall glyph, from the top."""
    beside = [
        word
        for word in words
        if word is not tall
        and word.size * TALL <= tall.size
        and not word.rotation
        and tall.top <= (word.top + word.bottom) / 2 <= tall.bottom
    ]
    nearest: dict[float, Word] = {}
    for word in sorted(beside, key=lambda word: abs(word.x0 - tall.x1)):
        if all(abs(word.bottom - line) > word.size / 2 for line in nearest):
            nearest[word.bottom] = word
    return [nearest[bottom] for bottom in sorted(nearest)]


def _set_initial(initial: Word, first: Word, changed: dict[int, Word | None]) -> None:
    """Note how the initial and the first word beside it are to be replaced."""
    gap = first.x0 - initial.x1
    if not -BESIDE * first.size <= gap <= 4 * BESIDE * first.size:
        return
    if gap <= BESIDE * first.size and first.text[0].isalpha():
        changed[id(initial)] = None
        changed[id(first)] = replace(first, text=initial.text + first.text, x0=initial.x0)
    else:
        changed[id(initial)] = replace(
            initial, top=first.top, bottom=first.bottom, size=first.size, font=first.font
        )
