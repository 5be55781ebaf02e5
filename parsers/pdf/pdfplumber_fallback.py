"""Reads pages with pdfplumber, where pdfium finds nothing or too little.

pdfminer, on which pdfplumber is built, finds pages that pdfium does not, but it is slow, and a hostile file
can make it use any amount of time and memory: it runs in a process of its own, within limits.
"""

from __future__ import annotations

import io
import logging
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from subprocess import PIPE, Popen, TimeoutExpired
from typing import TYPE_CHECKING

import msgspec
import pdfplumber

from parsers.limits import MAX_PAGE_CHARACTERS, MAX_PAGES, PATIENCE, Deadline, limit_memory, limit_time
from parsers.pdf.orientation import view_of
from parsers.pdf.page_content import PageContent
from parsers.pdf.painting import is_pale, visible_lines
from parsers.pdf.pdfium_drawing import Drawing, is_bar
from parsers.pdf.pdfplumber_painting import is_white, line_colour, read_fills, typed_words
from parsers.pdf.words import (
    SOFT_HYPHEN,
    Box,
    Char,
    GlyphRun,
    PageText,
    char_box,
    direction_of,
    join_characters,
    split_words,
)
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from pdfplumber.page import Page

    from parsers.pdf.painting import Fill

log = logging.getLogger(__name__)

MAX_SECONDS = 30.0
"""Processor time for all pages of a document that are read this way."""

MAX_MEGABYTES = 512
"""MiB of address space on top of the imports."""

MAX_BYTES = 50 * 1024 * 1024
"""File size in bytes up to which the fallback is tried."""


UNMAPPED = "?"
"""In place of a character without a Unicode value, where only its box counts."""


@dataclass(slots=True)
class PageResult:
    """A page's number, from 1, and its content."""

    number: int
    content: PageContent


_decoder = msgspec.json.Decoder(PageResult)


def read_fallback_pages(
    data: bytes, pages: Iterable[int], *, beyond: int, deadline: Deadline
) -> dict[int, PageContent]:
    """The content of these pages, and of all with a number above `beyond`; without those over the limits."""
    seconds = min(MAX_SECONDS, deadline.left)
    if skipped := _why_skipped(data, seconds):
        log.info("pdfplumber skipped reason=%s", skipped)
        return {}
    arguments = [str(n) for n in (int(seconds), MAX_MEGABYTES, beyond, *pages)]
    with Popen(
        [sys.executable, "-m", "parsers.pdf.pdfplumber_fallback", *arguments],
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    ) as run:
        try:
            output, errors = run.communicate(data, timeout=PATIENCE * seconds)
        except TimeoutExpired:
            run.kill()
            output, errors = run.communicate()
    if run.returncode:
        error = errors.decode("utf-8", "replace")[-200:]
        log.info("pdfplumber failed code=%s error=%r", run.returncode, error)
    return {page.number: page.content for page in _decode_pages(output)}


def _why_skipped(data: bytes, seconds: float) -> str | None:
    """Why pdfplumber is not started, None if it is."""
    if len(data) > MAX_BYTES:
        return "too_big"
    if b"/Root" not in data:
        return "no_root"  # without one, no reader finds pages
    return "no_time" if seconds < 1 else None


def _decode_pages(output: bytes) -> Iterator[PageResult]:
    """The pages that were written completely."""
    for line in output.splitlines():
        try:
            yield _decoder.decode(line)
        except msgspec.DecodeError:
            return


def iter_pages(data: bytes, pages: Iterable[int], *, beyond: int) -> Iterator[PageResult]:
    """The content of these pages, and of all numbered above `beyond`; raises whatever pdfplumber raises."""
    wanted = set(pages)
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages[:MAX_PAGES]:
            if page.page_number in wanted or page.page_number > beyond:
                yield PageResult(page.page_number, _page_content(page))
                page.close()


def _page_content(page: Page) -> PageContent:
    given, fills = page.chars[:MAX_PAGE_CHARACTERS], read_fills(page)
    backs = [fill.box for fill in fills if not (fill.colour and is_pale(fill.colour))]
    chars = [_char(char) for char in given if not is_white(char, backs)]
    typed = list(typed_words(page))
    doubts = ((Flag.HIDDEN_TEXT, len(chars) < len(given)), (Flag.ANNOTATION_TEXT, bool(typed)))
    _add_rises(chars)
    unmapped = sum(char["text"] == " " and char["unmapped"] for char in chars)
    words = [_glyphs(page, word) for word in split_words(chars)]
    known = [{**char, "text": UNMAPPED} if char["unmapped"] else char for char in chars]
    extents = [_extent(word) for word in split_words(known)]
    x0, top, x1, bottom = page.cropbox
    return PageContent(
        PageText(words + typed, unmapped, extents),
        _drawing(page, fills),
        view_of(words, (x0, -bottom, x1, -top), 0),
        notes=[flag for flag, is_so in doubts if is_so],
    )


def _char(char: Char) -> Char:
    """The character with its rotation; a blank if it has no Unicode value, as in `(cid:12)`."""
    text = char["text"]
    unmapped = text.startswith("(cid:") or text in {"\0", "\ufffd"}
    a, b = char["matrix"][:2]
    rotation, lean = direction_of(a, b)
    own = {"text": " " if unmapped else text, "rotation": rotation, "lean": lean, "unmapped": unmapped}
    size = char["x1"] - char["x0"] if rotation in (90, 270) else char["size"]  # pdfminer: always height
    return {**{key: char[key] for key in KEPT}, **own, "size": size, "foot": char["y0"]}


def _add_rises(chars: Sequence[Char]) -> None:
    """Add the height of its baseline to each upright character, and to its matrix how far it is raised.

    pdfminer's box includes the rise, its matrix does not: most characters of a font are at the same height.
    """
    feet: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for char in chars:
        feet[char["fontname"]][_foot(char)] += 1
    usual = {font: count.most_common(1)[0][0] for font, count in feet.items()}
    for char in chars:
        rise = (_foot(char) - usual[char["fontname"]]) * char["size"]
        if abs(rise) > char["size"] / 20 and not char["rotation"]:
            *matrix, height = char["matrix"]
            char["matrix"] = (*matrix, height + rise)
        char["rise"] = 0.0 if char["rotation"] else char["matrix"][5]


def _foot(char: Char) -> float:
    """Distance from the baseline of the matrix to the bottom of the box, in multiples of the type size."""
    distance: float = char["foot"] - char["matrix"][5]
    return round(distance / (char["size"] or 1.0), 2)


KEPT = ("x0", "top", "x1", "bottom", "fontname", "matrix")


def _glyphs(page: Page, word: list[Char]) -> GlyphRun:
    first = word[0]
    letters, boxes = [char["text"] for char in word], [char_box(char) for char in word]
    letters[:-1] = ["-" if letter == SOFT_HYPHEN else letter for letter in letters[:-1]]  # printed
    x, y = first["matrix"][4:]
    baseline = x + page.mediabox[0], y - page.height - page.mediabox[1]
    text, box = join_characters(letters, boxes)
    size, font = first["size"], first["fontname"]
    return GlyphRun(text, box, letters, boxes, baseline, size, font, first["rotation"], first["lean"])


def _extent(word: list[Char]) -> Box:
    return join_characters([char["text"] for char in word], [char_box(char) for char in word])[1]


def _drawing(page: Page, fills: list[Fill]) -> Drawing:
    edges = [edge for edge in page.edges if edge.get("stroke")]
    bars = [
        (box, line_colour(drawn))
        for drawn in (*page.lines, *page.rects, *edges)
        if is_bar(box := _box(drawn))
    ]
    lines = [box for box, colour in bars if not is_pale(colour)]
    lines += visible_lines([box for box, colour in bars if is_pale(colour)], fills)
    return Drawing(lines, [_box(image) for image in page.images], shapes=len(page.curves))


def _box(drawn: dict[str, Any]) -> tuple[float, float, float, float]:
    return drawn["x0"], -drawn["bottom"], drawn["x1"], -drawn["top"]


def main(seconds: int, megabytes: int, beyond: int, *pages: int) -> None:
    """Read the file on standard input, write one page per line of JSON to standard output."""
    logging.disable()
    limit_memory(megabytes)
    limit_time(seconds)
    for page in iter_pages(sys.stdin.buffer.read(), pages, beyond=beyond):
        sys.stdout.buffer.write(msgspec.json.encode(page) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
