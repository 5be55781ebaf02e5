from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from archive.schemas import FILES
from spiders.causes import Cause, Status
from spiders.ledger.due_files import RETRIES, next_attempt
from tests.spiders.ledger.row_helpers import LAST, NOW, WANTED, entry, good


def test_row_of_a_new_file() -> None:
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


def test_a_file_after_failures_is_a_late_change() -> None:
    failed = entry(cause=Cause.HTTP_500, http_status=500).row
    found = entry(failed, **good())
    assert (found.outcome, found.row["attempts"], found.row["status"]) == ("new", 0, "ok")
    assert found.change
    assert (found.change["kind"], found.change["what"], found.change["after"]) == ("LATE", "file", "ab")


def test_other_bytes_are_a_new_version() -> None:
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
def test_an_archived_file_stays_whatever_the_site_answers(cause: Cause) -> None:
    old = entry(**good()).row
    found = entry(old, cause=cause, sha256="ef", size=3)
    assert (found.outcome, found.change) == (cause, None)
    assert {**found.row, "checked_at": NOW} == old


def test_waits_after_failures_and_then_unavailable() -> None:
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


def lost(**fields: Any) -> dict[str, Any]:
    """The row of a file whose bytes were archived and lost."""
    marks = {"status": "missing", "cause": Cause.LOST, "next_attempt": NOW, "fetched_at": LAST}
    return {**entry(**good()).row, **marks, "text_hash": "t1", **fields}


def test_the_same_bytes_restore_a_lost_file() -> None:
    found = entry(lost(), **good())
    assert (found.outcome, found.change) == ("new", None)
    whole = {**entry(**good()).row, "fetched_at": LAST, "text_hash": "t1"}
    assert found.row == whole


def test_other_bytes_of_a_lost_file_are_a_new_version() -> None:
    found = entry(lost(), **good("cd"))
    assert (found.outcome, found.row["version"], found.row["text_hash"]) == ("changed", 2, None)
    assert found.change is not None
    assert (found.change["kind"], found.change["before"], found.change["after"]) == ("MOD", "ab", "cd")


def test_a_lost_file_stays_lost_until_it_comes() -> None:
    found = entry(lost(), cause=Cause.HTTP_404, http_status=404)
    assert (found.outcome, found.change) == (Cause.HTTP_404, None)
    assert found.row == lost(attempts=1, next_attempt=NOW + RETRIES[0])
    again = entry(found.row, **good())
    assert (again.outcome, again.change, again.row["attempts"]) == ("new", None, 0)
