"""Groups characters into words by pdfplumber's rules, whether pdfium or pdfminer has read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter, le, sub
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from pdfplumber.utils.text import LIGATURES as PLUMBER_LIGATURES
from pdfplumber.utils.text import WordExtractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Box = tuple[float, float, float, float]

Direction = Literal["ltr", "rtl", "ttb", "btt"]

Char = dict[str, Any]
"""pdfplumber's `text, x0, top, x1, bottom, size` (y downwards, points), and `rotation`."""

SEAM = 0.05
"""In multiples of the type size: a wider gap may separate words."""

UPRIGHT, UPWARD, INVERTED, DOWNWARD = 0, 90, 180, 270
"""Direction of text in the page's own coordinates, as the clockwise rotation that makes it upright."""

ALONG, ACROSS = 0.6, 0.5
"""In multiples of the type size: the largest distance of a word's next character, along and across the line.

pdfplumber's default of 3 points along the line joins words in small type.
"""


class GlyphRun(msgspec.Struct, gc=False):
    """The characters of one word, in the page's own coordinates (points, y upwards)."""

    text: str
    box: Box
    """left, bottom, right, top, as the font declares its characters."""
    letters: list[str]
    """The text of each character."""
    boxes: list[Box]
    """left, bottom, right, top of each character."""
    baseline: tuple[float, float]
    """x, y where the first character begins on the baseline."""
    size: float
    font: str
    rotation: int = UPRIGHT
    hidden: bool = False
    """Whether it is invisible text: the OCR layer that a scanner has put beneath its image."""


@dataclass(slots=True)
class PageText:
    """The words of one page in the order of its content stream."""

    words: list[GlyphRun] = field(default_factory=list)
    unmapped: int = 0
    """Number of characters without a Unicode value."""


def _extractor(line_dir: Direction, char_dir: Direction) -> WordExtractor:
    along, across = (ALONG, ACROSS) if char_dir in ("ltr", "rtl") else (ACROSS, ALONG)
    return WordExtractor(
        x_tolerance_ratio=along,
        y_tolerance_ratio=across,
        use_text_flow=True,
        line_dir=line_dir,
        char_dir=char_dir,
    )


EXTRACTORS = {
    UPRIGHT: _extractor("ttb", "ltr"),
    UPWARD: _extractor("ltr", "btt"),
    INVERTED: _extractor("btt", "rtl"),
    DOWNWARD: _extractor("rtl", "ttb"),
}
"""pdfplumber's word extractor for each direction of text."""


LIGATURES = str.maketrans(PLUMBER_LIGATURES)


def split_words(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """The characters of each word, in their given order; blanks and gaps separate words.

    >>> style = dict(top=0, bottom=9, size=9, rotation=0)
    >>> places = {"L": 0, "S": 5, " ": 10, "1": 14, "7": 40}
    >>> line = [dict(text=text, x0=x, x1=x + 5, **style) for text, x in places.items()]
    >>> [[char["text"] for char in word] for word in split_words(line)]
    [['L', 'S'], ['1'], ['7']]
    """
    for rotation, run in groupby(chars, itemgetter("rotation")):
        extractor = EXTRACTORS[rotation]
        yield from extractor.iter_chars_to_words(run, extractor.char_dir)


def single_word_box(boxes: Sequence[Box], size: float) -> Box | None:
    """The box of upright characters of one size if no gap is between them: then they are one word.

    Most are, which saves pdfplumber's work; None if pdfplumber must decide.

    >>> single_word_box([(0, 0, 5, 9), (5, 0, 10, 9)], 9.0)
    (0, 0, 10, 9)
    >>> single_word_box([(0, 0, 5, 9), (40, 0, 45, 9)], 9.0)
    """
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    after = lefts[1:]
    if (
        max(tops) - min(tops) > ACROSS * size
        or not all(map(le, lefts, after))
        or max(map(sub, after, rights), default=0.0) > SEAM * size
    ):
        return None
    return lefts[0], min(bottoms), max(rights), max(tops)


def join_characters(letters: Sequence[str], boxes: Sequence[Box]) -> tuple[str, Box]:
    """The text of a word, ligatures expanded, and its box.

    >>> join_characters(["o", "\ufb03", "ce"], [(0, 0, 5, 9), (5, 0, 15, 9), (15, 1, 25, 8)])
    ('office', (0, 0, 25, 9))
    """
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    text = "".join(letters).translate(LIGATURES)
    return text, (min(lefts), min(bottoms), max(rights), max(tops))


def char_box(char: Char) -> Box:
    """left, bottom, right, top of a character."""
    return char["x0"], -char["bottom"], char["x1"], -char["top"]


def rotation_of(a: float, b: float) -> int:
    """The direction of a line of text, from `a` and `b` of its matrix.

    >>> rotation_of(12.0, 0.0), rotation_of(0.0, 9.0), rotation_of(-1.0, 0.1), rotation_of(0.0, -1.0)
    (0, 90, 180, 270)
    """
    if abs(a) >= abs(b):
        return UPRIGHT if a >= 0 else INVERTED
    return UPWARD if b > 0 else DOWNWARD
