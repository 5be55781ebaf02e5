"""Words of ours against plain pdfplumber's, page by page, and why they differ."""

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

BLANK = 0.15
"""Times the type size: the gap that plain pdfplumber is told to take for a blank; its 3 points glue words."""


ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)", re.IGNORECASE)


class Why(DocumentedEnum):
    """Why words of a page differ."""

    BLIND = "pdfplumber finds no word on the page", "Ours: a reader sees the words."
    MEANING = (
        "letters beyond ASCII",
        "Ours: Hindi in the order of Unicode, old fonts in Unicode, ₹ for the backtick of a rupee font, no "
        "glyphs without a meaning.",
    )
    RAISED = (
        "the raised letters of `9th` stand apart in one of the two",
        "Both: `th` is set smaller and higher; a line's text has `9th` (`parsers/text/lines.py`).",
    )
    MIXED = (
        "letters of lines that lie close: pdfplumber has our words too in the order of the page's content",
        "Ours: the eye sees `16.50`, not `1` and `6.50`.",
    )
    BLANKS = (
        "the same letters, with blanks at other places",
        "Either: ours has `(iii) Advocacy` for `(iii)Advocacy`, but also `De -Addiction` for `De-Addiction`; "
        "the raised sign of `7+` stands apart.",
    )
    OTHER = "other letters", "Theirs, of a scan's hidden text: pdfium adds a hyphen at a line's end."


@dataclass(slots=True)
class Difference:
    """Words of one page that differ for one reason."""

    file: str
    page: int
    why: Why
    ours: list[str]
    theirs: list[str]


@dataclass(slots=True)
class Comparison:
    """All words of some documents."""

    words: int = 0
    pages: int = 0
    differences: list[Difference] = field(default_factory=list)

    def count(self, why: Why) -> int:
        """How many words differ for this reason."""
        return sum(max(len(d.ours), len(d.theirs)) for d in self.differences if d.why is why)

    def share(self, *reasons: Why) -> float:
        """The share of words that differ for these reasons; of all that differ without any."""
        return sum(self.count(why) for why in reasons or Why) / max(1, self.words)


def compare(paths: Iterable[Path]) -> Comparison:
    """Our words of each page of text against plain pdfplumber's; pictures of pages have none."""
    found = Comparison()
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
                found.differences.extend(differences(path.name, number, own, other, flow))
    return found


def plain_words(path: Path) -> list[tuple[list[str], list[str]]]:
    """The words of each page as pdfplumber has them by itself, and in the order of the page's content."""
    with pdfplumber.open(path) as document:
        return [
            (_words(page), _words(page, y_tolerance_ratio=ACROSS, use_text_flow=True))
            for page in document.pages
        ]


def _words(page: Page, **how: Any) -> list[str]:
    return [word["text"] for word in page.extract_words(x_tolerance_ratio=BLANK, **how)]


def differences(
    file: str, page: int, ours: Sequence[str], theirs: Sequence[str], flow: Sequence[str] = ()
) -> Iterator[Difference]:
    """What differs between the words of a page, whatever their order; `flow` are theirs in the content's.

    >>> [(d.why.name, d.ours) for d in differences("a.pdf", 1, ["9", "th", "of", "May"], ["9th", "ofMay"])]
    [('RAISED', ['9', 'th']), ('BLANKS', ['of', 'May'])]
    """
    missing = list((Counter(ours) - Counter(theirs)).elements())
    extra = list((Counter(theirs) - Counter(ours)).elements())
    if not theirs and missing:
        yield Difference(file, page, Why.BLIND, missing, [])
        return
    beyond, missing = _parted(missing)
    more, extra = _parted(extra)
    if beyond and not missing:
        more, extra = [*more, *extra], []  # what stands for them, in ASCII: `j{kk` for रक्षा
    if more and not extra:
        beyond, missing = [*beyond, *missing], []
    if beyond or more:
        yield Difference(file, page, Why.MEANING, beyond, more)
    raised = _take_raised(missing, extra)
    if raised:
        yield Difference(file, page, Why.RAISED, *raised)
    if missing or extra:
        yield Difference(file, page, _why(missing, extra, flow), missing, extra)


def _why(missing: Sequence[str], extra: Sequence[str], flow: Sequence[str]) -> Why:
    if Counter("".join(missing)) != Counter("".join(extra)):
        return Why.OTHER
    return Why.BLANKS if Counter(missing) - Counter(flow) else Why.MIXED


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words with anything but printed ASCII, and the others."""
    plain = [word.isascii() and word.isprintable() for word in words]
    return [w for w, ok in zip(words, plain, strict=True) if not ok], [
        w for w, ok in zip(words, plain, strict=True) if ok
    ]


def _take_raised(missing: list[str], extra: list[str]) -> tuple[list[str], list[str]] | None:
    """Takes ordinals that one side has in two words out of both."""
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
