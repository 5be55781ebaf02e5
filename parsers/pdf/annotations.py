"""Makes the annotations of a PDF page that are text, or change what is seen, part of the page.

Typed notes, filled form fields and shapes drawn by a reviewer have an appearance, which pdfium can merge into
the page's own content: then they are read like anything else, in their place. The text of notes without an
appearance is laid out here.
"""

from __future__ import annotations

import ctypes
import re
from ctypes import c_ushort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium_c

from parsers.limits import MAX_PAGE_CHARACTERS, MAX_PAGE_OBJECTS
from parsers.pdf.words import GlyphRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2 as pdfium

    from parsers.pdf.words import Box

TYPED = {pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_WIDGET}
"""Text typed over the page or into a form."""

SHAPES = {
    pdfium_c.FPDF_ANNOT_LINE,
    pdfium_c.FPDF_ANNOT_SQUARE,
    pdfium_c.FPDF_ANNOT_POLYGON,
    pdfium_c.FPDF_ANNOT_POLYLINE,
    pdfium_c.FPDF_ANNOT_INK,
    pdfium_c.FPDF_ANNOT_REDACT,
}
"""Drawings that may cover text or strike it out; highlights, stamps and comments do neither."""

UNSEEN = (
    pdfium_c.FPDF_ANNOT_FLAG_INVISIBLE | pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
)
"""Annotation flags: not shown on a screen."""

TEXT_FIELDS = {"", "Tx", "Ch"}
"""Types of form fields whose value is text; others are buttons and signatures; some inherit it."""

TYPE_SIZE = re.compile(r"([\d.]+)\s+Tf")
DEFAULT_SIZE, CHARACTER, LEADING = 10.0, 0.5, 1.2
"""Type size in points where a note names none; width of a character and line height in multiples of it."""


@dataclass(slots=True)
class Annotations:
    """The annotations of one page that matter to its text, in the page's own coordinates."""

    words: list[GlyphRun] = field(default_factory=list)
    """Text of typed notes without an appearance."""
    strikes: list[Box] = field(default_factory=list)
    """Areas of text that are marked as struck out."""
    drawn: bool = False
    """Whether some have an appearance, to be merged into the page."""


def read_annotations(page: pdfium.PdfPage) -> Annotations:
    """The annotations that matter; the others are removed, so that only these can be merged into the page.

    The page is left unchanged if none of them is of interest, as on most pages, which have only links.
    """
    found, useless = Annotations(), []
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_PAGE_OBJECTS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if not _read_annotation(annotation, found):
                useless.append(index)
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    if found.drawn:
        for index in reversed(useless):
            pdfium_c.FPDFPage_RemoveAnnot(page.raw, index)
    return found


def merge_annotations(document: pdfium.PdfDocument, index: int, page: pdfium.PdfPage) -> pdfium.PdfPage:
    """The page with the appearances of its annotations as the last objects of its content."""
    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _read_annotation(annotation: Any, found: Annotations) -> bool:
    """Whether an annotation's appearance belongs to the page; other text and strikes are added to `found`."""
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    if pdfium_c.FPDFAnnot_GetFlags(annotation) & UNSEEN:
        return False
    if kind == pdfium_c.FPDF_ANNOT_STRIKEOUT:
        found.strikes += _marked_areas(annotation)
        return False
    if kind not in TYPED | SHAPES:
        return False
    if kind == pdfium_c.FPDF_ANNOT_WIDGET and _string(annotation, "FT") not in TEXT_FIELDS:
        return False
    if pdfium_c.FPDFAnnot_GetObjectCount(annotation) > 0:
        found.drawn = True
        return True
    if kind in TYPED:
        text = _string(annotation, "Contents" if kind == pdfium_c.FPDF_ANNOT_FREETEXT else "V")
        size = TYPE_SIZE.search(_string(annotation, "DA"))
        found.words += laid_out(text, _rectangle(annotation), float(size[1]) if size else DEFAULT_SIZE)
    return False


def laid_out(text: str, box: Box, size: float) -> Iterator[GlyphRun]:
    """The words of a note, roughly where a viewer sets them in its box (left, bottom, right, top).

    >>> [(word.text, word.baseline) for word in laid_out("45 lakh tonnes", (60, 500, 110, 530), 10)]
    [('45', (62, 520)), ('lakh', (77.0, 520)), ('tonnes', (62, 508.0))]
    """
    size = size or DEFAULT_SIZE
    step, left = size * CHARACTER, box[0] + 2
    y = box[3] - size
    for line in text.splitlines():
        x = left
        for word in line.split():
            if x > left and x + step * len(word) > box[2]:
                x, y = left, y - LEADING * size
            edges = [
                (x + step * n, y - 0.2 * size, x + step * (n + 1), y + 0.8 * size) for n in range(len(word))
            ]
            whole = (edges[0][0], edges[0][1], edges[-1][2], edges[-1][3])
            yield GlyphRun(word, whole, list(word), edges, (x, y), size, "")
            x += step * (len(word) + 1)
        y -= LEADING * size


def _string(annotation: Any, key: str) -> str:
    """A text or name of the annotation's dictionary; empty if it is missing."""
    size = pdfium_c.FPDFAnnot_GetStringValue(annotation, key.encode(), None, 0)
    buffer = ctypes.create_string_buffer(min(size, 2 * MAX_PAGE_CHARACTERS))
    units = ctypes.cast(buffer, ctypes.POINTER(c_ushort))
    pdfium_c.FPDFAnnot_GetStringValue(annotation, key.encode(), units, len(buffer))
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _rectangle(annotation: Any) -> Box:
    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(annotation, rectangle)
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _marked_areas(annotation: Any) -> Iterator[Box]:
    """The boxes of the lines of text that an annotation marks."""
    corners = pdfium_c.FS_QUADPOINTSF()
    for n in range(min(pdfium_c.FPDFAnnot_CountAttachmentPoints(annotation), MAX_PAGE_OBJECTS)):
        if pdfium_c.FPDFAnnot_GetAttachmentPoints(annotation, n, corners):
            xs = corners.x1, corners.x2, corners.x3, corners.x4
            ys = corners.y1, corners.y2, corners.y3, corners.y4
            yield min(xs), min(ys), max(xs), max(ys)
