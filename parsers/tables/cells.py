"""Classifies the text of a table cell: serial number, column number, year, figure or words."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = list[str | None]
"""The texts of a row's cells; "" is an empty cell, None is covered by a merged cell."""


class CellKind(StrEnum):
    """Kind of a cell's text."""

    EMPTY = "empty"
    YEAR = "year"
    FIGURE = "figure"
    NIL = "nil"
    WORDS = "words"


MARKS = r"(?:\s?[*#^@$†‡\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207d\u207eᵃᵇᶜᵈᵉᶠ]+)*"
"""Pattern of the marks of footnotes behind a figure: `*`, `#`, raised figures."""

PATTERNS: tuple[tuple[CellKind, re.Pattern[str], str], ...] = (
    (CellKind.EMPTY, re.compile(r""), ""),
    (CellKind.YEAR, re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d)?\d\d)?" + MARKS), "2018-19*"),
    (
        CellKind.FIGURE,
        re.compile(
            r"(?:Rs\.?|₹|`)?\s?[-–+(]?\d(?:[\d,. ]*\d)?\)?\s?(?:%|/-|cr(?:ores?)?\.?|lakhs?\.?)?" + MARKS,
            re.IGNORECASE,
        ),
        "Rs. 1,47,70,000",
    ),
    (CellKind.NIL, re.compile(r"(?:nil|n\.?\s?a\.?|n\.?r\.?|[-–—]+)" + MARKS, re.IGNORECASE), "Nil *"),
)
"""Kind, pattern and example. The first pattern that matches the whole cell decides; no match: words."""

SERIAL = re.compile(r"\(?(\d{1,4}|[ivx]{1,5}|[a-z])[.)]*", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})[.)]*")
FIRST_SERIALS = {"1", "01", "i", "a"}


def kind_of(cell: str | None) -> CellKind:
    """The kind of a cell's text.

    >>> [str(kind_of(cell)) for cell in (None, "2018-19", "1,47,70,000", "5.8 %", "Nil", "Bihar")]
    ['empty', 'year', 'figure', 'figure', 'nil', 'words']
    """
    text = (cell or "").strip()
    return next((kind for kind, pattern, _ in PATTERNS if pattern.fullmatch(text)), CellKind.WORDS)


def serial_of(cell: str | None) -> str | None:
    """A serial number without its full stop or brackets; None for any other text.

    >>> serial_of("12."), serial_of("(iv)"), serial_of("2.1"), serial_of("Total")
    ('12', 'iv', None, None)
    """
    found = SERIAL.fullmatch((cell or "").strip())
    return found[1].lower() if found else None


def is_first_serial(cell: str | None) -> bool:
    """Whether a cell is the first of a column of serial numbers.

    >>> is_first_serial("1."), is_first_serial("(i)"), is_first_serial("2")
    (True, True, False)
    """
    return serial_of(cell) in FIRST_SERIALS


def filled_cells(row: Sequence[str | None]) -> list[str]:
    """The cells of a row that have text."""
    return [cell for cell in row if cell]


def is_column_numbers(row: Sequence[str | None]) -> bool:
    """Whether a row numbers the columns from left to right: 1, 2, 3, …; one number in five may be missing.

    >>> is_column_numbers(["", "", "1", "2", "3"]), is_column_numbers(["(1)", "(2)", "(3)"])
    (True, True)
    >>> is_column_numbers(["1", "Bihar", "3"]), is_column_numbers(["1", "5", "6"])
    (False, False)
    """
    numbers = [COLUMN_NUMBER.fullmatch(cell) for cell in filled_cells(row)]
    values = [int(found[1]) for found in numbers if found]
    if len(values) < max(2, len(numbers)):
        return False
    steps = [b - a for a, b in pairwise(values)]
    return values[0] in (1, 2) and min(steps) > 0 and steps.count(1) >= 0.8 * len(steps)


def has_figures(row: Sequence[str | None]) -> bool:
    """Whether a row has figures other than years after its first cell.

    >>> has_figures(["Bihar", "", "120"]), has_figures(["State", "2017", "2018"])
    (True, False)
    """
    return any(kind_of(cell) in (CellKind.FIGURE, CellKind.NIL) for cell in row[1:])


def figure_of(cell: str | None) -> Decimal | None:
    """The number in a cell; None for any other text.

    >>> figure_of("1,47,70,000"), figure_of("(12.5)"), figure_of("7,890²*"), figure_of("Nil")
    (Decimal('14770000'), Decimal('-12.5'), Decimal('7890'), None)
    """
    if kind_of(cell) not in (CellKind.FIGURE, CellKind.YEAR):
        return None
    digits = re.sub(r"[^\d.]", "", (cell or "").removeprefix("Rs.")).rstrip(".")
    if digits.count(".") > 1 or not digits:
        return None
    negative = bool(re.match(r"\s*[-–(]", cell or ""))
    return -Decimal(digits) if negative else Decimal(digits)
