"""The text layer: what the pages of one document say and where, before anything is understood.

Extraction is the dear step, so its result is stored (`text/<extractor>-<version>/…`) and a new parser
reads it instead of the document. Lengths are points (1/72 inch) from the page's top left corner.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""


class MediaType(StrEnum):
    """What a file is by its first bytes, whatever its name says."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    DOC = "application/msword"
    HTML = "text/html"
    OTHER = "application/octet-stream"


class Word(msgspec.Struct, array_like=True, gc=False):
    """One run of characters without a blank."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: int
    """Index into `Page.fonts`."""


class Grid(msgspec.Struct, array_like=True):
    """A ruled grid as drawn on one page; whether it is a data table is the parser's to judge."""

    bbox: BBox
    rows: list[list[str | None]]
    """Cells as printed, spaces collapsed; "" for an empty cell, None where a merged cell covers the place."""
    xs: list[float] = []
    """Where the columns begin, and where the last one ends."""
    ys: list[float] = []
    """Where the rows begin, and where the last one ends."""
    spans: list[tuple[int, int, int, int]] = []
    """Row, column, rows, columns of each merged cell."""


class Page(msgspec.Struct):
    """One page; a Word file without page breaks is one long page."""

    number: int
    """From 1."""
    width: float
    height: float
    words: list[Word]
    """In reading order of the engine: line by line, left to right."""
    grids: list[Grid]
    fonts: list[str]
    engine: str
    """`pdfium`, `pdfplumber` (where pdfium's reading is in doubt), `tesseract`, `docx`, `doc`, `html`."""
    notes: list[str] = []
    """Doubts about this page, from the names of `parsers.records.Flag`."""


class TextLayer(msgspec.Struct):
    """All pages of one document."""

    media_type: MediaType
    extractor: str
    """Name and version that made the layer, as in the bucket's key: `layout-3`."""
    pages: list[Page]
    cause: str | None = None
    """Why the document could not be read (`parsers.records.Unreadable`), else None."""


def encode_layer(layer: TextLayer) -> bytes:
    """The layer as JSON."""
    return msgspec.json.encode(layer)


_decoder = msgspec.json.Decoder(TextLayer)


def decode_layer(data: bytes) -> TextLayer:
    """The layer that `encode_layer` wrote; raises `msgspec.DecodeError` on anything else."""
    return _decoder.decode(data)
