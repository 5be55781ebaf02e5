"""Gives each row of a table its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.observations.places import (
    ALL_STATES,
    ALL_UTS,
    INDIA,
    find_district,
    find_state,
    is_pair,
    mentioned_place,
    split_half_name,
)
from parsers.observations.rows import COUNTRY, STATES_TOTAL, UTS_TOTAL
from parsers.observations.vocabulary import Origin, PlaceLevel, Total
from parsers.text.rules import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.observations.context import Context
    from parsers.observations.models import Place

MOST_STATES = 25
"""A table of at least as many States and Union Territories is of India."""
WHOLE_COUNTRY = rule(
    "country",
    r"\b(?:country|all[\s-]*india|nation\w*|state(?:s|\s*/\s*u\.?ts?)?[\s/,-]+(?:\w+[\s/,-]+)?wise|various\s+states)\b",
    "State/UT-wise",
    "in the country",
)
"""Texts that speak of the whole country: a State that the subject names is not that of the figures."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a row; `unknown` if the row names one that has no certain code."""

    place: Place | None = None
    origin: Origin | None = None
    printed: str | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCells:
    """The names of a row: State and district (None without such a column), label, and what it sums."""

    state: str | None
    district: str | None
    label: str
    total: Total | None


def context_place(context: Context) -> tuple[Origin, Place] | None:
    """The State or district that the texts around a table name for all its figures."""
    nearby = [context.text(origin) for origin in (Origin.CAPTION, Origin.ABOVE, Origin.LEAD)]
    countrywide = any(WHOLE_COUNTRY.pattern.search(text) for text in nearby)
    for origin, text in context.texts:
        if origin in (Origin.CITATION, Origin.SUBJECT) and countrywide:
            continue
        place = mentioned_place(text)
        if place and place.level is not PlaceLevel.COUNTRY:
            return origin, place
    return None


def row_places(cells: Sequence[PlaceCells], around: tuple[Origin, Place] | None) -> list[Placed]:
    """The place of each row; `around` is the place of the whole table, if its context names one."""
    states = [_state(cells, n) for n in range(len(cells))]
    named = {place.code for row, place in zip(cells, states, strict=True) if place and row.total is None} - {
        INDIA.code
    }
    return [_placed(row, states[n], named, around) for n, row in enumerate(cells)]


def _state(cells: Sequence[PlaceCells], n: int) -> Place | None:
    """The State that a row names, also where half of its name was read into the next row."""
    name = cells[n].state
    if not name:
        return None
    if n + 1 < len(cells) and (halves := split_half_name(name, cells[n + 1].state or "")):
        return halves[0]
    if n and (halves := split_half_name(cells[n - 1].state or "", name)):
        return halves[1]
    return find_state(name)


def _placed(
    row: PlaceCells, state: Place | None, named: set[str | None], around: tuple[Origin, Place] | None
) -> Placed:
    if row.total:
        return _of_total(row, named, around)
    if row.district:
        return _of_district(row, state, around)
    if row.state is not None:
        return (
            Placed(state, Origin.ROW, row.state)
            if state
            else Placed(None, None, row.state or None, unknown=bool(row.state))
        )
    return Placed(around[1], around[0]) if around else Placed()


def _of_district(row: PlaceCells, state: Place | None, around: tuple[Origin, Place] | None) -> Placed:
    """A district only within the State of its row, or of the table; by an exact name if none is printed."""
    within = state or (around[1] if around and around[1].level is PlaceLevel.STATE else None)
    if row.state and not within:
        return Placed(None, None, row.district, unknown=True)
    district = find_district(row.district or "", within.code if within else None)
    return (
        Placed(district, Origin.ROW, row.district)
        if district
        else Placed(None, None, row.district, unknown=True)
    )


def _of_total(row: PlaceCells, named: set[str | None], around: tuple[Origin, Place] | None) -> Placed:
    for words, place in ((COUNTRY, INDIA), (STATES_TOTAL, ALL_STATES), (UTS_TOTAL, ALL_UTS)):
        if words.pattern.search(row.label):
            return Placed(place, Origin.ROW, row.label)
    if row.total is Total.PART:
        own = find_state(re.sub(r"\b(?:sub\W?)?total\b|\bof\b|[():]", " ", row.label, flags=re.IGNORECASE))
        if own or row.state:
            return Placed(own, Origin.ROW, row.label) if own else Placed()
    if row.state is None:
        return Placed(around[1], around[0]) if around else Placed()
    if row.total is Total.PART:
        return Placed()
    if len(named) >= MOST_STATES:
        return Placed(INDIA, Origin.INFERRED, row.label or None)
    return Placed()


def merged_place(names: Sequence[str]) -> Place | None:
    """The place of a figure that is printed once for several rows: only that of two parts of one place."""
    return is_pair(names)


def heading_place(headings: Sequence[str]) -> Place | None:
    """The place that the headings of a column name."""
    for heading in reversed(headings):
        place = mentioned_place(heading) if any(c.islower() for c in heading) or len(heading) > 4 else None
        if place and place.level is not PlaceLevel.COUNTRY:
            return place
    return None
