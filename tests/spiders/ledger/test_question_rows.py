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
    news = change(row, None)
    assert news
    assert (news["kind"], news["what"], news["before"]) == ("ADD", "question", None)


def test_a_row_that_says_the_same_is_not_written_again() -> None:
    assert written(walked(RAW), questions(first_seen())) == []


def test_a_row_that_changed_keeps_the_day_it_was_first_listed() -> None:
    old = first_seen()
    ((row, before),) = written(walked({**RAW, "subjects": "Another", "member": []}), questions(old), LATER)
    assert (row["first_listed"], row["last_listed"], row["subject"]) == (NOW, LATER, "Another")
    news = change(row, before)
    assert news
    assert (news["kind"], news["what"]) == ("MOD", "subject, members")
    assert news["after"] == '{"members": [], "subject": "Another"}'


def test_a_link_that_moved_is_written_and_is_no_news() -> None:
    older = {**RAW, "questionsFilePath": f"{LINKS.replace('/lsapps', '')}/annex/187/AS220_NEp9ne.pdf"}
    ((row, before),) = written(walked(older), questions(first_seen()), LATER)
    assert row["url"] == older["questionsFilePath"]
    assert change(row, before) is None


def test_a_row_that_vanished_is_kept_and_marked() -> None:
    old = first_seen()
    other = {**RAW, "quesNo": 221}
    (gone, before), (added, _) = written(walked(other), questions(old), LATER)
    assert gone == {**before, "last_listed": LAST, "delisted": LATER, "run_id": "r1"}
    assert (change(gone, before) or {})["kind"] == "DEL"
    assert added["question_no"] == 221


def test_nothing_vanishes_in_an_incomplete_walk() -> None:
    rows = written(walked({**RAW, "quesNo": 221}, holes=1), questions(first_seen()), LATER)
    assert [row["question_no"] for row, _ in rows] == [221]


def test_a_row_that_comes_back_is_news() -> None:
    gone = {**first_seen(), "delisted": NOW}
    ((row, before),) = written(walked(RAW), questions(gone), LATER)
    assert row["delisted"] is None
    news = change(row, before)
    assert news
    assert (news["kind"], news["what"]) == ("ADD", "question listed again")


def test_the_same_news_has_one_name_and_a_repetition_another() -> None:
    old = first_seen()
    new = {**old, "subject": "Another", "row_hash": "h2", "last_listed": LATER}
    back = {**old, "last_listed": LATER + dt.timedelta(days=1)}
    again = {**new, "last_listed": LATER + dt.timedelta(days=2)}
    names = [
        (change(row, before) or {})["change_id"] for row, before in ((new, old), (back, new), (again, back))
    ]
    assert len(set(names)) == 3
    assert (change(new, old) or {})["change_id"] == names[0]
