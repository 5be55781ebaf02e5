from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.parsers.printing import printed, ruled
from tests.parsers.tables.table_pdfs import STATES, read_one_table

if TYPE_CHECKING:
    from parsers.tables.cells import Row


@pytest.mark.parametrize(
    ("cells", "spans", "header", "rows"),
    [
        pytest.param(
            [["State", "2022", "", "2023", ""], ["", "M", "F", "M", "F"], ["Goa", "1", "2", "3", "4"]],
            [((0, 0), (0, 1)), ((1, 0), (2, 0)), ((3, 0), (4, 0))],
            [["State", "2022", None, "2023", None], [None, "M", "F", "M", "F"]],
            [["Goa", "1", "2", "3", "4"]],
            id="two tiers",
        ),
        pytest.param(
            [
                ["S.No.", "State", "Funds", "", ""],
                ["", "", "2022", "2023", ""],
                ["", "", "Released", "Released", "Used"],
                ["1", "Goa", "10", "20", "30"],
            ],
            [((0, 0), (0, 2)), ((1, 0), (1, 2)), ((2, 0), (4, 0)), ((3, 1), (4, 1))],
            [
                ["S.No.", "State", "Funds", None, None],
                [None, None, "2022", "2023", None],
                [None, None, "Released", "Released", "Used"],
            ],
            [["1", "Goa", "10", "20", "30"]],
            id="three tiers",
        ),
        pytest.param(
            [["S.No.", "State", "2023"], ["(1)", "(2)", "(3)"], ["1", "Goa", "9"], ["2", "Bihar", "8"]],
            [],
            [["S.No.", "State", "2023"], ["(1)", "(2)", "(3)"]],
            [["1", "Goa", "9"], ["2", "Bihar", "8"]],
            id="column numbers",
        ),
        pytest.param(
            [["1", "Jammu & Kashmir", "0"], ["2", "Ladakh", "0"]],
            [],
            [],
            [["1", "Jammu & Kashmir", "0"], ["2", "Ladakh", "0"]],
            id="no header",
        ),
        pytest.param(
            [["S.No.", "State", "2023"], ["", "STATES", ""], ["1", "Goa", "9"], ["Total", "", "9"]],
            [((0, 3), (1, 3))],
            [["S.No.", "State", "2023"]],
            [["", "STATES", ""], ["1", "Goa", "9"], ["Total", None, "9"]],
            id="section row and merged total",
        ),
        pytest.param(
            [
                ["S.No.", "State", "Hospital"],
                ["1", "Kerala", "Thrissur"],
                ["2", "", "Kozhikode"],
                ["3", "Goa", "Bambolim"],
            ],
            [((1, 1), (1, 2))],
            [["S.No.", "State", "Hospital"]],
            [["1", "Kerala", "Thrissur"], ["2", None, "Kozhikode"], ["3", "Goa", "Bambolim"]],
            id="State over two rows",
        ),
        pytest.param(
            [
                ["Year", "Allocation", "Release"],
                ["", "(Rs. in crore)", "(Rs. in crore)"],
                ["2022-23", "10.5", "9.1"],
            ],
            [],
            [["Year", "Allocation", "Release"], ["", "(Rs. in crore)", "(Rs. in crore)"]],
            [["2022-23", "10.5", "9.1"]],
            id="units below the headings",
        ),
        pytest.param(
            [["S.No.", "State", "2022", "2023"], ["", "All India", "8", "10"], ["1", "Bihar", "3", "4"]],
            [],
            [["S.No.", "State", "2022", "2023"]],
            [["", "All India", "8", "10"], ["1", "Bihar", "3", "4"]],
            id="a total above the rows",
        ),
        pytest.param(
            [["State", "District", "Remark"], ["Goa", "North", "open"], ["Goa", "South", "closed"]],
            [],
            [["State", "District", "Remark"]],
            [["Goa", "North", "open"], ["Goa", "South", "closed"]],
            id="words only",
        ),
    ],
)
def test_header_and_rows(
    cells: list[list[str]], spans: list[Any], header: list[Row], rows: list[Row]
) -> None:
    table = read_one_table(printed(ruled(cells, spans=spans)))
    assert table.header == header
    assert table.rows == rows


def test_title_row_is_the_caption() -> None:
    title = ["Mills closed during 2023", "", "", ""]
    table = read_one_table(printed(ruled([title, *STATES], spans=[((0, 0), (3, 0))])))
    assert table.caption == "Mills closed during 2023"
    assert table.header == STATES[:1]
    assert len(table.rows) == 3
