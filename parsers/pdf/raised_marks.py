"""Joins raised and lowered characters to the words that they follow: 10⁶, 7,890¹, CO₂, 21st.

All lengths are in points from the page's top left corner.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.pdf.words import LOWERED, RAISED, SMALLER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import Word

NEAR = 0.35
"""Largest gap between the two, in multiples of the larger type size."""

TOUCHING = 0.08
"""Largest gap between a mark and the rest of its word: `km²,`."""

FOOT = 0.25
"""Distance from the baseline to the bottom of a word, in multiples of the type size."""

SUPERSCRIPTS = str.maketrans("0123456789+-−–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
SUBSCRIPTS = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")
LETTERS = str.maketrans("abcdef", "ᵃᵇᶜᵈᵉᶠ")

DIGITS = re.compile(r"[-+−–(]?\d+\)?(?:,\d+)*")
"""Text of a mark that is written with raised or lowered figures."""

SIGNS = re.compile(r"[*#@$^†‡§]+|[a-f]|[^\W\d_]+")
"""Other text of a mark: signs, a letter, the ending of an ordinal."""

FRACTION = "/⁄"

FIGURE_END = re.compile(r"\d[.)]?$")


def join_marks(line: Sequence[Word]) -> list[Word]:
    """Words in the order of a line or of the content stream, each with the marks that belong to it.

    The first word of a line may be the mark of a footnote, before its text.
    """
    sizes = [word.size for word in line]
    if not sizes or min(sizes) > SMALLER * max(sizes):
        return list(line)
    joined: list[Word] = []
    marked = False
    for place, word in enumerate(line):
        last, mark = (joined[-1] if joined else None), None
        if last and _is_smaller(word, last) and _gap(last, word) < NEAR * last.size:
            mark = _mark_after(last, word, line[place + 1 : place + 2])
        if last and mark is not None:
            joined[-1] = _joined(last, word, mark)
        elif last and _continues(last, word, marked=marked):
            joined[-1] = _joined(last, word, word.text)
        else:
            joined.append(_footnote_mark(word, line[place + 1 : place + 2]))
        marked = mark is not None
    return joined


def _continues(last: Word, word: Word, *, marked: bool) -> bool:
    """Whether a word goes on behind its own mark, or behind the upper half of a fraction."""
    if marked:
        return _gap(last, word) < TOUCHING * last.size and word.size == last.size
    return _is_half_of_fraction(last, word)


def _is_half_of_fraction(upper: Word, lower: Word) -> bool:
    """Whether a word begins with the stroke of a fraction whose upper half is the other."""
    touching = _gap(upper, lower) < TOUCHING * lower.size
    return touching and lower.text[0] in FRACTION and upper.text.isdigit() and _is_smaller(upper, lower)


def _is_smaller(word: Word, host: Word) -> bool:
    return host.size > 0 and word.size <= SMALLER * host.size and not word.rotation


def _gap(one: Word, other: Word) -> float:
    """The gap between two words; infinite if they overlap, or are on lines apart."""
    gap, size = other.x0 - one.x1, max(one.size, other.size)
    return gap if gap > -NEAR * one.size and abs(one.bottom - other.bottom) < size else float("inf")


def _rise(word: Word, host: Word) -> float:
    """How far the word's baseline is above that of its host, in multiples of the host's size."""
    return ((host.bottom - FOOT * host.size) - (word.bottom - FOOT * word.size)) / host.size


def _mark_after(host: Word, word: Word, following: Sequence[Word]) -> str | None:
    """The text of a mark behind its host; None if the small word is no mark."""
    rise = _rise(word, host)
    raised, lowered = RAISED <= rise < 1, -1 < rise <= -LOWERED
    if not (raised or lowered) or any(
        one.text[0] in FRACTION and _gap(word, one) < NEAR for one in following
    ):
        return None  # the upper half of a fraction
    if DIGITS.fullmatch(word.text):
        return word.text.translate(SUPERSCRIPTS if raised else SUBSCRIPTS)
    if not raised or not SIGNS.fullmatch(word.text):
        return word.text if _gap(host, word) < TOUCHING * host.size else None
    return word.text.translate(LETTERS) if len(word.text) == 1 and FIGURE_END.search(host.text) else word.text


def _footnote_mark(word: Word, following: Sequence[Word]) -> Word:
    """The word, with raised figures if it is the mark before the text of a footnote."""
    for host in following:
        near = _gap(word, host) < NEAR * host.size
        raised = _is_smaller(word, host) and RAISED <= _rise(word, host) < 1
        if near and raised and word.text.isdigit() and host.text[0] not in FRACTION:
            return replace(word, text=word.text.translate(SUPERSCRIPTS))
    return word


def _joined(host: Word, word: Word, text: str) -> Word:
    return replace(host, text=host.text + text, x1=max(host.x1, word.x1))
