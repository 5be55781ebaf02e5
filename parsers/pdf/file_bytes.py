"""What the bytes of a PDF show without a reader: foreign bytes around it, and layers."""

from __future__ import annotations

import re
import zlib

HEADER, TRAILER = b"%PDF-", b"%%EOF"
"""A file's first and last bytes."""

CUT_TRAILER = re.compile(rb"startxref\s+\d+\s+%{0,2}(?:EO?)?\Z")
"""The end of a file whose trailer is cut off."""

LAYERS = b"/OCProperties"
"""Key of the catalog of a document with layers (optional content)."""

CATALOG = re.compile(rb"/Type\s*/Catalog\b")
OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)

MAX_INFLATED = 4 * 1024 * 1024
"""Bytes of one object stream that are searched for the catalog."""


def has_extra_bytes(data: bytes) -> bool:
    r"""Whether anything but blanks is before the header or after the trailer, or the trailer is cut off.

    >>> pdf = b"%PDF-1.4\n...\nstartxref\n9\n%%EOF\n"
    >>> [has_extra_bytes(one) for one in (pdf, b"\n" + pdf, b"\xef\xbb\xbf" + pdf, pdf + b"<html>", pdf[:-3])]
    [False, False, True, True, True]
    """
    end = data.rfind(TRAILER)
    if end < 0:
        return bool(CUT_TRAILER.search(data[-64:]))
    return bool(data[: max(0, data.find(HEADER))].strip() or data[end + len(TRAILER) :].strip())


def without_extra_bytes(data: bytes) -> bytes:
    """The file up to its last trailer: pdfium looks for that in the last few kilobytes only."""
    end = data.rfind(TRAILER)
    return data if end < 0 else data[: end + len(TRAILER)]


def has_layers(data: bytes) -> bool:
    """Whether the document may have layers; one whose catalog cannot be found counts as having some.

    >>> has_layers(b"<</Type/Catalog/Pages 2 0 R>>"), has_layers(b"<</Type/Catalog/OCProperties 7 0 R>>")
    (False, True)
    """
    if LAYERS in data:
        return True
    if CATALOG.search(data):
        return False
    inflated = [_inflate(data[found.end() :]) for found in OBJECT_STREAM.finditer(data)]
    return any(LAYERS in text for text in inflated) or not any(CATALOG.search(text) for text in inflated)


def _inflate(stream: bytes) -> bytes:
    """The start of a deflated stream; empty if it is encrypted or packed otherwise."""
    try:
        return zlib.decompressobj().decompress(stream, MAX_INFLATED)
    except zlib.error:
        return b""
