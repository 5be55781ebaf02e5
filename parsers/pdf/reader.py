"""PDF documents: pdfium reads them, pdfplumber what it cannot; pages that are pictures are read by eye."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2 as pdfium

from parsers.grids.grid import find_grids
from parsers.layer import Page
from parsers.limits import MAX_PAGES, Deadline, UnreadableError
from parsers.pdf import ocr
from parsers.pdf.orientation import PageView
from parsers.pdf.page import build_page, page_view, render_page
from parsers.pdf.page_content import PageContent
from parsers.pdf.pdfium_drawing import read_drawing
from parsers.pdf.pdfium_text import read_page_text
from parsers.pdf.pdfplumber_fallback import read_fallback_pages
from parsers.pdf.picture_rulings import find_bars
from parsers.pdf.text_quality import GARBLED, odd_word_share
from parsers.vocabulary import Flag, Unreadable

COVERED = 0.5
"""Share of a page from which a picture is a scan of it."""

STAMP = 60
"""Characters that may be printed over a scan: a page number, a signature's stamp."""

OUTLINES = 100
"""Shapes on a page without text from which they are letters drawn as curves."""


NAMED_PAGE = re.compile(rb"/Type\s*/Page\b")
"""A page in the bytes of a file; more of them than pdfium counts, and some may be lost."""


@dataclass(slots=True)
class PageState:
    """One page, and what its picture may still tell."""

    page: Page
    view: PageView
    scanned: bool
    """A picture covers it, and hardly any visible text stands on it."""
    layered: bool = False
    """Hidden text lies beneath its picture."""
    illegible: bool = False
    """Most of its text is set in letters that cannot be read back."""
    empty: bool = False
    """Nothing at all is on it, which is no doubt as long as something is on another page."""
    doubtful: bool = False
    """Another reader may see more of it."""
    characters: int = 0
    """That have a meaning."""


def read_pages(data: bytes, deadline: Deadline) -> list[Page]:
    """All pages of a PDF; raises `UnreadableError`."""
    try:
        document = _open(data)
    except UnreadableError as error:
        if error.cause is Unreadable.ENCRYPTED:
            raise
        return _read_all_with_fallback(data, deadline, error)
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableError(Unreadable.TOO_MANY_PAGES, f"{len(document)} pages")
        first = [_read_page(document, index, deadline) for index in range(len(document))]
        seen = _best_readings(data, first, deadline)
        trusted = _is_trusted(seen)
        return [_read_picture_if_needed(document, one, deadline, trusted=trusted) for one in seen]
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableError(_cause(data, str(error)), str(error)) from error
    if not len(document):
        document.close()
        raise UnreadableError(Unreadable.EMPTY, "no pages")
    return document


def _cause(data: bytes, message: str) -> Unreadable:
    if "password" in message.lower() or "security" in message.lower():
        return Unreadable.ENCRYPTED
    return Unreadable.DAMAGED if b"%%EOF" in data[-2048:] else Unreadable.TRUNCATED


def _read_all_with_fallback(data: bytes, deadline: Deadline, error: UnreadableError) -> list[Page]:
    """The pages of a document that pdfium cannot open; raises its error where they hold no text either."""
    readings = read_fallback_pages(data, [], beyond=0, deadline=deadline)
    if not any(reading.legible() for reading in readings.values()):
        raise error
    seen = [_page_state(number, readings[number], "pdfplumber") for number in sorted(readings)]
    for one in seen:
        if one.scanned:
            one.page.notes.append(Flag.NEEDS_OCR)
    return [one.page for one in seen]


def _read_page(document: pdfium.PdfDocument, index: int, deadline: Deadline) -> PageState:
    if not deadline.left:
        raise UnreadableError(Unreadable.TIMEOUT, f"after {index} pages")
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return _damaged_page(index + 1)
    try:
        text = read_page_text(page)
        reading = PageContent(text, read_drawing(page), page_view(page, text))
    finally:
        page.close()
    return _page_state(index + 1, reading, "pdfium")


def _damaged_page(number: int) -> PageState:
    blank = Page(number, 0.0, 0.0, [], [], [], "pdfium", [Flag.PAGE_DAMAGED])
    return PageState(blank, PageView(0, 0, 0, 0), scanned=False, doubtful=True)


def _best_readings(data: bytes, first: list[PageState], deadline: Deadline) -> list[PageState]:
    """Each page as the reader that sees more of it has it."""
    blank = not any(one.page.words or one.scanned for one in first)
    doubtful = [one.page.number for one in first if one.doubtful or (blank and one.empty)]
    if not doubtful and len(NAMED_PAGE.findall(data)) <= len(first):
        return first
    seen = {one.page.number: one for one in first}
    for number, reading in read_fallback_pages(data, doubtful, beyond=len(first), deadline=deadline).items():
        if number not in seen or reading.legible() > seen[number].characters:
            seen[number] = _page_state(number, reading, "pdfplumber")
    return [seen[number] for number in sorted(seen)]


def _page_state(number: int, reading: PageContent, engine: str) -> PageState:
    page = build_page(number, reading, engine)
    words, drawn = reading.text.words, reading.drawing
    hidden = sum([len(word.text) for word in words if word.hidden])
    visible = sum([len(word.text) for word in words]) - hidden
    covered = any(reading.view.share(picture) >= COVERED for picture in drawn.pictures)
    return PageState(
        page,
        reading.view,
        scanned=visible < STAMP and (covered or (drawn.shapes > OUTLINES and not words)),
        layered=hidden > visible,
        illegible=2 * sum([len(word.text) for word in page.words]) < visible + hidden,
        empty=reading.is_empty(),
        doubtful=reading.is_doubtful(),
        characters=reading.legible(),
    )


def _is_trusted(seen: list[PageState]) -> bool:
    """Whether the text beneath the pictures is well read."""
    return odd_word_share(word.text for one in seen if one.scanned for word in one.page.words) < GARBLED


def _read_picture_if_needed(
    document: pdfium.PdfDocument, seen: PageState, deadline: Deadline, *, trusted: bool
) -> Page:
    """The page as its picture shows it: its words where they are missing or garbled, else its rulings."""
    page = seen.page
    if not (seen.scanned or seen.illegible):
        return page
    if seen.layered and trusted and not seen.illegible:
        picture, scale = render_page(document, page.number - 1, seen.view)
        page.grids = page.grids or find_grids(find_bars(picture, scale), page.words)
        page.notes.append(Flag.OCR_LAYER)
        return page
    if ocr.languages() is None or not deadline.left or page.number > len(document):
        page.notes.append(Flag.NEEDS_OCR)
        return page
    picture, scale = render_page(document, page.number - 1, seen.view)
    return ocr.recognise_page(page.number, picture, scale, deadline)
