"""Finds the data tables of a document in its grids and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.records import Table
from parsers.structure.annexures import annexures_start
from parsers.tables.caption import caption_above
from parsers.tables.cells import filled_cells, serial_of
from parsers.tables.header import TablePart, read_part
from parsers.tables.join import continues, join_rows, rows_to_append
from parsers.tables.split_rows import cut_bands
from parsers.tables.totals import total_differs
from parsers.tables.unruled import find_unruled
from parsers.text.furniture import drop_furniture, is_furniture
from parsers.text.lines import document_lines, page_lines
from parsers.text.rules import reads, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layer import BBox, Page, TextLayer
    from parsers.tables.cells import Row

FRAMED = (
    rule("question", r"be pleased to state", "Will the Minister of COAL be pleased to state:"),
    rule("letterhead", r"^\W*government of india\b(?!.*\.\s*$)", "GOVERNMENT OF INDIA MINISTRY OF COAL"),
    rule("answer", r"^\W*A\s?N\s?S\s?W\s?E\s?R\W*$", "A N S W E R"),
)
"""Texts of a grid that is a frame around a letter, not a data table."""

LETTERED = rule(
    "letters", r"^\(?[a-z]\)(?:\s*(?:to|and|&|,|-)\s*\(?[a-z]\))*\s*[:.–-]*$", "(a) to (c):", "(b)"
)
"""A cell with the letters of clauses and nothing else."""

LONG = 40
"""Longest average cell of a table without serial numbers, in words; above it the grid frames prose."""


@dataclass(frozen=True)
class TableResult:
    """A data table and the regions (page number, box) that it covers; in an answer also its caption."""

    table: Table
    regions: list[tuple[int, BBox]]
    total_differs: bool = False
    """Whether a printed total is not the sum of its rows."""


@dataclass(slots=True)
class TableBuilder:
    """The parts of one table in order, and the rows joined so far."""

    parts: list[TablePart]
    rows: list[Row] = field(default_factory=list)


def find_tables(layer: TextLayer) -> list[TableResult]:
    """The document's data tables in reading order; one that runs over several pages is one table."""
    builders: list[TableBuilder] = []
    pages = {page.number: page for page in layer.pages}
    for part in _parts(layer.pages):
        last = builders[-1].parts[-1] if builders else None
        if (
            last
            and part.page == last.page + 1
            and continues(last, part, text_between=_has_text_between(pages, last, part))
        ):
            first = builders[-1].parts[0]
            builders[-1].rows = join_rows(builders[-1].rows, rows_to_append(first, last, part))
            first.header = first.header or (part.header if not first.rows else [])
            builders[-1].parts.append(part)
        else:
            builders.append(TableBuilder([part], part.rows))
    builders = [builder for builder in builders if builder.rows]
    annexed = _annexed_from(layer, builders) if builders else (0, 0.0)
    return [_table_result(f"t{n}", builder, pages, annexed) for n, builder in enumerate(builders, start=1)]


def _annexed_from(layer: TextLayer, builders: Sequence[TableBuilder]) -> tuple[int, float]:
    """Page and top edge (points) of the first annexure; after the last page if there is none."""
    regions = [(part.page, part.bbox) for builder in builders for part in builder.parts]
    start = annexures_start(drop_furniture(document_lines(layer, regions)))
    return (start.page, start.top) if start else (len(layer.pages) + 1, 0.0)


def _parts(pages: Sequence[Page]) -> Iterator[TablePart]:
    for page in pages:
        grids = [cut_bands(grid, page.words) for grid in page.grids]
        grids += find_unruled(page)
        grids.sort(key=lambda grid: (grid.bbox[1], grid.bbox[0]))
        yield from filter(is_data_table, (read_part(page.number, grid) for grid in grids))


def is_data_table(part: TablePart) -> bool:
    """Whether a grid is a data table, not a frame around prose, a letterhead or a box of one column."""
    rows = [*part.header, *part.rows]
    cells = [cell for row in rows for cell in filled_cells(row)]
    if part.width < 2 or len(cells) < 3 or not any(len(filled_cells(row)) > 1 for row in rows):
        return False
    if any(reads(FRAMED, cell) for cell in cells) or _is_lettered(rows):
        return False
    counted = len(rows) > 1 and all(serial_of(row[0]) for row in rows)
    return counted or sum(len(cell.split()) for cell in cells) <= LONG * len(cells)


def _is_lettered(rows: list[Row]) -> bool:
    """Whether the first column consists of the letters of clauses."""
    first = [row[0] for row in rows if row[0]]
    return bool(first) and all(reads([LETTERED], cell) for cell in first)


def _has_text_between(pages: dict[int, Page], above: TablePart, below: TablePart) -> bool:
    """Whether there is running text between two parts on consecutive pages."""
    ends, starts = page_lines(pages[above.page], []), page_lines(pages[below.page], [])
    between = [line for line in ends if line.top >= above.bbox[3] - 2]
    between += [line for line in starts if line.bottom <= below.bbox[1] + 2]
    return not all(is_furniture(line) for line in between)


def _table_result(
    table_id: str, builder: TableBuilder, pages: dict[int, Page], annexed: tuple[int, float]
) -> TableResult:
    first, page = builder.parts[0], pages[builder.parts[0].page]
    boxes = [grid.bbox for grid in page.grids]
    within = (first.page, first.bbox[1]) >= annexed
    named = [] if first.titles else caption_above(page, first.bbox, boxes, annexed=within)
    caption = [filled_cells(row)[0] for row in first.titles] or [line.text for line in named]
    table = Table(
        table_id=table_id,
        page=first.page,
        pages=[part.page for part in builder.parts],
        bbox=first.bbox,
        caption=" ".join(caption) or None,
        section="annexure" if within else "answer",
        header=first.header,
        rows=builder.rows,
    )
    regions = [(part.page, part.bbox) for part in builder.parts]
    if not within:
        regions += [(line.page, (line.x0, line.top, line.x1, line.bottom)) for line in named]
    return TableResult(table, regions, total_differs(first.header, builder.rows))
