"""Decides by sums which rows and columns are the whole of others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from parsers.observations.rows import SOME_TOTAL, serial_parent, total_by_word
from parsers.observations.vocabulary import Total
from parsers.tables.totals import NO_SUM, is_sum_of
from parsers.text.rules import rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.observations.columns import Column

BARE_TOTAL = rule(
    "total",
    r"^\W*(?:grand\s+|sub\s?[-–]?\s?)?total\W*(?:[(\[]?[\s\w]{0,3}(?:\s?\+\s?\w{1,3})+\s?[)\]]?)?\W*$|\btotal\W+sum\s+of\s+col|^\W*(?:कुल|योग)\W*$",
    "Total",
    "Total (1+2)",
    "Suicides in Farming Sector (Total) Sum of Col. 4+5",
)
"""Headings of columns that are the whole of their neighbours."""
TOTAL_WORD = rule(
    "total", r"\btotal\b|\(a\s?\+\s?b\)|\bsum\b|\boverall\b|कुल|योग", "Total funds released", "(A+B)"
)
"""Headings of columns that may sum their neighbours."""
LEAST_AGREE = Decimal("0.9")
"""Share of the rows in which a column must be the sum of others."""


@dataclass(frozen=True, slots=True)
class RowText:
    """What names a row: its label, its serial number; `empty` if no cell names it."""

    label: str
    serial: str
    empty: bool


def row_totals(texts: Sequence[RowText], values: Sequence[Mapping[int, Decimal]]) -> list[Total | None]:
    """What each row sums: by its word, its place in the numbering (2, 2.1, 2.2), or the rows above."""
    found = [total_by_word(text.label) for text in texts]
    for n, text in enumerate(texts):
        if found[n] is None and n and SOME_TOTAL.pattern.search(text.label) and _sums_run(values, n):
            found[n] = Total.PART
        if found[n] is None and _is_parent(texts, values, n):
            found[n] = Total.PART
    last = len(texts) - 1
    if last > 1 and found[last] is None and texts[last].empty and _is_sum(values, _leaves(found, last), last):
        found[last] = Total.GRAND
    return _one_grand(texts, values, found)


def _leaves(found: Sequence[Total | None], whole: int) -> list[int]:
    return [n for n in range(whole) if found[n] is None]


def _one_grand(
    texts: Sequence[RowText], values: Sequence[Mapping[int, Decimal]], found: list[Total | None]
) -> list[Total | None]:
    """Of several rows named Total the last is the whole, unless it sums only rows since the one before."""
    grand = [n for n, total in enumerate(found) if total is Total.GRAND]
    if len(grand) < 2:
        return found
    for n in grand[:-1]:
        found[n] = Total.PART
    last, before = grand[-1], grand[-2]
    since = [n for n in range(before + 1, last) if found[n] is None]
    words = texts[last].label.lower()
    if "grand" not in words and "india" not in words and since and _is_sum(values, since, last):
        found[last] = Total.PART
    return found


def _is_parent(texts: Sequence[RowText], values: Sequence[Mapping[int, Decimal]], n: int) -> bool:
    """Whether the rows numbered below this one (2.1, 2.2 after 2) add up to it."""
    below = []
    for m in range(n + 1, len(texts)):
        if not serial_parent(texts[n].serial, texts[m].serial):
            break
        is_leaf = m + 1 == len(texts) or not serial_parent(texts[m].serial, texts[m + 1].serial)
        below += [m] if is_leaf else []
    return len(below) > 1 and _is_sum(values, below, n)


def _sums_run(values: Sequence[Mapping[int, Decimal]], whole: int) -> bool:
    """Whether a row is the sum of two or more rows directly above it."""
    return any(_is_sum(values, range(first, whole), whole) for first in range(whole - 2, -1, -1))


def _is_sum(values: Sequence[Mapping[int, Decimal]], parts: Sequence[int], whole: int) -> bool:
    """Whether a row is the sum of others in at least one column, and not zero."""
    return any(
        value and len(own := [values[n][c] for n in parts if c in values[n]]) > 1 and is_sum_of(value, own)
        for c, value in values[whole].items()
    )


def column_totals(columns: Sequence[Column], values: Sequence[Mapping[int, Decimal]]) -> set[int]:
    """Numbers of the columns that are the whole of others: by a bare Total, or by a word and sums."""
    bare = {c.number for c in columns if any(BARE_TOTAL.pattern.search(text) for text in c.headings)}
    others = [c for c in columns if c.number not in bare]
    if not others:
        return set()
    worded = [c for c in others if TOTAL_WORD.pattern.search(c.heading)]
    return bare | {c.number for c in worded if _sums_others(c, others, values)}


def _sums_others(column: Column, others: Sequence[Column], values: Sequence[Mapping[int, Decimal]]) -> bool:
    numbers = [c.number for c in others]
    at = numbers.index(column.number)
    runs = [numbers[at - k : at] for k in range(2, at + 1)] + [
        numbers[at + 1 : at + 1 + k] for k in range(2, len(numbers) - at)
    ]
    alike = [
        c.number for c in others if c.headings[-1:] == column.headings[-1:] and c.number != column.number
    ]
    return any(_is_row_sum(column.number, run, values) for run in (*runs, alike) if len(run) > 1)


def _is_row_sum(column: int, parts: Sequence[int], values: Sequence[Mapping[int, Decimal]]) -> bool:
    compared = [row for row in values if row.get(column) and any(part in row for part in parts)]
    equal = sum(is_sum_of(row[column], [row[part] for part in parts if part in row]) for row in compared)
    return bool(compared) and equal >= LEAST_AGREE * len(compared)


def wrong_totals(
    columns: Sequence[Column],
    values: Sequence[Mapping[int, Decimal]],
    totals: Sequence[Total | None],
    texts: Sequence[RowText],
) -> set[tuple[int, int]]:
    """Row and column of each grand total that is not the sum of its rows; rates and averages are left out."""
    wrong = set()
    for row, total in enumerate(totals):
        if total is not Total.GRAND or not (texts[row].empty or TOTAL_WORD.pattern.search(texts[row].label)):
            continue
        leaves = _leaves(totals, row)
        for column in columns:
            parts = [values[n][column.number] for n in leaves if column.number in values[n]]
            whole = values[row].get(column.number)
            is_sum = not NO_SUM.search(column.heading) and not column.only_totals
            if is_sum and whole is not None and len(parts) > 1 and not is_sum_of(whole, parts):
                wrong.add((row, column.number))
    return wrong
