"""What a file is by its first bytes: names and Content-Type lie (Word as .pdf, a zip as .doc)."""

from __future__ import annotations

import re

from parsers.layer import MediaType

HEAD = 1024
"""Bytes in which a PDF may hide its mark, as readers allow."""

MARKS: tuple[tuple[re.Pattern[bytes], MediaType], ...] = (
    (re.compile(rb"(?s).{0,1018}%PDF-"), MediaType.PDF),
    (re.compile(rb"PK\x03\x04"), MediaType.DOCX),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), MediaType.DOC),
    (re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|!--|[a-z][a-z0-9]*[\s>/])"), MediaType.HTML),
)
"""The first mark found at the start of the file wins."""


def media_type(data: bytes) -> MediaType:
    r"""The kind of file by its first bytes.

    >>> media_type(b"\r\n%PDF-1.5 ...").name, media_type(b"PK\x03\x04word/").name
    ('PDF', 'DOCX')
    >>> media_type(b"<HTML xmlns:w='urn:schemas-microsoft-com:office:word'>").name, media_type(b"").name
    ('HTML', 'OTHER')
    """
    head = data[:HEAD]
    return next((kind for mark, kind in MARKS if mark.match(head)), MediaType.OTHER)
