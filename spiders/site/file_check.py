"""What the first bytes of a fetched file, and its end, say of it."""

from __future__ import annotations

from spiders.causes import Cause

SMALLEST = 200
"""Bytes; the site serves stubs of 15, no PDF with a page on it is this short."""

_MAGIC = (
    (b"%PDF", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)


def media_type(body: bytes) -> str | None:
    r"""The media type by magic bytes, whatever name and header say; None for no document.

    >>> media_type(b"\n%PDF-1.4"), media_type(b"<html>")
    ('application/pdf', None)
    """
    head = body[:1024].lstrip()
    found = next((name for magic, name in _MAGIC if head.startswith(magic)), None)
    if found and found.endswith("wordprocessingml.document") and b"word/" not in body:
        return None
    return found


def file_problem(body: bytes) -> Cause | None:
    """Why the bytes are no answer document, None where they may be one.

    >>> file_problem(b"%PDF-1.4 a stub").value, file_problem(b"  <!DOCTYPE html>" + b" " * 500).value
    ('stub', 'html')
    """
    kind = media_type(body)
    if kind is None and body.lstrip()[:1] == b"<":
        return Cause.HTML
    if len(body) < SMALLEST:
        return Cause.STUB
    if kind is None:
        return Cause.NOT_A_DOCUMENT
    if kind == "application/pdf" and b"%%EOF" not in body[-2048:]:
        return Cause.TRUNCATED
    return None
