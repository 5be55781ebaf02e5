"""Tables that are printed in two columns on a page, and two tables beside each other."""

from __future__ import annotations

from tests.parsers.printing import Draw, all_of, drawn, in_cells, lattice, printed, ruled
from tests.parsers.tables.table_pdfs import numbered_rows, read_one_table, read_tables

HEAD = ["S.No.", "District", "Cases"]
LEFT, RIGHT = [60, 100, 200, 260], [300, 340, 440, 500]
YS = [700, 680, 660, 640]


def halves(first: int) -> Draw:
    """A page with the rows `first` to `first + 3`, two on the left and two on the right."""
    left, right = numbered_rows(first, first + 1), numbered_rows(first + 2, first + 3)
    return all_of(
        lattice(LEFT, YS),
        in_cells(LEFT, YS, [HEAD, *left]),
        lattice(RIGHT, YS),
        in_cells(RIGHT, YS, [HEAD, *right]),
    )


def test_two_grids_beside_each_other_over_two_pages_are_one_table() -> None:
    table = read_one_table(drawn(halves(1), halves(5)))
    assert (table.pages, table.header, table.rows) == ([1, 2], [HEAD], numbered_rows(1, 8))


def test_header_that_repeats_itself_within_a_grid() -> None:
    cells = [[*left, *right] for left, right in zip(numbered_rows(1, 4), numbered_rows(5, 8), strict=True)]
    table = read_one_table(printed(ruled([[*HEAD, *HEAD], *cells])))
    assert (table.header, table.rows) == ([HEAD], numbered_rows(1, 8))


def test_two_tables_beside_each_other_that_begin_with_1_stay_two() -> None:
    rows = numbered_rows(1, 2)
    page = all_of(
        lattice(LEFT, YS),
        in_cells(LEFT, YS, [HEAD, *rows]),
        lattice(RIGHT, YS),
        in_cells(RIGHT, YS, [HEAD, *rows]),
    )
    assert [found.table.rows for found in read_tables(drawn(page))] == [rows, rows]


def test_years_that_repeat_below_other_headings_stay_columns() -> None:
    cells = [
        ["Men", "", "Women", ""],
        ["2022", "2023", "2022", "2023"],
        ["1", "2", "3", "4"],
        ["5", "6", "7", "8"],
    ]
    table = read_one_table(printed(ruled(cells, spans=[((0, 0), (1, 0)), ((2, 0), (3, 0))])))
    assert [len(row) for row in table.rows] == [4] * len(table.rows)
