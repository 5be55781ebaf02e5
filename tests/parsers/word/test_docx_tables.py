"""Cells of tables in real .docx files, compared with an independent reading of their XML."""

from __future__ import annotations

import zipfile
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from parsers.extract import read_text_layer
from parsers.tables.cells import filled_cells
from tests.parsers.tables.table_pdfs import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parsers.layer import TextLayer

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLANKS = {W + "tab", W + "br", W + "p", W + "lastRenderedPageBreak"}
LAYOUT_TABLES = {("RS_2018-12-13_Q381_Suicide-cases-among-students.docx", 0)}
"""Tables that hold the question and its clauses, by file and position."""

Place = tuple[int, int]
Cells = dict[Place, str]


def nearest(node: ElementTree.Element, name: str, outer: str) -> Iterator[ElementTree.Element]:
    """The nearest elements of a name below a node, not inside an element named `outer`."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag != W + outer:
            yield from nearest(child, name, outer)


def value(cell: ElementTree.Element, path: str) -> str | None:
    found = cell.find("/".join(W + part for part in path.split("/")))
    return None if found is None else found.get(W + "val", "")


def text(cell: ElementTree.Element) -> str:
    nodes = [node for node in cell.iter() if node.tag == W + "t" or node.tag in BLANKS]
    joined = "".join(node.text or "" if node.tag == W + "t" else " " for node in nodes)
    return " ".join(joined.split())


def cells_of_xml(table: ElementTree.Element) -> Cells:
    """Text by row and column of the grid, without cells that continue the cell above or are numbered."""
    cells: Cells = {}
    for r, row in enumerate(nearest(table, "tr", "tbl")):
        c = int(value(row, "trPr/gridBefore") or 0)
        for cell in nearest(row, "tc", "tr"):
            merge = value(cell, "tcPr/vMerge")
            if (merge is None or merge == "restart") and not cell.findall(f".//{W}numPr"):
                cells[r, c] = text(cell)
            c += int(value(cell, "tcPr/gridSpan") or 1)
    return cells


def tables_of_xml(path: Path) -> list[Cells]:
    """The tables of several columns, outer tables before those in their cells."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314 - of the corpus
    tables = [cells_of_xml(table) for table in root.iter(W + "tbl")]
    return [cells for cells in tables if any(c for (_, c) in cells)]


@cache
def documents(shared: Path) -> list[tuple[Path, TextLayer]]:
    paths = sorted(path for name in ("rajya", "word") for path in (shared / "corpus" / name).glob("*.docx"))
    return [(path, read_text_layer(path.read_bytes())) for path in paths]


def test_cells_are_those_of_the_xml(shared: Path) -> None:
    wrong: list[tuple[str, int, Place, str]] = []
    count = 0
    for path, layer in documents(shared):
        grids = [grid for page in layer.pages for grid in page.grids]
        for n, (cells, grid) in enumerate(zip(tables_of_xml(path), grids, strict=True)):
            count += len(cells)
            own = {(r, c): cell for r, row in enumerate(grid.rows) for c, cell in enumerate(row)}
            wrong += [(path.name, n, place, cell) for place, cell in cells.items() if own.get(place) != cell]
    assert count > 10_000
    assert len(wrong) < count / 100, wrong[:20]


def test_no_table_is_lost_or_invented(shared: Path) -> None:
    for path, layer in documents(shared):
        expected = [
            cells for n, cells in enumerate(tables_of_xml(path)) if (path.name, n) not in LAYOUT_TABLES
        ]
        found = [result.table for result in tables_of(layer)]
        rest = [cell for table in found for row in [*table.header, *table.rows] for cell in filled_cells(row)]
        words = " ".join([*rest, *(table.caption or "" for table in found)]).split()
        for cells in expected:
            lost = [cell for cell in cells.values() if cell and not set(cell.split()) <= set(words)]
            assert len(lost) <= max(1, len(cells) / 100), (path.name, lost[:5])
        assert len(found) <= len(expected), path.name
