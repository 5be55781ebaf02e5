"""Groups characters into words by pdfplumber's rules, whether pdfium or pdfminer has read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import atan2, degrees
from operator import le, sub
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace
from pdfplumber.utils.text import LIGATURES as PLUMBER_LIGATURES
from pdfplumber.utils.text import WordExtractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Box = tuple[float, float, float, float]

Char = dict[str, Any]
"""pdfplumber's `text, x0, top, x1, bottom, size` (y downwards, points), and `rotation`, `lean`, `rise`."""

SEAM = 0.05
"""In multiples of the type size: a wider gap may separate words."""

UPRIGHT, INVERTED = 0, 180
"""Direction of text in the page's own coordinates, as the clockwise rotation that makes it upright.

Text that runs up the page has 90, text that runs down it 270.
"""

SLANTED = 8.0
"""Degrees: text that leans more from its direction is set aslant; less, and the sheet lay askew."""

ALONG, ACROSS = 0.6, 0.5
"""In multiples of the type size: the largest distance of a word's next character, along and across the line.

pdfplumber's default of 3 points along the line joins words in small type.
"""


GAP = 0.155
"""In multiples of the type size: a gap wider by this than those between the letters of a word is a blank.

Printers set blanks as narrow as 0.16.
"""

COMBINING = "\u0300"
"""Marks of letters come after this code point; the gaps around them are no blanks."""

SMALLER = 0.85
"""Largest size of a raised or lowered character, in multiples of that beside it."""

RAISED, LOWERED = 0.12, 0.07
"""Smallest distance of the baselines of a raised, a lowered character and that beside it, in type sizes."""


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
    lean: float = 0.0
    """Degrees by which the line rises from its direction, from -45 to 45."""
    seams: list[int] = []
    """Indices of the characters that begin a further text object: they may belong to the next cell."""
    hidden: bool = False
    """Whether it is invisible text: the OCR layer that a scanner has put beneath its image."""
    sources: list[int] = []
    """Number of the text object to which each character belongs; empty if it was not asked for."""


@dataclass(slots=True)
class PageText:
    """The words of one page in the order of its content stream."""

    words: list[GlyphRun] = field(default_factory=list)
    unmapped: int = 0
    """Number of characters without a Unicode value."""
    extents: list[Box] = field(default_factory=list)
    """Boxes of the words, for which characters without a Unicode value count; only pdfplumber's."""


EXTRACTOR = WordExtractor(x_tolerance_ratio=ALONG, y_tolerance_ratio=ACROSS, use_text_flow=True)
"""pdfplumber's word extractor, for text that has been turned upright."""


SOFT_HYPHEN = "\xad"
"""Breaks a word at the end of a line."""

LIGATURES = str.maketrans(PLUMBER_LIGATURES)


def split_words(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """The characters of each word, in their given order; blanks and gaps separate words.

    >>> style = dict(top=0, bottom=9, size=9, rotation=0)
    >>> places = {"L": 0, "S": 5, " ": 10, "1": 14, "7": 40}
    >>> line = [dict(text=text, x0=x, x1=x + 5, **style) for text, x in places.items()]
    >>> [[char["text"] for char in word] for word in split_words(line)]
    [['L', 'S'], ['1'], ['7']]
    """
    for (rotation, slanted), run in groupby(chars, _direction):
        if slanted:  # boxes of slanted characters overlap
            yield from (list(word) for blank, word in groupby(run, _is_blank) if not blank)
            continue
        given = list(run)
        upright = [_turned_upright(char, n) for n, char in enumerate(given)] if rotation else given
        for word in EXTRACTOR.iter_chars_to_words(upright, "ltr"):
            for part in _cut_at_gaps(word):
                yield [given[char["place"]] for char in part] if rotation else part


def _cut_at_gaps(word: list[Char]) -> Iterator[list[Char]]:
    """The word, cut at gaps wider than those between its letters, and where its type size changes."""
    gaps = [(char["x0"] - last["x1"]) / max(char["size"], 1.0) for last, char in pairwise(word)]
    usual = max(0.0, sorted(gaps)[len(gaps) // 4]) if len(gaps) > 1 else 0.0
    start = 0
    for n, gap in enumerate(gaps, start=1):
        one, other = word[n - 1], word[n]
        apart = gap - usual >= GAP and one["text"] < COMBINING and other["text"] < COMBINING
        if apart or _is_raised(one, other):
            yield word[start:n]
            start = n
    yield word[start:]


def _is_raised(one: Char, other: Char) -> bool:
    """Whether one of two characters is smaller than the other, and raised or lowered."""
    small, large = (one, other) if one["size"] < other["size"] else (other, one)
    rise = small.get("rise", 0.0) - large.get("rise", 0.0)
    return small["size"] < SMALLER * large["size"] and not -LOWERED < rise / large["size"] < RAISED


def _direction(char: Char) -> tuple[int, bool]:
    return char["rotation"], abs(char.get("lean", 0.0)) > SLANTED


def _is_blank(char: Char) -> bool:
    return not char["text"].strip()


def _turned_upright(char: Char, place: int) -> Char:
    left, bottom, right, top = turned_upright(char_box(char), char["rotation"])
    return {**char, "x0": left, "bottom": -bottom, "x1": right, "top": -top, "place": place}


def turned_upright(box: Box, rotation: int) -> Box:
    """A box (left, bottom, right, top) in coordinates in which text of this direction is upright.

    >>> turned_upright((95, 410, 107, 419), 90), turned_upright((95, 410, 107, 419), 270)
    ((410, -107, 419, -95), (-419, 95, -410, 107))
    """
    left, bottom, right, top = box
    match rotation:
        case 90:
            return bottom, -right, top, -left
        case 180:
            return -right, -top, -left, -bottom
        case 270:
            return -top, left, -bottom, right
        case _:
            return box


def word_box(boxes: Sequence[Box], size: float, rotation: int, lean: float) -> Box | None:
    """The box of characters between which no gap is, in whichever direction they run; else None."""
    if abs(lean) > SLANTED:
        return None
    if rotation == UPRIGHT:
        return single_word_box(boxes, size)
    if single_word_box([turned_upright(box, rotation) for box in boxes], size) is None:
        return None
    return join_characters("", boxes)[1]


def single_word_box(boxes: Sequence[Box], size: float) -> Box | None:
    """The box of upright characters on one baseline if no gap is between them: then they are one word.

    Most are, which saves pdfplumber's work; None if pdfplumber must decide.

    >>> single_word_box([(0, 0, 5, 9), (5, 0, 10, 9)], 9.0)
    (0, 0, 10, 9)
    >>> single_word_box([(0, 0, 5, 9), (40, 0, 45, 9)], 9.0)
    """
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    after = lefts[1:]
    if (
        max(tops) - min(tops) > ACROSS * size
        or max(bottoms) - min(bottoms) > SEAM * size
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
    if SOFT_HYPHEN in text:  # it prints nothing except at the end of a line
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1]
    return text, (min(lefts), min(bottoms), max(rights), max(tops))


def part_of(word: GlyphRun, start: int, end: int) -> GlyphRun:
    """Some characters of a word, from index `start` to before `end`."""
    letters, boxes = word.letters[start:end], word.boxes[start:end]
    text, box = join_characters(letters, boxes)
    first = word.boxes[0]
    dx, dy = boxes[0][0] - first[0], boxes[0][1] - first[1]
    x, y = word.baseline
    baseline = (x + dx, y) if word.rotation in (0, 180) else (x, y + dy)
    return replace(
        word,
        text=text,
        box=box,
        letters=letters,
        boxes=boxes,
        baseline=baseline,
        seams=[seam - start for seam in word.seams if start < seam < end],
        sources=word.sources[start:end],
    )


def char_box(char: Char) -> Box:
    """left, bottom, right, top of a character."""
    return char["x0"], -char["bottom"], char["x1"], -char["top"]


def direction_of(a: float, b: float) -> tuple[int, float]:
    """Rotation and lean (degrees) of a line of text, from `a` and `b` of its matrix.

    >>> [direction_of(*ab) for ab in ((12.0, 0.0), (0.0, 9.0), (-1.0, 0.0), (0.0, -1.0))]
    [(0, 0.0), (90, 0.0), (180, 0.0), (270, 0.0)]
    >>> [round(part, 1) for part in direction_of(1.0, 0.03)], [round(part) for part in direction_of(0.5, 0.9)]
    ([0, 1.7], [90, -29])
    """
    if not b:
        return (UPRIGHT if a >= 0 else INVERTED), 0.0
    angle = degrees(atan2(b, a)) % 360
    rotation = round(angle / 90) * 90
    return rotation % 360, angle - rotation
