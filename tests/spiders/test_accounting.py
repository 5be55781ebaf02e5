"""Rows of the tables and of the feed, from what a crawl saw."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from archive.schemas import FILES, QUESTIONS
from archive.tables import empty_frame
from spiders.causes import Cause, Status
from spiders.items import DueFile, FetchResult
from spiders.ledger.due_files import RETRIES, Selection, due_files, next_attempt
from spiders.ledger.file_rows import FileEntry, file_entry
from spiders.ledger.question_rows import listing_change, listing_rows
from spiders.site.codes import Codes
from spiders.site.list_walk import Gap, WalkResult
from spiders.site.rows import read_row
from tests.spiders.site.test_rows import FILES as LINKS
from tests.spiders.site.test_rows import RAW, SITE

NOW = dt.datetime(2025, 7, 29, 14, tzinfo=dt.UTC)
LATER, LAST = NOW + dt.timedelta(days=1), NOW - dt.timedelta(days=1)
CODES = Codes([("External Affairs", 12)], [("Dr. Sanjay Jaiswal", 7), ("SHRI ANIL FIROJIYA", 8)])
WANTED = DueFile(
    "LS18-S5-UNSTARRED-1474", 18, 5, "en", "annex/185/AU1474_a.pdf", f"{LINKS}/annex/185/AU1474_a.pdf"
)


def walked(*raws: dict[str, Any], holes: int = 0) -> WalkResult:
    rows = [read_row(raw, SITE) for raw in raws]
    return WalkResult(
        total=len(rows) + holes,
        rows={row.question_id: row for row in rows},
        gaps=[Gap(0, holes, "HTTP 500")] if holes else [],
    )


def questions(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.concat(
        [empty_frame(QUESTIONS), *(pl.DataFrame([row], empty_frame(QUESTIONS).schema) for row in rows)]
    )


def written(found: WalkResult, known: pl.DataFrame, now: dt.datetime = NOW) -> list[tuple[Any, Any]]:
    return list(listing_rows(found, known, CODES, now=now, last_walk=LAST, run_id="r1"))


def first_seen() -> dict[str, Any]:
    ((row, old),) = written(walked(RAW), questions())
    assert old is None
    assert isinstance(row, dict)
    return row


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


def entry(known: dict[str, Any] | None = None, **fields: Any) -> FileEntry:
    return file_entry(FetchResult(WANTED, **fields), known, now=NOW, run_id="r1")


def good(sha256: str = "ab") -> dict[str, Any]:
    return {"http_status": 200, "sha256": sha256, "size": 2000, "media_type": "application/pdf"}


def test_a_file_that_came() -> None:
    found = entry(**good())
    assert (found.outcome, found.change) == ("new", None)
    assert found.row == {
        "file": "annex/185/AU1474_a.pdf",
        "version": 1,
        "lok_sabha": 18,
        "session": 5,
        "question_id": "LS18-S5-UNSTARRED-1474",
        "language": "en",
        "status": Status.OK,
        "cause": None,
        "url": WANTED.url,
        "http_status": 200,
        "sha256": "ab",
        "bytes": 2000,
        "media_type": "application/pdf",
        "attempts": 0,
        "next_attempt": None,
        "fetched_at": NOW,
        "checked_at": NOW,
        "run_id": "r1",
    }
    assert set(found.row) <= set(FILES.schema.names)


def test_a_file_that_came_late_is_news() -> None:
    failed = entry(cause=Cause.HTTP_500, http_status=500).row
    found = entry(failed, **good())
    assert (found.outcome, found.row["attempts"], found.row["status"]) == ("new", 0, "ok")
    assert found.change
    assert (found.change["kind"], found.change["what"], found.change["after"]) == ("LATE", "file", "ab")


def test_other_bytes_are_another_version() -> None:
    old = entry(**good()).row
    found = entry(old, **good("cd"))
    assert (found.outcome, found.row["version"], found.row["sha256"]) == ("changed", 2, "cd")
    assert found.change
    assert [found.change[name] for name in ("kind", "file_version", "before", "after")] == [
        "MOD",
        2,
        "ab",
        "cd",
    ]


def test_the_same_bytes_are_the_same_version() -> None:
    found = entry({**entry(**good()).row, "fetched_at": LAST}, **good())
    assert (found.outcome, found.change) == ("unchanged", None)
    assert (found.row["version"], found.row["fetched_at"], found.row["checked_at"]) == (1, LAST, NOW)


@pytest.mark.parametrize("cause", [Cause.HTTP_500, Cause.HTML, Cause.ROBOTS])
def test_a_file_in_the_archive_stays_whatever_the_site_answers(cause: Cause) -> None:
    old = entry(**good()).row
    found = entry(old, cause=cause, sha256="ef", size=3)
    assert (found.outcome, found.change) == (cause, None)
    assert {**found.row, "checked_at": NOW} == old


def test_failures_are_retried_over_days_and_then_given_up() -> None:
    row: dict[str, Any] | None = None
    states = []
    for _ in range(len(RETRIES) + 2):
        row = entry(row, cause=Cause.HTTP_500, http_status=500).row
        states.append((str(row["status"]), row["next_attempt"] - NOW))
    assert states == [
        *[("missing", wait) for wait in RETRIES],
        *[("unavailable", dt.timedelta(days=7))] * 2,
    ]
    assert sum(RETRIES, dt.timedelta()) > dt.timedelta(days=9)


def test_a_refused_link_stays_refused() -> None:
    given_up, _ = next_attempt(len(RETRIES) + 1, NOW)
    assert given_up
    row = {**entry(cause=Cause.OFF_SITE).row, "attempts": len(RETRIES)}
    assert entry(row, cause=Cause.OFF_SITE).row["status"] == "refused"


def files(*rows: dict[str, Any]) -> pl.DataFrame:
    schema = empty_frame(FILES).schema
    return pl.concat([empty_frame(FILES), *(pl.DataFrame([row], schema) for row in rows)])


def due(choice: Selection = Selection(), *known: dict[str, Any]) -> list[str]:  # noqa: B008 - frozen in effect
    old = first_seen()
    rows = questions(
        old,
        {**old, "question_id": "b", "file": "f2", "date": dt.date(2026, 2, 14), "ministry": "COAL"},
        {**old, "question_id": "c", "file": "f2", "date": dt.date(2026, 2, 14)},
        {**old, "question_id": "d", "file": None, "file_word": "w3", "url_word": "u3"},
        {**old, "question_id": "e", "file": None},
        {**old, "question_id": "f", "file": "f6", "delisted": NOW},
    )
    return [
        f"{row['question_id']} {row['file']}"
        for row in due_files(rows, files(*known), choice, NOW).to_dicts()
    ]


FIRST = "LS18-S7-STARRED-220 annex/187/AS220_NEp9ne.pdf"


def test_each_file_is_due_once_newest_sitting_first() -> None:
    assert due() == ["b f2", FIRST, "d w3"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param(Selection(since=dt.date(2026, 2, 14)), ["b f2"], id="since"),
        pytest.param(Selection(until=dt.date(2026, 2, 13)), [FIRST, "d w3"], id="until"),
        pytest.param(Selection(ministry="coal"), ["b f2"], id="ministry"),
        pytest.param(Selection(question_type="UNSTARRED"), [], id="type"),
        pytest.param(
            Selection(languages=("hi",)), ["b qhindi/187/AS220_NEp9ne.pdf"], id="a Hindi file shared by all"
        ),
    ],
)
def test_a_choice_narrows_what_is_due(choice: Selection, expected: list[str]) -> None:
    assert due(choice) == expected


def known(status: str, **fields: Any) -> dict[str, Any]:
    row = entry(**good()).row | {"file": "f2", "status": status, "checked_at": LAST}
    return row | fields


@pytest.mark.parametrize(
    ("row", "choice", "expected"),
    [
        pytest.param(known("ok"), Selection(), False, id="in the archive"),
        pytest.param(known("ok"), Selection(recheck_before=NOW), True, id="looked at again"),
        pytest.param(
            known("ok", checked_at=NOW), Selection(recheck_before=NOW), False, id="looked at just now"
        ),
        pytest.param(
            known("ok"),
            Selection(recheck_before=NOW, recheck_since=dt.date(2026, 2, 15)),
            False,
            id="too old",
        ),
        pytest.param(known("missing", next_attempt=NOW), Selection(), True, id="due again"),
        pytest.param(known("missing", next_attempt=LATER), Selection(), False, id="not yet due"),
        pytest.param(
            known("missing", next_attempt=LATER), Selection(ignore_schedule=True), True, id="all the same"
        ),
        pytest.param(known("unavailable", next_attempt=LAST), Selection(), True, id="given up, looked for"),
    ],
)
def test_what_is_known_of_a_file_decides_whether_it_is_due(
    row: dict[str, Any], choice: Selection, expected: bool
) -> None:
    assert ("b f2" in due(choice, row)) is expected


def test_the_newest_version_decides() -> None:
    assert "b f2" not in due(Selection(), known("missing", next_attempt=LAST), known("ok", version=2))
