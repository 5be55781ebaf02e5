"""Helpers: reads the tables of a PDF; rows of small tables to print."""

from __future__ import annotations

from typing import Any

from parsers.extract import read_text_layer
from parsers.tables.find import TableResult, find_tables

STATES = [
    ["S.No.", "State", "2022", "2023"],
    ["1", "Bihar", "3", "4"],
    ["2", "Goa", "5", "6"],
    ["", "Total", "8", "10"],
]


def read_tables(pdf: bytes) -> list[TableResult]:
    """All tables of the PDF."""
    return find_tables(read_text_layer(pdf))


def read_one_table(pdf: bytes) -> Any:
    """The only table of the PDF."""
    found = read_tables(pdf)
    assert len(found) == 1
    return found[0].table


def numbered_rows(first: int, last: int) -> list[list[str]]:
    """Rows with the serial numbers `first` to `last`."""
    return [[str(n), f"District {n}", str(n * 7)] for n in range(first, last + 1)]
