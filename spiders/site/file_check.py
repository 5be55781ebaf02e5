"""Checks the bytes of a fetched file: whether they are a complete PDF or Word document."""

from __future__ import annotations

from parsers.media_types import document_type, is_cut_off
from spiders.causes import Cause
from spiders.site.web_pages import is_web_page

SMALLEST = 200
"""Bytes; the site serves stubs of 15 bytes, and no PDF with a page is this short."""


def file_problem(body: bytes, content_type: str = "") -> Cause | None:
    """Why the bytes are no answer document; None if they may be one.

    >>> file_problem(b"%PDF-1.4 a stub").value, file_problem(b"  <!DOCTYPE html>" + b" " * 500).value
    ('stub', 'html')
    """
    kind = document_type(body)
    if kind is None and is_web_page(body, content_type):
        return Cause.HTML
    if len(body) < SMALLEST:
        return Cause.STUB
    if kind is None:
        return Cause.NOT_A_DOCUMENT
    if kind == "application/pdf" and is_cut_off(body):
        return Cause.TRUNCATED
    return None
