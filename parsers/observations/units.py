"""Finds units and powers of ten in headings, lines and cells."""

from __future__ import annotations

import re
from functools import cache

from parsers.observations.models import Quantity
from parsers.observations.unit_rules import (
    BARE_COUNT,
    BUILT_IN_SCALES,
    COUNTS,
    MONEY,
    MONEY_WORD,
    PRICES,
    QUANTITIES,
    RATES,
    SCALES,
    STATEMENT,
)
from parsers.observations.vocabulary import Unit
from parsers.text.rules import Rule, matches


def find_scale(text: str) -> int:
    """The power of ten named in a text; 0 if there is none.

    >>> find_scale("(Rs. in Crore)"), find_scale("lakh tonnes"), find_scale("Nos.")
    (7, 5, 0)
    """
    for built_in in BUILT_IN_SCALES:
        if built_in.pattern.search(text):
            return int(built_in.name)
    return next((power for power, pattern in _scale_patterns() if pattern.search(text)), 0)


_UNITS = {str(unit): unit for unit in Unit}


def _unit(found: Rule) -> Unit:
    """The unit that a rule is named for."""
    return _UNITS[found.name]


@cache
def _scale_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (power, re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE))
        for power, words in SCALES
    )


def read_unit(text: str, *, money: bool = False) -> Quantity | None:
    """The unit of a text that states nothing else; a power of ten alone scales rupees if `money`.

    >>> read_unit("Kgs."), read_unit("in Lakh", money=True)
    (Quantity(unit=<Unit.KG: 'kg'>, scale=0), Quantity(unit=<Unit.INR: 'INR'>, scale=5))
    """
    for one in (*PRICES, *RATES):
        if one.pattern.search(text):
            return Quantity(_unit(one), find_scale(text) if one in PRICES else 0)
    scale = find_scale(text)
    for one in (*MONEY, *QUANTITIES):
        if one.pattern.search(text):
            return _bare_mt(text) or Quantity(_unit(one), scale)
    if scale:
        return Quantity(Unit.INR if money else Unit.NUMBER, scale)
    return Quantity(Unit.NUMBER) if COUNTS.pattern.search(text) else None


_MT = re.compile(r"\bMTs?\b")


def _bare_mt(text: str) -> Quantity | None:
    """Bare MT, metric or million tonnes: a unit of None, for the table to decide."""
    return Quantity(None, find_scale(text)) if _MT.search(text) and not find_scale(text) else None


def stated_unit(text: str, *, money: bool = False) -> Quantity | None:
    """The unit that a part of the text states: "(Rs. in Crore)"; None for a text that only contains its word.

    >>> stated_unit("Details of funds (in Rs.) may be seen as under:").unit.value
    'INR'
    >>> stated_unit("Rs. 20 crore were spent")
    """
    for one in STATEMENT:
        for found in one.pattern.finditer(text):
            if unit := read_unit(found[0], money=money or is_money(text)):
                return unit
    return None


def heading_unit(text: str) -> Quantity | None:
    """The unit of one heading of a column.

    >>> heading_unit("Sanctioned Cost of works (in Lakh)")
    Quantity(unit=<Unit.INR: 'INR'>, scale=5)
    >>> heading_unit("No. of works sanctioned").unit.value, heading_unit("Percentage change").unit.value
    ('number', 'percent')
    >>> heading_unit("ALO.")
    """
    if _is_whole_unit(text) and (unit := read_unit(text, money=is_money(text))) and unit.unit not in _TIMES:
        return unit
    if unit := stated_unit(text):
        return unit
    for one in (*PRICES, *RATES):
        if one.pattern.search(text):
            return read_unit(text)
    return Quantity(Unit.NUMBER) if COUNTS.pattern.search(text) and not is_money(text) else None


_UNIT_FILLERS = {
    "in",
    "of",
    "figures",
    "figure",
    "amount",
    "value",
    "qty",
    "unit",
    "units",
    "population",
    "approx",
}
"""Words beside a unit that say nothing of what is counted."""
_TIMES = (Unit.DAY, Unit.YEAR)
"""Units whose bare word is the heading of periods: "Years" over 2020, 2021."""
_WORDS = re.compile(r"[^\W\d_]+")


def _is_whole_unit(text: str) -> bool:
    """Whether nothing but the words of a unit is in a heading: "Kgs.", "in Rs. lakh", "Area (ha)" is not."""
    return len(_WORDS.findall(text)) <= 3 and not _WORDS.findall(strip_unit(text))


def strip_unit(text: str) -> str:
    """The text without its unit.

    >>> strip_unit("Sanctioned Cost of Works (in Rs. Lakh)"), strip_unit("Kgs."), strip_unit("No. of beds")
    ('Sanctioned Cost of Works', '', 'No. of beds')
    """
    text = STATEMENT[0].pattern.sub(lambda found: " " if _says_only_unit(found[0]) else found[0], text)
    return "" if _says_only_unit(text) else " ".join(text.split())


def _says_only_unit(text: str) -> bool:
    """Whether nothing is left of a text without its unit: "Kgs.", "(Rs. in lakh)", not "(No. of homes)"."""
    rest = text
    for one in (*PRICES, *RATES, *MONEY, *QUANTITIES, BARE_COUNT):
        rest = one.pattern.sub(" ", rest)
    for _, pattern in _scale_patterns():
        rest = pattern.sub(" ", rest)
    return set(_WORDS.findall(rest.lower())) <= _UNIT_FILLERS


def cell_quantity(before: str, after: str) -> Quantity | None:
    """The unit that a cell names: `before` is a currency, `after` the words after the figure.

    >>> cell_quantity("Rs.", " lakhs"), cell_quantity("", " Cells"), cell_quantity("", " %").unit.value
    (Quantity(unit=<Unit.INR: 'INR'>, scale=5), None, 'percent')
    """
    text = f"{before} {after}".strip()
    if not text:
        return None
    for one in (*PRICES, *RATES, *MONEY):
        if one.pattern.search(text):
            return Quantity(_unit(one), 0 if one in RATES else find_scale(text))
    words = _WORDS.findall(after)
    unit = read_unit(after) if words and len(words) <= 2 else None
    return None if unit and unit.unit is Unit.NUMBER and not unit.scale else unit


def row_unit(label: str) -> Quantity | None:
    """The unit that the label of a row states.

    >>> row_unit("India (per 100000 women)").unit.value, row_unit("Loans up to Rs. 10 lakh")
    ('per_100000', None)
    """
    if re.match(r"\W*(?:no\.?|nos\.?|number)\s+of\b", label, re.IGNORECASE):
        return Quantity(Unit.NUMBER)
    found = STATEMENT[0].pattern.search(label)
    return (
        read_unit(found[0], money=is_money(label))
        if found and not re.search(r"\d{1,3}\s*lakh", found[0])
        else None
    )


def is_money(text: str) -> bool:
    """Whether a text speaks of money."""
    return bool(MONEY_WORD.pattern.search(text)) or matches(MONEY, text)
