"""Groups words into printed lines, each direction of text on its own.

All lengths are in points from the page's top left corner.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.layer import BBox, Word

TALL = 1.25
"""A word taller than others of its line by this factor may join two lines."""

_x0 = attrgetter("x0")


def text_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Lines of words in reading order: the upright ones from the top, then those of each other direction.

    A word of a line of text that runs up or down the page has its direction in `Word.rotation`.
    """
    given = list(words)
    return [line for words in by_direction(given) for line in _lines_of_direction(words)]


def by_direction(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each direction that occurs, upright ones first."""
    rotations = sorted({word.rotation for word in words})
    if len(rotations) < 2:
        return [list(words)] if rotations else []
    return [[word for word in words if word.rotation == rotation] for rotation in rotations]


def _lines_of_direction(words: Sequence[Word]) -> list[list[Word]]:
    """Lines of words of one direction, each from the first word to the last."""
    if not words[0].rotation:
        return upright_lines(words)
    turned = [turned_word(word) for word in words]
    given = {id(new): word for new, word in zip(turned, words, strict=True)}
    return [[given[id(new)] for new in line] for line in upright_lines(turned)]


def turned_word(word: Word) -> Word:
    """The word in the coordinates of the page turned so that the word is upright."""
    if not word.rotation:
        return word
    x0, top, x1, bottom = turned_box((word.x0, word.top, word.x1, word.bottom), word.rotation)
    return replace(word, x0=x0, top=top, x1=x1, bottom=bottom, rotation=0)


def turned_box(box: BBox, rotation: int) -> BBox:
    """A box (x0, top, x1, bottom) after turning the page clockwise about its top left corner.

    >>> turned_box((10, 20, 12, 50), 90), turned_box((10, 20, 12, 50), 270), turned_box((10, 20, 12, 50), 180)
    ((-50, 10, -20, 12), (20, -12, 50, -10), (-12, -50, -10, -20))
    """
    x0, top, x1, bottom = box
    match rotation:
        case 90:
            return -bottom, x0, -top, x1
        case 180:
            return -x1, -bottom, -x0, -top
        case 270:
            return top, -x1, bottom, -x0
        case _:
            return box


def upright_lines(words: Iterable[Word], *, askew: bool = False) -> list[list[Word]]:
    """Lines of upright words: from top to bottom, each from left to right.

    A line has the words that share more than half of their height with the tallest of it; on a page that was
    scanned `askew`, with the word before. A word much taller than others joins no two lines.
    """
    lines: list[list[Word]] = []
    for line in _overlapping(words, askew=askew):
        if askew or not _is_woven(line):
            lines.append(line)
        else:
            lines += _untangled(line)
    for line in lines:
        line.sort(key=_x0)
    return lines


def _overlapping(words: Iterable[Word], *, askew: bool) -> list[list[Word]]:
    rows: list[list[Word]] = []
    row: list[Word] = []
    top = bottom = 0.0
    for word in sorted(words, key=_twice_middle):
        above, below = word.top, word.bottom
        height, least = below - above, bottom - top
        half = (height if height < least else least) / 2  # noqa: FURB136 - min() is slow here; this runs once per word
        if row and below - top > half and bottom - above > half and least > half and height > half:
            row.append(word)
            if height > least or askew:
                top, bottom = above, below
        else:
            row = [word]
            rows.append(row)
            top, bottom = above, below
    return rows


def _twice_middle(word: Word) -> float:
    return word.top + word.bottom


def _is_woven(line: Sequence[Word]) -> bool:
    """Whether some words of a line are above others: a tall word overlaps both."""
    bottoms, tops = [word.bottom for word in line], [word.top for word in line]
    return max(tops) > min(bottoms)


def _untangled(line: Sequence[Word]) -> list[list[Word]]:
    """The lines that a tall word has joined, and that word on a line of its own."""
    tallest = max(word.bottom - word.top for word in line)
    tall = [word for word in line if word.bottom - word.top > tallest / TALL]
    rest = [word for word in line if word.bottom - word.top <= tallest / TALL]
    if len(tall) > len(rest) or not tall:
        return [list(line)]  # raised and lowered marks beside the words of the line, or words without height
    return sorted([tall, *upright_lines(rest)], key=lambda words: min(word.top for word in words))
