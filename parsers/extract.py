"""EXTRACT: the bytes of any file to its text layer."""

from __future__ import annotations

from parsers.layer import MediaType, TextLayer
from parsers.media import media_type
from parsers.pdf import read_pages

EXTRACTOR = "layout-1"
"""Name and version, as in the bucket's key; moved whenever the same bytes may give another layer."""


def read_text_layer(data: bytes) -> TextLayer:
    """The text layer of a document of any kind; one that cannot be read has a `cause` and no pages."""
    kind = media_type(data)
    if kind is not MediaType.PDF:
        return TextLayer(kind, EXTRACTOR, [], "not_a_document")
    return TextLayer(kind, EXTRACTOR, read_pages(data))
