"""How pdfplumber's objects are painted: white text and white rulings, and the text of annotations.

The order of painting is not known here, so what is painted over stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from parsers.pdf.annotations import DEFAULT_SIZE, TEXT_FIELDS, TYPE_SIZE, UNSEEN, laid_out
from parsers.pdf.painting import BLACK, Fill, is_pale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page

    from parsers.pdf.painting import Box, Colour
    from parsers.pdf.words import Char, GlyphRun

TEXT_KEYS = {"FreeText": "Contents", "Widget": "V"}
"""Kinds of annotations that are text, and the entry that holds it."""


def read_colour(values: Any) -> Colour:
    """A colour of grey, RGB or CMYK parts from 0 to 1; a pattern counts as black.

    >>> read_colour((1,)), read_colour((1, 0, 0)), read_colour((0, 0, 0, 0)), read_colour(None)
    ((255, 255, 255), (255, 0, 0), (255, 255, 255), (0, 0, 0))
    """
    match [value for value in values or () if isinstance(value, (int, float))]:
        case [grey]:
            parts = [grey] * 3
        case [red, green, blue]:
            parts = [red, green, blue]
        case [cyan, magenta, yellow, key]:
            parts = [(1 - part) * (1 - key) for part in (cyan, magenta, yellow)]
        case _:
            return BLACK
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in parts)
    return red, green, blue


def line_colour(drawn: dict[str, Any]) -> Colour:
    """The colour of a line, of a box or of an edge of one."""
    return read_colour(drawn["stroking_color"] if drawn.get("stroke") else drawn["non_stroking_color"])


def read_fills(page: Page) -> list[Fill]:
    """The filled areas and images of a page, in an order that means nothing."""
    shapes = [shape for shape in (*page.rects, *page.curves) if shape.get("fill")]
    painted = [Fill(0, _box(shape), read_colour(shape["non_stroking_color"])) for shape in shapes]
    return painted + [Fill(0, _box(image)) for image in page.images]


def is_white(char: Char, backs: list[Box]) -> bool:
    """Whether a character is white, and not upon one of the coloured areas."""
    if not is_pale(read_colour(char.get("non_stroking_color"))):
        return False
    x, y = (char["x0"] + char["x1"]) / 2, -(char["top"] + char["bottom"]) / 2
    return not any(x0 <= x <= x1 and bottom <= y <= top for x0, bottom, x1, top in backs)


def typed_words(page: Page) -> Iterator[GlyphRun]:
    """The text of typed notes and form fields."""
    for annotation in page.annots:
        entries = annotation["data"]
        key = TEXT_KEYS.get(_text(entries.get("Subtype")))
        flags = resolve1(entries.get("F"))
        if not key or (isinstance(flags, int) and flags & UNSEEN):
            continue
        if key == "V" and _text(entries.get("FT")) not in TEXT_FIELDS:
            continue
        size = TYPE_SIZE.search(_text(entries.get("DA")))
        number = float(size[1]) if size else DEFAULT_SIZE
        yield from laid_out(_text(entries.get(key)), _box(annotation), number)


def _text(value: Any) -> str:
    """A name or text of an annotation's dictionary; empty for anything else."""
    value = resolve1(value)
    if isinstance(value, PSLiteral):
        return str(value.name)
    return decode_text(value) if isinstance(value, bytes) else value if isinstance(value, str) else ""


def _box(drawn: dict[str, Any]) -> Box:
    return drawn["x0"], -drawn["bottom"], drawn["x1"], -drawn["top"]
