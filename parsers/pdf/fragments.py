"""Joins Hindi words that pdfium breaks into syllables.

pdfium does not know the width of a glyph that represents several characters, and puts a blank behind it.
pdfplumber knows the width of each glyph but not always its text: it gives the extents of the words, pdfium
their letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace as replace_fields
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.pdf.words import PageText, join_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.pdf.orientation import PageView
    from parsers.pdf.page_content import PageContent
    from parsers.pdf.words import Box, GlyphRun

NEAR = 0.1
"""In multiples of the type size: words of pdfplumber that are closer are one word."""

RISE = 0.3
"""In multiples of the type size: the height of the middle of a letter above its baseline."""

ASIDE = 0.3
"""In multiples of the type size: how far the middle of a syllable may be outside the extent of its word."""


LineExtents = tuple[float, float, "list[Box]"]
"""Top and bottom of a line, and the extents of its words."""


def join_fragments(content: PageContent, other: PageContent) -> PageContent:
    """The page with the words that share one of pdfplumber's extents joined, if they follow each other."""
    lines = _lines(map(other.view.box, other.text.extents))
    places = [_place(run, content.view, lines) or (n, -1) for n, run in enumerate(content.text.words)]
    numbered = zip(places, content.text.words, strict=True)
    words = [_join([run for _, run in runs]) for _, runs in groupby(numbered, key=itemgetter(0))]
    return replace_fields(content, text=PageText(words, content.text.unmapped))


def _lines(extents: Iterable[Box]) -> list[LineExtents]:
    """Top and bottom of each line, and the extents on it from left to right, near ones joined."""
    by_base: defaultdict[tuple[float, float], list[Box]] = defaultdict(list)
    for box in extents:
        by_base[round(box[1], 1), round(box[3], 1)].append(box)
    return [(top, bottom, _join_near(sorted(boxes))) for (top, bottom), boxes in by_base.items()]


def _join_near(boxes: list[Box]) -> list[Box]:
    joined: list[Box] = []
    for box in boxes:
        if joined and box[0] - joined[-1][2] < NEAR * (box[3] - box[1]):
            left, top, right, bottom = joined[-1]
            joined[-1] = (left, top, max(right, box[2]), bottom)
        else:
            joined.append(box)
    return joined


def _place(run: GlyphRun, view: PageView, lines: list[LineExtents]) -> tuple[int, int] | None:
    """The line and the extent in which a word of pdfium is; None if it is in none, or is not upright."""
    if run.rotation != view.rotation:
        return None
    left, _, right, _ = view.box(run.box)
    x, y = (left + right) / 2, view.point(*run.baseline)[1] - RISE * run.size
    for n, (top, bottom, boxes) in enumerate(lines):
        at = bisect_right(boxes, x, key=itemgetter(0)) - 1
        if top <= y <= bottom and at >= 0 and x <= boxes[at][2] + ASIDE * run.size:
            return -1 - n, at
    return None


def _join(runs: list[GlyphRun]) -> GlyphRun:
    if len(runs) == 1:
        return runs[0]
    letters = [letter for run in runs for letter in run.letters]
    boxes = [box for run in runs for box in run.boxes]
    text, box = join_characters(letters, boxes)
    starts = accumulate((len(run.letters) for run in runs), initial=0)
    seams = [start + seam for start, run in zip(starts, runs, strict=False) for seam in run.seams]
    return replace(runs[0], text=text, box=box, letters=letters, boxes=boxes, seams=seams)
