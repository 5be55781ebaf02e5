"""Makes the lines of a page from its words, in reading order."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from parsers.grids.printed_lines import by_direction, text_lines, upright_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parsers.layer import BBox, Page, TextLayer, Word

SCANNED = {"tesseract"}
"""OCR engines; of their lines, those without a letter or figure are specks or rulings and are dropped."""
RAISED = 0.75
"""Largest size of a raised word, as a share of the size of the word before it: the ST of 21ST."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed line; all lengths in points."""

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    width: float
    """Width of the page."""
    scanned: bool = False
    """Whether the text was read by OCR."""
    breaks_word: bool = False
    """Whether the hyphen at its end only breaks a word: a soft hyphen."""

    @property
    def bbox(self) -> BBox:
        """Box of the line: x0, top, x1, bottom."""
        return (self.x0, self.top, self.x1, self.bottom)

    def is_within(self, regions: Iterable[tuple[int, BBox]]) -> bool:
        """Whether the line's centre is in one of the regions (page, box)."""
        x, y = (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2
        return any(
            page == self.page and x0 <= x <= x1 and top <= y <= bottom
            for page, (x0, top, x1, bottom) in regions
        )


def lines_by_page(layer: TextLayer) -> dict[int, list[Line]]:
    """All lines of each page, by the page's number."""
    return {page.number: page_lines(page, []) for page in layer.pages}


def lines_outside(
    layer: TextLayer, lines: Mapping[int, Sequence[Line]], regions: Iterable[tuple[int, BBox]]
) -> list[Line]:
    """The document's lines without the words in `regions` (page, box); `lines` are those of whole pages."""
    boxes: dict[int, list[BBox]] = {}
    for page, box in regions:
        boxes.setdefault(page, []).append(box)
    return [
        line
        for page in layer.pages
        for line in (page_lines(page, boxes[page.number]) if page.number in boxes else lines[page.number])
    ]


def page_lines(page: Page, boxes: Sequence[BBox]) -> list[Line]:
    """The page's lines from top to bottom, words from left to right, without the words in `boxes`."""
    words = [word for word in page.words if not _inside(word, boxes)] if boxes else page.words
    bold = [_is_bold(font) for font in page.fonts]
    rows: list[list[Word]] = []
    for run in by_direction(words):  # lines of another direction come after the upright ones
        rows += text_lines(run) if run[0].rotation else upright_lines(run, askew=page.engine in SCANNED)
    lines = [_line(row, page, bold) for row in rows]
    return [line for line in lines if not line.scanned or _WORD.search(line.text)]


def _inside(word: Word, boxes: Sequence[BBox]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _is_bold(font: str) -> bool:
    return any(mark in font for mark in ("Bold", "bold", "Black", "Heavy"))


def _line(row: list[Word], page: Page, bold: Sequence[bool]) -> Line:
    size = max([word.size for word in row])
    top, bottom = min([word.top for word in row]), max([word.bottom for word in row])
    x0, x1 = min([word.x0 for word in row]), max([word.x1 for word in row])
    all_bold = all(font < len(bold) and bold[font] for font in {word.font for word in row})
    printed = _joined(row)
    text, breaks_word = clean(printed), printed.endswith(_SOFT_HYPHEN)
    scanned = page.engine in SCANNED
    return Line(text, page.number, x0, top, x1, bottom, size, all_bold, page.width, scanned, breaks_word)


def _joined(row: Sequence[Word]) -> str:
    parts, last = [row[0].text], row[0]
    for word in row[1:]:
        raised = word.size < last.size * RAISED and word.x0 - last.x1 < last.size / 2 and word.text.isalpha()
        parts.append(word.text if raised else " " + word.text)
        last = word
    return "".join(parts)


_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W_]|\*")
_HYPHENS = re.compile("[\ufffe\u00ad\u2010\u2011]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\x00-\x08\x0b-\x1f]")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)


def clean(text: str) -> str:
    r"""NFC text with single blanks, ligatures expanded and every kind of hyphen as ASCII.

    >>> clean("bene\ufb01ciaries  of  State\ufffewise\u200b data")
    'beneficiaries of State-wise data'
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", _HYPHENS.sub("-", text.translate(_LIGATURES)))
        text = " ".join(unicodedata.normalize("NFC", text).split())
    return text
