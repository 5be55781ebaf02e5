"""Finds all grids of a page: ruled in both directions or in one, dotted, dashed or shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.grids.cell_boxes import join_boxes
from parsers.grids.dashes import join_dashes
from parsers.grids.grid import find_ruled_grids
from parsers.grids.open_grids import find_open_grids
from parsers.grids.shaded_grids import find_shaded_grids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import BBox, Grid, Word


def find_grids(
    bars: Sequence[BBox], words: Sequence[Word], *, dots: Sequence[BBox] = (), shadings: Sequence[BBox] = ()
) -> list[Grid]:
    """The grids of one page from top to bottom.

    `bars` are its ruling lines as thin boxes, `dots` may be parts of dotted ones, `shadings` are coloured
    areas. All lengths are in points from the page's top left corner.
    """
    rulings = join_boxes(join_dashes(bars, dots))
    grids = find_ruled_grids(rulings, words)
    grids += find_open_grids(rulings, words, [grid.bbox for grid in grids])
    grids += find_shaded_grids(shadings, words, [grid.bbox for grid in grids])
    return sorted(grids, key=lambda grid: (grid.bbox[1], grid.bbox[0]))
