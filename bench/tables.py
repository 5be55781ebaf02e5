"""Tables of ours against those that plain pdfplumber finds, page by page, and why they differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

import pdfplumber

from bench.equivalence import BLANK
from parsers.documented_enum import DocumentedEnum
from parsers.extract import read_text_layer
from parsers.pdf.pdfium_drawing import THIN
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pdfplumber.page import Page as PlumberPage
    from pdfplumber.table import Table

    from parsers.layer import BBox, Grid, Page

COMMON = 0.5
"""Share of the smaller of two boxes from which they are one table."""

FURTHER = 6.0
"""Points from which one of two tables reaches further than the other."""


class Why(DocumentedEnum):
    """Why a table, or a cell, is one reader's alone; who is right, and why."""

    BOX = "a box of one column or one row, theirs alone", "Ours: a frame parts nothing."
    SHADE = (
        "edges of a coloured background, theirs alone: without them pdfplumber finds nothing either",
        "Ours: no line is drawn, and the text runs on.",
    )
    PICTURE = (
        "lines in the picture of a scan, ours alone",
        "Ours: pdfplumber sees what is drawn, not what is photographed.",
    )
    ALONE = "a table that one of the two finds, for no such reason", "To be looked at."
    BLANKS = "cells of the same letters, with blanks at other places", "As with the words above."
    EXTENT = (
        "cells of rows that one of the two leaves out, so that it reaches less far",
        "Ours: a row that is open at the edge of the page belongs to the table, a title above it does not.",
    )
    RULES = (
        "cells that theirs has in pieces, in more rows or columns",
        "Ours: two lines nearer than 4 points are one ruling to the eye, and a cell is not cut by a line of "
        "its background.",
    )
    OTHER = "other cells", "To be looked at."


@dataclass(slots=True)
class Difference:
    """Tables, or cells of a table, on one page that differ for one reason."""

    file: str
    page: int
    why: Why
    count: int = 1


@dataclass(slots=True)
class TableComparison:
    """All tables of some documents."""

    ours: int = 0
    theirs: int = 0
    common: int = 0
    cells: int = 0
    """Of the tables in common, as many as the richer of the two has."""
    differences: list[Difference] = field(default_factory=list)

    def count(self, *reasons: Why) -> int:
        """How many tables or cells differ for these reasons."""
        return sum(found.count for found in self.differences if found.why in reasons)

    def same_cells(self) -> float:
        """The share of cells that are equal."""
        return 1 - self.count(Why.BLANKS, Why.EXTENT, Why.RULES, Why.OTHER) / max(1, self.cells)


def compare_tables(paths: Iterable[Path]) -> TableComparison:
    """The grids of each page that pdfium reads against plain pdfplumber's tables."""
    found = TableComparison()
    for path in paths:
        layer = read_text_layer(path.read_bytes())
        with pdfplumber.open(path) as document:
            for plain, page in zip(document.pages, layer.pages, strict=False):
                if page.engine == "pdfium":
                    _compare_page(found, path.name, plain, page)
                plain.close()
    return found


def _compare_page(found: TableComparison, file: str, plain: PlumberPage, page: Page) -> None:
    tables = plain.find_tables()
    found.ours += len(page.grids)
    found.theirs += len(tables)
    met: list[Table] = []
    for grid in page.grids:
        same = [table for table in tables if shared(grid.bbox, table.bbox) > COMMON]
        met += same
        if not same:
            why = Why.PICTURE if Flag.OCR_LAYER in page.notes else Why.ALONE
            found.differences.append(Difference(file, page.number, why))
            continue
        found.common += 1
        ours, theirs = cells_of(grid.rows), cells_of(_rows(same))
        found.cells += max(ours.total(), theirs.total())
        counts = {Why.BLANKS: blanks(ours, theirs), _why(grid, same): others(ours, theirs)}
        found.differences += [Difference(file, page.number, why, n) for why, n in counts.items() if n]
    for table in tables:
        if table not in met:
            found.differences.append(Difference(file, page.number, _why_theirs(plain, table)))


def cells_of(rows: Iterable[Iterable[str | None]]) -> Counter[str]:
    """The cells that hold something, blanks collapsed.

    >>> cells_of([["Goa", None], ["", "1  2"]])
    Counter({'Goa': 1, '1 2': 1})
    """
    texts = (" ".join(cell.split()) for cell in chain.from_iterable(rows) if cell)
    return Counter(text for text in texts if text)


def blanks(ours: Counter[str], theirs: Counter[str]) -> int:
    """How many cells differ by their blanks alone.

    >>> blanks(Counter(["New Delhi", "Goa"]), Counter(["NewDelhi", "Bihar"]))
    1
    """
    return (_letters(ours - theirs) & _letters(theirs - ours)).total()


def others(ours: Counter[str], theirs: Counter[str]) -> int:
    """How many cells differ by more than blanks.

    >>> others(Counter(["New Delhi", "Goa"]), Counter(["NewDelhi", "Bihar", "7"]))
    2
    """
    missing, extra = ours - theirs, theirs - ours
    return max(missing.total(), extra.total()) - blanks(ours, theirs)


def _letters(cells: Counter[str]) -> Counter[str]:
    return Counter("".join(cell.split()) for cell in cells.elements())


def _rows(tables: Iterable[Table]) -> list[list[str | None]]:
    return [row for table in tables for row in table.extract(x_tolerance_ratio=BLANK)]


def _why(grid: Grid, tables: list[Table]) -> Why:
    """Why cells of one table differ."""
    rows = _rows(tables)
    if len(tables) > 1 or max(map(len, rows)) > len(grid.xs) - 1:
        return Why.RULES
    sides = zip(grid.bbox, tables[0].bbox, strict=True)
    return Why.EXTENT if any(abs(a - b) > FURTHER for a, b in sides) else Why.OTHER


def _why_theirs(plain: PlumberPage, table: Table) -> Why:
    """Why a table is pdfplumber's alone."""
    rows = table.extract()
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return Why.BOX
    left = plain.filter(_is_no_shade).find_tables()
    return Why.ALONE if any(shared(table.bbox, one.bbox) > COMMON for one in left) else Why.SHADE


def _is_no_shade(drawn: dict[str, Any]) -> bool:
    """Whether something on a page is other than a coloured area without a line around it."""
    area = drawn["object_type"] == "rect" and not drawn["stroke"]
    return not area or min(drawn["width"], drawn["height"]) <= THIN


def shared(one: BBox, other: BBox) -> float:
    """The share of the smaller box that lies in the other.

    >>> shared((0, 0, 10, 10), (5, 0, 15, 20)), shared((0, 0, 10, 10), (20, 0, 30, 10))
    (0.5, 0.0)
    """
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    area = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(0.0, width) * max(0.0, height) / area if area else 0.0
