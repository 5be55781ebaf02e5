"""Tables of the record: each with its number, section and caption."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.records import Table
from parsers.tables.caption import caption_above
from parsers.tables.cells import filled_cells
from parsers.tables.notes import UNIT, find_notes
from parsers.tables.totals import total_differs
from parsers.text.lines import page_lines
from parsers.text.rules import matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import BBox, TextLayer
    from parsers.tables.find import RawTable
    from parsers.text.lines import Line


@dataclass(frozen=True, slots=True)
class TableResult:
    """A data table and what belongs to it on the pages."""

    table: Table
    parts: list[tuple[int, BBox]]
    """Page and box of each grid."""
    caption_lines: list[Line] = field(default_factory=list)
    """The caption's lines, if they are above the grid."""
    notes: list[Line] = field(default_factory=list)
    """The lines of `above` and `below`."""
    total_differs: bool = False
    """A printed total is not the sum of its rows."""

    @property
    def captions(self) -> list[tuple[int, BBox]]:
        """Page and box of the caption's lines within the answer; in an annexure a caption is text as well."""
        annexed = self.table.section == "annexure"
        return [] if annexed else [(line.page, line.bbox) for line in self.caption_lines]

    def with_notes(self, lines: Sequence[Line]) -> TableResult:
        """The table with its notes among the lines of the document."""
        notes = find_notes(lines, self)
        above = self.table.above + [line.text for line in notes.above]
        table = self.table.model_copy(update={"above": above, "below": [line.text for line in notes.below]})
        return replace(self, table=table, notes=[*notes.above, *notes.below])


def describe_tables(
    tables: Sequence[RawTable], layer: TextLayer, annexures_start: Line | None
) -> list[TableResult]:
    """The tables with section and caption.

    Tables from `annexures_start` on, the title of the first annexure, belong to the annexures.
    """
    begun = {table.parts[0].page for table in tables}
    outside_grids = {
        page.number: page_lines(page, [grid.bbox for grid in page.grids])
        for page in layer.pages
        if page.number in begun
    }
    return [
        _describe(f"t{n}", table, outside_grids[table.parts[0].page], annexures_start)
        for n, table in enumerate(tables, start=1)
    ]


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
        pages=[part.page for part in raw.parts],
        bbox=first.bbox,
        caption=" ".join(caption) or None,
        above=units,
        section="annexure" if annexed else "answer",
        header=first.header,
        rows=raw.rows,
    )
    return TableResult(table, raw.regions, above, total_differs=total_differs(first.header, raw.rows))
