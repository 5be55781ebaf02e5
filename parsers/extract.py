"""EXTRACT: the bytes of a file to its text layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.layer import MediaType, Page, TextLayer
from parsers.limits import MAX_BYTES, MAX_SECONDS, Deadline, UnreadableError
from parsers.media_types import media_type, pdf_extent
from parsers.pdf.reader import read_pages
from parsers.vocabulary import Flag, Unreadable
from parsers.word.doc import read_doc
from parsers.word.docx import read_docx
from parsers.word.html import read_html
from parsers.word.rtf import read_rtf

if TYPE_CHECKING:
    from collections.abc import Callable

EXTRACTOR = "layout-4"
"""Name and version, part of the bucket key; bump the version when the same bytes may give another layer."""


def read_pdf(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of the PDF in a file, with a note if the file has other bytes around it."""
    extent = pdf_extent(data)
    pages = read_pages(data[extent.start : extent.end], deadline)
    if extent.padded and pages:
        pages[0].notes.append(Flag.EXTRA_BYTES)
    return pages


READERS: dict[MediaType, Callable[[bytes, Deadline], list[Page]]] = {
    MediaType.PDF: read_pdf,
    MediaType.DOCX: read_docx,
    MediaType.DOC: read_doc,
    MediaType.RTF: read_rtf,
    MediaType.HTML: read_html,
}


def read_text_layer(data: bytes, *, seconds: float = MAX_SECONDS) -> TextLayer:
    """The text layer of a document of any type, within `seconds` of processor time.

    Raises nothing for a file that cannot be read: its layer has a `cause` and no pages.
    """
    kind = media_type(data)
    try:
        if len(data) > MAX_BYTES:
            raise UnreadableError(Unreadable.TOO_BIG, f"{len(data)} bytes")
        if kind not in READERS:
            cause = Unreadable.NOT_A_DOCUMENT if data.strip() else Unreadable.EMPTY
            raise UnreadableError(cause, f"{len(data)} bytes")
        return TextLayer(kind, EXTRACTOR, READERS[kind](data, Deadline(seconds)))
    except UnreadableError as error:
        return TextLayer(kind, EXTRACTOR, [], str(error.cause))
