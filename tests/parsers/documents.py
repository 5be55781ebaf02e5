"""An answer as printed by ministries, of which a test replaces single parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.parse import parse_record
from tests.parsers.pages import layer_of

if TYPE_CHECKING:
    from parsers.records import Record

HEADING = """
                    GOVERNMENT OF INDIA
                    MINISTRY OF MINES
                    LOK SABHA
                    {number}
                    {date}
                    {subject}
"""
CLAUSES = "(a) whether ore is mined;\n(b) if so, where;\n(c) the quantity thereof; and\n(d) by whom?"


def answer_pages(
    *more: str,
    number: str = "UNSTARRED QUESTION NO. 12",
    date: str = "TO BE ANSWERED ON 01.02.2021",
    subject: str = "MINING OF ORE",
    heading: str | None = None,
    members: str = "12. SHRI GOVIND RAO:",
    will: str = "Will the Minister of MINES be pleased to state:",
    clauses: str = CLAUSES,
    answer: str = "                    ANSWER",
    minister: str = "                    MINISTER OF MINES\n                    (SHRIMATI ASHA DEVI)",
    reply: str = "(a) to (d): Yes.",
) -> list[str]:
    """The pages of an answer; `more` are the pages after the first."""
    top = heading if heading is not None else HEADING.format(number=number, date=date, subject=subject)
    return ["\n".join([top, members, will, clauses, answer, minister, reply]), *more]


def read_pages(*pages: str) -> Record:
    """The record of the pages."""
    return parse_record(layer_of(*pages))


def read_answer(*more: str, **parts: str) -> Record:
    """The record of an answer with some of its parts replaced."""
    return read_pages(*answer_pages(*more, **parts))


def items(record: Record) -> list[tuple[str, str]]:
    """The answer's items as (letters, text)."""
    assert record.answer is not None
    return [("".join(item.labels), item.text) for item in record.answer.items]


def clauses(record: Record) -> list[tuple[str, str]]:
    """The question's clauses as (letter, text)."""
    assert record.question is not None
    return [(clause.label, clause.text) for clause in record.question.clauses]
