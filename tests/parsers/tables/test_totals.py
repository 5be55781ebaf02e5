from __future__ import annotations

import pytest

from parsers.parse import read_file
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
