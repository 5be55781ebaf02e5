from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parsers.parse import read_file
from parsers.vocabulary import House, Kind
from tests.parsers.documents import HEADING, answer_pages, read_answer, read_pages

if TYPE_CHECKING:
    from pathlib import Path


def test_answer_of_the_other_house() -> None:
    heading = HEADING.replace("LOK SABHA", "RAJYA SABHA").format(
        number="UNSTARRED QUESTION NO. 12", date="ANSWERED ON 01.02.2021", subject="ORE"
    )
    record = read_answer(heading=heading)
    assert (record.kind, record.house, record.question_no) == (Kind.ANSWER, House.RAJYA_SABHA, 12)
    assert record.answer is not None


@pytest.mark.parametrize("house", ["LOKSABHA", "L0K SABHA", "LOK SABIIA", "Lok Sabha"])
def test_misread_name_of_the_house(house: str) -> None:
    heading = HEADING.replace("LOK SABHA", house).format(
        number="UNSTARRED QUESTION NO. 12", date="ANSWERED ON 01.02.2021", subject="ORE"
    )
    assert read_answer(heading=heading).kind == Kind.ANSWER


def test_document_without_the_name_of_a_house() -> None:
    heading = "UNSTARRED QUESTION NO. 12\nTO BE ANSWERED ON 01.02.2021\nORE"
    assert read_answer(heading=heading).kind == Kind.OTHER
    assert read_answer("LIST FOR LOK SABHA UNSTARRED QUESTION NO. 12", heading=heading).kind == Kind.ANSWER


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        ([""], Kind.UNREADABLE),
        (["   NIL"], Kind.NIL),
        (
            [
                "LOK SABHA\nLIST OF QUESTIONS FOR WRITTEN ANSWERS\n1. SHRI X Y:\nWill the "
                "Minister of MINES be pleased to state:\n(a) why?"
            ],
            Kind.QUESTION_LIST,
        ),
        (["Oops! Page Not Found"], Kind.OTHER),
        (
            ["LOK SABHA\nSHRI X Y: Sir, I rise to answer the question of ore.\nAN HON. MEMBER: Shame!"],
            Kind.OTHER,
        ),
        (answer_pages()[:1], Kind.ANSWER),
    ],
    ids=["blank", "nil", "list", "error page", "debate", "answer"],
)
def test_kind(pages: list[str], kind: Kind) -> None:
    assert read_pages(*pages).kind == kind


def test_question_without_its_answer() -> None:
    record = read_answer(answer="", minister="", reply="")
    assert (record.kind, record.flags) == (Kind.OTHER, ["no_answer"])


def test_lookalikes_are_not_answers(records: dict[Path, dict[str, object]], shared: Path) -> None:
    paths = sorted((shared / "corpus/lookalikes").iterdir())
    assert paths
    taken = {
        path.name
        for path in paths
        if records[path]["kind"] == "answer" and records[path]["house"] != "rajya_sabha"
    }
    assert taken == set()


def test_every_answer_of_the_corpus_is_an_answer(
    records: dict[Path, dict[str, object]], shared: Path
) -> None:
    kinds = {path.name: records[path]["kind"] for path in sorted((shared / "corpus/answers").iterdir())}
    assert kinds
    assert [name for name, kind in kinds.items() if kind != "answer"] == []


VOLUME = """
   Seventeenth Series, Vol. XXII No 3            Thursday, February 02, 2023
                    LOK SABHA DEBATES
                    (English Version)
"""


@pytest.mark.parametrize(
    "above",
    [VOLUME, "CONTENTS\nORAL ANSWER TO QUESTION 12-14\nStarred Question No 1\n"],
    ids=["title", "contents"],
)
def test_record_of_a_sitting(above: str) -> None:
    pages = answer_pages()
    assert read_pages(above + pages[0]).kind == Kind.OTHER
    assert read_pages(above, *pages).kind == Kind.OTHER


def test_several_questions_in_one_file() -> None:
    first, second, third = (answer_pages(members=f"{n}. SHRI GOVIND RAO:")[0] for n in (12, 13, 14))
    assert read_pages(first, second).kind == Kind.ANSWER
    assert read_pages(first, second, third).kind == Kind.OTHER


@pytest.mark.parametrize(
    "speech",
    [
        "HON. SPEAKER: Next question.",
        "SHRI GOVIND RAO (NAGPUR): Sir, I rise to support the Bill.",
        "AN HON. MEMBER: This is a shame.",
        "The House was adjourned. … (Interruptions)",
        "माननीय अध्यक्ष : अगला प्रश्न",
    ],
)
def test_speeches_below_an_answer(speech: str) -> None:
    assert read_answer("\n".join([speech] * 3)).kind == Kind.OTHER
    assert read_answer(speech).kind == Kind.ANSWER


@pytest.mark.parametrize(
    "person", ["SHRI MEMBER {}: CHAIRMAN", "Chairman: Shri Member {}", "DR. MEMBER {}: for work in mines"]
)
def test_list_of_persons_is_no_speech(person: str) -> None:
    persons = "\n".join(person.format(letter * 3) for letter in "ABCD")
    assert read_answer(f"ANNEXURE\n{persons}").kind == Kind.ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "The LOK SABHA has clauses.\n(a) whether ore is mined; and\n(b) where?\nANSWER\n(a) and (b): Yes.",
        "LOK SABHA\n(a) whether mined; and\n(b) where?\nANSWER\nMINISTER OF MINES (SHRI X Y)\n(a): Yes.",
        "LOK SABHA\nMINISTRY OF MINES\nMINING OF ORE\nSHRI X Y:\n(a) where?\nANSWER\n(a): In Goa.",
    ],
    ids=["sentence", "house alone", "no number and no date"],
)
def test_text_without_the_printed_form(text: str) -> None:
    assert read_pages(text).kind == Kind.OTHER


@pytest.mark.parametrize(
    ("cited", "house"),
    [
        ("LIST FOR LOK SABHA UNSTARRED QUESTION NO. 12", House.LOK_SABHA),
        ("LIST FOR RAJYA SABHA UNSTARRED QUESTION NO. 12", House.RAJYA_SABHA),
        ("As stated in the Rajya Sabha, Rajya Sabha Unstarred Question No. 7 was answered.", None),
    ],
)
def test_house_by_the_number_that_the_text_cites(cited: str, house: House | None) -> None:
    heading = "UNSTARRED QUESTION NO. 12\nTO BE ANSWERED ON 01.02.2021\nORE"
    record = read_answer(cited, heading=heading)
    assert (record.house, record.kind) == (house, Kind.ANSWER if house else Kind.OTHER)


def test_text_that_names_the_other_house_does_not_decide() -> None:
    record = read_answer(reply="(a) to (d): The Rajya Sabha passed it.\nRAJYA SABHA\nRAJYA SABHA")
    assert record.house == House.LOK_SABHA


@pytest.mark.parametrize("house", ["RAJYASABHA", "RAJYA SABIIA", "Rajya Sabha", "COUNCIL OF STATES"])
def test_misread_name_of_the_other_house(house: str) -> None:
    heading = HEADING.replace("LOK SABHA", house).format(
        number="UNSTARRED QUESTION NO. 12", date="ANSWERED ON 01.02.2021", subject="LOK SABHA ELECTIONS"
    )
    assert read_answer(heading=heading).house == House.RAJYA_SABHA


def test_table_alone() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Goa</td><td>{n * 7}</td></tr>" for n in range(1, 5))
    head = "<tr><th>S.No.</th><th>State</th><th>Mines</th></tr>"
    record = read_file(f"<html><body><table>{head}{rows}</table></body></html>".encode())
    assert (record.kind, record.flags, record.answer) == (Kind.OTHER, [], None)
    assert [table.header for table in record.tables] == [[["S.No.", "State", "Mines"]]]
    assert record.tables[0].rows[0] == ["1", "Goa", "7"]
