"""Leaves out the words of a page that no reader sees: white on white, painted over, clipped, on a layer.

Cheap checks find suspicious words (none on most pages); rendered images of the page then decide.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.pdf.contrast import UNSEEN
from parsers.pdf.painting import BLACK, are_near, overlaps
from parsers.pdf.words import part_of
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.pdf.contrast import PageImages, Sight
    from parsers.pdf.matrices import Box
    from parsers.pdf.painting import Fill, Look, Painting
    from parsers.pdf.pdfium_drawing import Drawing
    from parsers.pdf.words import GlyphRun

LIGHT = 190
"""A colour whose weakest part is at least this may be illegible on white."""

SOLID = 128
"""Alpha from which an area may hide what is beneath it."""

CLEAR = 128
"""Alpha below which text may be invisible."""

LOST_LETTERS = 2
"""Unseen letters of a word from which they are left out; a single one may be half covered."""


@dataclass(slots=True)
class Judgement:
    """The words of a page that a reader sees, or that are the OCR layer of its image."""

    words: list[GlyphRun]
    notes: list[Flag]


def judge_words(
    words: list[GlyphRun], drawing: Drawing, images: Callable[[], PageImages], *, scanned: bool
) -> Judgement:
    """The words without those that no reader sees; `scanned`: it is an image with an OCR layer.

    `images` is called only if there is a suspicion.
    """
    suspects = suspicious_words(words, drawing.painting)
    layer = set() if scanned else {n for n, word in enumerate(words) if word.hidden}
    if not suspects and not layer:
        return Judgement(words, [])
    pages = images()
    sights = dict(zip(suspects, pages.compare([words[n] for n in suspects]), strict=True))
    unseen = {n for n, sight in sights.items() if sight and sight.unseen} | layer
    pictured = _pictured(sorted(unseen), words, drawing, pages)
    kept: list[GlyphRun] = []
    doubt = lost = False
    for n, word in enumerate(words):
        sight = sights.get(n)
        if n in pictured:
            kept.append(replace(word, hidden=True))
        elif n in unseen:
            lost = True
        else:
            parts = _seen_parts(word, sight)
            kept += parts
            lost = lost or parts != [word]
            doubt = doubt or (n in sights and (sight is None or sight.in_doubt))
    notes = [flag for flag, is_so in ((Flag.HIDDEN_TEXT, lost), (Flag.PERHAPS_HIDDEN, doubt)) if is_so]
    return Judgement(kept, notes)


def _pictured(unseen: list[int], words: Sequence[GlyphRun], drawing: Drawing, pages: PageImages) -> set[int]:
    """Which of these words an image shows: they are its OCR layer."""
    over = [n for n in unseen if any(_is_centred(words[n].box, box) for box in drawing.pictures)]
    if not over:
        return set()
    ink = pages.have_ink([words[n] for n in over], drawing.painting.order)
    return {n for n, is_inked in zip(over, ink, strict=True) if is_inked}


def _is_centred(box: Box, within: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return within[0] <= x <= within[2] and within[1] <= y <= within[3]


def _seen_parts(word: GlyphRun, sight: Sight | None) -> list[GlyphRun]:
    """The word, or its visible parts if several of its letters are unseen, or a whole text object is."""
    if sight is None or not word.text.isascii():
        return [word]
    unseen = [
        char.isalnum() and difference < UNSEEN
        for char, difference in zip(word.letters, sight.letters, strict=True)
    ]
    seen = {source for source, is_unseen in zip(word.sources, unseen, strict=True) if not is_unseen}
    if sum(unseen) < LOST_LETTERS and seen.issuperset(word.sources):
        return [word]
    runs = [list(run) for is_unseen, run in groupby(range(len(unseen)), unseen.__getitem__) if not is_unseen]
    return [part_of(word, run[0], run[-1] + 1) for run in runs]


def suspicious_words(words: Sequence[GlyphRun], painting: Painting) -> list[int]:
    """Indexes of the words that may be invisible: by their paint, or by what is behind or above."""
    shown = [n for n, word in enumerate(words) if word.sources and not word.hidden]
    if not shown:
        return []
    suspects = {n for n in shown if _looks_odd(words[n], painting)}
    by_height = sorted(shown, key=lambda n: words[n].box[1] + words[n].box[3])
    heights = [words[n].box[1] + words[n].box[3] for n in by_height]
    for fill in painting.fills:
        start, end = bisect_left(heights, 2 * fill.box[1]), bisect_right(heights, 2 * fill.box[3])
        suspects |= {n for n in by_height[start:end] if _hides(fill, words[n], painting)}
    return sorted(suspects)


def may_hide_text(painting: Painting) -> bool:
    """Whether anything on the page may hide text, or has nearly its colour: false on nearly all pages."""
    if any(_is_odd(look) for look in painting.looks.values()):
        return True
    first = min(painting.order.values(), default=0)
    colours = {BLACK} | {look.colour for look in painting.looks.values()}
    return any(
        fill.colour is None
        or (fill.order > first and fill.alpha >= SOLID)
        or any(are_near(fill.colour, colour) for colour in colours)
        for fill in painting.fills
    )


def _is_odd(look: Look) -> bool:
    return look.doubtful or look.clipped or look.alpha < CLEAR or min(look.colour) >= LIGHT


def _looks_odd(word: GlyphRun, painting: Painting) -> bool:
    return any(_is_odd(painting.looks[source]) for source in set(word.sources) if source in painting.looks)


def _hides(fill: Fill, word: GlyphRun, painting: Painting) -> bool:
    """Whether an area may cover a word, or be of the colour of a word upon it."""
    if not overlaps(fill.box, _inked(word.box)):
        return False
    sources = set(word.sources)
    if min(painting.order.get(source, 0) for source in sources) < fill.order:
        return fill.alpha >= SOLID
    colours = [painting.looks[source].colour if source in painting.looks else BLACK for source in sources]
    return fill.colour is None or any(are_near(fill.colour, colour) for colour in colours)


def _inked(box: Box) -> Box:
    """The middle of a word's box, where it has its ink."""
    dy = (box[3] - box[1]) / 4
    return box[0], box[1] + dy, box[2], box[3] - dy
