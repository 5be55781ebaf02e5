"""The flags of a record: doubts about its values, from the closed vocabulary `Flag`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.structure.further_question import further_question_no
from parsers.vocabulary import Flag, Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layer import TextLayer
    from parsers.records import Answer, Record
    from parsers.structure.sections import Sections
    from parsers.tables.result import TableResult


_MOST_OUTSIDE = 50
"""Number of words outside the items; up to this many are labels, table titles and table notes."""


def find_flags(
    record: Record, layer: TextLayer, sections: Sections, tables: Sequence[TableResult]
) -> list[str]:
    """The record's flags in the order of the vocabulary, then notes of the pages that are not in it."""
    found = {note for page in layer.pages for note in page.notes}
    found |= {f"{check.field}_differs" for check in record.checks if check.verdict is Verdict.DIFFERS}
    found |= {layer.cause} if layer.cause else set()
    if record.kind is Kind.OTHER and sections.asked and not sections.has_answer:
        found |= {Flag.NO_ANSWER}
    if record.kind is Kind.ANSWER:
        found |= set(_doubts(record, sections))
        found |= {Flag.TOTAL_DIFFERS} if any(table.total_differs for table in tables) else set()
    return [flag.value for flag in Flag if flag in found] + sorted(found - set(Flag))


def _doubts(record: Record, sections: Sections) -> Iterator[Flag]:
    if record.question_no is None:
        yield Flag.NUMBERS_DISAGREE if sections.number is not None else Flag.NO_NUMBER
    if record.date is None:
        yield Flag.NO_DATE
    if not record.members:
        yield Flag.NO_MEMBERS
    if record.subject is None:
        yield Flag.NO_SUBJECT
    if record.ministry is None:
        yield Flag.NO_MINISTRY
    if sections.further_question and further_question_no(sections.further_question) != record.question_no:
        yield Flag.OTHER_QUESTION_INSIDE
    yield from _doubts_of_answer(record)


def _doubts_of_answer(record: Record) -> Iterator[Flag]:
    clauses = record.question.clauses if record.question else []
    if not clauses:
        yield Flag.NO_CLAUSES
    if any(not clause.answer_items for clause in clauses):
        yield Flag.UNANSWERED_CLAUSE
    if not record.answer:
        return
    if not any(item.text for item in record.answer.items):
        yield Flag.NO_ANSWER_TEXT
    notes = [note for table in record.tables for note in (*table.above, *table.below)]
    if _words_outside_items(record.answer, notes) > _MOST_OUTSIDE:
        yield Flag.TEXT_OUTSIDE_ITEMS
    if not record.answer.ministers:
        yield Flag.NO_MINISTER
    if len(clauses) > 1 and len(record.answer.items) == 1 and not record.answer.items[0].labels:
        yield Flag.UNLABELLED_ANSWER


def _words_outside_items(answer: Answer, notes: Sequence[str]) -> int:
    """Number of words in the answer that are neither in its items nor in notes of tables."""
    outside = len(answer.text.split()) - sum(len(item.text.split()) for item in answer.items)
    return outside - sum(len(note.split()) for note in notes if note in answer.text)
