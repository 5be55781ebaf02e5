"""Which items answer which clause, also where a letter is misprinted or labels run on inside a line."""

from __future__ import annotations

import pytest

from tests.parsers.documents import items, read_answer


def links(reply: str, **parts: str) -> tuple[list[str], list[list[int]], list[str]]:
    """The items' labels, the items of each clause, and the flags."""
    record = read_answer(reply=reply, **parts)
    assert record.question is not None
    clauses = [clause.answer_items for clause in record.question.clauses]
    return [labels for labels, _ in items(record)], clauses, record.flags


@pytest.mark.parametrize(
    ("reply", "labels"),
    [
        ("(a): One.\n(a): Two.\n(c): Three.\n(d): Four.", ["a", "a", "c", "d"]),
        ("(a): One.\n(b): Two.\n(c): Three.\n(e): Four.", ["a", "b", "c", "e"]),
        ("(a): One.\n(b): Two.\n(c): Three.\n(c): Four.", ["a", "b", "c", "c"]),
    ],
    ids=["letter above", "letter not asked", "last letter repeated"],
)
def test_misprinted_letter_answers_the_clause_in_its_place(reply: str, labels: list[str]) -> None:
    assert links(reply) == (labels, [[0], [1], [2], [3]], [])


def test_letter_that_is_left_out_is_unanswered() -> None:
    assert links("(a) & (c): Yes.\n(d) No.") == (["ac", "d"], [[0], [], [0], [1]], ["unanswered_clause"])


def test_letter_of_an_inner_list_answers_no_clause() -> None:
    reply = "(a) & (b): The mines are:\n      (a) Kolar;\n      (b) Hutti.\n(d): Four."
    assert links(reply)[1:] == ([[0], [0], [], [1]], ["unanswered_clause"])


@pytest.mark.parametrize(
    "reply",
    [
        "(a): One.(b) & (c): Two.(d): Three.",
        "(a) One. (b) and (c) Two. (d ) Three.",
        "(a) One.(b)& (c). Two.(d). Three.",
    ],
)
def test_labels_that_run_on_inside_a_line(reply: str) -> None:
    labels, clauses, flags = links(reply)
    assert (labels, clauses, flags) == (["a", "bc", "d"], [[0], [1], [1], [2]], [])


def test_section_of_an_act_is_no_label_inside_a_line() -> None:
    assert links("(a) to (d): Section 5(1)(b) Act of 1957 applies. See rule 7 (c) and others.")[0] == ["abcd"]


@pytest.mark.parametrize(
    "minister", ["MINISTER OF MINES (SHRIMATI ASHA DEVI)", "MINISTER OF MINES (SHRIMATI\nASHA DEVI)"]
)
def test_label_directly_behind_the_name_of_the_minister(minister: str) -> None:
    record = read_answer(minister="", reply=f"{minister}(a) & (b): Yes.\n(c) & (d): No.")
    assert record.answer is not None
    found = [(one.role, one.name) for one in record.answer.ministers]
    assert (found, record.flags) == ([("MINISTER OF MINES", "SHRIMATI ASHA DEVI")], [])
    assert items(record) == [("ab", "Yes."), ("cd", "No.")]
