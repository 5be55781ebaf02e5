"""One PDF page put together: glyphs and drawing to words and grids, and its picture."""

from __future__ import annotations

import re
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.hindi import in_unicode
from parsers.layer import Page, Word
from parsers.limits import MAX_PICTURE_PIXELS
from parsers.records import Flag
from parsers.tables_grid import find_grids, text_lines
from parsers.view import View, usual_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2 as pdfium
    from PIL import Image

    from parsers.glyphs import Box, Glyphs
    from parsers.rulings import Drawn

ASCENT, DESCENT = 0.75, 0.25
"""Of the type size, above and below the baseline: so that all words of a line share its top and bottom."""

RUPEE_FONT, RUPEE = re.compile(r"rupee", re.IGNORECASE), str.maketrans("`", "₹")
"""Fonts that print the sign of the rupee on the key of the backtick."""

DPI = 300
"""Of the picture of a page that is read by eye."""


def look_at(page: pdfium.PdfPage, glyphs: Sequence[Glyphs]) -> View:
    """The page turned so that most of its text is upright, else as the file says."""
    turn = usual_turn(((word.turn, len(word.text)) for word in glyphs), page.get_rotation())
    left, bottom, right, top = page.get_bbox()
    return View(left, bottom, right, top, turn)


def assemble(number: int, glyphs: Sequence[Glyphs], drawn: Drawn, view: View) -> Page:
    """The page's words line by line, and its ruled grids."""
    bars = [view.box(bar) for bar in drawn.lines]
    fonts: dict[str, int] = {}
    lines = text_lines(word for one in glyphs for word in _cut_words(one, view, bars, fonts))
    words = [word for line in lines for word in spelled(line, list(fonts))]
    lost = len(words) < sum(map(len, lines))
    return Page(
        number=number,
        width=round(view.width, 1),
        height=round(view.height, 1),
        words=words,
        grids=find_grids(bars, words),
        fonts=list(fonts),
        engine="pdfium",
        notes=[Flag.LEGACY_HINDI] if lost else [],
    )


def spelled(line: list[Word], fonts: list[str]) -> list[Word]:
    """The words of a line in Unicode, without those that no one can read back."""
    texts = in_unicode([(word.text, fonts[word.font]) for word in line])
    return [replace(word, text=text) for word, text in zip(line, texts, strict=True) if text]


def draw(document: pdfium.PdfDocument, index: int, view: View) -> tuple[Image.Image, float]:
    """The page's picture in grey as the view shows it, and its pixels a point."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, sqrt(MAX_PICTURE_PIXELS / max(1.0, width * height)))
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        turn = (view.turn - page.get_rotation()) % 360
    finally:
        page.close()
    return (picture.rotate(-turn, expand=True) if turn else picture), scale


def _cut_words(glyphs: Glyphs, view: View, bars: Sequence[Box], fonts: dict[str, int]) -> list[Word]:
    """The word, cut where an upright ruling passes between its characters."""
    boxes = [view.box(box) for box in glyphs.boxes]
    upright = glyphs.turn == view.turn
    cuts = _cuts(boxes, bars) if upright else []
    parts = (slice(a, b) for a, b in pairwise([0, *cuts, len(boxes)]))
    font = fonts.setdefault(glyphs.font, len(fonts))
    base = view.point(*glyphs.baseline)[1] if upright else None
    spelling = RUPEE if RUPEE_FONT.search(glyphs.font) else {}
    return [
        _word("".join(glyphs.text[part]).translate(spelling), boxes[part], glyphs.size, font, base)
        for part in parts
    ]


def _cuts(boxes: list[Box], bars: Sequence[Box]) -> list[int]:
    """The characters before which a ruling passes: it stands between two characters and runs by both."""
    x0, x1 = boxes[0][0], boxes[-1][2]
    top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
    passing = [
        (bar[0] + bar[2]) / 2
        for bar in bars
        if x0 < bar[0] and bar[2] < x1 and bar[1] <= top and bar[3] >= bottom
    ]
    return [
        i for i in range(1, len(boxes)) if any(boxes[i - 1][2] - 1 <= x <= boxes[i][0] + 1 for x in passing)
    ]


def _word(text: str, boxes: list[Box], size: float, font: int, base: float | None) -> Word:
    """A word; `base` is where its line stands, None for text that does not run upright."""
    top = min(b[1] for b in boxes) if base is None else base - ASCENT * size
    bottom = max(b[3] for b in boxes) if base is None else base + DESCENT * size
    return Word(
        text,
        round(min(b[0] for b in boxes), 1),
        round(top, 1),
        round(max(b[2] for b in boxes), 1),
        round(bottom, 1),
        round(size, 1),
        font,
    )
