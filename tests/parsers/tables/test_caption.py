from __future__ import annotations

import pytest

from parsers.parse import read_file
from tests.parsers.printing import gap, printed, ruled
from tests.parsers.tables.table_pdfs import STATES, read_one_table, read_tables


@pytest.mark.parametrize(
    ("above", "caption", "section"),
    [
        pytest.param(["State-wise number of cases"], "State-wise number of cases", "answer", id="line above"),
        pytest.param(["ANNEXURE-I", "List of hospitals"], "List of hospitals", "annexure", id="annexure"),
        pytest.param(
            ["ANNEXURE REFERRED TO IN REPLY TO PART (b) OF LOK SABHA STARRED QUESTION NO. 12"],
            "ANNEXURE REFERRED TO IN REPLY TO PART (b) OF LOK SABHA STARRED QUESTION NO. 12",
            "annexure",
            id="reference line",
        ),
        pytest.param(["List of hospitals", "(Rs. in crore)"], "List of hospitals", "answer", id="unit"),
    ],
)
def test_caption_and_section(above: list[str], caption: str, section: str) -> None:
    table = read_one_table(printed(*above, ruled(STATES)))
    assert (table.caption, table.section) == (caption, section)


def test_sentence_that_cites_an_annexure_does_not_begin_it() -> None:
    answer = read_file(
        printed(
            "LOK SABHA<br/>UNSTARRED QUESTION NO. 12<br/>TO BE ANSWERED ON 5.2.2020",
            "Will the Minister of COAL be pleased to state:<br/>(a) the old; and<br/>(b) the new figures?",
            "ANSWER<br/>MINISTER OF COAL<br/>(SHRI A. B)",
            "(a): Older figures were laid at",
            "Annexure-I.",
            "(b): The figures are:",
            ruled(STATES),
        )
    )
    assert answer.annexures == []
    assert [table.section for table in answer.tables] == ["answer"]


def test_annexure_title_above_the_answer_begins_no_annexure() -> None:
    answer = read_file(
        printed(
            "ANNEXURE-I",
            "LOK SABHA<br/>UNSTARRED QUESTION NO. 12<br/>TO BE ANSWERED ON 5.2.2020",
            "Will the Minister of COAL be pleased to state:<br/>(a) the old; and<br/>(b) the new figures?",
            "ANSWER<br/>MINISTER OF COAL<br/>(SHRI A. B)",
            "(a) and (b): The figures are:",
            ruled(STATES),
        )
    )
    assert answer.annexures == []
    assert [table.section for table in answer.tables] == ["answer"]


def test_whole_caption_without_title_and_unit() -> None:
    table = read_one_table(
        printed(
            "ANNEXURE-I<br/><b>Details</b> of State-wise funds allocated, released and used by schemes during"
            " 2019-<br/>20<br/>(Rs. in crore)",
            ruled(STATES),
        )
    )
    assert (
        table.caption == "Details of State-wise funds allocated, released and used by schemes during 2019-20"
    )


def test_source_of_the_table_above_is_no_caption() -> None:
    found = read_tables(printed("Old cases", ruled(STATES), "Source: NCRB", gap(8), ruled(STATES)))
    assert [one.table.caption for one in found] == ["Old cases", None]


def test_statement_showing_cases_is_a_caption() -> None:
    assert read_one_table(printed("Statement showing cases by State", ruled(STATES))).caption == (
        "Statement showing cases by State"
    )
