"""Finds figures that are printed once for several rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.observations.rows import is_total_row
from parsers.observations.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.observations.columns import Column
    from parsers.observations.grid import Grid


def merged_names(grid: Grid, columns: Sequence[Column], row: int, number: int) -> list[str]:
    """The names of the rows that share a figure: rows below with a name of their own, but a covered cell.

    [] if the figure is that of one row, also where the row is merged as well.
    """
    naming = [c.number for c in columns if c.role is Role.PLACE] or [
        c.number for c in columns if c.role is Role.LABEL
    ]
    if not naming:
        return []
    key = naming[-1]
    below = []
    for other in grid.rows[row + 1 :]:
        if other.cells[number] is not None or is_total_row(other.cells):
            break
        if name := other.cells[key]:
            below.append(name)
    return [grid.rows[row].cells[key] or "", *below] if below else []
