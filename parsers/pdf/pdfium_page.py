"""Reads one PDF page with pdfium: its visible words and drawing, annotations included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium_c

from parsers.pdf.annotations import merge_annotations, read_annotations
from parsers.pdf.contrast import PageImages
from parsers.pdf.orientation import PageView, view_of
from parsers.pdf.page_content import PageContent
from parsers.pdf.pdfium_drawing import read_drawing
from parsers.pdf.pdfium_text import read_page_text
from parsers.pdf.visibility import judge_words, may_hide_text
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    from parsers.pdf.words import PageText


def read_content(document: pdfium.PdfDocument, index: int, *, layers: bool) -> PageContent:
    """The content of a page without the words that no reader sees; raises `PdfiumError` if it does not open.

    `layers` says whether the document has layers, which can be switched off.
    """
    page = document[index]
    found = read_annotations(page)
    own = pdfium_c.FPDFPage_CountObjects(page.raw)
    if found.drawn:
        page = merge_annotations(document, index, page)
    try:
        drawing = read_drawing(page, own=own, layers=layers)
        suspicious = may_hide_text(drawing.painting)
        text = read_page_text(page, with_sources=suspicious or found.drawn)
        content = PageContent(text, drawing, page_view(page, text), found.strikes)
        judged = judge_words(text.words, drawing, lambda: PageImages(page), scanned=content.is_scan())
    finally:
        page.close()
    text.words = judged.words + found.words
    content.notes += judged.notes
    if found.words or (
        found.drawn and any(drawing.painting.is_annotation(word.sources) for word in judged.words)
    ):
        content.notes.append(Flag.ANNOTATION_TEXT)
    return content


def page_view(page: pdfium.PdfPage, text: PageText) -> PageView:
    """The page rotated so that most of its text is upright; without text, as the file declares."""
    return view_of(text.words, page.get_bbox(), page.get_rotation())
