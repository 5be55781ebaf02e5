"""Which files are due, from the rows of the tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from archive.schemas import FILES, QUESTIONS
from archive.tables import empty_frame
from spiders.ledger.due_files import Selection, due_files

NOW = dt.datetime(2025, 8, 1, 18, tzinfo=dt.UTC)
DAY, EARLIER = dt.date(2025, 8, 1), dt.date(2025, 7, 28)
HOUR = dt.timedelta(hours=1)
STATES: dict[str, dict[str, Any] | None] = {
    "never": None,
    "failed_due": {"status": "missing", "cause": "http_500", "next_attempt": NOW - HOUR},
    "failed_later": {"status": "missing", "cause": "http_500", "next_attempt": NOW + HOUR},
    "archived": {"status": "ok", "sha256": "ab", "checked_at": NOW - HOUR},
}


def frames() -> tuple[pl.DataFrame, pl.DataFrame]:
    """One question per state and day, with its file."""
    questions, files = [], []
    for day in (DAY, EARLIER):
        for state, row in STATES.items():
            name = f"{day:%d}-{state}"
            questions.append({"question_id": name, "lok_sabha": 18, "session": 5, "date": day, "file": name})
            if row:
                files.append({"file": name, "version": 1, **row})
    return (
        pl.from_dicts(questions, schema=empty_frame(QUESTIONS).schema),
        pl.from_dicts(files, schema=empty_frame(FILES).schema),
    )


@pytest.mark.parametrize(
    ("choice", "due"),
    [
        pytest.param({}, ["01-failed_due", "01-never", "28-failed_due", "28-never"], id="backfill"),
        pytest.param(
            {"new_since": DAY, "new_until": DAY}, ["01-failed_due", "01-never", "28-failed_due"], id="daily"
        ),
        pytest.param(
            {"new_since": DAY, "recheck_since": DAY, "recheck_before": NOW},
            ["01-archived", "01-failed_due", "01-never", "28-failed_due"],
            id="sweep",
        ),
        pytest.param(
            {"since": DAY, "ignore_schedule": True},
            ["01-failed_due", "01-failed_later", "01-never"],
            id="refetch",
        ),
        pytest.param({"until": EARLIER}, ["28-failed_due", "28-never"], id="until"),
    ],
)
def test_due_files(choice: dict[str, Any], due: list[str]) -> None:
    questions, files = frames()
    assert due_files(questions, files, Selection(**choice), NOW)["question_id"].to_list() == due


def test_a_link_that_changed_is_due_whatever_its_day() -> None:
    questions, files = frames()
    daily = Selection(new_since=DAY, new_until=DAY)
    due = due_files(questions, files, daily, NOW, {"28-never", "28-failed_later", "28-archived"})
    assert due["question_id"].to_list() == ["01-failed_due", "01-never", "28-failed_due", "28-never"]


def test_only_archived_files_are_known_by_their_bytes() -> None:
    """The bytes of a lost file must be stored again, though its row still has their hash."""
    questions, files = frames()
    lost = pl.col("file") == "01-failed_due"
    files = files.with_columns(sha256=pl.when(lost).then(pl.lit("cd")).otherwise("sha256"))
    due = due_files(questions, files, Selection(recheck_before=NOW), NOW)
    hashes = dict(due.select("file", "sha256").iter_rows())
    assert (hashes["01-archived"], hashes["01-failed_due"]) == ("ab", None)
