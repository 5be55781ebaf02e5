"""The text layer: words and ruled grids of a document's pages with their coordinates, before parsing.

Extraction is expensive, so its result is stored (`text/<extractor>-<version>/…`), and a new parser reads it
instead of the document. Coordinates are in points (1/72 inch) from the page's top left corner.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""


class MediaType(StrEnum):
    """Media type of a file by its first bytes, whatever its name."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    DOC = "application/msword"
    RTF = "application/rtf"
    HTML = "text/html"
    OTHER = "application/octet-stream"


class Word(msgspec.Struct, array_like=True, gc=False):
    """A run of characters without a blank; coordinates and type size in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: int
    """Index into `Page.fonts`."""
    rotation: int = 0
    """Direction of the text: degrees by which the page must be turned clockwise to make it upright."""


class Grid(msgspec.Struct, array_like=True):
    """A ruled grid on one page; the parser decides whether it is a data table."""

    bbox: BBox
    rows: list[list[str | None]]
    """Cells as printed, spaces collapsed; "" for an empty cell, None for a slot that a merged cell covers."""
    xs: list[float] = []
    """x of the left edge of each column, and of the right edge of the last."""
    ys: list[float] = []
    """y of the top of each row, and of the bottom of the last."""
    spans: list[tuple[int, int, int, int]] = []
    """First row, first column, number of rows, number of columns of each merged cell."""
    rotation: int = 0
    """Direction of its text: `xs` and `ys` are those of the page turned clockwise by as many degrees."""


class Page(msgspec.Struct):
    """One page; a Word file without page breaks is one long page."""

    number: int
    """Page number, from 1."""
    width: float
    """Page width in points."""
    height: float
    """Page height in points."""
    words: list[Word]
    """Line by line, each from left to right."""
    grids: list[Grid]
    fonts: list[str]
    """Names of the fonts, to which `Word.font` refers."""
    engine: str
    """`pdfium`, `pdfplumber` (where pdfium fails), `tesseract`, `docx`, `doc`, `rtf`, `html`."""
    notes: list[str] = []
    """Doubts about this page: values of `parsers.vocabulary.Flag`."""
    struck: list[Word] = []
    """Words that are crossed out; they are not among `words`."""


class TextLayer(msgspec.Struct):
    """All pages of one document."""

    media_type: MediaType
    extractor: str
    """Name and version of the extractor, as in the bucket key: `layout-4`."""
    pages: list[Page]
    cause: str | None = None
    """Why the document could not be read (`parsers.vocabulary.Unreadable`), else None."""


def encode_layer(layer: TextLayer) -> bytes:
    """The layer as JSON."""
    return msgspec.json.encode(layer)


_decoder = msgspec.json.Decoder(TextLayer)


def decode_layer(data: bytes) -> TextLayer:
    """The layer that `encode_layer` wrote; raises `msgspec.DecodeError` on anything else."""
    return _decoder.decode(data)
