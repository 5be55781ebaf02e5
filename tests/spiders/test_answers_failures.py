"""Failures of single files: their causes, repetitions and what does not end the crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from archive.tables import Tables
from samples.documents.files import ERROR_PAGE
from samples.faults.names import Fault
from spiders.report import CrawlOutcome
from tests.spiders.crawl_runner import count_causes, retry_now, selection

if TYPE_CHECKING:
    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls

FILES = "/getFile/"


@pytest.mark.parametrize(
    ("fault", "amount", "cause", "status"),
    [
        (Fault.FILE_STATUS, 404, "http_404", "missing"),
        (Fault.FILE_STATUS, 410, "http_404", "missing"),
        (Fault.FILE_STATUS, 500, "http_500", "missing"),
        (Fault.FILE_STATUS, 418, "http_other", "missing"),
        (Fault.FILE_STATUS, 301, "http_other", "missing"),
        (Fault.FILE_STATUS, 599, "http_500", "missing"),
        (Fault.FILE_CUT_SHORT, 99, "cut_short", "missing"),
        (Fault.FILE_STUB, 99, "stub", "broken"),
        (Fault.FILE_TRUNCATED, 99, "truncated", "broken"),
        (Fault.FILE_ARCHIVE, 99, "not_a_document", "broken"),
        (Fault.FILE_TOO_LARGE, 100, "too_large", "broken"),
        (Fault.REDIRECT_ELSEWHERE, 0, "off_site", "refused"),
        (Fault.REDIRECT_INSIDE, 0, "off_site", "refused"),
        (Fault.REDIRECT_TO_DISK, 0, "off_site", "refused"),
        (Fault.REDIRECT_LOOP, 0, "http_other", "missing"),
        (Fault.ROBOTS_FILES, 0, "robots", "refused"),
    ],
)
def test_cause_of_each_fault(
    small: Crawls, small_site: Site, fault: Fault, amount: float, cause: str, status: str
) -> None:
    small.list_questions()
    small_site.set_fault(fault, amount)
    report = small.answers("--choice", selection(limit=3))
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {cause: 3})
    assert small.rows("files", "status", "cause", "attempts") == [(status, cause, 1)] * 3
    assert [c.success for c in report.checks] == [False]


@pytest.mark.parametrize(
    ("fault", "amount"),
    [
        (Fault.FILE_500, 2),
        (Fault.FILE_CUT_SHORT, 2),
        (Fault.HANG_UP, 2),
        (Fault.TOO_MANY_REQUESTS, 3),
        (Fault.BUSY, 3),
        (Fault.FILE_WORD, 3),
        (Fault.REDIRECT_ON_SITE, 0),
    ],
)
def test_a_temporary_fault_loses_no_file(
    small: Crawls, small_site: Site, fault: Fault, amount: float
) -> None:
    small.list_questions()
    small_site.set_fault(fault, amount)
    report = small.answers(LOKSABHA_CONCURRENCY="1")
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 12})
    assert count_causes(small) == {"ok": 12}


def test_a_failed_file_is_due_again_and_is_then_late(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_500, 9)
    assert small.answers("--choice", selection(limit=3)).outcomes == {"http_500": 3}
    assert small.answers().outcomes == {"new": 9}
    small_site.set_fault(Fault.FILE_500, 9)
    again = retry_now(small)
    assert (again.outcomes, again.still_failing) == ({"http_500": 3}, 3)
    assert all(check.success for check in again.checks), "what fails again is no sign of trouble"
    assert retry_now(small).outcomes == {"new": 3}
    assert count_causes(small) == {"ok": 12}
    assert [kind for (kind,) in small.rows("changes", "kind")].count("LATE") == 3


def test_a_file_that_always_fails_becomes_unavailable(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_STATUS, 500)
    small.answers("--choice", selection(limit=1))
    tables = Tables(small.store)
    frame = tables.read("files").with_columns(attempts=pl.lit(9, pl.Int32))
    tables.merge("files", frame.to_dicts())
    assert retry_now(small, limit=1).outcomes == {"http_500": 1}
    assert small.rows("files", "status", "cause", "attempts") == [("unavailable", "http_500", 10)]


def test_one_forbidden_file_among_others_does_not_end_the_crawl(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FORBIDDEN, 2)
    report = small.answers(LOKSABHA_CONCURRENCY="1")
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"http_other": 2, "new": 10})


def test_files_known_to_be_web_pages_do_not_end_the_crawl(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    for row in small_site.sessions[18, 5]:
        small_site.replace_file(row.english or "", ERROR_PAGE)
    for _ in range(2):
        small.answers("--choice", selection(limit=6))  # fewer than ten in a row
    assert count_causes(small) == {"html": 12}
    small_site.request_log.clear()
    report = retry_now(small)
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"html": 12})
    assert len(small_site.requests_for(FILES)) == 12


def test_files_without_a_reply_do_not_end_the_crawl_while_others_come(
    small: Crawls, small_site: Site
) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_HANG_UP, 2)
    report = small.answers()  # each is asked for three times, the last two of them one after the other
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 6, "connection": 6}), (
        report.error
    )


def test_web_pages_in_a_row_do_not_end_the_crawl_while_another_file_comes(
    small: Crawls, small_site: Site
) -> None:
    small.list_questions()
    rows = sorted(small_site.sessions[18, 5], key=lambda row: row.listing.question_id)
    *others, first = (row.english or "" for row in rows)
    for file in others:
        small_site.replace_file(file, ERROR_PAGE)
    report = small.answers(LOKSABHA_CONCURRENCY="1")
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 1, "html": 11}), report.error
    asked = [path for _, path, _ in small_site.requests_for(FILES)]
    assert len(asked) == 13
    assert sum(path.endswith(first) for path in asked) == 2, "the one that came is asked for once more"
