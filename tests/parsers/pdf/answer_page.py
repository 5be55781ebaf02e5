"""A printed answer with an odd third line, for tests of what a reader of the page sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.extract import read_text_layer
from parsers.parse import parse_record
from tests.parsers.printing import all_of, drawn, text_at

if TYPE_CHECKING:
    from parsers.records import Record
    from tests.parsers.printing import Draw

LINES = [
    "GOVERNMENT OF INDIA",
    "MINISTRY OF COAL",
    "LOK SABHA",
    "UNSTARRED QUESTION NO. 1474",
    "TO BE ANSWERED ON 30.07.2025",
    "COAL STOCKS",
    "1474. SHRI RAMESH KUMAR:",
    "Will the Minister of COAL be pleased to state:",
    "(a) the stock of coal; and",
    "(b) the steps taken?",
    "ANSWER",
    "MINISTER OF COAL",
    "(SHRI G. KISHAN REDDY)",
    "(a): The stock is 45 tonnes.",
]
LAST = "(b): Steps are taken."
X, TOP, LEADING = 72, 780, 18
ODD = TOP - LEADING * len(LINES)
"""Baseline of the odd line."""

ODD_TEXT = "The draft said 99 tonnes."
SEEN = "(a): The stock is 45 tonnes.\nThe draft said 99 tonnes.\n(b): Steps are taken."
UNSEEN = "(a): The stock is 45 tonnes.\n(b): Steps are taken."


def printed_lines(paper: Any) -> None:
    """The answer without its odd line."""
    for n, line in enumerate(LINES):
        text_at(X, TOP - LEADING * n, line)(paper)
    text_at(X, ODD - LEADING, LAST)(paper)


def odd_line(paper: Any) -> None:
    """The odd line, in whatever state the paper is."""
    text_at(X, ODD, ODD_TEXT)(paper)


def answer_with(*parts: Draw) -> bytes:
    """The answer, then the parts."""
    return drawn(all_of(printed_lines, *parts))


def read(data: bytes) -> Record:
    """The record of a file."""
    return parse_record(read_text_layer(data))


def outcome(data: bytes) -> tuple[str, list[str]]:
    """Text of the answer and flags, after a check of all other fields."""
    record = read(data)
    assert record.answer is not None
    assert record.question is not None
    fields = (record.kind, record.question_no, str(record.date), record.ministry, record.subject)
    assert fields == ("answer", 1474, "2025-07-30", "COAL", "COAL STOCKS")
    assert [(clause.label, clause.text) for clause in record.question.clauses] == [
        ("a", "the stock of coal; and"),
        ("b", "the steps taken?"),
    ]
    assert [(one.role, one.name) for one in record.answer.ministers] == [
        ("MINISTER OF COAL", "SHRI G. KISHAN REDDY")
    ]
    return record.answer.text, record.flags
