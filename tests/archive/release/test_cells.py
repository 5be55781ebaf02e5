"""Cells are those of the tables, place by place."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.release.rows.cells import cell_rows, read_number
from archive.release.schemas import CELLS
from archive.row_checks import as_table
from archive.schemas import ANSWERS
from tests.archive.rows import answer_row

CELL = st.none() | st.sampled_from(["", "Bihar", "1,23,456", " -5 ", "१२", "2023-24"])
GRID = st.none() | st.lists(st.lists(CELL, max_size=3), max_size=3)
TABLE = st.fixed_dictionaries({"header": GRID, "rows": GRID})


def places(grids: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    found = []
    for number, grid in enumerate(grids, start=1):
        head = grid["header"] or []
        for row, line in enumerate([*head, *(grid["rows"] or [])]):
            for column, text in enumerate(line):
                found.append((f"t{number}", row, column, row < len(head), text, read_number(text)))
    return found


@settings(max_examples=60, deadline=None)
@given(grids=st.lists(TABLE, max_size=3))
def test_every_place_of_every_table_is_a_cell(grids: list[dict[str, Any]]) -> None:
    place = {"page": 1, "pages": [1], "bbox": None, "caption": None, "section": "answer"}
    tables = [{"table_id": f"t{n}", **place, **grid} for n, grid in enumerate(grids, start=1)]
    answers = pl.DataFrame(as_table(ANSWERS, [answer_row(1, tables=tables), answer_row(2, tables=[])]))

    cells = cell_rows(answers)

    assert cells.schema == pl.DataFrame(CELLS.schema.empty_table()).schema
    assert set(cells["question_id"]) <= {"LS18-S5-UNSTARRED-1"}
    columns = ["table_id", "row", "column", "in_header", "text", "number"]
    assert [tuple(row) for row in cells.select(columns).iter_rows()] == places(grids)
