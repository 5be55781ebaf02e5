"""The summary as a page."""

from __future__ import annotations

import datetime as dt

from archive.settings import Settings
from flows.summary import MissingAnswer, RunSummary
from flows.summary_page import LISTED_PER_CAUSE, summary_page
from spiders.causes import Cause
from spiders.report import Check

URLS = {
    1: "https://sansad.in/getFile/annex/185/AU1_a.pdf?source=pqals",
    2: "https://example.org/AU2_a.pdf",
}


def summary() -> RunSummary:
    answers = [
        MissingAnswer(
            question_id=f"LS18-S5-UNSTARRED-{n}",
            language="en",
            cause="http_500",
            file=None,
            url=URLS.get(n),
            next_attempt=None,
        )
        for n in range(LISTED_PER_CAUSE + 2)
    ]
    return RunSummary(
        run_id="20250729T133000-3f2a",
        flow="daily",
        scope={},
        started_at=dt.datetime(2025, 7, 29, tzinfo=dt.UTC),
        success=True,
        missing={"http_500": len(answers)},
        missing_answers=answers,
        checks=[
            Check(name="share of errors", required=False, success=False, notes="30 of 40 requests"),
            Check(name="list complete", required=True, success=True),
            Check(name="contract", required=True, success=False, notes="field quesNo is missing"),
        ],
        notes=["release 1.2.0 is new"],
    )


def test_page_begins_with_what_is_wrong_and_names_causes_by_their_meaning() -> None:
    lines = summary_page(summary(), Settings(_env_file=None)).splitlines()
    assert lines[:6] == [
        "# daily 20250729T133000-3f2a: finished, some answers are missing",
        "",
        "- **check failed: contract** field quesNo is missing",
        "- **check failed: share of errors** 30 of 40 requests",
        "",
        f"## 52 missing: {Cause.HTTP_500.meaning} (`http_500`)",
    ]
    assert "- LS18-S5-UNSTARRED-0 (en)" in lines
    assert "- and 2 more in `s3://loksabha/runs/20250729T133000-3f2a/summary.json`" in lines
    assert lines[-2:] == ["- release 1.2.0 is new", "- checks passed: list complete"]


def test_missing_answers_link_to_the_site_and_to_no_other_host() -> None:
    lines = summary_page(summary(), Settings(_env_file=None)).splitlines()
    assert f"- [LS18-S5-UNSTARRED-1](<{URLS[1]}>) (en)" in lines
    assert "- LS18-S5-UNSTARRED-2 (en)" in lines


def test_objects_link_to_the_s3_server_of_the_settings() -> None:
    settings = Settings(_env_file=None, store="s3://b/p", s3_endpoint_url="https://s3.example.org")
    key = "b/p/runs/20250729T133000-3f2a/summary.json"
    link = f"[s3://{key}](<https://s3.example.org/{key}>)"
    assert f"- and 2 more in {link}" in summary_page(summary(), settings).splitlines()
