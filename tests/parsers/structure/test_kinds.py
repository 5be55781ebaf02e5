from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
