"""Comparison of our words with plain pdfplumber's, page by page, with the reason for each difference."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pdfplumber

from parsers.documented_enum import DocumentedEnum
from parsers.extract import read_text_layer
from parsers.pdf.words import ACROSS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pdfplumber.page import Page

BLANK_WIDTH = 0.15
"""Gap that pdfplumber takes for a blank, in multiples of the type size; its default joins words."""

ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)", re.IGNORECASE)


class WordReason(DocumentedEnum):
    """Why words of a page differ; the meaning says which reading is right."""

    NO_PLUMBER_WORDS = "pdfplumber finds no word on the page", "loksabha: the page has words."
    NOT_ASCII = (
        "letters beyond ASCII",
        "loksabha: Hindi in Unicode order, legacy fonts converted to Unicode, ₹ for the backtick of a rupee "
        "font, glyphs without a meaning left out.",
    )
    RAISED = (
        "one of the two splits the raised letters of `9th`",
        "Both: `th` is set smaller and higher; the text of a line has `9th` (`parsers/text/lines.py`).",
    )
    CLOSE_LINES = (
        "letters of close lines: pdfplumber finds the same words in content stream order",
        "loksabha: the page shows `16.50`, not `1` and `6.50`.",
    )
    BLANKS = (
        "the same letters with blanks at other positions",
        "Either: loksabha has `(iii) Advocacy` for `(iii)Advocacy`, but also `De -Addiction` for "
        "`De-Addiction`, and splits the raised sign of `7+`.",
    )
    OTHER = "other letters", "pdfplumber, in the hidden text of a scan: pdfium adds a hyphen at a line end."


@dataclass(slots=True)
class WordDifference:
    """Words of one page that differ for the same reason."""

    file: str
    page: int
    reason: WordReason
    ours: list[str]
    theirs: list[str]


@dataclass(slots=True)
class WordComparison:
    """Word counts and differences of a set of documents."""

    words: int = 0
    pages: int = 0
    differences: list[WordDifference] = field(default_factory=list)

    def count(self, reason: WordReason) -> int:
        """Number of words that differ for this reason."""
        return sum(max(len(d.ours), len(d.theirs)) for d in self.differences if d.reason is reason)

    def share(self, *reasons: WordReason) -> float:
        """Share of words that differ for these reasons, or for any reason if none is given."""
        return sum(self.count(reason) for reason in reasons or WordReason) / max(1, self.words)


def compare_words(paths: Iterable[Path]) -> WordComparison:
    """Compare the words of each page that pdfium reads; scanned pages are left out."""
    found = WordComparison()
    for path in paths:
        layer = read_text_layer(path.read_bytes())
        ours = [
            [word.text for word in page.words] if page.engine == "pdfium" else None for page in layer.pages
        ]
        plain = plain_words(path)
        for number, own in enumerate(ours, start=1):
            other, flow = plain[number - 1] if number <= len(plain) else ([], [])
            if own is not None:
                found.pages += 1
                found.words += max(len(own), len(other))
                found.differences.extend(word_differences(path.name, number, own, other, flow))
    return found


def plain_words(path: Path) -> list[tuple[list[str], list[str]]]:
    """Plain pdfplumber's words of each page: in its own order, and in content stream order."""
    with pdfplumber.open(path) as document:
        return [
            (_words(page), _words(page, y_tolerance_ratio=ACROSS, use_text_flow=True))
            for page in document.pages
        ]


def _words(page: Page, **how: Any) -> list[str]:
    return [word["text"] for word in page.extract_words(x_tolerance_ratio=BLANK_WIDTH, **how)]


def word_differences(
    file: str, page: int, ours: Sequence[str], theirs: Sequence[str], flow: Sequence[str] = ()
) -> Iterator[WordDifference]:
    """Differences between the words of a page in any order; `flow` are `theirs` in content stream order.

    >>> [(d.reason.name, d.ours) for d in word_differences("", 1, ["9", "th", "of", "May"], ["9th", "ofMay"])]
    [('RAISED', ['9', 'th']), ('BLANKS', ['of', 'May'])]
    """
    missing = list((Counter(ours) - Counter(theirs)).elements())
    extra = list((Counter(theirs) - Counter(ours)).elements())
    if not theirs and missing:
        yield WordDifference(file, page, WordReason.NO_PLUMBER_WORDS, missing, [])
        return
    beyond, missing = _split_by_ascii(missing)
    more, extra = _split_by_ascii(extra)
    if beyond and not missing:
        more, extra = [*more, *extra], []  # the same word in ASCII: `j{kk` for रक्षा
    if more and not extra:
        beyond, missing = [*beyond, *missing], []
    if beyond or more:
        yield WordDifference(file, page, WordReason.NOT_ASCII, beyond, more)
    raised = _take_raised(missing, extra)
    if raised:
        yield WordDifference(file, page, WordReason.RAISED, *raised)
    if missing or extra:
        yield WordDifference(file, page, _reason(missing, extra, flow), missing, extra)


def _reason(missing: Sequence[str], extra: Sequence[str], flow: Sequence[str]) -> WordReason:
    if Counter("".join(missing)) != Counter("".join(extra)):
        return WordReason.OTHER
    return WordReason.BLANKS if Counter(missing) - Counter(flow) else WordReason.CLOSE_LINES


def _split_by_ascii(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words with characters other than printable ASCII, and the others."""
    plain = [word.isascii() and word.isprintable() for word in words]
    return [w for w, ok in zip(words, plain, strict=True) if not ok], [
        w for w, ok in zip(words, plain, strict=True) if ok
    ]


def _take_raised(missing: list[str], extra: list[str]) -> tuple[list[str], list[str]] | None:
    """Remove ordinals that one side splits into two words; returns them, or None."""
    taken: tuple[list[str], list[str]] = ([], [])
    for whole, parts, swap in ((extra, missing, False), (missing, extra, True)):
        for word in list(whole):
            found = ORDINAL.fullmatch(word)
            if found and all(part in parts for part in found.groups()):
                whole.remove(word)
                for part in found.groups():
                    parts.remove(part)
                taken[swap].extend(found.groups())
                taken[not swap].append(word)
    return taken if taken[0] else None
