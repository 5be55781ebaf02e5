"""Reads PDF documents: with pdfium, with pdfplumber where pdfium fails, scanned pages with OCR."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from parsers.grids.find import find_grids
from parsers.hindi.fragments import is_fragment, is_fragmented
from parsers.hindi.scripts import is_mostly_hindi
from parsers.layer import Page
from parsers.limits import MAX_PAGES, Deadline, UnreadableError
from parsers.media_types import is_cut_off
from parsers.pdf import ocr
from parsers.pdf.file_bytes import has_extra_bytes, has_layers, without_extra_bytes
from parsers.pdf.fragments import join_fragments
from parsers.pdf.orientation import PageView
from parsers.pdf.page import build_page, render_page
from parsers.pdf.pdfium_page import read_content
from parsers.pdf.pdfplumber_fallback import read_fallback_pages
from parsers.pdf.picture_rulings import find_bars
from parsers.pdf.text_quality import GARBLED, odd_word_share
from parsers.vocabulary import Flag, Unreadable

if TYPE_CHECKING:
    from parsers.pdf.page_content import PageContent

log = logging.getLogger(__name__)

PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")
"""A page object in the bytes of a file; if there are more than pdfium counts, pages may be lost."""


@dataclass(slots=True)
class PageState:
    """One page, and what decides whether another reader or OCR is needed."""

    page: Page
    view: PageView
    scanned: bool
    """An image covers it, and it has hardly any visible text."""
    layered: bool = False
    """It has an OCR layer: hidden text beneath its image."""
    illegible: bool = False
    """Most of its text is in a font that cannot be converted to Unicode."""
    empty: bool = False
    """Nothing is on it; in doubt only if no page of the document has anything."""
    doubtful: bool = False
    """Another reader may find more on it."""
    characters: int = 0
    """Number of characters with a Unicode value that is not private."""
    broken: PageContent | None = None
    """Its content if some of its Hindi words are broken into syllables."""
    fragmented: bool = False
    """Such words could not be joined."""


def read_pages(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of a PDF, at most `MAX_PAGES`; raises `UnreadableError`."""
    pages = _read_whole_pages(without_extra_bytes(data), deadline)
    if has_extra_bytes(data):
        pages[0].notes.append(Flag.EXTRA_BYTES)
    return pages


def _read_whole_pages(data: bytes, deadline: Deadline) -> list[Page]:
    try:
        document = _open(data)
    except UnreadableError as error:
        if error.cause is Unreadable.ENCRYPTED:
            raise
        return _read_all_with_fallback(data, deadline, error)
    try:
        return _read_document(document, data, deadline)
    finally:
        document.close()


def _read_document(document: pdfium.PdfDocument, data: bytes, deadline: Deadline) -> list[Page]:
    count = min(len(document), MAX_PAGES)
    layers = has_layers(data)
    if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
        document.init_forms()  # makes the appearance of fields that have none
    first = [_read_page(document, index, deadline, layers=layers) for index in range(count)]
    states = _best_readings(data, first, deadline) if count == len(document) else first
    trusted = _is_trusted(states)
    pages = [_read_picture_if_needed(document, one, deadline, trusted=trusted) for one in states]
    if count < len(document):
        pages[-1].notes.append(Unreadable.TOO_MANY_PAGES)
    return pages


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
    return Unreadable.TRUNCATED if is_cut_off(data) else Unreadable.DAMAGED


def _read_all_with_fallback(data: bytes, deadline: Deadline, error: UnreadableError) -> list[Page]:
    """The pages of a document that pdfium cannot open; raises `error` if pdfplumber finds no text either."""
    contents = read_fallback_pages(data, [], beyond=0, deadline=deadline)
    if not any(content.legible() for content in contents.values()):
        raise error
    states = [_page_state(number, contents[number], "pdfplumber") for number in sorted(contents)]
    for state in states:
        if state.scanned:
            state.page.notes.append(Flag.NEEDS_OCR)
    return [state.page for state in states]


def _read_page(document: pdfium.PdfDocument, index: int, deadline: Deadline, *, layers: bool) -> PageState:
    if not deadline.left:
        raise UnreadableError(Unreadable.TIMEOUT, f"after {index} pages")
    try:
        content = read_content(document, index, layers=layers)
    except pdfium.PdfiumError:
        return _damaged_page(index + 1)
    return _page_state(index + 1, content, "pdfium")


def _damaged_page(number: int) -> PageState:
    blank = Page(number, 0.0, 0.0, [], [], [], "pdfium", [Flag.PAGE_DAMAGED])
    return PageState(blank, PageView(0, 0, 0, 0), scanned=False, doubtful=True)


def _best_readings(data: bytes, first: list[PageState], deadline: Deadline) -> list[PageState]:
    """Each page as read by pdfium, or by pdfplumber where that finds more characters."""
    blank = not any(one.page.words or one.scanned for one in first)
    doubtful = [one.page.number for one in first if one.doubtful or (blank and one.empty)]
    broken = {one.page.number: one.broken for one in first if one.broken}
    if not is_mostly_hindi(" ".join(_texts(first))):
        broken = {}
    if not doubtful and not broken and len(PAGE_OBJECT.findall(data)) <= len(first):
        return first
    states = {state.page.number: state for state in first}
    wanted = [*doubtful, *broken]
    for number, content in read_fallback_pages(data, wanted, beyond=len(first), deadline=deadline).items():
        if number in broken:
            joined = join_fragments(broken[number], content)
            states[number] = _page_state(number, joined, "pdfium")
        elif number not in states or content.legible() > states[number].characters:
            states[number] = _page_state(number, content, "pdfplumber")
    return _mark_fragmented([states[number] for number in sorted(states)])


def _texts(states: list[PageState]) -> list[str]:
    return [word.text for state in states for word in state.page.words]


def _mark_fragmented(states: list[PageState]) -> list[PageState]:
    """The pages; those with broken words need OCR if the document is in such words."""
    if any(state.broken for state in states) and is_fragmented(_texts(states)):
        for state in states:
            state.fragmented = state.broken is not None
    return states


def _page_state(number: int, content: PageContent, engine: str) -> PageState:
    page = build_page(number, content, engine)
    words = content.text.words
    hidden = sum([len(word.text) for word in words if word.hidden])
    visible = sum([len(word.text) for word in words]) - hidden
    readable = sum([len(word.text) for word in (*page.words, *page.struck)])
    return PageState(
        page,
        content.view,
        scanned=content.is_scan(),
        layered=hidden > visible,
        illegible=Flag.LEGACY_HINDI in page.notes and 2 * readable < visible + hidden,
        empty=content.is_empty(),
        doubtful=content.is_doubtful(),
        characters=content.legible(),
        broken=content if any(is_fragment(word.text) for word in page.words) else None,
    )


def _is_trusted(states: list[PageState]) -> bool:
    """Whether the OCR layers of the document are good enough to keep."""
    return (
        odd_word_share(word.text for state in states if state.scanned for word in state.page.words) < GARBLED
    )


def _read_picture_if_needed(
    document: pdfium.PdfDocument, state: PageState, deadline: Deadline, *, trusted: bool
) -> Page:
    """The page; of a scan, its image gives the words if they are missing or garbled, else the grids."""
    page = state.page
    if not (state.scanned or state.illegible or state.fragmented):
        return page
    if state.layered and trusted and not state.illegible:
        picture, scale = render_page(document, page.number - 1, state.view)
        page.grids = page.grids or find_grids(find_bars(picture, scale), page.words)
        page.notes.append(Flag.OCR_LAYER)
        return page
    if skipped := _why_no_ocr(document, state, deadline):
        log.info("ocr skipped page=%s reason=%s", page.number, skipped)
        page.notes.append(Flag.FRAGMENTED_TEXT if state.fragmented else Flag.NEEDS_OCR)
        return page
    picture, scale = render_page(document, page.number - 1, replace(state.view, lean=0.0))  # OCR levels it
    return ocr.recognise_page(page.number, picture, scale, deadline)


def _why_no_ocr(document: pdfium.PdfDocument, state: PageState, deadline: Deadline) -> str | None:
    """Why a page cannot be recognised, None if it can."""
    languages = ocr.languages()
    if languages is None:
        return "no_tesseract"
    if state.fragmented and "hin" not in languages:
        return "no_hindi"
    if not deadline.left:
        return "no_time"
    return "unknown_to_pdfium" if state.page.number > len(document) else None
