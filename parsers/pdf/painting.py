"""What is painted on a PDF page, in order, as far as it decides whether text is visible."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
"""Red, green, blue from 0 to 255."""

Ink = tuple[Colour, int]
"""A colour and its alpha, from 0 to 255."""

OPAQUE = 255
"""Alpha of what is not transparent at all."""

BLACK: Colour = (0, 0, 0)
BLACK_INK: Ink = (BLACK, OPAQUE)

PALE = 248
"""A colour whose weakest part is at least this is white to a reader."""

FAINT = 20
"""Anything with less alpha than this is not seen."""

NEAR = 64
"""Text whose colour differs by less than this from what is behind it may be illegible."""

TOUCHING = 1.0
"""Points: a line that is this near to an area touches it."""

MAX_COMPARED = 1000
"""White lines, or coloured areas, up to which they are compared with each other."""


@dataclass(slots=True)
class Fill:
    """An area that one colour or an image fills, in the page's own coordinates."""

    order: int
    """Place in the order of painting."""
    box: Box
    """left, bottom, right, top."""
    colour: Colour | None = None
    """None for an image or a gradient."""
    alpha: int = OPAQUE


@dataclass(slots=True)
class Look:
    """How a text object is painted, if not simply in black."""

    colour: Colour = BLACK
    alpha: int = OPAQUE
    clipped: bool = False
    """Some of it is outside the part of the page to which painting is limited."""
    doubtful: bool = False
    """It is on a layer, or part of something transparent."""


@dataclass(slots=True)
class Painting:
    """What is painted on one page; text objects have the numbers to which `GlyphRun.source` refers."""

    order: dict[int, int] = field(default_factory=dict)
    """Place of each text object in the order of painting."""
    looks: dict[int, Look] = field(default_factory=dict)
    """Text objects that are not simply black."""
    fills: list[Fill] = field(default_factory=list)
    pale: list[Box] = field(default_factory=list)
    """Lines in white: seen only upon something coloured."""
    merged_from: int = 0
    """Place in the order of painting from which on annotations are painted."""

    def is_annotation(self, sources: Iterable[int]) -> bool:
        """Whether one of these text objects belongs to an annotation."""
        return any(self.order.get(source, -1) >= self.merged_from for source in sources)


def is_pale(colour: Colour) -> bool:
    """Whether a colour is white, or hardly differs from it.

    >>> is_pale((255, 255, 255)), is_pale((250, 252, 249)), is_pale((240, 240, 240))
    (True, True, False)
    """
    return min(colour) >= PALE


def are_near(one: Colour, other: Colour) -> bool:
    """Whether two colours are so near that text in one upon the other may be illegible.

    >>> are_near((0, 0, 0), (30, 30, 30)), are_near((0, 0, 128), (221, 235, 247))
    (True, False)
    """
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < NEAR


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes have a part in common.

    >>> overlaps((0, 0, 10, 10), (5, 5, 20, 20)), overlaps((0, 0, 10, 10), (10, 0, 20, 10))
    (True, False)
    """
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_within(box: Box, clip: Box) -> bool:
    """Whether text is inside a clip, but for the edges of its box, where it has no ink.

    >>> [is_within((72, 700, 112, 712), clip) for clip in ((70, 702, 540, 710), (72, 600, 92, 720))]
    [True, False]
    """
    dx, dy = (box[2] - box[0]) / 8, (box[3] - box[1]) / 4
    return (
        clip[0] <= box[0] + dx
        and box[2] - dx <= clip[2]
        and clip[1] <= box[1] + dy
        and box[3] - dy <= clip[3]
    )


def visible_lines(pale: list[Box], fills: list[Fill]) -> list[Box]:
    """The white lines that are seen: they lie on a coloured area, or go on from such a line.

    >>> header = Fill(0, (100, 700, 300, 720), (0, 32, 96))
    >>> lines = [(199.5, 700, 200.5, 720), (199.5, 680, 200.5, 700), (100, 100, 300, 101)]
    >>> visible_lines(lines, [header])
    [(199.5, 700, 200.5, 720), (199.5, 680, 200.5, 700)]
    """
    backs = [fill.box for fill in fills if fill.alpha >= FAINT and not (fill.colour and is_pale(fill.colour))]
    if len(pale) > MAX_COMPARED or len(backs) > MAX_COMPARED:
        return pale
    left, seen = pale, []
    while backs and left:
        wide = [(x0 - TOUCHING, y0 - TOUCHING, x1 + TOUCHING, y1 + TOUCHING) for x0, y0, x1, y1 in backs]
        on_them = [any(overlaps(line, box) for box in wide) for line in left]
        backs = list(compress(left, on_them))
        left = [line for line, is_on in zip(left, on_them, strict=True) if not is_on]
        seen += backs
    return seen
