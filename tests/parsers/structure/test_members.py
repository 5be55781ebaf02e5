from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from parsers.structure.members import split_names
from tests.parsers.documents import read_answer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("12. DR. BOORA GOUD:\n    SHRI P. NAGARAJAN:", ["DR. BOORA GOUD", "SHRI P. NAGARAJAN"]),
        ("12. Shri Mohammed Faizal P.P.", ["Shri Mohammed Faizal P.P."]),
        ("12.  SHRI MANI A. :", ["SHRI MANI A."]),
        (
            "12. KUNWAR Y:\n    THIRU D.M. X\n    ANAND:\n    COM. Z:",
            ["KUNWAR Y", "THIRU D.M. X ANAND", "COM. Z"],
        ),
        ("No. 12 DR. A B:", ["DR. A B"]),
        ("Q. 12 SHRI A B:", ["SHRI A B"]),
        ("(12) SHRI A B:", ["SHRI A B"]),
        ("Asked by SHRI A B:\nSHRI C D:", ["SHRI A B", "SHRI C D"]),
        ("12. (1) SHRI A B:\n    (2) SHRI C D:", ["SHRI A B", "SHRI C D"]),
        ("12. SHRI A B / SHRI C D:", ["SHRI A B", "SHRI C D"]),
        ("12. PON X:\n    SHRI C D:", ["PON X", "SHRI C D"]),
        ("Dubey Shri Nishikant;Ram Shri Vishnu", ["Dubey Shri Nishikant", "Ram Shri Vishnu"]),
        ("12. SHRI A B, SHRI C D AND SMT. E F:", ["SHRI A B", "SHRI C D", "SMT. E F"]),
        ("12. SHRI A B: SHRI C D:", ["SHRI A B", "SHRI C D"]),
        ("12. LT. GEN. (DR.) D. P. X (RETD.):\n    CH. Y:", ["LT. GEN. (DR.) D. P. X (RETD.)", "CH. Y"]),
        ("12. SMT. MAHIMA KUMARI MEWAR:", ["SMT. MAHIMA KUMARI MEWAR"]),
        ("12. SHRI X ALIAS LALAN SINGH:", ["SHRI X ALIAS LALAN SINGH"]),
        ("12. PROF. DR. RAM SHANKAR:\n    DR. (SMT.) X Y:", ["PROF. DR. RAM SHANKAR", "DR. (SMT.) X Y"]),
        ("12.\n    ADV. DEAN X:\n    SUSHRI Y:", ["ADV. DEAN X", "SUSHRI Y"]),
        ("SHRI A B:\nMS. C D:", ["SHRI A B", "MS. C D"]),
        ("12. SHRIPRASUNBANERJEE:", ["SHRIPRASUNBANERJEE"]),
    ],
)
def test_members(printed: str, names: list[str]) -> None:
    record = read_answer(members=printed)
    assert [member.name_printed for member in record.members] == names
    assert record.subject == "MINING OF ORE"
    assert record.question_no == 12


def test_thirty_one_members() -> None:
    names = [f"SHRI MEMBER {'X' * n}" for n in range(1, 32)]
    record = read_answer(members="12. " + ":\n    ".join(names) + ":")
    assert [member.name_printed for member in record.members] == names


def test_members_and_question_on_one_line() -> None:
    record = read_answer(members="", will="12. SHRI X Y: Will the Minister of MINES be pleased to state:")
    assert [member.name_printed for member in record.members] == ["SHRI X Y"]
    assert record.question is not None
    assert [clause.label for clause in record.question.clauses] == ["a", "b", "c", "d"]


def test_capitals_of_a_name_are_those_of_the_question_list() -> None:
    assert [member.name for member in read_answer(members="12. SMT. SMITA UDAY WAGH:").members] == [
        "Smt. Smita Uday Wagh"
    ]


def test_no_listed_name_is_split(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "listing/ls18_s2_full_raw.jsonl").read_text().splitlines()]
    names = sorted({" ".join(name.split()) for row in rows for name in row["member"]})
    assert len(names) > 300
    for name in names:
        assert split_names([f"12. {name.upper()}:", "SHRI X:"]) == [name.upper(), "SHRI X"]
