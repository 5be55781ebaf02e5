"""Tables that are printed in two or three columns on a page: their halves are put below each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.tables.cells import filled_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import Grid
    from parsers.tables.cells import Row
    from parsers.tables.header import TablePart

LEVEL = 0.5
"""Smallest overlap of two grids beside each other, as a share of the lower one's height."""


def unfold(part: TablePart) -> TablePart:
    """The part with its halves below each other, the left one first, if the header repeats itself.

    Both halves must be separate in each row: no merged cell reaches from one into the other.
    """
    for times in (2, 3):
        width = part.width // times
        if width < 2 or width * times != part.width or not part.header or not part.rows:
            continue
        cuts = range(0, part.width, width)
        heads = [[_letters(row[cut : cut + width]) for row in part.header] for cut in cuts]
        apart = all(row[cut] is not None for row in [*part.header, *part.rows] for cut in cuts)
        if apart and any(heads[0][0]) and all(head == heads[0] for head in heads):
            rows = [row[cut : cut + width] for cut in cuts for row in part.rows]
            header = [row[:width] for row in part.header]
            kept = [row for row in rows if filled_cells(row)]
            return replace(part, xs=part.xs[: width + 1], header=header, rows=kept)
    return part


def _letters(row: Row) -> list[str]:
    return ["".join((cell or "").split()).lower() for cell in row]


def is_beside(left: TablePart, right: TablePart) -> bool:
    """Whether a part is printed to the right of another, at about the same height."""
    lowest = min(left.bbox[3], right.bbox[3]) - max(left.bbox[1], right.bbox[1])
    height = min(left.bbox[3] - left.bbox[1], right.bbox[3] - right.bbox[1])
    return left.page == right.page and right.bbox[0] >= left.bbox[2] - 3 and lowest >= LEVEL * height


def in_reading_order(grids: Sequence[Grid]) -> list[Grid]:
    """Grids from top to bottom; of those beside each other, the left one first."""
    ordered = sorted(grids, key=lambda grid: (grid.bbox[1], grid.bbox[0]))
    for n in range(1, len(ordered)):
        above, grid = ordered[n - 1], ordered[n]
        overlap = min(above.bbox[3], grid.bbox[3]) - max(above.bbox[1], grid.bbox[1])
        if overlap >= LEVEL * (grid.bbox[3] - grid.bbox[1]) and grid.bbox[2] <= above.bbox[0] + 3:
            ordered[n - 1 : n + 1] = [grid, above]
    return ordered
