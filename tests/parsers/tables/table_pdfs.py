"""Helpers: reads the tables of a PDF; rows of small tables to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.extract import read_text_layer
from parsers.structure.annexures import cut_annexures
from parsers.tables.describe import describe_tables
from parsers.tables.find import find_tables
from parsers.text.furniture import drop_furniture
from parsers.text.lines import lines_by_page, lines_outside

if TYPE_CHECKING:
    from parsers.layer import TextLayer
    from parsers.tables.result import TableResult

STATES = [
    ["S.No.", "State", "2022", "2023"],
    ["1", "Bihar", "3", "4"],
    ["2", "Goa", "5", "6"],
    ["", "Total", "8", "10"],
]


def read_tables(pdf: bytes) -> list[TableResult]:
    """All tables of the PDF."""
    return tables_of(read_text_layer(pdf))


def tables_of(layer: TextLayer) -> list[TableResult]:
    """All tables of a text layer that need not be an answer."""
    by_page = lines_by_page(layer)
    tables = find_tables(layer, by_page)
    lines = lines_outside(layer, by_page, [region for table in tables for region in table.regions])
    return describe_tables(tables, layer, cut_annexures(drop_furniture(lines)).start)


def read_one_table(pdf: bytes) -> Any:
    """The only table of the PDF."""
    found = read_tables(pdf)
    assert len(found) == 1
    return found[0].table


def numbered_rows(first: int, last: int) -> list[list[str]]:
    """Rows with the serial numbers `first` to `last`."""
    return [[str(n), f"District {n}", str(n * 7)] for n in range(first, last + 1)]
