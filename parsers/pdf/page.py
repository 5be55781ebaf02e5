"""Builds one PDF page: glyph runs and drawing to words and grids; renders its image."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import pairwise
from math import inf, sqrt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.grids.find import find_grids
from parsers.grids.printed_lines import text_lines
from parsers.hindi.fonts import to_unicode
from parsers.layer import Page, Word
from parsers.limits import MAX_PICTURE_PIXELS
from parsers.pdf.overprint import drop_doubles, has_overlap, without_marks, without_overlays
from parsers.pdf.raised_marks import join_marks
from parsers.pdf.strikes import find_strikes
from parsers.pdf.tall_glyphs import settle_tall_glyphs
from parsers.pdf.words import join_characters
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pypdfium2 as pdfium
    from PIL import Image

    from parsers.pdf.orientation import PageView
    from parsers.pdf.page_content import PageContent
    from parsers.pdf.words import Box, GlyphRun

ASCENT, DESCENT = 0.75, 0.25
"""In multiples of the type size, from the baseline: all words of a line get the same top and bottom."""

BLANK = 0.15
"""Smallest gap between two cells, in multiples of the type size; a blank is wider."""

KEY = "`"
RUPEE_FONT, RUPEE = re.compile(r"rupee", re.IGNORECASE), str.maketrans(KEY, "₹")
"""Fonts that print the rupee sign for the backtick."""

Upright = tuple[float, float, float]
"""A vertical ruling: x, top, bottom in points."""

WHITE = 255
"""The grey of paper."""

DPI = 300
"""Resolution of the image of a page for OCR."""


def build_page(number: int, content: PageContent, engine: str) -> Page:
    """The page's words line by line, those that are crossed out apart, and its ruled grids."""
    view = content.view
    drawn = [view.box(bar) for bar in content.drawing.lines]
    runs, marked = without_marks(drop_doubles(content.text.words))
    sorted_out = find_strikes(runs, drawn, content.strikes, view)
    bars, fonts = sorted_out.bars, dict[str, int]()
    uprights = sorted(((x0 + x1) / 2, top, end) for x0, top, x1, end in bars if x1 - x0 < end - top)
    layout = _Layout(view, uprights, fonts)
    lines = layout.lines(sorted_out.words)
    if any(has_overlap(line) for line in lines):
        runs, overlaid = without_overlays(sorted_out.words)
        if overlaid:
            marked, lines = True, layout.lines(runs)
    struck = text_lines(layout.words(sorted_out.struck))
    words = [word for line in lines for word in _convert_hindi(line, list(fonts))]
    notes = (
        (Flag.LEGACY_HINDI, len(words) < sum(map(len, lines))),
        (Flag.HIDDEN_TEXT, layout.outside),
        (Flag.STRUCK_TEXT, bool(struck)),
        (Flag.WATERMARK, marked),
    )
    return Page(
        number=number,
        width=round(view.width, 1),
        height=round(view.height, 1),
        words=words,
        grids=find_grids(
            bars,
            words,
            dots=[view.box(dot) for dot in content.drawing.dots],
            shadings=[view.box(area) for area in content.drawing.shadings],
        ),
        fonts=list(fonts),
        engine=engine,
        notes=list(dict.fromkeys([*content.notes, *(flag for flag, is_so in notes if is_so)])),
        struck=[word for line in struck for word in _convert_hindi(line, list(fonts))],
    )


@dataclass(slots=True)
class _Layout:
    """Makes the lines of a page from its glyph runs."""

    view: PageView
    uprights: list[Upright]
    fonts: dict[str, int]
    outside: bool = False
    """Whether a word was left out because it is beyond the page."""

    def words(self, runs: Iterable[GlyphRun]) -> list[Word]:
        """The words of the runs, cut at rulings."""
        return [word for run in runs for word in _cut_words(run, self.view, self.uprights, self.fonts)]

    def lines(self, runs: Iterable[GlyphRun]) -> list[list[Word]]:
        """The lines of the words on the page, marks joined to their words."""
        cut = self.words(runs)
        shown = [word for word in cut if _is_on_page(word, self.view)]
        self.outside = len(shown) < len(cut)
        return [join_marks(line) for line in text_lines(join_marks(settle_tall_glyphs(shown)))]


def _is_on_page(word: Word, view: PageView) -> bool:
    """Whether the middle of a word is on the page."""
    return 0 <= word.x0 + word.x1 <= 2 * view.width and 0 <= word.top + word.bottom <= 2 * view.height


def _convert_hindi(line: list[Word], fonts: list[str]) -> list[Word]:
    """The words of a line in Unicode, without those that cannot be converted."""
    texts = to_unicode([(word.text, fonts[word.font]) for word in line])
    return [
        word if text == word.text else replace(word, text=text)
        for word, text in zip(line, texts, strict=True)
        if text
    ]


def render_page(document: pdfium.PdfDocument, index: int, view: PageView) -> tuple[Image.Image, float]:
    """The page's image in grey, rotated as in the view, and its pixels per point."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, sqrt(MAX_PICTURE_PIXELS / max(1.0, width * height)))
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        rotation = (view.rotation - page.get_rotation()) % 360
    finally:
        page.close()
    upright = picture.rotate(-rotation, expand=True) if rotation else picture
    return (upright.rotate(-view.lean, fillcolor=WHITE) if view.lean else upright), scale


def _cut_words(
    glyphs: GlyphRun, view: PageView, uprights: list[Upright], fonts: dict[str, int]
) -> list[Word]:
    """The word, cut where a vertical ruling passes through a gap, or between two text objects.

    A figure too long for its cell runs over the ruling: it is one word.
    """
    rotation = (glyphs.rotation - view.rotation) % 360
    upright = not rotation
    box = view.box(glyphs.box)
    font = fonts.setdefault(glyphs.font, len(fonts))
    base = view.point(*glyphs.baseline)
    within = uprights[bisect(uprights, (box[0], inf)) : bisect(uprights, (box[2],))]
    passing = [x for x, top, bottom in within if top <= box[1] and bottom >= box[3]]
    cuts = _cuts([view.box(one) for one in glyphs.boxes], passing, glyphs) if upright and passing else []
    if not cuts:
        return [_word(_replace_rupee(glyphs.text, glyphs.font), box, glyphs.size, font, base, rotation)]
    ends = pairwise([0, *cuts, len(glyphs.boxes)])
    parts = [join_characters(glyphs.letters[a:b], glyphs.boxes[a:b]) for a, b in ends]
    return [
        _word(_replace_rupee(text, glyphs.font), view.box(place), glyphs.size, font, base, rotation)
        for text, place in parts
    ]


def _replace_rupee(text: str, font: str) -> str:
    """The text with the rupee sign, if its font prints it for another character."""
    return text.translate(RUPEE) if KEY in text and RUPEE_FONT.search(font) else text


def _cuts(boxes: list[Box], passing: list[float], glyphs: GlyphRun) -> list[int]:
    """Indices of the characters that belong to the cell behind a ruling."""
    return [
        i
        for i, (before, after) in enumerate(pairwise(boxes), start=1)
        if any(before[2] - 1 <= x <= after[0] + 1 for x in passing)
        and (i in glyphs.seams or after[0] - before[2] >= BLANK * glyphs.size)
    ]


def _word(text: str, box: Box, size: float, font: int, base: tuple[float, float], rotation: int) -> Word:
    """A word; `base` is the point at which it begins on its baseline."""
    x0, top, x1, bottom = box
    x, y = base
    match rotation:
        case 0:
            top, bottom = y - ASCENT * size, y + DESCENT * size
        case 90:
            x0, x1 = x - ASCENT * size, x + DESCENT * size
        case 180:
            top, bottom = y - DESCENT * size, y + ASCENT * size
        case _:
            x0, x1 = x - DESCENT * size, x + ASCENT * size
    return Word(
        text, round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1), round(size, 1), font, rotation
    )
