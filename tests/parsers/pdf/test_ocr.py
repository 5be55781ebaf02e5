"""Records of pages read by OCR: ordinals taken for digits, specks, asterisks taken for words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from parsers.parse import parse_record
from tests.parsers.documents import answer_pages, items
from tests.parsers.pages import layer_of

if TYPE_CHECKING:
    from parsers.records import Record

LAID = "(a) to (d): A Statement is laid on the Table of the House."


def read_scan(*more: str, **parts: str) -> Record:
    return parse_record(layer_of(*answer_pages(*more, **parts), engine="tesseract"))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("TO BE ANSWERED ON 317 MARCH, 2023", date(2023, 3, 31)),
        ("TO BE ANSWERED ON 57 MARCH, 2023", date(2023, 3, 5)),
        ("TO BE ANSWERED ON 228” DECEMBER, 2021", date(2021, 12, 22)),
        ("TO BE ANSWERED ON THE 6'\" DECEMBER, 2019", date(2019, 12, 6)),
        ("TO BE ANSWERED ON FRIDAY, 17 MARCH, 2023", date(2023, 3, 17)),
        ("TO BE ANSWERED ON 17 MARCH, 2023", None),
        ("TO BE ANSWERED ON 22.12.2021", date(2021, 12, 22)),
    ],
)
def test_date(printed: str, day: date | None) -> None:
    record = read_scan(date=printed)
    assert (record.date, record.subject) == (day, "MINING OF ORE")


def test_an_ambiguous_date_is_settled_by_the_statement() -> None:
    statement = (
        "STATEMENT IN REPLY TO STARRED QUESTION NO. 12\nDUE FOR ANSWER ON 01.03.2023\n\n(a) to (d): Yes."
    )
    assert read_scan(statement, date="ANSWERED ON 17 MARCH, 2023", reply=LAID).date == date(2023, 3, 1)


@pytest.mark.parametrize("mark", ["ahEK", "*****", "hhh"])
def test_asterisks(mark: str) -> None:
    assert items(read_scan(reply=f"(a) to (d): Yes.\n{' ' * 38}{mark}")) == [("abcd", "Yes.")]


def test_specks_are_not_lines() -> None:
    assert items(read_scan(reply="(a) to (d): Ore is\n|\n._\nmined.")) == [("abcd", "Ore is mined.")]


def test_speck_between_number_and_member() -> None:
    record = read_scan(members="12. © SHRI GOVIND RAO:")
    assert [member.name_printed for member in record.members] == ["SHRI GOVIND RAO"]
    assert (record.extraction.text_layer, record.extraction.ocr_pages) == ("ocr", [1])
