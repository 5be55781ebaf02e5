"""Finds place, period, labels and unit of each row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.observations.models import Dim, Period, Quantity
from parsers.observations.periods import Calendar, span_of, whole_period
from parsers.observations.row_places import PlaceCells, Placed, context_place, row_places
from parsers.observations.rows import filled_down, first_label
from parsers.observations.totals import RowText
from parsers.observations.units import row_unit
from parsers.observations.vocabulary import Role, Total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.observations.columns import Column
    from parsers.observations.context import Context
    from parsers.observations.grid import Grid

NAMING = (Role.PLACE, Role.LABEL, Role.PERIOD, Role.NOTE)
"""Roles of the columns that name rows."""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row says of all its figures; `names` are its own cells, not those repeated from above."""

    placed: Placed
    period: Period | None
    dims: tuple[Dim, ...]
    total: Total | None
    quantity: Quantity | None


def row_texts(grid: Grid, columns: Sequence[Column]) -> list[RowText]:
    """The label and serial number of each row."""
    naming = [c.number for c in columns if c.role in NAMING]
    serial = next((c.number for c in columns if c.role is Role.SERIAL), None)
    return [
        RowText(
            label=_label(row.cells, naming),
            serial=(row.cells[serial] or "") if serial is not None else "",
            empty=not any(row.cells[n] for n in naming) and not (serial is not None and row.cells[serial]),
        )
        for row in grid.rows
    ]


def _label(cells: Sequence[str | None], naming: Sequence[int]) -> str:
    """The word for a total, where there is one; else the first name of the row."""
    first = first_label(list(cells))
    named = next((cell for n in naming if (cell := cells[n])), "")
    return first or named


def row_facts(
    grid: Grid, columns: Sequence[Column], totals: Sequence[Total | None], known: Calendar, context: Context
) -> list[RowFacts]:
    """The facts of each row; an empty label repeats the one above, but not in a total."""
    texts = row_texts(grid, columns)
    own = [total is None and not text.empty for total, text in zip(totals, texts, strict=True)]
    labels = {
        c.number: filled_down(grid.column(c.number), _may_repeat(grid, columns, c, own))
        for c in columns
        if c.role in NAMING
    }
    places = row_places(_place_cells(columns, labels, texts, totals), context_place(context))
    periods = _periods(columns, labels, totals, known)
    return [
        RowFacts(
            placed=places[n],
            period=periods[n],
            dims=_dims(columns, labels, n, places[n].printed),
            total=totals[n],
            quantity=next(
                (q for c in columns if c.role in NAMING and (q := row_unit(labels[c.number][n]))), None
            ),
        )
        for n in range(len(grid.rows))
    ]


def _may_repeat(grid: Grid, columns: Sequence[Column], column: Column, own: Sequence[bool]) -> list[bool]:
    """Whether an empty cell repeats the one above: if covered, or if a column to the right names the row."""
    right = [c.number for c in columns if c.role in NAMING and c.number > column.number]
    return [
        allowed and (row.cells[column.number] is None or any(row.cells[n] for n in right))
        for row, allowed in zip(grid.rows, own, strict=True)
    ]


def _place_cells(
    columns: Sequence[Column],
    labels: Mapping[int, list[str]],
    texts: Sequence[RowText],
    totals: Sequence[Total | None],
) -> list[PlaceCells]:
    state = next((c.number for c in columns if c.role is Role.PLACE and c.level == "state"), None)
    district = next((c.number for c in columns if c.role is Role.PLACE and c.level == "district"), None)
    return [
        PlaceCells(
            state=None if state is None else labels[state][n],
            district=None if district is None else labels[district][n],
            label=texts[n].label,
            total=totals[n],
        )
        for n in range(len(texts))
    ]


def _periods(
    columns: Sequence[Column],
    labels: Mapping[int, list[str]],
    totals: Sequence[Total | None],
    known: Calendar,
) -> list[Period | None]:
    """The period of each row; of a total, the span of those of the other rows."""
    column = next((c.number for c in columns if c.role is Role.PERIOD), None)
    if column is None:
        return [None] * len(totals)
    found = [whole_period(cell, known) for cell in labels[column]]
    rows = [period for period, total in zip(found, totals, strict=True) if period and total is None]
    return [
        period if total is None else period or span_of(rows)
        for period, total in zip(found, totals, strict=True)
    ]


def _dims(
    columns: Sequence[Column], labels: Mapping[int, list[str]], n: int, place: str | None
) -> tuple[Dim, ...]:
    """The labels of a row other than the name of its place."""
    named = [(c, labels[c.number][n]) for c in columns if c.role in (Role.PLACE, Role.LABEL, Role.PERIOD)]
    return tuple(
        Dim(name=c.headings[-1] if c.headings else f"column {c.number}", value=text)
        for c, text in named
        if text and text != place
    )
