"""Cuts the title of an annexure off the top of a grid: in Word files it is often the table's first row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from parsers.text.annexure_titles import REFERENCE, TITLE
from parsers.text.lines import page_lines
from parsers.text.rules import matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import Grid, Page, TextLayer
    from parsers.text.lines import Line

_MAX_TITLE_ROWS = 4
"""Largest number of rows down to the title."""
_FEWEST_ROWS = 2
"""Fewest rows of a table below the title."""


def cut_title_rows(layer: TextLayer) -> TextLayer:
    """The layer with grids that begin below the title of an annexure; its words become lines of the page."""
    pages = [_cut_page(page) if page.grids else page for page in layer.pages]
    return msgspec.structs.replace(layer, pages=pages)


def _cut_page(page: Page) -> Page:
    lines = page_lines(page, [])
    return msgspec.structs.replace(page, grids=[_cut_grid(grid, lines) for grid in page.grids])


def _cut_grid(grid: Grid, lines: Sequence[Line]) -> Grid:
    titled = [n for n in range(_title_rows(grid)) if any(map(_is_title, _lines_of_row(grid, n, lines)))]
    return _without_rows(grid, titled[-1] + 1) if titled else grid


def _title_rows(grid: Grid) -> int:
    """Number of rows at the top of the grid that have at most one cell with text, and may be titles."""
    most = min(_MAX_TITLE_ROWS, len(grid.rows) - _FEWEST_ROWS) if len(grid.ys) == len(grid.rows) + 1 else 0
    rows = (n for n in range(max(most, 0)) if sum(1 for cell in grid.rows[n] if cell) > 1)
    return next(rows, max(most, 0))


def _lines_of_row(grid: Grid, row: int, lines: Sequence[Line]) -> list[Line]:
    top, bottom = grid.ys[row], grid.ys[row + 1]
    return [line for line in lines if top <= (line.top + line.bottom) / 2 <= bottom]


def _is_title(line: Line) -> bool:
    return matches(TITLE, line.text) or matches(REFERENCE, line.text)


def _without_rows(grid: Grid, rows: int) -> Grid:
    """The grid without its first rows; a merged cell that reaches below them keeps the part below."""
    x0, _, x1, bottom = grid.bbox
    spans = [
        (max(row - rows, 0), column, down - max(rows - row, 0), across)
        for row, column, down, across in grid.spans
        if row + down > rows
    ]
    return msgspec.structs.replace(
        grid, bbox=(x0, grid.ys[rows], x1, bottom), rows=grid.rows[rows:], ys=grid.ys[rows:], spans=spans
    )
