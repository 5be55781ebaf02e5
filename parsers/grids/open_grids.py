"""Finds tables whose rulings are only horizontal or only vertical; text alignment gives the other edges.

All lengths are in points from the page's top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.grids.columns import column_edges
from parsers.grids.grid import fill_grid, words_between
from parsers.grids.lattice import SNAP, RulingLine, merge_lines
from parsers.grids.printed_lines import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.layer import BBox, Grid, Word

ALIKE = 3.0
"""Rulings of one table begin and end no farther apart than this."""

SHORTEST = 100.0
"""A shorter horizontal ruling is an underlined word."""

LOWEST = 30.0
"""A shorter vertical ruling is no edge of a column."""

FILLED = 0.6
"""Smallest share of cells with text, and of rows with several texts."""

WORDS = 12
"""Largest average of words per cell; a cell with more is a paragraph between two rulings."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that may be a table, and the edges that are drawn."""

    x0: float
    x1: float
    ys: list[float]
    """Horizontal rulings, from top to bottom."""
    xs: list[float]
    """Vertical rulings, from left to right."""


def find_open_grids(bars: Sequence[BBox], words: Sequence[Word], closed: Sequence[BBox]) -> list[Grid]:
    """The grids that are ruled in one direction only; none within the boxes in `closed`."""
    free = [bar for bar in bars if not any(_touches(bar, box) for box in closed)]
    if not free or not words:
        return []
    across, down = merge_lines(free)
    stacks = [grid for stack in _stacks(across, down) for grid in _stack_grids(stack, words)]
    columns = (open_grid(region, words) for region in _between_uprights(across, down, words))
    return stacks + [grid for grid in columns if grid]


def _touches(bar: BBox, box: BBox) -> bool:
    return (
        bar[0] <= box[2] + SNAP
        and bar[2] >= box[0] - SNAP
        and bar[1] <= box[3] + SNAP
        and bar[3] >= box[1] - SNAP
    )


def _stacks(across: Iterable[RulingLine], down: Sequence[RulingLine]) -> Iterator[Region]:
    """Three horizontal rulings or more with the same ends, if no vertical one crosses them."""
    wide = [line for line in across if line.spans[0][1] - line.spans[0][0] >= SHORTEST]
    for group in _groups(wide):
        x0, x1 = group[0].spans[0]
        top, bottom = group[0].at, group[-1].at
        if not any(
            x0 - ALIKE <= line.at <= x1 + ALIKE and line.spans[0][0] < bottom and line.spans[0][1] > top
            for line in down
        ):
            yield Region(x0, x1, [line.at for line in group], [])


def _stack_grids(stack: Region, words: Sequence[Word]) -> Iterator[Grid]:
    """The grids of a stack: one, or those above and below its widest gap, where text parts two tables."""
    ys = stack.ys
    if len(ys) < 3:
        return
    if grid := open_grid(stack, words):
        yield grid
        return
    widest = max(range(1, len(ys)), key=lambda n: ys[n] - ys[n - 1])
    yield from _stack_grids(Region(stack.x0, stack.x1, ys[:widest], []), words)
    yield from _stack_grids(Region(stack.x0, stack.x1, ys[widest:], []), words)


def _between_uprights(
    across: Sequence[RulingLine], down: Iterable[RulingLine], words: Sequence[Word]
) -> Iterator[Region]:
    """Groups of two vertical rulings or more of the same height; the text shows how wide the table is."""
    high = [line for line in down if line.spans[0][1] - line.spans[0][0] >= LOWEST]
    for group in _groups(high):
        if len(group) < 2:
            continue
        top, bottom = group[0].spans[0]
        xs = [line.at for line in group]
        inside = words_between(words, top, bottom)
        if not inside:
            continue
        x0 = min(xs[0], min(word.x0 for word in inside) - 1)
        x1 = max(xs[-1], max(word.x1 for word in inside) + 1)
        inner = [line.at for line in across if top + SNAP < line.at < bottom - SNAP]
        xs = [x0] * (xs[0] - x0 > SNAP) + xs + [x1] * (x1 - xs[-1] > SNAP)
        yield Region(xs[0], xs[-1], [top, *inner, bottom], xs)


def _groups(lines: Iterable[RulingLine]) -> Iterator[list[RulingLine]]:
    """Lines that begin and end alike, each group in order of their coordinates."""
    rest = sorted(lines, key=lambda line: line.spans[0])
    while rest:
        low, high = rest[0].spans[0]
        group = [
            line
            for line in rest
            if abs(line.spans[0][0] - low) <= ALIKE and abs(line.spans[0][1] - high) <= ALIKE
        ]
        yield sorted(group, key=lambda line: line.at)
        rest = [line for line in rest if line not in group]


def open_grid(region: Region, words: Sequence[Word]) -> Grid | None:
    """The grid of a region; None if its text is not in columns."""
    inside = [
        word
        for word in words_between(words, region.ys[0], region.ys[-1])
        if region.x0 <= (word.x0 + word.x1) / 2 <= region.x1
    ]
    bands = [words_between(inside, top, bottom) for top, bottom in pairwise(region.ys)]
    body = bands[1:] if len(bands) > 2 else bands
    lines = [line for band in body for line in text_lines(band)]
    xs = region.xs or column_edges(lines, region.x0, region.x1)
    if len(xs) < 3 or not inside or not _is_in_columns(inside, xs):
        return None
    ys = region.ys
    spans = [(r, c, 1, 1) for r in range(len(ys) - 1) for c in range(len(xs) - 1)]
    return fill_grid(xs, ys, spans, inside)


def _is_in_columns(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether the words are short texts, most lines have several of them and none runs over an edge."""
    lines = text_lines(words)
    crossing = sum(word.x0 < x - 2 and word.x1 > x + 2 for word in words for x in xs[1:-1])
    if crossing > len(words) / 20 or len(lines) < 2:
        return False
    several = [len({sum(word.x0 > x - 2 for x in xs[1:-1]) for word in line}) > 1 for line in lines]
    return sum(several) >= FILLED * len(lines) and len(words) <= WORDS * len(lines) * (len(xs) - 1) / 2
