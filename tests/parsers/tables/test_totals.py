from __future__ import annotations

import pytest

from parsers.parse import read_file
from parsers.tables.totals import total_differs
from parsers.vocabulary import Flag
from tests.parsers.printing import printed, ruled
from tests.parsers.tables.table_pdfs import STATES, read_tables


@pytest.mark.parametrize(
    ("total", "differs"), [("10", False), ("11", True), ("1O", False)], ids=["sum", "other", "words"]
)
def test_printed_total_is_compared_with_the_sum(total: str, differs: bool) -> None:
    cells = [*STATES[:3], ["", "Total", "8", total]]
    assert [found.total_differs for found in read_tables(printed(ruled(cells)))] == [differs]


def test_record_with_a_wrong_total_is_flagged() -> None:
    heading = "LOK SABHA<br/>UNSTARRED QUESTION NO. 12<br/>TO BE ANSWERED ON 5.2.2020"
    asked = "Will the Minister of COAL be pleased to state:<br/>(a) the cases?"
    answer = "ANSWER<br/>MINISTER OF COAL<br/>(SHRI A. B)<br/>(a): The cases are as under:"
    wrong = [*STATES[:3], ["", "Total", "8", "11"]]
    flags = [read_file(printed(heading, asked, answer, ruled(cells))).flags for cells in (STATES, wrong)]
    assert [Flag.TOTAL_DIFFERS in found for found in flags] == [False, True]


@pytest.mark.parametrize(
    ("header", "column", "differs"),
    [
        pytest.param("Area", ["10.4", "20.3", "31"], False, id="total rounded to a whole number"),
        pytest.param("Area", ["10.4", "20.3", "32"], True, id="total beyond rounding"),
        pytest.param("Growth", ["10", "20", "15"], False, id="no sum"),
        pytest.param("Cases", ["1,200¹", "300", "1,500"], False, id="raised mark"),
    ],
)
def test_rounded_totals_and_marks(header: str, column: list[str], differs: bool) -> None:
    rows = [[str(n), f"State {n}", cell] for n, cell in enumerate(column[:-1], start=1)]
    assert total_differs([["S.No.", "State", header]], [*rows, ["", "Total", column[-1]]]) is differs


def test_heading_of_merged_columns_counts_for_each() -> None:
    header = [["S.No.", "State", "Share (%)", None], [None, None, "2022", "2023"]]
    rows = [["1", "Goa", "10", "20"], ["2", "Bihar", "30", "40"], ["", "Total", "25", "35"]]
    assert total_differs(header, rows) is False
