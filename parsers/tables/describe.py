"""Tables of the record: each with its number, section and caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.records import Table
from parsers.tables.caption import caption_above, caption_text
from parsers.tables.cells import filled_cells
from parsers.tables.note_rules import UNIT
from parsers.tables.notes import find_notes
from parsers.tables.result import TableResult
from parsers.tables.totals import total_differs
from parsers.text.lines import page_lines
from parsers.text.rules import matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import TextLayer
    from parsers.tables.find import RawTable
    from parsers.text.lines import Line


def describe_tables(
    tables: Sequence[RawTable], layer: TextLayer, annexures_start: Line | None
) -> list[TableResult]:
    """The tables with section and caption.

    Tables from `annexures_start` on, the title of the first annexure, belong to the annexures.
    """
    ends = {part.page for table in tables for part in (table.parts[0], table.parts[-1])}
    outside_grids = {
        page.number: page_lines(page, [grid.bbox for grid in page.grids])
        for page in layer.pages
        if page.number in ends
    }
    described: list[TableResult] = []
    notes: set[Line] = set()
    for n, table in enumerate(tables, start=1):
        lines = [line for line in outside_grids[table.parts[0].page] if line not in notes]
        described.append(_describe(f"t{n}", table, lines, annexures_start))
        notes.update(find_notes(outside_grids[table.parts[-1].page], described[-1]).below)
    return described


def _describe(
    table_id: str, raw: RawTable, lines: Sequence[Line], annexures_start: Line | None
) -> TableResult:
    """The table; `lines` are those of its first page outside all grids."""
    first = raw.parts[0]
    annexed = annexures_start is not None and (first.page, first.bbox[1]) >= (
        annexures_start.page,
        annexures_start.top,
    )
    titles = [filled_cells(row)[0] for row in first.titles]
    units = [title for title in titles if matches(UNIT, title)]
    above = [] if len(titles) > len(units) else caption_above(lines, first.bbox, annexed=annexed)
    caption = [title for title in titles if title not in units] or [line.text for line in above]
    table = Table(
        table_id=table_id,
        page=first.page,
        pages=list(dict.fromkeys(part.page for part in raw.parts)),
        bbox=first.bbox,
        caption=caption_text(caption) or None,
        above=units,
        section="annexure" if annexed else "answer",
        header=first.header,
        rows=raw.rows,
    )
    return TableResult(table, raw.regions, above, total_differs=total_differs(first.header, raw.rows))
