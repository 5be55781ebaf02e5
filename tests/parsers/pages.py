"""Text layers made from plain text."""

from __future__ import annotations

import re
from textwrap import dedent

from parsers.layer import MediaType, Page, TextLayer, Word

LEADING, CHARACTER, MARGIN = 16.0, 5.5, 72.0


def layer_of(*pages: str, engine: str = "pdfium") -> TextLayer:
    """One page per text: 16 points per line, 5.5 points per character, leading blanks as indent."""
    made = [_page(n, dedent(text), engine) for n, text in enumerate(pages, start=1)]
    return TextLayer(MediaType.PDF, "made-1", made)


def _page(number: int, text: str, engine: str) -> Page:
    words = [word for row, line in enumerate(text.splitlines()) for word in _words(line, 50 + LEADING * row)]
    return Page(number, 595.0, 842.0, words, [], ["Times"], engine)


def _words(line: str, top: float) -> list[Word]:
    return [
        Word(
            found[0],
            MARGIN + CHARACTER * found.start(),
            top,
            MARGIN + CHARACTER * found.end(),
            top + 12,
            12.0,
            0,
        )
        for found in re.finditer(r"\S+", line)
    ]
