"""Makes the observations of a record: a pure function, the same record gives the same observations."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from parsers.observations.column_facts import ColumnFacts, Surroundings, column_facts, says_only_mt
from parsers.observations.columns import Column, read_columns
from parsers.observations.context import Context, read_context
from parsers.observations.grid import Grid, read_grid
from parsers.observations.merged import merged_names
from parsers.observations.models import Observation, Period, Quantity
from parsers.observations.periods import Calendar, has_financial_year
from parsers.observations.places import had_other_borders
from parsers.observations.row_facts import RowFacts, row_facts, row_texts
from parsers.observations.row_places import Placed, merged_place
from parsers.observations.totals import column_totals, row_totals, wrong_totals
from parsers.observations.units import is_money
from parsers.observations.values import Figure, read_figure
from parsers.observations.vocabulary import ObservationFlag, Origin, PlaceLevel, Role, Status, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.records import Record, Table


@dataclass(frozen=True, slots=True)
class TableFacts:
    """All that is known of a table: of its rows by position in the body, of its columns by number."""

    record: Record
    table: Table
    grid: Grid
    context: Context
    columns: list[Column]
    figures: list[dict[int, Figure]]
    rows: list[RowFacts]
    by_column: dict[int, ColumnFacts]
    wrong_totals: set[tuple[int, int]]
    """Row and column of printed totals that are not the sum of the rows."""


def observe(record: Record) -> list[Observation]:
    """Every figure of every table of a record, in the order of tables, rows and columns."""
    return [observation for table in record.tables for observation in observe_table(record, table)]


def observe_table(record: Record, table: Table) -> list[Observation]:
    """The observations of one table; [] if no column holds figures."""
    facts = _read_table(record, table)
    if facts is None:
        return []
    return [
        _observation(facts, row, number, figure)
        for row in range(len(facts.grid.rows))
        if _is_kept(facts, row)
        for number, figure in sorted(facts.figures[row].items())
    ]


def _read_table(record: Record, table: Table) -> TableFacts | None:
    grid = read_grid(table)
    context = read_context(record, table, grid.titles)
    known = Calendar(record.date, financial=_has_financial_years(grid, context))
    columns = read_columns(grid, known)
    measures = [column for column in columns if column.role is Role.MEASURE]
    if not measures:
        return None
    figures = [_figures(row.cells, measures) for row in grid.rows]
    values = [{n: f.value for n, f in row.items() if f.value is not None} for row in figures]
    texts = row_texts(grid, columns)
    totals = row_totals(texts, values)
    in_columns = {c.number: [row[c.number] for row in figures if c.number in row] for c in measures}
    spoken = [text for headings in grid.headings for text in headings] + [text for _, text in context.texts]
    around = Surroundings(context, known, bare_mt=says_only_mt(spoken))
    return TableFacts(
        record=record,
        table=table,
        grid=grid,
        context=context,
        columns=columns,
        figures=figures,
        rows=row_facts(grid, columns, totals, known, context),
        by_column=column_facts(measures, in_columns, column_totals(measures, values), around),
        wrong_totals=wrong_totals(measures, values, totals, texts),
    )


def _has_financial_years(grid: Grid, context: Context) -> bool:
    """Whether a table has financial years as 2014-15, or money: then 2014-2015 is a financial year too."""
    cells = [cell for row in grid.rows for cell in row.cells if cell]
    headings = [text for headings in grid.headings for text in headings]
    caption = context.text(Origin.CAPTION)
    return has_financial_year([*headings, *cells, caption]) or any(map(is_money, [*headings, caption]))


def _figures(cells: Sequence[str | None], measures: Sequence[Column]) -> dict[int, Figure]:
    """The figure of each column of figures; covered cells and words have none."""
    found = {c.number: read_figure(cell) for c in measures if (cell := cells[c.number]) is not None}
    return {number: figure for number, figure in found.items() if figure}


def _is_kept(facts: TableFacts, row: int) -> bool:
    """Whether a row has a figure or a word in its place; a column of yes and no counts only in totals."""
    only_totals = {c.number for c in facts.columns if c.only_totals}
    if only_totals and facts.rows[row].total is None:
        for number in only_totals:
            facts.figures[row].pop(number, None)
    return any(figure.status is not Status.BLANK for figure in facts.figures[row].values())


def _observation(facts: TableFacts, row: int, number: int, figure: Figure) -> Observation:
    column, line, record, table = facts.by_column[number], facts.rows[row], facts.record, facts.table
    quantity, unit_from = _quantity(figure, line, column)
    unit, scale = (quantity.unit, quantity.scale) if quantity else (None, 0)
    merged = merged_names(facts.grid, facts.columns, row, number)
    placed = _placed(line, column, merged)
    period, period_from = (line.period, Origin.ROW) if line.period else (column.period, column.period_from)
    return Observation(
        question_id=record.question_id,
        language=record.language,
        lok_sabha=record.lok_sabha,
        session=record.session,
        date=record.date,
        ministry=record.ministry,
        table_id=table.table_id,
        row=facts.grid.rows[row].index,
        column=number,
        title=facts.context.title,
        measure=column.measure,
        value=scaled(figure.value, scale),
        value_low=scaled(figure.low, scale),
        value_high=scaled(figure.high, scale),
        value_printed=facts.grid.rows[row].cells[number] or "",
        status=figure.status,
        unit=unit,
        scale=scale if unit else None,
        **_place_fields(placed),
        **_period_fields(period, period_from),
        dims=list(line.dims),
        total=line.total,
        column_total=column.total,
        unit_from=unit_from if unit else None,
        flags=_flags(facts, (row, number), figure, placed=placed, merged=bool(merged)),
        page=table.page,
        bbox=table.bbox,
    )


def _quantity(figure: Figure, row: RowFacts, column: ColumnFacts) -> tuple[Quantity | None, Origin | None]:
    """Unit and scale of a figure: of its cell, row or column; a heading's per cent comes before the row."""
    own, stated = figure.quantity, column.quantity
    if own and stated and own.unit is Unit.NUMBER and stated.unit in (Unit.INR, Unit.USD):
        return Quantity(stated.unit, own.scale), Origin.CELL
    if own and own.unit:
        return own, Origin.CELL
    is_percent = column.unit_from is Origin.HEADING and stated is not None and stated.unit is Unit.PERCENT
    if row.quantity and row.quantity.unit and not is_percent:
        return row.quantity, Origin.ROW
    return stated, column.unit_from


def scaled(value: Decimal | None, scale: int) -> Decimal | None:
    """A printed number in the base unit, without zeros at the end.

    >>> str(scaled(Decimal("22.50"), 5)), str(scaled(Decimal("0.00"), 7)), scaled(None, 5)
    ('2250000', '0', None)
    """
    if value is None:
        return None
    return Decimal(format(value.scaleb(scale).normalize() if value else Decimal(0), "f"))


def _placed(row: RowFacts, column: ColumnFacts, merged: Sequence[str]) -> Placed:
    """The place of a figure: of its row, else its column; a figure of several rows has only that of all."""
    if merged:
        place = merged_place(merged)
        return Placed(place, Origin.ROW if place else None, "; ".join(merged))
    if column.place and row.placed.origin is not Origin.ROW and not row.placed.unknown:
        return Placed(column.place, Origin.HEADING)
    return row.placed


def _place_fields(placed: Placed) -> dict[str, Any]:
    place = placed.place
    level = place.level if place else PlaceLevel.OTHER if placed.unknown else None
    return {
        "place_code": place.code if place else None,
        "place_level": level,
        "place_name": place.name if place else None,
        "place_printed": placed.printed,
        "place_from": placed.origin,
    }


def _period_fields(period: Period | None, origin: Origin | None) -> dict[str, Any]:
    if period is None:
        return {}
    return {
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "period_printed": period.printed or None,
        "period_from": origin,
    }


def _flags(
    facts: TableFacts, position: tuple[int, int], figure: Figure, *, placed: Placed, merged: bool
) -> list[ObservationFlag]:
    """The doubts about a figure, in the order of the vocabulary."""
    row, number = position
    line, column = facts.rows[row], facts.by_column[number]
    found = set(column.flags)
    if _quantity(figure, line, column)[1] in (Origin.CELL, Origin.ROW):
        found -= {ObservationFlag.UNIT_UNKNOWN, ObservationFlag.UNIT_INFERRED}
    if line.period:
        found.discard(ObservationFlag.PERIOD_AMBIGUOUS)
    period = line.period or column.period
    day = (period.start if period else None) or facts.record.date
    stated = {
        ObservationFlag.PLACE_UNKNOWN: placed.unknown,
        ObservationFlag.FORMER_BORDERS: placed.place is not None and had_other_borders(placed.place, day),
        ObservationFlag.FOOTNOTE: figure.marked,
        ObservationFlag.BROKEN_FIGURE: figure.broken,
        ObservationFlag.MERGED_ROWS: merged,
        ObservationFlag.TOTAL_DIFFERS: position in facts.wrong_totals,
        ObservationFlag.CAPTION_CUT: facts.context.caption_cut,
    }
    found |= {flag for flag, holds in stated.items() if holds}
    return [flag for flag in ObservationFlag if flag in found]
