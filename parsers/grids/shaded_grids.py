"""Finds tables that are shaded, not ruled: every second row, or each cell.

All lengths are in points from the page's top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.grids.cell_boxes import APART
from parsers.grids.grid import words_between
from parsers.grids.open_grids import ALIKE, Region, open_grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.layer import BBox, Grid, Word

HIGHEST = 60.0
"""Largest height of a row."""

NARROWEST = 100.0
"""A narrower shading is a highlighted word."""

LEAST = 2
"""Smallest number of shaded rows."""

MAX_SHADINGS = 3_000
"""Shadings per page; a page with more is a drawing."""


@dataclass(slots=True)
class Stripe:
    """A shaded row: its edges, and those between its cells."""

    x0: float
    top: float
    x1: float
    bottom: float
    xs: list[float]


def find_shaded_grids(shadings: Sequence[BBox], words: Sequence[Word], closed: Sequence[BBox]) -> list[Grid]:
    """The grids that shadings show; none that overlaps with the boxes in `closed`."""
    if not LEAST <= len(shadings) <= MAX_SHADINGS:
        return []
    free = [box for box in shadings if not any(_overlaps(box, other) for other in closed)]
    found = (open_grid(_region(run, words), words) for run in _runs(_stripes(free)))
    return [grid for grid in found if grid and len(grid.rows) > LEAST]


def _overlaps(box: BBox, other: BBox) -> bool:
    return box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]


def _stripes(boxes: Iterable[BBox]) -> list[Stripe]:
    """The shaded rows from top to bottom; cells beside each other are one row."""
    stripes: list[Stripe] = []
    for x0, top, x1, bottom in sorted(boxes, key=lambda box: (round(box[1]), box[0])):
        if bottom - top > HIGHEST:
            continue
        last = stripes[-1] if stripes else None
        beside = last and abs(last.top - top) <= 1 and abs(last.bottom - bottom) <= 1
        if last and beside and -1 <= x0 - last.x1 <= APART:
            last.xs.append((x0 + last.x1) / 2)
            last.x1 = x1
        else:
            stripes.append(Stripe(x0, top, x1, bottom, []))
    return [stripe for stripe in stripes if stripe.x1 - stripe.x0 >= NARROWEST]


def _runs(stripes: Iterable[Stripe]) -> Iterator[list[Stripe]]:
    """Stripes below each other with the same ends and no more than one row between them."""
    run: list[Stripe] = []
    for stripe in stripes:
        last = run[-1] if run else None
        below = last and -1 <= stripe.top - last.bottom <= 2 * max(
            last.bottom - last.top, stripe.bottom - stripe.top
        )
        alike = last and abs(stripe.x0 - last.x0) <= ALIKE and abs(stripe.x1 - last.x1) <= ALIKE
        if not (below and alike):
            yield from [run] if len(run) >= LEAST else []
            run = []
        run.append(stripe)
    yield from [run] if len(run) >= LEAST else []


def _region(run: Sequence[Stripe], words: Sequence[Word]) -> Region:
    """The rows of a run, those between the stripes, and the unshaded ones above and below with text."""
    ys = [run[0].top]
    for above, below in pairwise(run):
        gap = below.top - above.bottom
        ys += [(above.bottom + below.top) / 2] if gap <= APART else [above.bottom, below.top]
    ys.append(run[-1].bottom)
    height = max(stripe.bottom - stripe.top for stripe in run)
    x0, x1 = run[0].x0, run[0].x1
    if any(below.top - above.bottom > APART for above, below in pairwise(run)):
        inside = [word for word in words if x0 <= word.x0 and word.x1 <= x1]
        ys = [ys[0] - height] * _is_row(inside, ys[0] - height, ys[0]) + ys
        ys += [ys[-1] + height] * _is_row(inside, ys[-1], ys[-1] + height)
    widest = max(run, key=lambda stripe: len(stripe.xs))
    return Region(x0, x1, ys, [x0, *widest.xs, x1] if widest.xs else [])


def _is_row(words: Sequence[Word], top: float, bottom: float) -> bool:
    """Whether the text between two heights is a row: several texts apart."""
    inside = sorted(words_between(words, top, bottom), key=lambda word: word.x0)
    return any(after.x0 - before.x1 > 2 * before.size for before, after in pairwise(inside))
