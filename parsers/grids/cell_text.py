"""Joins the lines of a cell: figures and words that a narrow column has broken are whole again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.grids.printed_lines import text_lines

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from parsers.layer import Word

FIGURE = re.compile(r"(?:Rs\.?|₹)?[-+(]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?\)?[*#@^$%]*")
"""A whole figure with its commas, in Indian or Western grouping."""

BROKEN = (
    (re.compile(r"\d[\d,]*"), re.compile(r"\.\d+"), False),
    (re.compile(r"\d{2,}\."), re.compile(r"\d+"), True),
    (re.compile(r"\d{4,}"), re.compile(r"\d+\.\d+"), True),
    (re.compile(r"\d{3,}\.\d+"), re.compile(r"\d{1,2}"), True),
)
"""First and second part of a figure that is broken at another place than its commas, and whether the first
line must be full; two whole numbers are two figures."""

MARKS = "*#@^$%)"
YEARS = re.compile(r"(?:19|20)\d\d[-–/]$"), re.compile(r"(?:19|20)?\d\d\b")
"""A pair of years broken after its hyphen: `2023-` and `24`."""

SOFT_HYPHEN = "\u00ad"
HYPHENS = ("-", "\u2010", "\u2011", "\ufffe")

COMPOUND = re.compile(
    r"^(?:\w|non|sub|co|pre|post|self|multi|inter|intra|semi|anti|mid|ex|re|vice|well|high|low|long|short"
    r"|state|year|month|district|sector|category|age|gender|scheme|ministry|agency|country|crop|bank)$",
    re.IGNORECASE,
)
"""First parts of words that are printed with a hyphen in any place: `Non-performing`, `State-wise`."""

PADDING = 11.0
"""Points between the text of a full line and the edges of its cell, both sides together."""

DIGIT = 0.5
"""Width of a digit in multiples of the type size."""


def cell_text(
    words: Iterable[Word], *, width: float | None = None, known: Container[str] = frozenset()
) -> str:
    """The text of a cell, line by line, spaces collapsed; text that runs up or down in its own direction.

    A figure or a word that goes on in the next line is joined, if its form shows it, or the `width` of the
    cell in points; a word that is broken without a hyphen of its own only if it is `known` in lower case.
    """
    lines = text_lines(words)
    if not lines:
        return ""
    text = " ".join([word.text for word in lines[0]])
    for above, line in pairwise(lines):
        full = width is not None and _is_full(above, width)
        rest = " ".join([word.text for word in line])
        text = _joined(text, rest, full=full, known=known)
    return text.replace(SOFT_HYPHEN, "-")


def _is_full(line: Sequence[Word], width: float) -> bool:
    """Whether the next digit would not fit into a line; false for text that runs up or down."""
    used = line[-1].x1 - line[0].x0 + PADDING + DIGIT * line[-1].size
    return used > width and not line[-1].rotation


def _joined(text: str, rest: str, *, full: bool, known: Container[str]) -> str:
    """The text so far and the next line; `full`: the line above has no room for another digit.

    >>> _joined("1,23,45,", "678", full=False, known=()), _joined("State-", "wise", full=True, known=())
    ('1,23,45,678', 'State-wise')
    """
    if text.endswith(SOFT_HYPHEN):
        return text[:-1] + rest
    before, after = text.rpartition(" ")[2], rest.partition(" ")[0]
    if _is_pair_of_years(before, after) or (after == rest and _is_broken_figure(before, after, full=full)):
        return text + rest
    if before.endswith(HYPHENS) and before[-2:-1].isalpha() and after[0].isalpha():
        return text[: -1 if _is_broken_word(before, after, known) else None] + rest
    if full and _is_word_cut(before, after, known):
        return text + rest
    return f"{text} {rest}"


def _is_pair_of_years(before: str, after: str) -> bool:
    """Whether two parts are years joined by a hyphen.

    >>> _is_pair_of_years("2023-", "24"), _is_pair_of_years("12-", "24")
    (True, False)
    """
    return bool(YEARS[0].search(before) and YEARS[1].match(after))


def _is_broken_figure(before: str, after: str, *, full: bool) -> bool:
    """Whether two parts are one figure; without a comma or point between them, if the line above is full.

    >>> _is_broken_figure("1,23,45,", "678", full=False), _is_broken_figure("12,", "15", full=True)
    (True, False)
    >>> _is_broken_figure("12345", "67.89", full=True), _is_broken_figure("1234", "5678", full=True)
    (True, False)
    """
    if (before.endswith(",") or after.startswith(",")) and any(map(str.isdigit, before)):
        return bool(FIGURE.fullmatch(before + after))
    rest = after.rstrip(MARKS)
    return any(
        first.fullmatch(before) and second.fullmatch(rest) and (full or not needs_full)
        for first, second, needs_full in BROKEN
    )


def _is_broken_word(before: str, after: str, known: Container[str]) -> bool:
    """Whether a hyphen at the end of a line only breaks a word: the word is known without it.

    >>> _is_broken_word("Nico-", "bar", {"nicobar"}), _is_broken_word("State-", "wise", {"nicobar"})
    (True, False)
    """
    first = before.rstrip("".join(HYPHENS)).lstrip("(")
    rest = re.split(r"\W", after)[0]
    return after[0].islower() and not COMPOUND.match(first) and (first + rest).lower() in known


def _is_word_cut(before: str, after: str, known: Container[str]) -> bool:
    """Whether a narrow column has broken a word without a hyphen.

    >>> _is_word_cut("Maharash", "tra", {"maharashtra"}), _is_word_cut("Number", "of", {"of"})
    (True, False)
    """
    rest = re.split(r"\W", after)[0]
    return before[-1:].isalpha() and rest[:1].islower() and (before.lstrip("(") + rest).lower() in known
