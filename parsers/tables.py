"""The data tables of a document, from its ruled grids and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.records import Table

if TYPE_CHECKING:
    from parsers.layer import BBox, Grid, TextLayer


@dataclass(frozen=True)
class FoundTable:
    """A data table and the regions of the pages that it takes, caption left out."""

    table: Table
    regions: list[tuple[int, BBox]]


def find_tables(layer: TextLayer) -> list[FoundTable]:
    """The document's data tables in reading order."""
    found = [(page.number, grid) for page in layer.pages for grid in page.grids if _is_data(grid)]
    return [_found(f"t{n}", page, grid) for n, (page, grid) in enumerate(found, start=1)]


def _is_data(grid: Grid) -> bool:
    return len(grid.rows) > 1 and len(grid.rows[0]) > 1


def _found(table_id: str, page: int, grid: Grid) -> FoundTable:
    table = Table(
        table_id=table_id,
        page=page,
        pages=[page],
        bbox=grid.bbox,
        section="answer",
        header=grid.rows[:1],
        rows=grid.rows[1:],
    )
    return FoundTable(table, [(page, grid.bbox)])
