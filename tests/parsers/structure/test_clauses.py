from __future__ import annotations

import pytest

from tests.parsers.documents import clauses, items, read_answer


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "(a)whether so;\n( b) if so, why; and\n(c): when?",
            [("a", "whether so;"), ("b", "if so, why; and"), ("c", "when?")],
        ),
        (
            "(a) : whether so,\n(b) if so, why;\nand\n(c) when",
            [("a", "whether so,"), ("b", "if so, why; and"), ("c", "when")],
        ),
        ("(A) Whether so;\n(B) Why?", [("a", "Whether so;"), ("b", "Why?")]),
        ("a) whether so;\nb) why?", [("a", "whether so;"), ("b", "why?")]),
        ("a. whether so;\nb. why?", [("a", "whether so;"), ("b", "why?")]),
        ("whether ore is\nmined at all?", [("", "whether ore is mined at all?")]),
        (
            "(a) whether:\n   (i) ore; and\n   (ii) coal is mined; and\n(b) why?",
            [("a", "whether:\n(i) ore; and\n(ii) coal is mined; and"), ("b", "why?")],
        ),
        ("(a) one; (b) two; and (c) three?", [("a", "one;"), ("b", "two; and"), ("c", "three?")]),
        ("(a) one;\n(b) two;\n(d) four?", [("a", "one;"), ("b", "two;"), ("d", "four?")]),
        ("(a) one;\n(b) two;\n(b) three?", [("a", "one;"), ("b", "two;"), ("b", "three?")]),
        ("(a) one under section 3\n(c) two", [("a", "one under section 3"), ("c", "two")]),
        ("\n".join(f"({letter}) x;" for letter in "abcdefghij"), [(letter, "x;") for letter in "abcdefghij"]),
    ],
    ids=[
        "spaces",
        "colons",
        "capitals",
        "one bracket",
        "stops",
        "no letters",
        "nested",
        "one line",
        "gap",
        "twice",
        "gap 2",
        "to j",
    ],
)
def test_clauses(printed: str, expected: list[tuple[str, str]]) -> None:
    assert clauses(read_answer(clauses=printed)) == expected


@pytest.mark.parametrize(
    "will",
    [
        "Will the Minister of MINES be pleased to state:-",
        "Will the Minister of MINES\nbe pleased to state :",
        "Will the Minister of MINES खान मंत्री\nbe pleased to state:",
        "Will the PRIME MINISTER be pleased to state:",
        "Will the Minister of MINES be pleased to lay a statement showing:",
        "",
    ],
)
def test_forms_of_the_line_that_opens_the_question(will: str) -> None:
    record = read_answer(will=will, clauses="(a) whether so; and\n(b) why?", reply="(a) & (b): Yes.")
    assert clauses(record) == [("a", "whether so; and"), ("b", "why?")]
    assert [member.name_printed for member in record.members] == ["SHRI GOVIND RAO"]


@pytest.mark.parametrize(
    "printed",
    [
        "ANSWER",
        "A N S W E R",
        "Answer",
        "ANSWER:-",
        "ANSWER BY",
        "RESPONSE",
        "उत्तर\n                ANSWER",
        "",
    ],
)
def test_forms_of_the_heading_answer(printed: str) -> None:
    record = read_answer(answer=" " * 20 + printed)
    assert record.kind == "answer"
    assert clauses(record)[-1] == ("d", "by whom?")
    assert record.answer is not None
    assert [(one.role, one.name) for one in record.answer.ministers] == [
        ("MINISTER OF MINES", "SHRIMATI ASHA DEVI")
    ]


@pytest.mark.parametrize("last", ["reply?", "answer?", "answer;", "answer"])
def test_last_word_of_a_clause_is_not_the_heading_answer(last: str) -> None:
    record = read_answer(clauses=f"(a) whether so; and\n(b) what is the\n{last}", reply="(a) & (b): Yes.")
    assert clauses(record) == [("a", "whether so; and"), ("b", f"what is the {last}")]
    assert items(record) == [("ab", "Yes.")]


def test_answer_and_minister_on_one_line() -> None:
    record = read_answer(answer="", minister="ANSWER THE MINISTER OF MINES\n(SHRI A B)")
    assert record.answer is not None
    assert [(one.role, one.name) for one in record.answer.ministers] == [
        ("THE MINISTER OF MINES", "SHRI A B")
    ]


def test_minister_in_small_letters_without_the_heading_answer() -> None:
    record = read_answer(answer="", minister="The Minister of Mines\n(Shri A B)")
    assert record.answer is not None
    assert [(one.role, one.name) for one in record.answer.ministers] == [
        ("The Minister of Mines", "Shri A B")
    ]
    assert clauses(record)[-1] == ("d", "by whom?")


def test_heading_answer_on_the_line_of_the_last_clause() -> None:
    record = read_answer(clauses="(a) whether so; and\n(b) why? ANSWER", answer="", reply="(a) & (b): Yes.")
    assert clauses(record) == [("a", "whether so; and"), ("b", "why?")]
    assert record.flags == []


def test_page_box_and_items_of_a_clause() -> None:
    record = read_answer(clauses="(a) whether so; and\n(b) why?", reply="(a) & (b): Yes.")
    assert record.question is not None
    first = record.question.clauses[0]
    assert (first.page, first.bbox) == (1, (72.0, 210.0, 72 + 5.5 * 19, 222.0))
    assert [clause.answer_items for clause in record.question.clauses] == [[0], [0]]
