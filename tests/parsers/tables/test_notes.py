"""Lines around a table: unit, lead, source and notes, which are in no item of the answer."""

from __future__ import annotations

import pytest

from parsers.parse import read_file
from tests.parsers.documents import items
from tests.parsers.printing import printed, ruled
from tests.parsers.tables.table_pdfs import STATES

HEADING = (
    "LOK SABHA<br/>UNSTARRED QUESTION NO. 12<br/>TO BE ANSWERED ON 5.2.2020",
    "Will the Minister of COAL be pleased to state:<br/>(a) the cases; and<br/>(b) the steps?",
    "ANSWER<br/>MINISTER OF COAL<br/>(SHRI A. B)",
)
STEPS = "(b): Steps are taken."


def test_lines_around_a_table() -> None:
    marked = [*STATES[:1], ["1", "Bihar", "3*", "4"], *STATES[2:]]
    record = read_file(
        printed(
            *HEADING,
            "(a): Cases are registered by the States.",
            "The details are as under:-",
            "State-wise number of cases",
            "(Rs. in lakh)",
            ruled(marked),
            "Source: NCRB",
            "* data of 2021 are provisional; they may change.",
            STEPS,
        )
    )
    table = record.tables[0]
    assert table.caption == "State-wise number of cases"
    assert table.above == ["(Rs. in lakh)"]
    assert table.below == ["Source: NCRB", "* data of 2021 are provisional; they may change."]
    assert table.lead == "The details are as under:-"
    assert items(record) == [
        ("a", "Cases are registered by the States.\nThe details are as under:-"),
        ("b", "Steps are taken."),
    ]


def test_lead_is_without_the_letters_of_its_item() -> None:
    record = read_file(printed(*HEADING, "(a): The cases are as follows:", ruled(STATES), STEPS))
    assert record.tables[0].lead == "The cases are as follows:"
    assert (record.tables[0].above, record.tables[0].below) == ([], [])


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("The cases are registered by the police of the States.", None),
        ("The details are as under:", "The details are as under:"),
    ],
)
def test_lead_of_a_table_in_an_annexure(sentence: str, lead: str | None) -> None:
    record = read_file(
        printed(*HEADING, "(a): A list is annexed.", STEPS, "*****", "ANNEXURE-I", sentence, ruled(STATES))
    )
    assert (record.tables[0].section, record.tables[0].lead) == ("annexure", lead)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* Steps are also taken by the Ministry; they are reviewed.", id="bullet"),
        pytest.param("The above data are kept by the States.", id="sentence"),
    ],
)
def test_text_below_a_table_that_is_no_note(line: str) -> None:
    record = read_file(printed(*HEADING, "(a): The cases are as follows:", ruled(STATES), line, STEPS))
    assert record.tables[0].below == []
    assert line in items(record)[0][1]


def test_unit_as_the_first_row_of_the_grid_is_above() -> None:
    unit = ["(Rs. in crore)", "", "", ""]
    record = read_file(printed(*HEADING, STEPS, ruled([unit, *STATES], spans=[((0, 0), (3, 0))])))
    assert (record.tables[0].caption, record.tables[0].above) == (None, ["(Rs. in crore)"])
