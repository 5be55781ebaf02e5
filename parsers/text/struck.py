"""The crossed-out text of a document, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.records import StruckText
from parsers.text.lines import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layer import Page, TextLayer, Word

GAP = 1.5
"""In multiples of the type size: words further apart are crossed out separately."""


def struck_texts(layer: TextLayer) -> list[StruckText]:
    """One text for each line, or part of a line, that is crossed out, in the order of the pages."""
    return [_text(run, page) for page in layer.pages for run in _runs(page.struck)]


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words that follow each other on one line."""
    run: list[Word] = []
    for word in words:
        if run and not _follows(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _follows(before: Word, word: Word) -> bool:
    overlap = min(before.bottom, word.bottom) - max(before.top, word.top)
    on_line = 2 * overlap > min(before.bottom - before.top, word.bottom - word.top)
    return on_line and -before.size <= word.x0 - before.x1 <= GAP * before.size


def _text(run: Sequence[Word], page: Page) -> StruckText:
    box = (
        min(word.x0 for word in run),
        min(word.top for word in run),
        max(word.x1 for word in run),
        max(word.bottom for word in run),
    )
    return StruckText(text=clean(" ".join(word.text for word in run)), page=page.number, bbox=box)
