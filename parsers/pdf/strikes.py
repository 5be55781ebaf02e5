"""Finds the words that are crossed out: a line runs through the middle of their letters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.pdf.words import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.pdf.orientation import PageView
    from parsers.pdf.words import Box, GlyphRun

LOWEST, HIGHEST = 0.12, 0.45
"""In multiples of the type size: height of such a line above the baseline; small letters are 0.45 high."""

THICKEST = 0.25
"""In multiples of the type size: a thicker line covers the letters (pdfium doubles its thickness)."""

OVERHANG = 0.6
"""In multiples of the type size: how far such a line may go beyond the words; a ruling goes further."""

MEETING = 0.5
"""Points: a line that comes so near to an upright ruling is a ruling itself."""


@dataclass(slots=True)
class Strikes:
    """The words and lines of a page, sorted."""

    words: list[GlyphRun]
    """Those that are not crossed out."""
    struck: list[GlyphRun]
    bars: list[Box]
    """The rulings."""


def find_strikes(words: list[GlyphRun], bars: list[Box], marked: Sequence[Box], view: PageView) -> Strikes:
    """Sorts the words into crossed out and not; `marked` are the areas of annotations.

    `bars` are x0, top, x1, bottom in the view; only words that are upright in it count.
    """
    level = [bar for bar in bars if bar[2] - bar[0] > bar[3] - bar[1]]
    if not (level or marked) or not words:
        return Strikes(words, [], bars)
    crossing: dict[int, list[Box]] = {}
    upright = [n for n, word in enumerate(words) if word.rotation == view.rotation]
    upright.sort(key=lambda n: view.point(*words[n].baseline)[1])
    bases = [view.point(*words[n].baseline)[1] for n in upright]
    largest = max((words[n].size for n in upright), default=0.0)
    strokes: set[Box] = set()
    for bar in level:
        y = (bar[1] + bar[3]) / 2
        near = upright[bisect_left(bases, y) : bisect_right(bases, y + HIGHEST * largest)]
        hit = [n for n in near if _crosses(bar, words[n], view)]
        if hit and _is_stroke(bar, [view.box(words[n].box) for n in hit], words[hit[0]].size, bars):
            strokes.add(bar)
            for n in hit:
                crossing.setdefault(n, []).append(bar)
    for n in upright if marked else ():
        areas = [view.box(area) for area in marked if _marks(area, words[n].box)]
        if areas:
            crossing.setdefault(n, []).extend(areas)
    return _sorted_words(words, crossing, [bar for bar in bars if bar not in strokes], view)


def _sorted_words(
    words: list[GlyphRun], crossing: dict[int, list[Box]], bars: list[Box], view: PageView
) -> Strikes:
    if not crossing:
        return Strikes(words, [], bars)
    found = Strikes([], [], bars)
    for n, word in enumerate(words):
        if n not in crossing:
            found.words.append(word)
            continue
        for part, is_struck in _parts(word, crossing[n], view):
            (found.struck if is_struck else found.words).append(part)
    return found


def _crosses(bar: Box, word: GlyphRun, view: PageView) -> bool:
    """Whether a level line runs through the middle of a word's letters, or of some of them."""
    x0, _, x1, _ = view.box(word.box)
    height = view.point(*word.baseline)[1] - (bar[1] + bar[3]) / 2
    return (
        LOWEST * word.size <= height <= HIGHEST * word.size
        and bar[3] - bar[1] <= THICKEST * word.size
        and min(bar[2], x1) - max(bar[0], x0) > min(0.2 * word.size, (x1 - x0) / 2)
    )


def _is_stroke(bar: Box, boxes: list[Box], size: float, bars: Sequence[Box]) -> bool:
    """Whether a line crosses these words out: it ends where they end, and at no ruling."""
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    if bar[0] < left - OVERHANG * size or bar[2] > right + OVERHANG * size:
        return False
    return not any(_meets(bar, other) for other in bars)


def _meets(bar: Box, other: Box) -> bool:
    """Whether a level line meets another line that is upright, as rulings do."""
    x0, top, x1, bottom = other
    y = (bar[1] + bar[3]) / 2
    upright = x1 - x0 < bottom - top
    return (
        upright
        and top - MEETING <= y <= bottom + MEETING
        and bar[0] - MEETING <= x1
        and x0 <= bar[2] + MEETING
    )


def _marks(area: Box, box: Box) -> bool:
    """Whether the area that an annotation marks contains the middle of a word, or a part of it."""
    y = (box[1] + box[3]) / 2
    return area[1] <= y <= area[3] and area[0] < box[2] and box[0] < area[2]


def _parts(word: GlyphRun, lines: Sequence[Box], view: PageView) -> list[tuple[GlyphRun, bool]]:
    """The parts of a word in their order, and whether each is crossed out."""
    parts: list[tuple[int, int, bool]] = []
    for n, box in enumerate(word.boxes):
        x0, _, x1, _ = view.box(box)
        middle = (x0 + x1) / 2
        is_struck = any(line[0] <= middle <= line[2] for line in lines)
        if parts and parts[-1][2] == is_struck:
            parts[-1] = (parts[-1][0], n + 1, is_struck)
        else:
            parts.append((n, n + 1, is_struck))
    few = all(not is_struck or _is_one_letter(word.letters[start:end]) for start, end, is_struck in parts)
    if len(parts) == 1 or few:
        return [(word, len(parts) == 1 and parts[0][2])]
    return [(part_of(word, start, end), is_struck) for start, end, is_struck in parts]


def _is_one_letter(letters: Sequence[str]) -> bool:
    """Whether a single letter of a word is struck, as by a slip: the word still counts; a figure does not."""
    return len(letters) == 1 and letters[0].isalpha()
