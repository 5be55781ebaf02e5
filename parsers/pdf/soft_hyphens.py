"""Tells soft hyphens at the end of a line from printed ones; pdfium's text has one sign for both.

A soft hyphen only breaks a word that is too long for the line; `State-` / `wise` keeps its own.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium_c

from parsers.pdf import pdfium_calls
from parsers.pdf.words import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_soft_hyphens(
    page: Any, text_objects: set[int | None], page_objects: Sequence[int | None]
) -> set[int | None]:
    """Those of the text objects of a page that end with a soft hyphen.

    pdfium keeps the character only if no other text follows: each object is read alone.
    """
    suspects = {one for one in text_objects.intersection(page_objects) if _has_soft_hyphen(one)}
    if not suspects:
        return set()
    for one in page_objects:
        pdfium_calls.set_active(one, 0)
    soft = {one for one in suspects if _last_character(page, one) == SOFT_HYPHEN}
    for one in page_objects:
        pdfium_calls.set_active(one, 1)
    return soft


def _has_soft_hyphen(text_object: int | None) -> bool:
    """Whether the font of a text object has a soft hyphen."""
    font = pdfium_calls.font_of(text_object)
    width = ctypes.c_float()
    found = font and pdfium_calls.read_glyph_width(font, ord(SOFT_HYPHEN), 1.0, ctypes.byref(width))
    return bool(found) and width.value > 0


def _last_character(page: Any, text_object: int | None) -> str:
    pdfium_calls.set_active(text_object, 1)
    textpage = pdfium_c.FPDFText_LoadPage(page)
    try:
        count = pdfium_c.FPDFText_CountChars(textpage)
        return chr(pdfium_c.FPDFText_GetUnicode(textpage, count - 1)) if count > 0 else ""
    finally:
        pdfium_c.FPDFText_ClosePage(textpage)
        pdfium_calls.set_active(text_object, 0)
