"""Figures and words that go on in the next line of a narrow cell; near misses stay apart."""

from __future__ import annotations

import pytest

from tests.parsers.printing import all_of, drawn, lattice, text_at
from tests.parsers.tables.table_pdfs import read_one_table

OTHER_CELLS = [(63, 684, "State"), (112, 684, "Figure"), (63, 668, "Goa")]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["1,23,45,", "678"], "1,23,45,678"),
        (["1,23,", "45,678"], "1,23,45,678"),
        (["1,23", ",456"], "1,23,456"),
        (["1,36,79,", "245.89"], "1,36,79,245.89"),
        (["1,23,456", ".78"], "1,23,456.78"),
        (["12345", "67.89"], "1234567.89"),
        (["12345.", "67*"], "12345.67*"),
        (["2023-", "24"], "2023-24"),
        (["2022-", "2023"], "2022-2023"),
        (["Andaman", "& Nico-", "bar"], "Andaman & Nicobar"),
        (["Maharash", "tra"], "Maharashtra"),
        (["State-", "wise"], "State-wise"),
        (["Non-", "plan"], "Non-plan"),
        (["12", "34"], "12 34"),
        (["12345", "67890"], "12345 67890"),
        (["12,", "15,", "18"], "12, 15, 18"),
        (["2019", "2020"], "2019 2020"),
        (["1.5", "2.5"], "1.5 2.5"),
        (["12,345", "678"], "12,345 678"),
        (["Number", "of"], "Number of"),
        (["Ratna-", "giri"], "Ratna-giri"),
        (["Rs.", "45"], "Rs. 45"),
        (["10 -", "20"], "10 - 20"),
    ],
)
def test_lines_of_a_narrow_cell(lines: list[str], text: str) -> None:
    xs, ys = [60, 110, 150], [700, 680, 640]
    cell = all_of(*(text_at(112, 668 - 12 * n, line) for n, line in enumerate(lines)))
    page = all_of(lattice(xs, ys), *(text_at(*place) for place in OTHER_CELLS))
    table = read_one_table(drawn(all_of(page, cell)))
    assert table.rows == [["Goa", text]]


def test_figure_of_a_wide_cell_is_not_joined_to_the_next() -> None:
    xs, ys = [60, 110, 250], [700, 680, 640]
    cell = all_of(text_at(112, 668, "12345"), text_at(112, 656, "67.89"))
    page = all_of(lattice(xs, ys), *(text_at(*place) for place in OTHER_CELLS))
    assert read_one_table(drawn(all_of(page, cell))).rows == [["Goa", "12345 67.89"]]
