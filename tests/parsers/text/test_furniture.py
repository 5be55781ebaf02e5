from __future__ import annotations

import pytest

from tests.parsers.documents import answer_pages, items, read_answer, read_pages

TEXT = "\n".join(f"the {word} line is here," for word in ("first", "second", "third", "fourth", "fifth"))


@pytest.mark.parametrize(
    "foot",
    [
        "File No. H-11016/7/2024-Parl (Computer No. 214563)",
        "Generated from eOffice by A B, SO on 12/12/2024 05:43 PM",
        "I/26812/2024",
        "1 | P a g e",
        "Page 1 of 2",
        "1",
    ],
)
def test_page_footer_is_dropped(foot: str) -> None:
    pages = answer_pages("in Odisha.", reply=f"(a) to (d): Ore is mined\n{foot}")
    assert items(read_pages(*pages)) == [("abcd", "Ore is mined in Odisha.")]


def test_running_head_is_dropped() -> None:
    head = "Lok Sabha Unstarred Question No. 12 for 01.02.2021"
    pages = [f"{head}\n{'ore ' * n}is,\n{'coal ' * n}not," for n in (1, 2, 3)]
    expected = "Yes, ore is, coal not, ore ore is, coal coal not, ore ore ore is, coal coal coal not,"
    assert items(read_answer(*pages, reply="(a) to (d): Yes,")) == [("abcd", expected)]


def test_heading_repeated_on_every_page_is_read_once() -> None:
    top = "          GOVERNMENT OF INDIA\n          MINISTRY OF MINES\n"
    record = read_answer(*[f"{top}so {'very ' * n}much," for n in (1, 2, 3)], reply="(a) to (d): Yes,")
    assert record.ministry == "MINES"
    assert items(record) == [("abcd", "Yes, so very much, so very very much, so very very very much,")]


def test_number_within_a_page_is_text() -> None:
    reply = "(a) to (d): The ore of the year 2011-\n12\n" + TEXT
    assert items(read_answer(reply=reply))[0][1].startswith("The ore of the year 2011-12 the first")


def test_line_repeated_on_only_two_pages_is_text() -> None:
    reply = "(a) to (d): Yes."
    record = read_answer(
        "Ore is mined in Odisha.\nSo it is.", "Ore is mined in Odisha.\nSo it is.", reply=reply
    )
    assert items(record)[0][1].count("Ore is mined in Odisha.") == 2
