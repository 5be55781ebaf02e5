"""Pages as pdfplumber reads them, where pdfium's reading is in doubt.

pdfminer, which pdfplumber reads with, finds pages that pdfium does not, but it is slow, and a hostile file
can make it take any time and memory: it runs in a process of its own, within limits.
"""

from __future__ import annotations

import io
import logging
import sys
from dataclasses import dataclass
from subprocess import PIPE, Popen, TimeoutExpired
from typing import TYPE_CHECKING

import msgspec
import pdfplumber

from parsers.limits import MAX_PAGE_CHARACTERS, MAX_PAGES, PATIENCE, Deadline, limit_memory, limit_time
from parsers.pdf.orientation import PageView, dominant_rotation
from parsers.pdf.page_content import PageContent
from parsers.pdf.pdfium_drawing import Drawing, is_bar
from parsers.pdf.words import Char, GlyphRun, PageText, char_box, join_characters, rotation_of, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pdfplumber.page import Page

logger = logging.getLogger(__name__)

MAX_SECONDS = 30.0
"""Of processor time for all pages of a document that are read this way."""

MAX_MEGABYTES = 512
"""On top of what the process has imported."""

MAX_BYTES = 50 * 1024 * 1024
"""Of a file: a larger one is left to pdfium."""


@dataclass(slots=True)
class PageResult:
    """A page's number, from 1, and its reading."""

    number: int
    reading: PageContent


_decoder = msgspec.json.Decoder(PageResult)


def read_fallback_pages(
    data: bytes, pages: Iterable[int], *, beyond: int, deadline: Deadline
) -> dict[int, PageContent]:
    """The reading of these pages, and of all `beyond` one; what is over the limits is not there."""
    seconds = min(MAX_SECONDS, deadline.left)
    if len(data) > MAX_BYTES or b"/Root" not in data or seconds < 1:
        return {}  # without a root no reader finds pages
    asked = [str(n) for n in (int(seconds), MAX_MEGABYTES, beyond, *pages)]
    with Popen(
        [sys.executable, "-m", "parsers.pdf.pdfplumber_fallback", *asked],
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    ) as run:
        try:
            said, errors = run.communicate(data, timeout=PATIENCE * seconds)
        except TimeoutExpired:
            run.kill()
            said, errors = run.communicate()
    if run.returncode:
        logger.info(
            "pdfplumber ended code=%s error=%s", run.returncode, errors.decode("utf-8", "replace")[-200:]
        )
    return {sheet.number: sheet.reading for sheet in _sheets(said)}


def _sheets(said: bytes) -> Iterator[PageResult]:
    """The pages that were told in full."""
    for line in said.splitlines():
        try:
            yield _decoder.decode(line)
        except msgspec.DecodeError:
            return


def iter_pages(data: bytes, pages: Iterable[int], *, beyond: int) -> Iterator[PageResult]:
    """Pdfplumber's reading of some pages of a document; raises whatever pdfplumber raises."""
    wanted = set(pages)
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages[:MAX_PAGES]:
            if page.page_number in wanted or page.page_number > beyond:
                yield PageResult(page.page_number, _reading(page))
                page.close()


def _reading(page: Page) -> PageContent:
    chars = [_char(char) for char in page.chars[:MAX_PAGE_CHARACTERS]]
    unmapped = sum(char["text"] == " " and char["unmapped"] for char in chars)
    words = [_glyphs(page, word) for word in split_words(chars)]
    rotation = dominant_rotation(((word.rotation, len(word.text)) for word in words), 0)
    x0, top, x1, bottom = page.cropbox
    return PageContent(PageText(words, unmapped), _drawn(page), PageView(x0, -bottom, x1, -top, rotation))


def _char(char: Char) -> Char:
    """The character with its rotation; a blank where the file does not say what it means: `(cid:12)`."""
    text = char["text"]
    unmapped = text.startswith("(cid:") or text in {"\0", "\ufffd"}
    a, b = char["matrix"][:2]
    own = {"text": " " if unmapped else text, "rotation": rotation_of(a, b), "unmapped": unmapped}
    return {**{key: char[key] for key in KEPT}, **own}


KEPT = ("x0", "top", "x1", "bottom", "size", "fontname", "matrix")


def _glyphs(page: Page, word: list[Char]) -> GlyphRun:
    first = word[0]
    letters, boxes = [char["text"] for char in word], [char_box(char) for char in word]
    x, y = first["matrix"][4:]
    baseline = x + page.mediabox[0], y - page.height - page.mediabox[1]
    text, box = join_characters(letters, boxes)
    return GlyphRun(text, box, letters, boxes, baseline, first["size"], first["fontname"], first["rotation"])


def _drawn(page: Page) -> Drawing:
    edges = [edge for edge in page.edges if edge.get("stroke")]
    lines = [box for drawn in (*page.lines, *page.rects, *edges) if is_bar(box := _box(drawn))]
    return Drawing(lines, [_box(image) for image in page.images], len(page.curves))


def _box(drawn: dict[str, Any]) -> tuple[float, float, float, float]:
    return drawn["x0"], -drawn["bottom"], drawn["x1"], -drawn["top"]


def main(seconds: int, megabytes: int, beyond: int, *pages: int) -> None:
    """Reads the file on standard input, says a page a line on standard output."""
    logging.disable()
    limit_memory(megabytes)
    limit_time(seconds)
    for sheet in iter_pages(sys.stdin.buffer.read(), pages, beyond=beyond):
        sys.stdout.buffer.write(msgspec.json.encode(sheet) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
