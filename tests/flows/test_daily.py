"""The daily run: its day, days that earlier runs left, days without questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from samples.faults.names import Fault

if TYPE_CHECKING:
    from tests.flows.conftest import SamplePipeline


def test_daily_fetches_the_day_alone(fresh: SamplePipeline) -> None:
    summary = fresh.run("daily", on="2025-07-29")
    asked = fresh.tables.read("files").join(fresh.tables.read("questions"), on="question_id")
    assert set(asked["date"].cast(pl.String)) == {"2025-07-29"}
    assert summary.success
    assert summary.release


def test_daily_ends_early_when_the_house_did_not_sit(fresh: SamplePipeline) -> None:
    summary = fresh.run("daily", on="2025-07-27")
    assert summary.exit_code == 0
    assert summary.notes == ["no questions are listed for 2025-07-27: no sitting, or not published yet"]
    assert not fresh.site.requests_for("/getFile/")


def requested_days(pipeline: SamplePipeline) -> set[str]:
    files = pipeline.tables.read("files").join(pipeline.tables.read("questions"), on="question_id")
    return set(files["date"].cast(pl.String))


def test_daily_takes_up_what_a_killed_run_left(fresh: SamplePipeline) -> None:
    fresh.run("daily", on="2025-07-28")
    fresh.backfill(since="2025-07-29", until="2025-07-29", limit=1)  # as if killed after the first file
    summary = fresh.run("daily", on="2025-07-30")

    assert "also fetched: sitting days since 2025-07-29 that no run had completed" in summary.notes
    assert "not_asked" not in summary.missing
    states = fresh.run("daily", on="2025-07-29").missing
    assert "not_asked" not in states


def test_daily_takes_up_a_day_that_no_run_began(fresh: SamplePipeline) -> None:
    fresh.run("daily", on="2025-07-21")
    fresh.run("daily", on="2025-07-30")
    assert requested_days(fresh) == {day for day in days_listed(fresh) if "2025-07-21" <= day <= "2025-07-30"}


def test_daily_takes_up_missed_days_also_when_all_files_have_other_addresses(fresh: SamplePipeline) -> None:
    fresh.run("daily", on="2025-07-21")
    fresh.site.set_fault(Fault.FILES_MOVED)
    summary = fresh.run("daily", on="2025-07-30")
    assert "also fetched: sitting days since 2025-07-21 that no run had completed" in summary.notes
    assert requested_days(fresh) >= {day for day in days_listed(fresh) if "2025-07-21" <= day <= "2025-07-30"}


def days_listed(pipeline: SamplePipeline) -> set[str]:
    questions = pipeline.tables.read("questions", lok_sabha=18, session=5)
    return set(questions.filter(pl.col("file").is_not_null())["date"].cast(pl.String))


def test_sitting_day_without_questions_fails_a_check(fresh: SamplePipeline) -> None:
    summary = fresh.run("daily", on="2025-07-23")
    assert [(check.name, check.notes) for check in summary.failed_checks] == [
        (
            "questions of the day",
            "the calendar has a sitting on 2025-07-23, the question list has no question for it",
        )
    ]
    assert (summary.outcome, summary.exit_code) == ("finished, a check failed", 3)
