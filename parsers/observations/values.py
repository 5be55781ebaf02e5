"""Reads the figure, or the mark or word in its place, of a table cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from parsers.observations.units import cell_quantity
from parsers.observations.vocabulary import Status
from parsers.text.rules import first_match, rule

if TYPE_CHECKING:
    from parsers.observations.models import Quantity

MARKS = r"[*#@^+$†‡§¹²³⁴⁵⁶⁷⁸⁹~&]"
_END_MARKS = re.compile(rf"\s*{MARKS}+\s*$")
_GROUPED = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)"
_FIGURE = rf"{_GROUPED}(?:[.·]\d+)?|[.·]\d+"
_SIGN = r"[-–−+]?\s?"
_MONEY = r"(?:rs\.?|inr|₹|`|रु\.?|रू\.?|us\s?\$|\$)"
CELL = re.compile(
    rf"(?P<before>{_MONEY}\s*)?(?P<sign>{_SIGN})(?P<figure>{_FIGURE})(?![\d,·])(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_INTERVAL = re.compile(
    rf"[(\[]\s*(?:95\s?%\s?ci\W*)?(?P<low>{_SIGN}(?:{_FIGURE}))\s*(?:to|[-–−])\s*(?P<high>{_SIGN}(?:{_FIGURE}))\s*%?\s*[)\]]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_MAX_DIGITS = 28
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d\s?[-–/]\s?\d\d(?:\d\d)?")

NO_FIGURE = (
    rule("nil", r"^\W{0,2}nil\W{0,2}$", "Nil", "NIL."),
    rule("dash", r"^[-–—−_.…\s]+$", "-", "--", "…"),
    rule(
        "not_available",
        r"^\W?(?:n\s?\.?\s?/?\s?a\.?|not\s+(?:available|applicable|maintained)|data\s+not\s+available)\W?$",
        "NA",
        "N.A.",
        "N/A",
        "Not available",
        "(NA)",
    ),
    rule(
        "not_reported", r"^\W?(?:n\s?\.?\s?r\.?|not\s+(?:reported|received))\W?$", "NR", "N.R", "Not received"
    ),
)
"""Cells without a figure; the name of the rule is the status."""


_STATUSES = {str(status): status for status in Status}


@dataclass(frozen=True, slots=True)
class Figure:
    """The content of a cell: `value` as printed, without the unit's power of ten."""

    status: Status
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    quantity: Quantity | None = None
    """The unit that the cell itself names."""
    marked: bool = False
    """A mark points to a footnote."""
    broken: bool = False
    """Two figures, or one with a blank inside."""


def read_figure(cell: str) -> Figure | None:
    """What a cell states; None for words, dates and years, which are no figures.

    >>> read_figure("1,47,70,000").value, read_figure("51 Cells").value, read_figure("1*").marked
    (Decimal('14770000'), Decimal('51'), True)
    >>> read_figure("-36·3 (-57·8 to 2·0)").low, read_figure("12 34").status.value, read_figure("Yes")
    (Decimal('-57.8'), 'unclear', None)
    >>> read_figure("Rs. 2.15 cr").quantity.scale, read_figure("NA").status.value, read_figure("2018-19")
    (7, 'not_available', None)
    """
    text = " ".join(cell.split())
    if not text:
        return Figure(Status.BLANK)
    plain = _END_MARKS.sub("", text)
    marked = plain != text
    if not plain:
        return Figure(Status.FOOTNOTE, marked=True)
    if found := first_match(NO_FIGURE, plain):
        return Figure(_STATUSES[found[0].name], marked=marked)
    if _DATE.fullmatch(plain) or not any(c.isdigit() for c in plain):
        return None
    return _read_number(plain, marked=marked)


def _read_number(plain: str, *, marked: bool) -> Figure | None:
    found = CELL.fullmatch(plain)
    if not found:
        return Figure(Status.UNCLEAR, marked=marked) if _is_mostly_figures(plain) else None
    interval = _INTERVAL.search(found["after"])
    rest = _BRACKETED.sub(" ", found["after"])
    marked = marked or bool(re.search(MARKS, rest))
    if any(c.isdigit() for c in re.sub("[¹²³⁴⁵⁶⁷⁸⁹]", "", rest)):
        broken = _is_mostly_figures(plain)
        return Figure(Status.UNCLEAR, marked=marked, broken=True) if broken else None
    if len(re.findall(r"[^\W\d_]+", rest)) > 4:
        return None
    value = to_decimal(found["sign"] + found["figure"])
    if len(value.as_tuple().digits) > _MAX_DIGITS:
        return Figure(Status.UNCLEAR, marked=marked)
    low, high = (to_decimal(interval[part]) if interval else None for part in ("low", "high"))
    quantity = cell_quantity(found["before"] or "", rest)
    return Figure(Status.NUMBER, value, low, high, quantity, marked)


def _is_mostly_figures(text: str) -> bool:
    """Whether digits prevail: a figure that cannot be read, not a sentence or a name with a number."""
    letters = sum(c.isalpha() for c in text)
    return sum(c.isdigit() for c in text) > letters


def to_decimal(printed: str) -> Decimal:
    """The number as printed, with its decimals.

    >>> to_decimal("- 1,234.50"), to_decimal("19·4")
    (Decimal('-1234.50'), Decimal('19.4'))
    """
    figure = Decimal(re.sub(r"[^\d.]", "", printed.replace("·", ".")))
    return -figure if re.match(r"\s*[-–−]", printed) else figure
