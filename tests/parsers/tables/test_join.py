from __future__ import annotations

import pytest

from tests.parsers.printing import page_end, printed, ruled
from tests.parsers.tables.table_pdfs import numbered_rows, read_one_table, read_tables


@pytest.mark.parametrize("repeat", [0, 1], ids=["header once", "header on each page"])
def test_table_over_three_pages_is_one_table(repeat: int) -> None:
    table = read_one_table(
        printed(ruled([["S.No.", "District", "Cases"], *numbered_rows(1, 100)], repeat=repeat))
    )
    assert table.pages == [1, 2, 3]
    assert table.header == [["S.No.", "District", "Cases"]]
    assert table.rows == numbered_rows(1, 100)


def test_serial_numbers_continue_a_table_below_a_running_head() -> None:
    head = "LOK SABHA UNSTARRED QUESTION regarding districts"
    table = read_one_table(
        printed(
            ruled([["S.No.", "District", "Cases"], *numbered_rows(1, 5)]),
            page_end(),
            head,
            ruled(numbered_rows(6, 9), hAlign="CENTER"),
        )
    )
    assert (table.pages, table.rows) == ([1, 2], numbered_rows(1, 9))


def test_tables_with_serial_numbers_from_1_are_separate() -> None:
    cells = [["S.No.", "District", "Cases"], *numbered_rows(1, 3)]
    assert [found.table.page for found in read_tables(printed(ruled(cells), page_end(), ruled(cells)))] == [
        1,
        2,
    ]


def test_row_split_by_the_page_end_is_merged() -> None:
    above = [["S.No.", "District", "Remark"], ["1", "Patna", "open"], ["2", "Gaya", "closed since"]]
    below = [["", "", "2019"], ["3", "Saran", "open"], ["4", "Siwan", "open"]]
    table = read_one_table(
        printed(ruled(above, colWidths=[50, 90, 120]), page_end(), ruled(below, colWidths=[50, 90, 120]))
    )
    assert table.rows == [
        ["1", "Patna", "open"],
        ["2", "Gaya", "closed since 2019"],
        ["3", "Saran", "open"],
        ["4", "Siwan", "open"],
    ]


def test_header_at_the_bottom_of_a_page_belongs_to_the_table_on_the_next() -> None:
    header = ["S.No.", "District", "Cases"]
    pdf = printed(
        ruled([header], colWidths=[50, 90, 60]),
        page_end(),
        ruled([header, *numbered_rows(1, 3)], colWidths=[50, 90, 60]),
    )
    table = read_one_table(pdf)
    assert (table.page, table.header, table.rows) == (1, [header], numbered_rows(1, 3))
