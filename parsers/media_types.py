"""The media type of a file by its first bytes; names and Content-Type are often wrong (Word as .pdf)."""

from __future__ import annotations

import re

from parsers.layer import MediaType

HEAD = 1024
"""Bytes: how far into the file the mark `%PDF-` may stand, as PDF readers allow."""

MARKS: tuple[tuple[re.Pattern[bytes], MediaType], ...] = (
    (re.compile(rb"(?s).{0,1018}%PDF-"), MediaType.PDF),
    (re.compile(rb"PK\x03\x04"), MediaType.DOCX),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), MediaType.DOC),
    (re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|!--|[a-z][a-z0-9]*[\s>/])"), MediaType.HTML),
)
"""Patterns of the first bytes; the first that matches decides."""


def media_type(data: bytes) -> MediaType:
    r"""The media type by the first bytes; any zip is taken for a .docx, any element for HTML.

    >>> media_type(b"\r\n%PDF-1.5 ...").name, media_type(b"PK\x03\x04word/").name
    ('PDF', 'DOCX')
    >>> media_type(b"<HTML xmlns:w='urn:schemas-microsoft-com:office:word'>").name, media_type(b"").name
    ('HTML', 'OTHER')
    """
    head = data[:HEAD]
    return next((kind for mark, kind in MARKS if mark.match(head)), MediaType.OTHER)


def document_type(data: bytes) -> MediaType | None:
    r"""PDF, DOC or DOCX by the first bytes; None for HTML, a zip of something else and any other file.

    >>> document_type(b"\n%PDF-1.4").name, document_type(b"<html>"), document_type(b"PK\x03\x04 a zip")
    ('PDF', None, None)
    """
    kind = media_type(data)
    if kind in {MediaType.PDF, MediaType.DOC} or (kind is MediaType.DOCX and b"word/" in data):
        return kind
    return None
