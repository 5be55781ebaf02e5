"""Finds unit, period, place and measure of each column of figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.observations.measures import measure_of
from parsers.observations.models import Period, Place, Quantity
from parsers.observations.periods import Calendar, find_period, is_ambiguous, span_of, text_period
from parsers.observations.row_places import heading_place
from parsers.observations.unit_rules import COUNTED, COUNTS, MONEY_TITLE
from parsers.observations.units import (
    find_scale,
    heading_unit,
    is_money,
    read_unit,
    stated_unit,
)
from parsers.observations.vocabulary import ObservationFlag, Origin, Status, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.observations.columns import Column
    from parsers.observations.context import Context
    from parsers.observations.values import Figure

TEXT_UNITS = (Origin.ABOVE, Origin.CAPTION, Origin.LEAD, Origin.CITATION)
"""Texts whose unit holds for the columns that name none, nearest first."""
TEXT_PERIODS = (Origin.CAPTION, Origin.ABOVE, Origin.LEAD, Origin.CITATION)


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What a column of figures says of all its cells."""

    measure: str
    quantity: Quantity | None
    unit_from: Origin | None
    period: Period | None
    period_from: Origin | None
    place: Place | None
    total: bool
    flags: tuple[ObservationFlag, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the table and its context say to all columns."""

    context: Context
    known: Calendar
    bare_mt: bool
    """Whether LMT or MMT are printed nowhere, so that MT means metric tonnes."""


def column_facts(
    columns: Sequence[Column], figures: Mapping[int, Sequence[Figure]], totals: set[int], around: Surroundings
) -> dict[int, ColumnFacts]:
    """The facts of each column of figures, by its number."""
    facts = {c.number: _facts(c, figures[c.number], c.number in totals, around) for c in columns}
    return {number: _with_span(number, fact, facts) for number, fact in facts.items()}


def _with_span(number: int, fact: ColumnFacts, facts: Mapping[int, ColumnFacts]) -> ColumnFacts:
    """A column that sums columns of several years has the span of them."""
    if not fact.total or fact.period_from is Origin.HEADING:
        return fact
    parts = [
        other.period
        for n, other in facts.items()
        if n != number and other.period_from is Origin.HEADING and not other.total
    ]
    span = span_of(period for period in parts if period)
    return replace(fact, period=span, period_from=Origin.INFERRED) if span else fact


def _facts(column: Column, figures: Sequence[Figure], total: bool, around: Surroundings) -> ColumnFacts:
    period, period_from, ambiguous = _period(column, around)
    quantity, unit_from, unit_flags = _unit(column, figures, around)
    flags = (*unit_flags, *([ObservationFlag.PERIOD_AMBIGUOUS] if ambiguous else []))
    return ColumnFacts(
        measure=measure_of(column.headings, around.context.title, around.known),
        quantity=quantity,
        unit_from=unit_from,
        period=period,
        period_from=period_from,
        place=heading_place(column.headings),
        total=total,
        flags=flags,
    )


def _period(column: Column, around: Surroundings) -> tuple[Period | None, Origin | None, bool]:
    """Period, origin, and whether a range of years is ambiguous."""
    if _has_years(column.heading):
        return None, None, False
    for heading in reversed(column.headings):
        if found := find_period(heading, around.known):
            return found, Origin.HEADING, False
        if is_ambiguous(heading, around.known):
            return None, None, True
    ambiguous = False
    for origin in TEXT_PERIODS:
        text = around.context.text(origin)
        if found := text_period(text, around.known):
            return found, origin, False
        ambiguous = ambiguous or is_ambiguous(text, around.known)
    return None, None, ambiguous


def _has_years(heading: str) -> bool:
    """Whether a heading speaks of years in a way that gives no single period: a change between two."""
    words = heading.lower()
    return any(word in words for word in ("change", "growth", "increase over", "variation", "cagr"))


def _unit(
    column: Column, figures: Sequence[Figure], around: Surroundings
) -> tuple[Quantity | None, Origin | None, list[ObservationFlag]]:
    found = _stated(column, figures, around)
    if found and found[1].unit is None:
        return _tonnes(found[0], found[1], around)
    text = around.context.title
    if found is None:
        return _inferred(column, figures, text)
    flags = []
    farther = next((q for o in TEXT_UNITS if (q := stated_unit(around.context.text(o))) and q.unit), None)
    if farther and Unit.NUMBER not in (farther.unit, found[1].unit) and farther != found[1]:
        flags.append(ObservationFlag.UNIT_CONFLICT)
    return found[1], found[0], flags


def _tonnes(
    origin: Origin, found: Quantity, around: Surroundings
) -> tuple[Quantity | None, Origin | None, list[ObservationFlag]]:
    if around.bare_mt:
        return Quantity(Unit.TONNE, found.scale), origin, [ObservationFlag.UNIT_INFERRED]
    return None, None, [ObservationFlag.UNIT_UNKNOWN]


def _stated(
    column: Column, figures: Sequence[Figure], around: Surroundings
) -> tuple[Origin, Quantity] | None:
    """The unit printed nearest to a column: in its cells, its headings from the bottom, the texts around."""
    if unit := _common_unit(figures):
        return Origin.CELL, unit
    money = is_money(column.heading)
    for heading in reversed(column.headings):
        if unit := heading_unit(heading):
            scaled = unit.unit is Unit.NUMBER and unit.scale and money
            return Origin.HEADING, Quantity(Unit.INR, unit.scale) if scaled else unit
    for origin in TEXT_UNITS:
        text = around.context.text(origin)
        unit = stated_unit(text, money=money or is_money(around.context.title))
        if not unit or (unit.unit is not Unit.NUMBER and _counts_things(column, figures)):
            continue
        return origin, unit
    return None


def _counts_things(column: Column, figures: Sequence[Figure]) -> bool:
    """Whether a column has whole figures under the name of things: "Banks" beside "Quantity"."""
    whole = all(f.value == f.value.to_integral_value() for f in figures if f.value is not None)
    return (
        whole
        and not is_money(column.heading)
        and any(COUNTED.pattern.search(heading) for heading in column.headings[-1:])
    )


def _common_unit(figures: Sequence[Figure]) -> Quantity | None:
    numbers = [figure for figure in figures if figure.status is Status.NUMBER]
    units = Counter(figure.quantity for figure in numbers if figure.quantity)
    if not units:
        return None
    unit, times = units.most_common(1)[0]
    return unit if 2 * times > len(numbers) else None


def _inferred(
    column: Column, figures: Sequence[Figure], title: str
) -> tuple[Quantity | None, Origin | None, list[ObservationFlag]]:
    """A count if the title speaks of numbers, or for whole figures that are no money; else unknown."""
    values = [figure.value for figure in figures if figure.value is not None]
    whole = all(value == value.to_integral_value() for value in values)
    of_money = bool(MONEY_TITLE.pattern.search(title))
    money = is_money(column.heading) or (of_money and not COUNTS.pattern.search(column.heading))
    if COUNTS.pattern.search(title) and whole and not money:
        return Quantity(Unit.NUMBER), Origin.CAPTION, []
    if not whole or money or _is_rate(column.heading):
        return None, None, [ObservationFlag.UNIT_UNKNOWN]
    return Quantity(Unit.NUMBER), Origin.INFERRED, [ObservationFlag.UNIT_INFERRED]


def _is_rate(heading: str) -> bool:
    words = set(heading.lower().replace("(", " ").split())
    return bool(
        words
        & {
            "rate",
            "rates",
            "ratio",
            "index",
            "prevalence",
            "area",
            "length",
            "quantity",
            "production",
            "capacity",
        }
    )


def says_only_mt(texts: Sequence[str]) -> bool:
    """Whether MT is printed in one of the texts, LMT and MMT in none."""
    joined = " ".join(texts)
    return (
        bool(read_unit(joined))
        and not any(word in joined.upper().replace(".", "") for word in ("LMT", "MMT"))
        and not find_scale(joined)
    )
