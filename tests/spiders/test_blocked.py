"""Crawls that the site blocks, or that cannot reach it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl
import pytest

from archive.tables import Tables
from samples.faults.names import Fault
from samples.parliament import synthetic_parliament
from samples.server import serve
from spiders.report import CrawlOutcome
from tests.spiders.crawl_runner import count_causes, selection, wait_for_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls


@pytest.mark.parametrize(
    ("fault", "error", "hours"),
    [
        (Fault.FORBIDDEN, "the site blocks the crawler, 3 times in a row: HTTP 403", 6),
        (Fault.CAPTCHA, "a web page (perhaps a captcha) instead of a file or list, 10 times in a row", 6),
        (Fault.COME_BACK_TOMORROW, "asks us to wait for 86400 seconds", 24),
    ],
)
def test_a_site_that_blocks_us_starts_the_cool_down_and_records_no_failure(
    small: Crawls, small_site: Site, fault: Fault, error: str, hours: int
) -> None:
    small.list_questions()
    small_site.set_fault(fault)
    small_site.request_log.clear()
    report = small.answers()
    assert report.ended is CrawlOutcome.REFUSED
    assert error in (report.error or "")
    assert len(small_site.request_log) <= 15
    assert small.rows("files") == []
    until = dt.datetime.fromisoformat(small.store.get("runs/cool-down").decode())
    assert round((until - dt.datetime.now(dt.UTC)) / dt.timedelta(hours=1)) == hours
    small_site.clear_faults()
    small_site.request_log.clear()
    again = small.answers()
    assert again.ended is CrawlOutcome.REFUSED
    assert "no crawl starts until" in (again.error or "")
    assert small_site.request_log == []
    small.store.put("runs/cool-down", dt.datetime.now(dt.UTC).isoformat().encode())
    assert small.answers().outcomes == {"new": 12}


def test_files_fetched_before_a_block_are_kept(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers("--choice", selection(limit=5))
    small_site.set_fault(Fault.FORBIDDEN)
    assert small.answers().ended is CrawlOutcome.REFUSED
    assert count_causes(small) == {"ok": 5}


def test_files_fetched_before_a_captcha_are_kept(crawling: Callable[[Site], Crawls]) -> None:
    with serve(synthetic_parliament(60)) as site:
        crawls = crawling(site)
        crawls.list_questions()
        site.set_fault(Fault.SLOW, 0.02)
        crawl = crawls.start("answers", "--sessions", "5", LOKSABHA_CONCURRENCY="1")
        wait_for_files(site, 5)
        site.set_fault(Fault.CAPTCHA)
        report = crawl.report()
        assert report.ended is CrawlOutcome.REFUSED
        assert set(count_causes(crawls)) == {"ok"}


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://127.0.0.1:9", "cannot reach the site"),
        ("http://sansad.invalid", "cannot reach the site"),
    ],
)
def test_an_unreachable_site_records_no_failure(small: Crawls, url: str, error: str) -> None:
    small.list_questions()
    tables = Tables(small.store)
    moved = tables.read("questions").with_columns(pl.format(url + "/getFile/{}", "file").alias("url"))
    tables.merge("questions", moved.to_dicts())
    report = small.answers(LOKSABHA_SITE_URL=url)
    assert report.ended is CrawlOutcome.UNREACHABLE
    assert error in (report.error or "")
    assert small.rows("files") == []
    questions = small.questions(LOKSABHA_SITE_URL=url)
    assert (questions.ended, questions.sessions) == (CrawlOutcome.UNREACHABLE, [])


def test_a_site_without_replies_records_no_failure(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.HANG_UP)
    report = small.answers()
    assert report.ended is CrawlOutcome.UNREACHABLE
    assert "no complete reply from the site, 10 times in a row" in (report.error or "")
    assert small.rows("files") == []
