"""Comparison of our tables with plain pdfplumber's, page by page, with the reason for each difference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

import pdfplumber

from bench.word_comparison import BLANK_WIDTH
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

MIN_OVERLAP = 0.5
"""Overlap, as a share of the smaller box, above which two boxes are the same table."""

MAX_EXTENT_DIFFERENCE = 6.0
"""Difference between two tables' edges, in points, above which their extent differs."""


class TableReason(DocumentedEnum):
    """Why a table or a cell differs; the meaning says which reading is right."""

    BOX = "pdfplumber only: a box of one column or one row", "loksabha: a frame is not a table."
    SHADE = (
        "pdfplumber only: edges of a coloured background, without which it finds no table",
        "loksabha: no line is drawn, and the text is continuous.",
    )
    PICTURE = (
        "loksabha only: lines in the image of a scan",
        "loksabha: pdfplumber does not look into images.",
    )
    ONE_READER = "a table that only one reader finds, for another reason", "To be examined."
    BLANKS = "cells with the same letters and blanks at other positions", "As for words above."
    EXTENT = (
        "cells of rows that only one reader includes",
        "loksabha: a row open at the page edge belongs to the table, a title above it does not.",
    )
    RULES = (
        "cells that pdfplumber splits into more rows or columns",
        "loksabha: lines less than 4 points apart are one ruling, and the edge of a background does not "
        "split a cell.",
    )
    OTHER = "other cells", "To be examined."


@dataclass(slots=True)
class TableDifference:
    """Tables, or cells of a table, on one page that differ for the same reason."""

    file: str
    page: int
    reason: TableReason
    count: int = 1


@dataclass(slots=True)
class TableComparison:
    """Table and cell counts and differences of a set of documents."""

    ours: int = 0
    theirs: int = 0
    common: int = 0
    cells: int = 0
    """Cells of the common tables; of each table, the larger count of the two readers."""
    differences: list[TableDifference] = field(default_factory=list)

    def count(self, *reasons: TableReason) -> int:
        """Number of tables or cells that differ for these reasons."""
        return sum(found.count for found in self.differences if found.reason in reasons)

    def same_cells(self) -> float:
        """Share of cells that are equal."""
        return 1 - self.count(
            TableReason.BLANKS, TableReason.EXTENT, TableReason.RULES, TableReason.OTHER
        ) / max(1, self.cells)


def compare_tables(paths: Iterable[Path]) -> TableComparison:
    """Compare the grids of each page that pdfium reads with plain pdfplumber's tables."""
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
        same = [table for table in tables if overlap(grid.bbox, table.bbox) > MIN_OVERLAP]
        met += same
        if not same:
            reason = TableReason.PICTURE if Flag.OCR_LAYER in page.notes else TableReason.ONE_READER
            found.differences.append(TableDifference(file, page.number, reason))
            continue
        found.common += 1
        ours, theirs = count_cells(grid.rows), count_cells(_rows(same))
        found.cells += max(ours.total(), theirs.total())
        counts = {
            TableReason.BLANKS: count_blank_differences(ours, theirs),
            _reason(grid, same): count_other_differences(ours, theirs),
        }
        found.differences += [
            TableDifference(file, page.number, reason, n) for reason, n in counts.items() if n
        ]
    for table in tables:
        if table not in met:
            found.differences.append(TableDifference(file, page.number, _plumber_only_reason(plain, table)))


def count_cells(rows: Iterable[Iterable[str | None]]) -> Counter[str]:
    """Non-empty cell texts with their counts, white space collapsed.

    >>> count_cells([["Goa", None], ["", "1  2"]])
    Counter({'Goa': 1, '1 2': 1})
    """
    texts = (" ".join(cell.split()) for cell in chain.from_iterable(rows) if cell)
    return Counter(text for text in texts if text)


def count_blank_differences(ours: Counter[str], theirs: Counter[str]) -> int:
    """Number of cells that differ only by blanks.

    >>> count_blank_differences(Counter(["New Delhi", "Goa"]), Counter(["NewDelhi", "Bihar"]))
    1
    """
    return (_letters(ours - theirs) & _letters(theirs - ours)).total()


def count_other_differences(ours: Counter[str], theirs: Counter[str]) -> int:
    """Number of cells that differ by more than blanks.

    >>> count_other_differences(Counter(["New Delhi", "Goa"]), Counter(["NewDelhi", "Bihar", "7"]))
    2
    """
    missing, extra = ours - theirs, theirs - ours
    return max(missing.total(), extra.total()) - count_blank_differences(ours, theirs)


def _letters(cells: Counter[str]) -> Counter[str]:
    return Counter("".join(cell.split()) for cell in cells.elements())


def _rows(tables: Iterable[Table]) -> list[list[str | None]]:
    return [row for table in tables for row in table.extract(x_tolerance_ratio=BLANK_WIDTH)]


def _reason(grid: Grid, tables: list[Table]) -> TableReason:
    """Why cells of a table differ."""
    rows = _rows(tables)
    if len(tables) > 1 or max(map(len, rows)) > len(grid.xs) - 1:
        return TableReason.RULES
    sides = zip(grid.bbox, tables[0].bbox, strict=True)
    return (
        TableReason.EXTENT if any(abs(a - b) > MAX_EXTENT_DIFFERENCE for a, b in sides) else TableReason.OTHER
    )


def _plumber_only_reason(plain: PlumberPage, table: Table) -> TableReason:
    """Why only pdfplumber finds a table."""
    rows = table.extract()
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return TableReason.BOX
    left = plain.filter(_is_not_shade).find_tables()
    return (
        TableReason.ONE_READER
        if any(overlap(table.bbox, one.bbox) > MIN_OVERLAP for one in left)
        else TableReason.SHADE
    )


def _is_not_shade(drawn: dict[str, Any]) -> bool:
    """Whether an object of a page is anything but a coloured area without an outline."""
    area = drawn["object_type"] == "rect" and not drawn["stroke"]
    return not area or min(drawn["width"], drawn["height"]) <= THIN


def overlap(one: BBox, other: BBox) -> float:
    """Share of the smaller box that is inside the other.

    >>> overlap((0, 0, 10, 10), (5, 0, 15, 20)), overlap((0, 0, 10, 10), (20, 0, 30, 10))
    (0.5, 0.0)
    """
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    area = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(0.0, width) * max(0.0, height) / area if area else 0.0
