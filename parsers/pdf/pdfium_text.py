"""Reads the words of one PDF page: characters by pdfium, words by pdfplumber's rules."""

from __future__ import annotations

import ctypes
import re
from collections import deque
from ctypes import c_double, c_float
from functools import partial
from itertools import pairwise, repeat
from math import hypot
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium_c

from parsers.limits import MAX_PAGE_CHARACTERS, MAX_PAGE_OBJECTS
from parsers.pdf import pdfium_calls
from parsers.pdf.characters import TextStyle, chars_of
from parsers.pdf.soft_hyphens import find_soft_hyphens
from parsers.pdf.words import (
    SEAM,
    SOFT_HYPHEN,
    Box,
    Char,
    GlyphRun,
    PageText,
    char_box,
    direction_of,
    join_characters,
    split_words,
    turned_upright,
    word_box,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2 as pdfium

FAINT = 0.05
"""Height in points of a character that prints nothing, at most."""

NO_CHARACTER = "\ufffe"
"""In pdfium's text: a hyphen at the end of a line, or a character without a Unicode value."""

PRINTED = re.compile(r"\S+")

NEAR = 4
"""A blank between two letters is among this many page objects after the first of them."""

TINY, CAPITAL, SAMPLE = 3.0, 0.7, 8
"""Points: below this, the declared type size may be meaningless, as in a Type 3 font with its own matrix.

It is then estimated from the ink of some characters: a capital is 0.7 of the type size high.
"""

INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
"""Modes that paint nothing."""


def read_page_text(page: pdfium.PdfPage, *, with_sources: bool = False) -> PageText:
    """The page's words in the order of its content stream, if wanted with the text object of each letter."""
    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), MAX_PAGE_CHARACTERS)
        reader = _TextReader(page.raw, textpage.raw, count, with_sources=with_sources)
        return reader.words()
    finally:
        textpage.close()


class _TextReader:
    """The characters of one page, read from pdfium by their index."""

    def __init__(self, page: Any, raw: Any, count: int, *, with_sources: bool) -> None:
        self._page = page
        self._textpage = raw
        self._raw = pdfium_calls.address(raw)
        self._count = count
        self._with_sources = with_sources
        self._styles: dict[int | None, TextStyle] = {}
        self._objects: list[int | None] = []
        self._place_of: dict[int | None, int] = {}
        self._fonts: dict[int | None, str] = {}
        self._name = ctypes.create_string_buffer(256)
        self._numbers = (c_double * 4)()
        self._places = [ctypes.addressof(self._numbers) + 8 * n for n in range(4)]

    def _text(self) -> tuple[str, int]:
        """One character per index, and how many have no Unicode value; a blank replaces each of them."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        pdfium_c.FPDFText_GetText(self._textpage, 0, self._count, buffer)
        text = bytes(buffer)[: 2 * self._count].decode("utf-16-le", "replace")
        if len(text) != self._count:  # beyond the Basic Multilingual Plane
            text = "".join(chr(pdfium_calls.unicode_of(self._raw, n)) for n in range(self._count))
        visible = SOFT_HYPHEN in text and any(
            self._has_ink(found.start()) for found in re.finditer(SOFT_HYPHEN, text)
        )
        if visible:  # then this font has no other hyphen
            text = text.replace(SOFT_HYPHEN, "-")
        if NO_CHARACTER not in text:
            return text, 0
        places = [found.start() for found in re.finditer(NO_CHARACTER, text)]
        meant = [pdfium_calls.unicode_of(self._raw, place) for place in places]
        coded = [*zip(places, meant, strict=True)]
        soft = set() if visible else self._soft_hyphens([n for n, code in coded if code])
        signs = {n: SOFT_HYPHEN if n in soft else "-" if code else " " for n, code in coded}
        return re.sub(NO_CHARACTER, lambda found: signs[found.start()], text), meant.count(0)

    def _soft_hyphens(self, places: Sequence[int]) -> set[int]:
        """Those of the hyphens at the end of a line that are soft."""
        self._read_content()
        ends = {place: pdfium_calls.text_object(self._raw, place) for place in places}
        soft = find_soft_hyphens(self._page, set(ends.values()), self._objects)
        return {place for place, text_object in ends.items() if text_object in soft}

    def _has_ink(self, index: int) -> bool:
        """Whether a character prints anything."""
        pdfium_calls.read_ink(self._raw, index, *self._places)
        left, right, bottom, top = self._numbers
        return right > left and top - bottom > FAINT

    def words(self) -> PageText:
        """The words in the order of the content stream, and how many characters have no Unicode value."""
        text, unmapped = self._text()
        boxes = self._boxes()
        words: list[GlyphRun] = []
        for found in PRINTED.finditer(text):
            start, end = found.span()
            style = self._style(start)
            places = boxes[start:end]
            piece = found[0]
            if piece.isascii() and (box := word_box(places, style.size, style.rotation, style.lean)):
                seams = self._seams(range(start, end))
                words.append(self._glyphs(start, piece, box, list(piece), places, style, seams))
            else:
                words += self._split_with_pdfplumber(start, piece, places, style)
        return PageText(words, unmapped)

    def _split_with_pdfplumber(
        self, start: int, piece: str, places: list[Box], style: TextStyle
    ) -> Iterator[GlyphRun]:
        """The words into which pdfplumber splits a piece of text without a blank."""
        for word in split_words(self._with_blanks(chars_of(style, start, piece, places))):
            letters, boxes = [char["text"] for char in word], [char_box(char) for char in word]
            index = word[0]["index"]
            own = style if index == start else self._style(index)
            seams = self._seams([char["index"] for char in word])
            yield self._glyphs(index, *join_characters(letters, boxes), letters, boxes, own, seams)

    def _seams(self, indices: Sequence[int]) -> list[int]:
        """Places in a word of characters whose text object differs from that of the character before."""
        object_of = partial(pdfium_calls.text_object, self._raw)
        if object_of(indices[0]) == object_of(indices[-1]):
            return []
        objects = [object_of(index) for index in indices]
        return [n for n, (before, own) in enumerate(pairwise(objects), start=1) if before != own]

    def _with_blanks(self, chars: list[Char]) -> Iterator[Char]:
        """The characters with their sizes, and the blanks that pdfium drops if the next letter overlaps."""
        yield chars[0]
        for last, char in pairwise(chars):
            seam = char["x0"] - last["x1"] > SEAM * char["size"]
            if seam and self._has_blank_between(last["index"], char["index"]):
                yield {**last, "text": " "}
            same = char["bottom"] == last["bottom"]  # if not, perhaps raised or lowered
            char["size"] = last["size"] if same else self._style(char["index"]).size
            char["rise"] = last["rise"] if same else self._rise(chars[0]["index"], char["index"])
            yield char

    def _rise(self, one: int, other: int) -> float:
        """How far a character is raised above the baseline of another, in points."""
        style = self._style(one)
        here, there = (
            turned_upright((x, y, x, y), style.rotation) for x, y in map(self._origin, (one, other))
        )
        return there[1] - here[1]

    def _origin(self, index: int) -> tuple[float, float]:
        """The point on the baseline at which a character begins."""
        pdfium_calls.read_origin(self._raw, index, *self._places[:2])
        return self._numbers[0], self._numbers[1]

    def _has_blank_between(self, one: int, other: int) -> bool:
        """Whether the content stream has a text object between two characters that pdfium's text has lost."""
        self._read_content()
        before, behind = (pdfium_calls.text_object(self._raw, index) for index in (one, other))
        start, end = self._place_of.get(before), self._place_of.get(behind)
        if start is None or end is None:
            return False
        between = self._objects[start + 1 : min(end, start + 1 + NEAR)]
        return any(pdfium_calls.object_type(drawn) == pdfium_c.FPDF_PAGEOBJ_TEXT for drawn in between)

    def _read_content(self) -> None:
        """Store the objects of the page's content stream and the index of each."""
        if self._objects:
            return
        page, many = pdfium_calls.address(self._page), pdfium_c.FPDFPage_CountObjects(self._page)
        self._objects = [pdfium_calls.page_object(page, n) for n in range(min(many, MAX_PAGE_OBJECTS))]
        self._place_of = {drawn: n for n, drawn in enumerate(self._objects)}

    def _boxes(self) -> list[Box]:
        """Each character's box as its font declares it: left, bottom, right, top."""
        boxes = (pdfium_c.FS_RECTF * self._count)()
        first, size = ctypes.addressof(boxes), ctypes.sizeof(pdfium_c.FS_RECTF)
        addresses = range(first, first + size * self._count, size)
        deque(map(pdfium_calls.read_box, repeat(self._raw), range(self._count), addresses), maxlen=0)
        sides = memoryview(boxes).cast("B").cast("f").tolist()
        return list(zip(sides[::4], sides[3::4], sides[2::4], sides[1::4], strict=True))

    def _glyphs(
        self,
        index: int,
        text: str,
        box: Box,
        letters: list[str],
        boxes: list[Box],
        style: TextStyle,
        seams: list[int],
    ) -> GlyphRun:
        """A word whose first character has this index."""
        own = style.size, style.font, style.rotation, style.lean, seams, style.hidden
        sources = self._sources(index, len(letters))
        return GlyphRun(text, box, letters, boxes, self._origin(index), *own, sources)

    def _sources(self, index: int, many: int) -> list[int]:
        """The text object of each of the characters that begin with this index."""
        if not self._with_sources:
            return []
        return [pdfium_calls.text_object(self._raw, n) or 0 for n in range(index, index + many)]

    def _style(self, index: int) -> TextStyle:
        text_object = pdfium_calls.text_object(self._raw, index)
        style = self._styles.get(text_object)
        if style is None:
            style = self._styles[text_object] = self._new_style(index, text_object)
        return style

    def _new_style(self, index: int, text_object: int | None) -> TextStyle:
        matrix = (c_float * 6)()
        pdfium_calls.read_matrix(self._raw, index, ctypes.addressof(matrix))
        a, b, c, d = matrix[:4]
        size = pdfium_calls.font_size(self._raw, index) * hypot(c, d)
        if size < TINY:
            size = max(size, self._ink_height(index) / CAPITAL)
        hidden = bool(text_object) and pdfium_calls.render_mode(text_object) in INVISIBLE
        return TextStyle(self._font_name(text_object), size, *direction_of(a, b), hidden)

    def _ink_height(self, index: int) -> float:
        """Height of the tallest of a few characters from this index on, in points."""
        known = [
            self._numbers[3] - self._numbers[2]
            for n in range(index, min(index + SAMPLE, self._count))
            if pdfium_calls.read_ink(self._raw, n, *self._places)
        ]
        return max(known, default=0.0)

    def _font_name(self, text_object: int | None) -> str:
        font = pdfium_calls.font_of(text_object) if text_object else None
        if font not in self._fonts:
            self._fonts[font] = self._new_font_name(font) if font else ""
        return self._fonts[font]

    def _new_font_name(self, font: int) -> str:
        length = pdfium_calls.read_font_name(font, ctypes.addressof(self._name), 256)
        return self._name.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
