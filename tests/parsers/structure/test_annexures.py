from __future__ import annotations

import pytest

from tests.parsers.documents import items, read_answer

RIGHT = " " * 60
PROSE = """\
Ore is found in these States: Odisha, Jharkhand, Goa, Karnataka, Chhattisgarh,
Rajasthan and Maharashtra, and is mined in the first five of them only by now."""


@pytest.mark.parametrize(
    "title",
    ["ANNEXURE-I", "Annexure – II", "ANNEX –I", "Annexure", "APPENDIX", "ANNEXURE ‘A’", "Annexure - 1"],
)
def test_title(title: str) -> None:
    record = read_answer(f"{RIGHT}{title}\nPlums.")
    assert [(annexure.title, annexure.page, annexure.text) for annexure in record.annexures] == [
        (title, 2, "Plums.")
    ]
    assert items(record) == [("abcd", "Yes.")]


def test_several_annexures_on_one_page() -> None:
    record = read_answer(
        f"{RIGHT}Annexure-I\nPlums.\n\n{RIGHT}Annexure-II\nPears.", f"{RIGHT}Annexure-II\nNuts."
    )
    assert [(annexure.title, annexure.page, annexure.text) for annexure in record.annexures] == [
        ("Annexure-I", 2, "Plums."),
        ("Annexure-II", 2, "Pears.\nNuts."),
    ]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("ANNEXURE-II (Page 1 of 3)", "ANNEXURE-II"),
        ("ANNEXURE-I (1/3)", "ANNEXURE-I"),
        ("Encl: Annexure-I", "Annexure-I"),
        ("Annexue-I", "Annexue-I"),
        ("ENCLOSURE-I", "ENCLOSURE-I"),
        ("LIST-I", "LIST-I"),
    ],
)
def test_title_with_page_note_or_misprint(printed: str, title: str) -> None:
    record = read_answer(f"{RIGHT}{printed}\nPlums.")
    assert [(annexure.title, annexure.text) for annexure in record.annexures] == [(title, "Plums.")]


@pytest.mark.parametrize("tail", ["Annexure-I.", "Annexure-I"])
def test_end_of_a_sentence_is_no_title(tail: str) -> None:
    record = read_answer(
        reply=f"(a) to (d): The list of the States and of the ore that they have is given in\n{tail}"
    )
    assert items(record) == [
        ("abcd", f"The list of the States and of the ore that they have is given in {tail}")
    ]
    assert record.annexures == []


def test_sentence_as_title() -> None:
    record = read_answer(f"Annexure to Reply for Point (b) of Question No. 12\n\n{PROSE}")
    assert [annexure.title for annexure in record.annexures] == [
        "Annexure to Reply for Point (b) of Question No. 12"
    ]


def test_sentence_below_a_title_belongs_to_the_text() -> None:
    record = read_answer(
        f"{RIGHT}ANNEXURE\nANNEXURE REFERRED TO IN REPLY TO PART (b) OF QUESTION NO. 12\n{PROSE}"
    )
    assert [annexure.title for annexure in record.annexures] == ["ANNEXURE"]


@pytest.mark.parametrize(
    "line",
    [
        "Annexure-I referred to in reply to part (a) of Question No. 12",
        "Annexure-I: States that have ore",
        "ANNEXURE-I",
        "Annexure-I (Contd.)",
    ],
)
def test_title_with_number_and_subject(line: str) -> None:
    record = read_answer(f"{line}\nPlums.", reply="(a) to (d): Yes.\n                    *****")
    assert [(annexure.title.upper(), annexure.page) for annexure in record.annexures] == [("ANNEXURE-I", 2)]


def test_title_at_the_margin_below_the_asterisks() -> None:
    record = read_answer(reply="(a) to (d): Yes.\n                    *****\nANNEXURE-I\nPlums.")
    assert [(annexure.title, annexure.text) for annexure in record.annexures] == [("ANNEXURE-I", "Plums.")]
    assert items(record) == [("abcd", "Yes.")]


def test_sentence_continued_on_the_next_page_is_no_title() -> None:
    prose = "(a) to (d): The list of the States and of the ore that they have, by kind and year, is given in"
    record = read_answer("Annexure-I\nof this reply.", reply=prose)
    assert record.annexures == []


def test_title_at_the_foot_of_a_page() -> None:
    record = read_answer("Plums.", reply=f"(a) to (d): Yes.\n            *****\n{RIGHT}Annexure-I")
    assert [(annexure.title, annexure.page, annexure.text) for annexure in record.annexures] == [
        ("Annexure-I", 1, "Plums.")
    ]
