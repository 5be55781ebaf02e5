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
        return _upright_lines(words)
    turned = [turned_word(word) for word in words]
    given = {id(new): word for new, word in zip(turned, words, strict=True)}
    return [[given[id(new)] for new in line] for line in _upright_lines(turned)]


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


def _upright_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Lines of words: from top to bottom, each from left to right.

    A word belongs to a line if its middle is within the height of any word of the line: raised figures too.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        middle = (word.top + word.bottom) / 2
        if lines and any(other.top <= middle <= other.bottom for other in lines[-1]):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=_x0) for line in lines]
