"""What is printed above a table: its caption, and whether an annexure has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.annexures import REFERENCE, TITLE
from parsers.furniture import is_furniture
from parsers.lines import page_lines
from parsers.rules import reads, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layer import BBox, Page
    from parsers.lines import Line

MAX_LINES = 4
"""Of a caption; a longer block is running text."""

LEADING = 1.4
"""Times its height: how far a caption's lines and its table may stand apart."""

OPENINGS = ("ANNE", "ANEX", "APPEN", "APEND", "अनु", "परि")
"""How the heading of an annexure begins."""

NO_CAPTION = (
    rule(
        "question", r"STARRED\s+QUESTION|DUE\s+FOR\s+ANSWER|TO\s+BE\s+ANSWERED", "UNSTARRED QUESTION NO. 344"
    ),
    rule(
        "unit",
        r"^\W*(?:rs\.?|₹|rupees|figures?|amount|\(?in)\b.{0,40}\W*$",
        "(Rs. in crore)",
        "Figures in %age",
    ),
    rule("closing", r"^[\W_]+$", "*****"),
)
"""Lines above a table that do not name it."""


def caption_above(page: Page, box: BBox, boxes: Sequence[BBox]) -> str | None:
    """The lines that stand close above a table, or the line by which an annexure refers to the answer."""
    block = list(_block(page_lines(page, boxes), box))
    named = [line for line in block if not reads((*NO_CAPTION, *TITLE, *REFERENCE), line.text)]
    if not named:
        return next((line.text for line in block if reads(REFERENCE, line.text)), None)
    if len(named) > MAX_LINES:
        return None
    return " ".join(line.text for line in named)


def _block(lines: Sequence[Line], box: BBox) -> Iterator[Line]:
    """The lines above a box as long as they stand close together, from the top."""
    block: list[Line] = []
    edge = box[1]
    for line in reversed([line for line in lines if line.bottom <= box[1] + 2]):
        if edge - line.bottom > (3.0 if edge == box[1] else LEADING) * (line.bottom - line.top):
            break
        if not is_furniture(line):
            block.append(line)
        edge = line.top
    yield from reversed(block)


def annexed_from(pages: Sequence[Page]) -> tuple[int, float]:
    """The page and the height (points) where the first annexure begins; past the end where there is none."""
    for page in pages:
        if not any(word.text.lstrip("(‘'“").upper().startswith(OPENINGS) for word in page.words):
            continue
        for line in page_lines(page, []):
            if (len(line.text) <= 30 and reads(TITLE, line.text)) or reads(REFERENCE, line.text):
                return page.number, line.top
    return len(pages) + 1, 0.0
