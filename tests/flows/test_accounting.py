"""Every declared question is fetched, or missing with its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.tables import Tables
from flows.steps.accounting import by_cause, missing_answers, session_status
from spiders.ledger.due_files import Selection
from spiders.report import SessionTally
from tests.archive.rows import NOON, answer_row, file_row, question_row

if TYPE_CHECKING:
    from archive.store import Store


def filled(store: Store) -> Tables:
    """Five questions: answered, of the other House, of no House, not parsed yet, not archived."""
    tables = Tables(store)
    tables.merge("questions", [question_row(n) for n in range(1, 6)])
    tables.merge(
        "files", [file_row(n) for n in range(1, 5)] + [file_row(5, status="missing", cause="http_500")]
    )
    houses = {1: "lok_sabha", 2: "rajya_sabha", 3: None}
    tables.merge("answers", [answer_row(n, house=house) for n, house in houses.items()])
    return tables


def test_document_of_the_other_house_is_missing(store: Store) -> None:
    missing = missing_answers(filled(store), 18, [5], Selection(languages=("en",)))
    assert {gap.question_id: gap.cause for gap in missing} == {
        "LS18-S5-UNSTARRED-2": "other_house",
        "LS18-S5-UNSTARRED-5": "http_500",
    }
    assert by_cause(missing) == {"http_500": 1, "other_house": 1}


def test_document_of_the_other_house_is_missing_in_its_language_only(store: Store) -> None:
    tables = filled(store)
    tables.merge("questions", [question_row(2, file_hindi="annex/185/AU2_h.pdf")])
    tables.merge("files", [file_row(2, file="annex/185/AU2_h.pdf", language="hi")])
    missing = missing_answers(tables, 18, [5], Selection(languages=("en", "hi")))
    found = [(gap.language, gap.cause) for gap in missing if gap.question_id == "LS18-S5-UNSTARRED-2"]
    assert found == [("en", "other_house")]


def test_status_does_not_count_it_as_fetched_or_parsed(store: Store) -> None:
    tally = SessionTally(lok_sabha=18, session=5, declared=5, listed=5, walked_at=NOON, run_id="run-1")
    state = session_status(filled(store), tally)
    assert (state["declared"], state["fetched"], state["parsed"]) == (5, 3, 2)
    assert state["missing"] == {"http_500": 1, "other_house": 1}


def test_other_house_without_answers(store: Store) -> None:
    tables = Tables(store)
    tables.merge("questions", [question_row(1)])
    assert [gap.cause for gap in missing_answers(tables, 18, [5], Selection())] == ["not_asked"]
