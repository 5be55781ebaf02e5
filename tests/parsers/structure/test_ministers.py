from __future__ import annotations

import pytest

from tests.parsers.documents import items, read_answer


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("THE MINISTER OF STATE FOR MINES\n(SHRI A B)", [("THE MINISTER OF STATE FOR MINES", "SHRI A B")]),
        (
            "MINISTER OF STATE (INDEPENDENT CHARGE) OF THE MINISTRY OF\nMINES AND "
            "MINISTER OF STATE\n(INDEPENDENT CHARGE) OF COAL (RAO B C)",
            [
                (
                    "MINISTER OF STATE (INDEPENDENT CHARGE) OF THE MINISTRY OF MINES AND "
                    "MINISTER OF STATE (INDEPENDENT CHARGE) OF COAL",
                    "RAO B C",
                )
            ],
        ),
        (
            "MINISTER OF STATE (IC) FOR LABOUR\n[SHRI A B]",
            [("MINISTER OF STATE (IC) FOR LABOUR", "SHRI A B")],
        ),
        (
            "MINISTER OF STATE          (SHRI A B)\nIN THE MINISTRY OF DEFENCE",
            [("MINISTER OF STATE IN THE MINISTRY OF DEFENCE", "SHRI A B")],
        ),
        ("THE FINANCE MINISTER\n( SMT. A B", [("THE FINANCE MINISTER", "SMT. A B")]),
        ("MINISTER FOR COAL (DR A B):", [("MINISTER FOR COAL", "DR A B")]),
        ("MINISTRY OF COAL\n(SH. A B)", [("MINISTRY OF COAL", "SH. A B")]),
        (
            "MINISTER OF X;\nMINISTER OF Y; AND\nMINISTER OF Z\n(SHRI A B)",
            [("MINISTER OF X; MINISTER OF Y; AND MINISTER OF Z", "SHRI A B")],
        ),
        ("MINISTER OF COAL\nSHRI A B", [("MINISTER OF COAL", "SHRI A B")]),
        ("SHRI A B\nMINISTER OF COAL", [("MINISTER OF COAL", "SHRI A B")]),
        ("कोयला मंत्री (श्री क ख)\nMINISTER OF COAL\n(SHRI A B)", [("MINISTER OF COAL", "SHRI A B")]),
        ("MINISTER OF COAL\nकोयला मंत्री   ( SHRI A B)", [("MINISTER OF COAL", "SHRI A B")]),
        ("MINISTER OF COALकोयला मंत्री\n(SHRI A B ‘C’)", [("MINISTER OF COAL", "SHRI A B ‘C’")]),
        (
            "MINISTER OF COAL\n(GENERAL (DR.) V.K. SINGH (RETD.))",
            [("MINISTER OF COAL", "GENERAL (DR.) V.K. SINGH (RETD.)")],
        ),
        (
            "MINISTER OF X\n(SHRI A B)\nMINISTER OF STATE FOR X\n(SHRI C D)",
            [("MINISTER OF X", "SHRI A B"), ("MINISTER OF STATE FOR X", "SHRI C D")],
        ),
        ("MINISTER OF STATE (COAL) (SHRI A B)", [("MINISTER OF STATE (COAL)", "SHRI A B")]),
        (
            "MINISTER OF STATE (INDPENDENT CHARGE) FOR COAL\n(SHRI A B)",
            [("MINISTER OF STATE (INDPENDENT CHARGE) FOR COAL", "SHRI A B")],
        ),
        ("MINISTER OF COAL\n(SHRI RAO A\nSINGH)", [("MINISTER OF COAL", "SHRI RAO A SINGH")]),
        (
            "MINISTER OF X\n(SHRI A B)\nAND\nMINISTER OF STATE FOR X\n(SHRI C D)",
            [("MINISTER OF X", "SHRI A B"), ("MINISTER OF STATE FOR X", "SHRI C D")],
        ),
        ("SHRI A B, MINISTER OF COAL", [("MINISTER OF COAL", "SHRI A B")]),
        ("MINISTER OF COAL : SHRI A B", [("MINISTER OF COAL", "SHRI A B")]),
        ("RAKSHA MANTRI\n(SHRI A B)", [("RAKSHA MANTRI", "SHRI A B")]),
        ("THE PRIME MINISTER (SHRI A B)", [("THE PRIME MINISTER", "SHRI A B")]),
        ("MINISTER OF HOME AFFAIRS (AMIT B)", [("MINISTER OF HOME AFFAIRS", "AMIT B")]),
    ],
)
def test_ministers(printed: str, expected: list[tuple[str, str]]) -> None:
    record = read_answer(minister=printed)
    assert record.answer is not None
    assert [(minister.role, minister.name) for minister in record.answer.ministers] == expected
    assert items(record) == [("abcd", "Yes.")]


@pytest.mark.parametrize(
    "reply",
    [
        "For the year 2024-25, Rs. 500 crore was given.",
        "In India, coal output rose in all the States of the east.",
        "YES, SIR.",
        "Of 500 mines, 300 are open.",
        "Ministry of Mines has informed that production rose.",
        "The Prime Minister launched the scheme.",
    ],
)
def test_answer_that_begins_like_a_role(reply: str) -> None:
    record = read_answer(clauses="whether it is so?", reply=reply)
    assert record.answer is not None
    assert [(one.role, one.name) for one in record.answer.ministers] == [
        ("MINISTER OF MINES", "SHRIMATI ASHA DEVI")
    ]
    assert items(record) == [("", reply)]


def test_answer_without_a_minister() -> None:
    record = read_answer(minister="")
    assert record.answer is not None
    assert record.answer.ministers == []
    assert record.flags == ["no_minister"]
    assert items(record) == [("abcd", "Yes.")]


def test_minister_above_an_answer_without_letters() -> None:
    record = read_answer(clauses="whether it is so?", reply="Yes, Sir.")
    assert items(record) == [("", "Yes, Sir.")]
