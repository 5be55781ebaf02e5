"""The media type of a file by its bytes, and where in them a PDF begins and ends.

Names and Content-Type are often wrong (Word as .pdf). The crawler and the parser both decide by this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.layer import MediaType

HEAD = 2048
"""Bytes: how far into the file the mark `%PDF-` may be; messages of PHP before it have some 900."""

OBJECTS = 64 * 1024
"""Bytes from the mark in which a PDF has its first object."""

PDF_MARK, PDF_END = b"%PDF-", b"%%EOF"
BLANKS = b"\0\t\n\f\r "
OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
XREF_OFFSET = re.compile(rb"startxref\s+(\d{1,12})")
XREF = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")

MARKS: tuple[tuple[re.Pattern[bytes], MediaType], ...] = (
    (re.compile(rb"PK\x03\x04"), MediaType.DOCX),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), MediaType.DOC),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf"), MediaType.RTF),
    (re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|!--|[a-z][a-z0-9]*[\s>/])"), MediaType.HTML),
)
"""Patterns of the first bytes; the first that matches decides, if the file contains no PDF."""


def media_type(data: bytes) -> MediaType:
    r"""The media type by the first bytes; any zip is taken for a .docx, any element for HTML.

    >>> media_type(b"\r\n%PDF-1.5 ...").name, media_type(b"PK\x03\x04word/").name
    ('PDF', 'DOCX')
    >>> media_type(b"<HTML xmlns:w='urn:schemas-microsoft-com:office:word'>").name, media_type(b"").name
    ('HTML', 'OTHER')
    >>> media_type(b"<p>It begins with %PDF-1.4</p>").name, media_type(b"<b>Notice</b>%PDF-1.4\n1 0 obj").name
    ('HTML', 'PDF')
    """
    if pdf_start(data) is not None:
        return MediaType.PDF
    return next((kind for mark, kind in MARKS if mark.match(data[:HEAD])), MediaType.OTHER)


def document_type(data: bytes) -> MediaType | None:
    r"""PDF, DOC, RTF or DOCX by the first bytes; None for HTML, a zip of something else and any other file.

    >>> document_type(b"\n%PDF-1.4").name, document_type(b"<html>"), document_type(b"PK\x03\x04 a zip")
    ('PDF', None, None)
    """
    kind = media_type(data)
    if kind in {MediaType.PDF, MediaType.DOC, MediaType.RTF} or (kind is MediaType.DOCX and b"word/" in data):
        return kind
    return None


def pdf_start(data: bytes, *, within: int | None = HEAD) -> int | None:
    r"""Where a PDF begins, at most `within` bytes into the file; None if the file contains no PDF.

    A text before it may only mention the mark: then no object follows.

    >>> pdf_start(b"\xef\xbb\xbf%PDF-1.4"), pdf_start(b"Notice: %PDF-1.4"), pdf_start(b"PK\x03\x04")
    (3, None, None)
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return None
    start = data.find(PDF_MARK, 0, None if within is None else within + len(PDF_MARK))
    if start < 0:
        return None
    before = data[:start].removeprefix(b"\xef\xbb\xbf").strip(BLANKS)
    return start if not before or OBJECT.search(data, start, start + OBJECTS) else None


@dataclass(frozen=True, slots=True)
class PdfExtent:
    """Where in a file the PDF is."""

    start: int
    end: int
    padded: bool
    """Whether bytes other than blanks are before its start or after its end, or its end mark is cut."""


def pdf_extent(data: bytes) -> PdfExtent:
    r"""The bytes of a file that belong to its PDF; all of them if it contains none.

    >>> pdf_extent(b"\xef\xbb\xbf%PDF-1.4 1 0 obj startxref 9 %%EOF<html>")
    PdfExtent(start=3, end=37, padded=True)
    """
    start = pdf_start(data) or 0
    mark = data.rfind(PDF_END)
    end = mark + len(PDF_END)
    if mark < start or OBJECT.search(data, end):
        return PdfExtent(start, len(data), padded=True)
    padded = bool(data[:start].strip(b"\t\n\f\r ")) or bool(data[end:].strip(b"\t\n\f\r "))
    return PdfExtent(start, end, padded)


def is_cut_off(data: bytes) -> bool:
    r"""Whether the end of a PDF is missing: its cross-reference table, or objects after an earlier one.

    A file of which only the mark `%%EOF` or a part of it is missing is complete.

    >>> whole = b"%PDF-1.4\n1 0 obj\nendobj\nxref\n0 1\ntrailer\n<</Size 1>>\nstartxref\n24\n%%EOF"
    >>> [is_cut_off(part) for part in (whole, whole[:-5], whole[:-12], whole[:40], whole[:20])]
    [False, False, False, True, True]
    """
    start = pdf_start(data) or 0
    last = max(data.rfind(name) for name in (b"startxref", b"trailer", b"/XRef"))
    if last < start:
        return PDF_END not in data or OBJECT.search(data, start) is not None
    if OBJECT.search(data, last):
        return True
    offset = XREF_OFFSET.search(data, max(0, data.rfind(b"startxref")))
    if offset and int(offset[1]) > len(data):
        return True
    if PDF_END in data[last:]:
        return False
    if offset and any(XREF.match(data, at + int(offset[1])) for at in (start, 0)):
        return False
    return not _has_trailer(data)


def _has_trailer(data: bytes) -> bool:
    """Whether the last trailer, or the last cross-reference stream, is complete."""
    trailer, stream = data.rfind(b"trailer"), data.rfind(b"/XRef")
    if stream > trailer:
        return b"endobj" in data[stream:]
    behind = data[trailer:]
    return behind.count(b"<<") == behind.count(b">>") > 0
