from __future__ import annotations

import datetime as dt
from typing import Any

from spiders.ledger.question_rows import listing_change
from tests.spiders.ledger.row_helpers import LAST, LATER, LINKS, NOW, first_seen, questions, walked, written
from tests.spiders.raw_rows import RAW


def change(row: dict[str, Any], old: dict[str, Any] | None) -> dict[str, Any] | None:
    return listing_change(row, old, now=LATER, run_id="r1")


def test_a_new_row() -> None:
    row = first_seen()
    assert (row["ministry_code"], row["members"]) == (
        12,
        [{"name": "Dr. Sanjay Jaiswal", "mp_code": 7}, {"name": "Shri Anil Firojiya", "mp_code": 8}],
    )
    assert (row["first_listed"], row["last_listed"], row["delisted"]) == (NOW, NOW, None)
    found = change(row, None)
    assert found
    assert (found["kind"], found["what"], found["before"]) == ("ADD", "question", None)


def test_an_unchanged_row_is_not_written() -> None:
    assert written(walked(RAW), questions(first_seen())) == []


def test_a_changed_row_keeps_first_listed() -> None:
    old = first_seen()
    ((row, before),) = written(walked({**RAW, "subjects": "Another", "member": []}), questions(old), LATER)
    assert (row["first_listed"], row["last_listed"], row["subject"]) == (NOW, LATER, "Another")
    found = change(row, before)
    assert found
    assert (found["kind"], found["what"]) == ("MOD", "subject, members")
    assert found["after"] == '{"members": [], "subject": "Another"}'


def test_another_url_is_written_but_is_no_change() -> None:
    older = {**RAW, "questionsFilePath": f"{LINKS.replace('/lsapps', '')}/annex/187/AS220_NEp9ne.pdf"}
    ((row, before),) = written(walked(older), questions(first_seen()), LATER)
    assert row["url"] == older["questionsFilePath"]
    assert change(row, before) is None


def test_a_removed_row_is_kept_with_delisted() -> None:
    old = first_seen()
    other = {**RAW, "quesNo": 221}
    (gone, before), (added, _) = written(walked(other), questions(old), LATER)
    assert gone == {**before, "last_listed": LAST, "delisted": LATER, "run_id": "r1"}
    assert (change(gone, before) or {})["kind"] == "DEL"
    assert added["question_no"] == 221


def test_an_incomplete_walk_removes_nothing() -> None:
    rows = written(walked({**RAW, "quesNo": 221}, gaps=1), questions(first_seen()), LATER)
    assert [row["question_no"] for row, _ in rows] == [221]


def test_a_row_listed_again_is_a_change() -> None:
    gone = {**first_seen(), "delisted": NOW}
    ((row, before),) = written(walked(RAW), questions(gone), LATER)
    assert row["delisted"] is None
    found = change(row, before)
    assert found
    assert (found["kind"], found["what"]) == ("ADD", "question listed again")


def test_change_id_is_the_same_for_the_same_change_only() -> None:
    old = first_seen()
    new = {**old, "subject": "Another", "row_hash": "h2", "last_listed": LATER}
    back = {**old, "last_listed": LATER + dt.timedelta(days=1)}
    again = {**new, "last_listed": LATER + dt.timedelta(days=2)}
    names = [
        (change(row, before) or {})["change_id"] for row, before in ((new, old), (back, new), (again, back))
    ]
    assert len(set(names)) == 3
    assert (change(new, old) or {})["change_id"] == names[0]
