"""Decides which rows of a table sum others, and completes the labels of rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.observations.vocabulary import Total
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.tables.cells import Row

GRAND = (
    rule(
        "total",
        r"^\W*(?:\d{1,3}[.)]?\s+)?(?:grand|g\W?)?\s*total\W*(?:\(?\s*(?:all\s*[-–]?\s*india|india|country|a\s?\+\s?b.*|no\.?|numbers?)\s*\)?)?\W*$",
        "TOTAL (ALL INDIA)",
        "G.Total",
        "Total :",
    ),
    rule("all India", r"^\W*(?:all\s*[-–]?\s*india)\W*(?:total)?\W*$", "All India"),
    rule("total", r"^\W*(?:कुल(?:\s+योग)?|योग)\W*$", "कुल योग", "योग"),
    rule(
        "total of",
        r"^\W*(?:grand\s+total|overall|total\s+(?:of|for)\s+(?:all|the\s+country))\b",
        "Grand Total (1+2)",
    ),
)
PART = (
    rule("sub-total", r"\bsub\s?[-–]?\s?total\b", "Farmers/Cultivators (Sub-Total)", "Sub Total"),
    rule("total of a part", r"[(\[]\s*total\s*[)\]]\W*$", "Professional/Salaried Persons (Total)"),
    rule(
        "total of places",
        r"^\W*total\W*\(?\s*(?:for\s+)?(?:states?|uts?|union\s+territor\w+)\b",
        "TOTAL STATE(S)",
        "Total (UTs)",
    ),
    rule("total of a place", r"\btotal\W*$", "Bihar Total"),
)
SOME_TOTAL = rule("total", r"^\W*total\b", "Total Kharif")
STATES_TOTAL = rule("all States", r"\btotal\W*\(?\s*(?:for\s+)?states?\b", "TOTAL STATE(S)")
UTS_TOTAL = rule("all UTs", r"\btotal\W*\(?\s*(?:for\s+)?(?:uts?|union\s+territor\w+)\b", "TOTAL UT(S)")
COUNTRY = rule("country", r"\b(?:all\s*[-–]?\s*india|india|country)\b", "TOTAL (ALL INDIA)")


def first_label(cells: Row) -> str:
    """The first cell that has letters, among the first three.

    >>> first_label(["39", "TOTAL (ALL INDIA)", "7105"]), first_label(["", "", "12"])
    ('TOTAL (ALL INDIA)', '')
    """
    return next((cell for cell in cells[:3] if cell and any(c.isalpha() for c in cell)), "")


def is_total_row(cells: Row) -> bool:
    """Whether a row is named a total."""
    return total_by_word(first_label(cells)) is not None


def total_by_word(label: str) -> Total | None:
    """What a label says that the row sums.

    >>> total_by_word("TOTAL (ALL INDIA)").value, total_by_word("TOTAL UT(S)").value, total_by_word("Bihar")
    ('grand', 'part', None)
    """
    if matches(GRAND, label):
        return Total.GRAND
    return Total.PART if matches(PART, label) else None


def filled_down(cells: Sequence[str | None], allowed: Sequence[bool]) -> list[str]:
    """Each cell's text; an empty or covered cell repeats the one above where that is allowed.

    >>> filled_down(["Bihar", "", None, "Total"], [True, True, True, False])
    ['Bihar', 'Bihar', 'Bihar', 'Total']
    """
    texts: list[str] = []
    last = ""
    for cell, may_repeat in zip(cells, allowed, strict=True):
        text = " ".join((cell or "").split())
        last = text or last
        texts.append(text or (last if may_repeat else ""))
    return texts


def serial_parent(serial: str, following: str) -> bool:
    """Whether the row with the next serial number is a part of the one with this: 2 and 2.1.

    >>> serial_parent("2", "2.1"), serial_parent("2.1", "2.2")
    (True, False)
    """
    own, after = (re.sub(r"[^\d.]", "", text).strip(".") for text in (serial, following))
    return bool(own) and after.startswith(f"{own}.")
