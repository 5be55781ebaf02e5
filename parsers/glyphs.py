"""The words of one PDF page: pdfium reads the characters, pdfplumber makes words of them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING
from unicodedata import category

import pypdfium2.raw as pdfium_c

from parsers.chars import UPRIGHT, Box, Char, Glyphs, Text, turn_of, words_of
from parsers.limits import MAX_PAGE_CHARACTERS

if TYPE_CHECKING:
    import pypdfium2 as pdfium

HYPHENS = {0x02: "-", 0xAD: "-"}
"""The hyphen at a line's end, as pdfium marks it, and the one that shows only there."""

NO_CHARACTER = "\ufffe"
"""In pdfium's text of a page, for a hyphen at a line's end and for what it cannot map."""

LATIN = "\u02ff"
"""No mark that is printed over another letter comes before; such a mark stands where its letter stands."""

INVISIBLE = pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is set."""

    font: str
    size: float
    turn: int
    hidden: bool


def read_glyphs(page: pdfium.PdfPage) -> Text:
    """The page's words in the order of its content."""
    textpage = page.get_textpage()
    try:
        reader = _Reader(textpage.raw, min(textpage.count_chars(), MAX_PAGE_CHARACTERS))
        chars, unmapped = reader.chars()
        return Text([reader.glyphs(*word) for word in words_of(chars)], unmapped)
    finally:
        textpage.close()


class _Reader:
    """The characters of one page, asked of pdfium by their index."""

    def __init__(self, raw: object, count: int) -> None:
        self._raw = raw
        self._count = count
        self._styles: dict[int, Style] = {}
        self._runs: dict[int, Style] = {}
        self._fonts: dict[int, str] = {}
        self._name = ctypes.create_string_buffer(256)
        self._box = pdfium_c.FS_RECTF()
        self._origin = ctypes.c_double(), ctypes.c_double()

    def text(self) -> str:
        """One character for each index."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        pdfium_c.FPDFText_GetText(self._raw, 0, self._count, buffer)
        text = bytes(buffer)[: 2 * self._count].decode("utf-16-le", "replace")
        if len(text) != self._count:  # beyond the Basic Multilingual Plane
            text = "".join(chr(pdfium_c.FPDFText_GetUnicode(self._raw, n)) for n in range(self._count))
        return text.translate(HYPHENS)

    def chars(self) -> tuple[list[Char], int]:
        """The characters in pdfplumber's form, and how many have no meaning: a blank stands for each."""
        chars: list[Char] = []
        style, turn, unmapped = None, UPRIGHT, 0
        for index, text in enumerate(self.text()):
            if text == NO_CHARACTER:
                hyphen = pdfium_c.FPDFText_GetUnicode(self._raw, index)
                unmapped += not hyphen
                text = "-" if hyphen else " "
            if text.isspace():
                style = None
                chars.append({"text": text, "upright": True, "turn": turn})
                continue
            if style and text > LATIN and category(text)[0] == "M":
                chars.append({**chars[-1], "text": text, "index": index})
                continue
            if style is None:
                style = self._runs[index] = self._style(index)
                turn = style.turn
            chars.append(self._char(index, text, style))
        return chars, unmapped

    def _char(self, index: int, text: str, style: Style) -> Char:
        box = self._box
        if style.turn == UPRIGHT:
            pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, box)
        else:
            self._read_ink(index)
        return {
            "text": text,
            "x0": box.left,
            "x1": box.right,
            "top": (top := -box.top),
            "bottom": -box.bottom,
            "doctop": top,
            "upright": True,
            "size": style.size,
            "turn": style.turn,
            "index": index,
        }

    def _read_ink(self, index: int) -> None:
        """Sets the box to that of the ink: what the font declares, pdfium does not turn with the text."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium_c.FPDFText_GetCharBox(self._raw, index, left, right, bottom, top)
        self._box.left, self._box.right = left.value, right.value
        self._box.bottom, self._box.top = bottom.value, top.value

    def glyphs(self, text: str, box: Box, chars: list[Char]) -> Glyphs:
        """A word with its style, which is its first character's."""
        index, (x, y) = chars[0]["index"], self._origin
        pdfium_c.FPDFText_GetCharOrigin(self._raw, index, x, y)
        style = self._runs.get(index) or self._style(index)
        return Glyphs(text, box, chars, (x.value, y.value), style.size, style.font, style.turn, style.hidden)

    def _style(self, index: int) -> Style:
        text_object = pdfium_c.FPDFText_GetTextObject(self._raw, index)
        address = ctypes.addressof(text_object.contents) if text_object else 0
        if address not in self._styles:
            self._styles[address] = self._new_style(index, text_object)
        return self._styles[address]

    def _new_style(self, index: int, text_object: object) -> Style:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._raw, index, matrix)
        size = pdfium_c.FPDFText_GetFontSize(self._raw, index) * hypot(matrix.c, matrix.d)
        hidden = bool(text_object) and pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) == INVISIBLE
        return Style(self._font_name(text_object), size, turn_of(matrix.a, matrix.b), hidden)

    def _font_name(self, text_object: object) -> str:
        font = pdfium_c.FPDFTextObj_GetFont(text_object) if text_object else None
        if not font:
            return ""
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            length = pdfium_c.FPDFFont_GetBaseFontName(font, self._name, 256)
            known = 0 < length <= 256
            self._fonts[address] = self._name.value.decode("utf-8", "replace") if known else ""
        return self._fonts[address]
