"""The words of one PDF page as pdfium reads them, turned upright."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium_c

from parsers.limits import MAX_PAGE_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2 as pdfium

Box = tuple[float, float, float, float]

SPELLED: dict[int, str] = {
    0x02: "-",  # pdfium's mark for a hyphen at a line's end
    0xFFFE: "-",
    0xAD: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
"""Characters that stand for others."""

UPRIGHT, UPWARD, INVERTED, DOWNWARD = 0, 90, 180, 270
"""Where the text runs in the page's own coordinates; the number is the clockwise turn that rights it."""

INVISIBLE = pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE


@dataclass(slots=True)
class Glyphs:
    """The characters of one word, in the page's own coordinates (points, y upwards)."""

    text: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    """left, bottom, right, top of each character's ink."""
    baseline: tuple[float, float] = (0.0, 0.0)
    size: float = 0.0
    font: str = ""
    turn: int = UPRIGHT
    hidden: bool = False
    """Text that is not painted: the layer that a scanner's OCR left beneath its picture."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text is set."""

    font: str
    size: float
    turn: int
    hidden: bool


def read_glyphs(page: pdfium.PdfPage) -> list[Glyphs]:
    """The page's words in the order of its content; blanks and gaps part them."""
    textpage = page.get_textpage()
    try:
        return [word for word in _words(textpage) if word.text]
    finally:
        textpage.close()


def _words(textpage: pdfium.PdfTextPage) -> Iterator[Glyphs]:
    word, edges, raw = Glyphs(), _Edges(), textpage.raw
    styles: dict[int, Style] = {}
    for index in range(min(textpage.count_chars(), MAX_PAGE_CHARACTERS)):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        char = SPELLED.get(code) or chr(code)
        if char.isspace() or code == 0 or not edges.read(raw, index):
            yield word
            word = Glyphs()
            continue
        if word.text and _parted(word, edges.box):
            yield word
            word = Glyphs()
        if not word.text:
            _set_style(word, raw, index, styles)
        word.text.append(char)
        word.boxes.append(edges.box)
    yield word


class _Edges:
    """The ink box of one character, read into the same four doubles again and again."""

    def __init__(self) -> None:
        self._left, self._right = ctypes.c_double(), ctypes.c_double()
        self._bottom, self._top = ctypes.c_double(), ctypes.c_double()
        self.box: Box = (0.0, 0.0, 0.0, 0.0)

    def read(self, raw: object, index: int) -> bool:
        """Whether the character has a box."""
        if not pdfium_c.FPDFText_GetCharBox(raw, index, self._left, self._right, self._bottom, self._top):
            return False
        self.box = (self._left.value, self._bottom.value, self._right.value, self._top.value)
        return True


def _parted(word: Glyphs, box: Box) -> bool:
    """Whether a character stands too far from the word's last one, along or across the line."""
    last, size = word.boxes[-1], word.size
    if word.turn in (UPRIGHT, INVERTED):
        along = max(box[0] - last[2], last[0] - box[2])
        across = max(box[1] - last[3], last[1] - box[3])
    else:
        along = max(box[1] - last[3], last[1] - box[3])
        across = max(box[0] - last[2], last[0] - box[2])
    return along > 0.6 * size or across > 0.5 * size


def _set_style(word: Glyphs, raw: object, index: int, styles: dict[int, Style]) -> None:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    word.baseline = (x.value, y.value)
    text_object = pdfium_c.FPDFText_GetTextObject(raw, index)
    address = ctypes.addressof(text_object.contents) if text_object else 0
    style = styles.get(address) or styles.setdefault(address, _style(raw, index, text_object))
    word.font, word.size, word.turn, word.hidden = style.font, style.size, style.turn, style.hidden


def _style(raw: object, index: int, text_object: object) -> Style:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(raw, index, matrix)
    size = pdfium_c.FPDFText_GetFontSize(raw, index) * hypot(matrix.c, matrix.d)
    hidden = bool(text_object) and pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) == INVISIBLE
    return Style(_font_name(text_object), size, _turn(matrix.a, matrix.b), hidden)


def _turn(a: float, b: float) -> int:
    """The direction of a line of text from its matrix.

    >>> _turn(12.0, 0.0), _turn(0.0, 9.0), _turn(-1.0, 0.1), _turn(0.0, -1.0)
    (0, 90, 180, 270)
    """
    if abs(a) >= abs(b):
        return UPRIGHT if a >= 0 else INVERTED
    return UPWARD if b > 0 else DOWNWARD


def _font_name(text_object: object) -> str:
    if not text_object:
        return ""
    font = pdfium_c.FPDFTextObj_GetFont(text_object)
    buffer = ctypes.create_string_buffer(256)
    length = pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256) if font else 0
    return buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
