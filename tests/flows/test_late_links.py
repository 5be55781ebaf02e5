"""Links that come late are fetched by the next daily run or, in older sessions, by the next sweep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.flows.conftest import SamplePipeline

LATE, OLDER = "LS18-S5-UNSTARRED-1474", "LS17-S4-UNSTARRED-240"


def take_link(pipeline: SamplePipeline, question_id: str) -> str:
    """Remove the link of a question; returns its file."""
    rows = (row for rows in pipeline.site.sessions.values() for row in rows)
    (file,) = (row.english for row in rows if row.listing.question_id == question_id)
    pipeline.site.change_link(question_id, None)
    return str(file)


def cause(pipeline: SamplePipeline, question_id: str) -> str | None:
    questions = pipeline.tables.read("questions").filter(question_id=question_id)
    return str(questions["link_cause"][0]) if questions["link_cause"][0] else None


def test_a_daily_run_without_a_sitting_fetches_a_link_that_came_late(fresh: SamplePipeline) -> None:
    file = take_link(fresh, LATE)
    fresh.backfill()
    assert cause(fresh, LATE) == "null_link"
    fresh.site.change_link(LATE, file)
    summary = fresh.run("daily", on="2025-07-27")
    assert (cause(fresh, LATE), summary.counts.changed, summary.counts.fetched) == (None, 1, 1)
    assert fresh.tables.read("answers").filter(question_id=LATE)["language"].to_list() == ["en"]


@pytest.mark.slow
def test_a_sweep_fetches_a_link_that_came_late_in_an_older_session(fresh: SamplePipeline) -> None:
    file = take_link(fresh, OLDER)
    fresh.backfill(lok_sabha=17, sessions="4")
    assert cause(fresh, OLDER) == "null_link"
    fresh.site.change_link(OLDER, file)
    summary = fresh.run("sweep")
    assert cause(fresh, OLDER) is None
    assert summary.counts.fetched >= 1
    assert fresh.tables.read("files").filter(file=file)["status"].to_list() == ["ok"]
