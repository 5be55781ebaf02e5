"""Replies of the site that their first bytes or their headers describe wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.keys import raw_key
from parsers.parse import read_file
from parsers.vocabulary import Flag
from samples.faults.names import Fault
from samples.parliament import synthetic_parliament
from samples.server import serve
from spiders.report import CrawlOutcome
from tests.spiders.crawl_runner import count_causes, files_asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls


@pytest.mark.parametrize("fault", [Fault.CAPTCHA_BOM, Fault.DENIAL_TEXT])
def test_a_captcha_behind_other_first_bytes_starts_the_cool_down(
    small: Crawls, small_site: Site, fault: Fault
) -> None:
    small.list_questions()
    small_site.set_fault(fault)
    report = small.answers()
    assert report.ended is CrawlOutcome.REFUSED
    assert "a web page (perhaps a captcha)" in (report.error or "")
    assert len(small_site.request_log) <= 15
    assert small.rows("files") == []
    assert small.store.exists("runs/cool-down")


def test_one_captcha_behind_a_byte_order_mark_is_a_web_page(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.CAPTCHA_BOM, 1)
    report = small.answers(LOKSABHA_CONCURRENCY="1")
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"html": 1, "new": 11})


def test_pdfs_behind_a_notice_of_php_are_archived_as_served_and_noted(
    crawling: Callable[[Site], Crawls],
) -> None:
    with serve(synthetic_parliament(30)) as site:
        crawls = crawling(site)
        crawls.list_questions()
        site.set_fault(Fault.FILE_NOTICE, 20)
        report = crawls.answers()
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 30})
    assert len(report.issues) == 10
    assert all("text before the PDF: '<br />" in issue for issue in report.issues)
    bodies = [crawls.store.get(raw_key(sha256)) for (sha256,) in crawls.rows("files", "sha256")]
    assert sum(body.startswith(b"<br />\n<b>Notice</b>") for body in bodies) == 20
    assert not crawls.store.exists("runs/cool-down")


@pytest.mark.parametrize("fault", [Fault.FILE_PADDED, Fault.FILE_END_CUT])
def test_pdfs_that_the_parser_reads_are_archived(small: Crawls, small_site: Site, fault: Fault) -> None:
    small.list_questions()
    small_site.set_fault(fault, 5)
    report = small.answers()
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 12})
    bodies = [small.store.get(raw_key(sha256)) for (sha256,) in small.rows("files", "sha256")]
    flags = [Flag.EXTRA_BYTES in read_file(body).flags for body in bodies]
    assert (len(flags), sum(flags)) == (12, 5)


def test_pdfs_behind_long_notices_do_not_end_the_crawl(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_LONG_NOTICE)
    report = small.answers()
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"not_a_document": 12})
    assert all(size > 2000 for (size,) in small.rows("files", "bytes"))


@pytest.mark.parametrize("fault", [Fault.JSON_ERROR, Fault.LIST_WITHOUT_FIELDS])
def test_a_temporary_json_error_with_status_200_changes_no_row(
    small: Crawls, small_site: Site, fault: Fault
) -> None:
    small.questions()
    before = small.state()
    small_site.set_fault(fault, 2)
    report = small.questions()
    assert (report.ended, [t.unchanged for t in report.sessions]) == (CrawlOutcome.COMPLETE, [12])
    assert small.state() == before


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.JSON_ERROR, "an error with HTTP 200 instead of a page of the question list: 'Internal"),
        (Fault.LIST_WITHOUT_FIELDS, "not a page of the question list"),
    ],
)
def test_a_lasting_json_error_with_status_200_is_named_and_no_empty_list(
    small: Crawls, small_site: Site, fault: Fault, words: str
) -> None:
    small_site.set_fault(fault, 999)
    report = small.questions()
    assert report.sessions == []
    (check,) = report.checks
    assert (check.required, check.success) == (True, False)
    assert words in check.notes
    assert len(small_site.request_log) <= 25


def test_a_json_error_in_place_of_a_file_is_no_document(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.JSON_ERROR)
    report = small.answers()
    assert report.ended is CrawlOutcome.COMPLETE
    assert set(report.outcomes) <= {"stub", "not_a_document"}


def test_plain_bodies_that_a_header_calls_gzip_are_taken_as_they_are(small: Crawls, small_site: Site) -> None:
    small_site.set_fault(Fault.PLAIN_GZIP)
    assert small.questions().sessions[0].new == 12
    assert small.answers().outcomes == {"new": 12}
    assert count_causes(small) == {"ok": 12}


def test_cookies_are_kept_within_a_crawl_and_not_beyond(small: Crawls, small_site: Site) -> None:
    small_site.set_fault(Fault.COOKIE_WALL)
    for crawl in (small.questions, small.answers):
        small_site.request_log.clear()
        report = crawl(LOKSABHA_CONCURRENCY="1")
        assert report.ended is CrawlOutcome.COMPLETE, report.error
        sent = ["Cookie" in r.headers for _when, r in small_site.request_log if r.path != "/robots.txt"]
        assert sent == [False] + [True] * (len(sent) - 1)
    assert report.outcomes == {"new": 12}
    assert len(files_asked(small_site)) == 13
