"""The answer files of the sample site, fetched by the crawl's own process into a real store."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from archive.keys import raw_key, sha256_of
from archive.tables import Tables
from samples.documents.files import ERROR_PAGE
from samples.faults.names import Fault
from samples.parliament import synthetic_parliament
from samples.server import serve
from spiders.ledger.due_files import Selection
from spiders.report import CrawlOutcome
from tests.spiders.crawl_runner import wait_for_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls

FILES = "/getFile/"


def causes(crawls: Crawls) -> dict[str, int]:
    """How many files are how."""
    counts: dict[str, int] = {}
    for status, cause in crawls.rows("files", "status", "cause"):
        counts[cause or status] = counts.get(cause or status, 0) + 1
    return counts


def choice(**fields: Any) -> str:
    return Selection(**fields).model_dump_json()


def retry_now(crawls: Crawls, **fields: Any) -> Any:
    return crawls.answers("--choice", choice(ignore_schedule=True, **fields))


def test_each_file_has_its_outcome(crawls: Crawls, site: Site) -> None:
    """The sample parliament's own expected: what each question's file comes to."""
    crawls.questions(sessions="4,5")
    report = crawls.answers(sessions="4,5")
    assert (report.ended, report.wanted) == (CrawlOutcome.COMPLETE, 33)
    links = crawls.rows("questions", "question_id", "file", "link_cause")
    files = {file: cause or status for file, status, cause in crawls.rows("files", "file", "status", "cause")}
    outcomes = {question_id: files.get(file, cause) for question_id, file, cause in links}
    expected = {q: site.parliament.outcomes[q] for q in outcomes}
    assert outcomes == expected
    assert report.outcomes == {"new": 29, "http_500": 1, "html": 1, "stub": 1, "truncated": 1}


def test_the_bytes_lie_under_their_hash_also_the_broken_ones(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_TRUNCATED, 2)
    small.answers()
    for file, sha256, size in small.rows("files", "file", "sha256", "bytes"):
        body = small.store.get(raw_key(sha256))
        served = small_site.parliament.files[file].make()
        assert (len(body), sha256_of(body)) == (size, sha256)
        assert served.startswith(body)
    assert causes(small) == {"ok": 10, "truncated": 2}


def test_a_second_crawl_asks_for_nothing(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers()
    small_site.request_log.clear()
    assert small.answers().wanted == 0
    assert small_site.request_log == []


def test_other_bytes_become_another_version_and_both_are_kept(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers()
    file, first = small.rows("files", "file", "sha256")[0]
    other = small_site.parliament.files[file].make().replace(b"Yes, Sir", b"No, Sir ")
    small_site.replace_file(file, other)
    recheck = choice(recheck_before=dt.datetime.now(dt.UTC))
    report = small.answers("--choice", recheck)
    assert report.outcomes == {"unchanged": 11, "changed": 1}
    versions = [row for row in small.rows("files", "file", "version", "status", "sha256") if row[0] == file]
    assert versions == [(file, 1, "ok", first), (file, 2, "ok", sha256_of(other))]
    assert small.store.get(raw_key(first)) != small.store.get(raw_key(sha256_of(other))) == other
    news = [
        row
        for row in small.rows("changes", "kind", "what", "file", "file_version", "before", "after")
        if row[2]
    ]
    assert news == [("MOD", "file", file, 2, first, sha256_of(other))]


def test_a_file_in_the_archive_stays_when_the_site_loses_it(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers()
    before = small.rows("files", "file", "version", "status", "sha256")
    small_site.set_fault(Fault.FILE_STATUS, 500)
    report = small.answers("--choice", choice(recheck_before=dt.datetime.now(dt.UTC)))
    assert report.outcomes == {"http_500": 12}
    assert small.rows("files", "file", "version", "status", "sha256") == before


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
def test_each_fault_has_its_cause(
    small: Crawls, small_site: Site, fault: Fault, amount: float, cause: str, status: str
) -> None:
    small.list_questions()
    small_site.set_fault(fault, amount)
    report = small.answers("--choice", choice(limit=3))
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
def test_a_fault_that_passes_within_the_crawl_costs_nothing(
    small: Crawls, small_site: Site, fault: Fault, amount: float
) -> None:
    small.list_questions()
    small_site.set_fault(fault, amount)
    report = small.answers(LOKSABHA_CONCURRENCY="1")
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 12})
    assert causes(small) == {"ok": 12}


def test_what_failed_is_due_again_later_and_then_comes_late(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_500, 9)
    assert small.answers("--choice", choice(limit=3)).outcomes == {"http_500": 3}
    assert small.answers().outcomes == {"new": 9}
    small_site.set_fault(Fault.FILE_500, 9)
    again = retry_now(small)
    assert (again.outcomes, again.still_failing) == ({"http_500": 3}, 3)
    assert all(check.success for check in again.checks), "what fails again is no sign of trouble"
    assert retry_now(small).outcomes == {"new": 3}
    assert causes(small) == {"ok": 12}
    assert [kind for (kind,) in small.rows("changes", "kind")].count("LATE") == 3


def test_a_file_that_never_comes_is_unavailable_in_the_end(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_STATUS, 500)
    small.answers("--choice", choice(limit=1))
    tables = Tables(small.store)
    frame = tables.read("files").with_columns(attempts=pl.lit(9, pl.Int32))
    tables.merge("files", frame.to_dicts())
    assert retry_now(small, limit=1).outcomes == {"http_500": 1}
    assert small.rows("files", "status", "cause", "attempts") == [("unavailable", "http_500", 10)]


@pytest.mark.parametrize(
    ("fault", "error", "hours"),
    [
        (Fault.FORBIDDEN, "the site blocks the crawler, 3 times in a row: HTTP 403", 6),
        (Fault.CAPTCHA, "a web page (perhaps a captcha) instead of a file or list, 10 times in a row", 6),
        (Fault.COME_BACK_TOMORROW, "asks us to wait for 86400 seconds", 24),
    ],
)
def test_a_site_that_refuses_us_is_left_alone_and_no_file_is_blamed(
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


def test_a_refusal_in_the_middle_keeps_what_came_before(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers("--choice", choice(limit=5))
    small_site.set_fault(Fault.FORBIDDEN)
    assert small.answers().ended is CrawlOutcome.REFUSED
    assert causes(small) == {"ok": 5}


def test_one_refused_file_among_others_is_its_own_fault(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FORBIDDEN, 2)
    report = small.answers(LOKSABHA_CONCURRENCY="1")
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"http_other": 2, "new": 10})


def test_files_known_to_be_web_pages_are_no_captcha(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    for row in small_site.sessions[18, 5]:
        small_site.replace_file(row.english or "", ERROR_PAGE)
    for _ in range(2):
        small.answers("--choice", choice(limit=6))  # fewer than ten in a row
    assert causes(small) == {"html": 12}
    small_site.request_log.clear()
    report = retry_now(small)
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"html": 12})
    assert len(small_site.requests_for(FILES)) == 12


def test_files_that_never_come_are_no_silence_of_the_site(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_HANG_UP, 2)
    report = small.answers()  # each is asked for three times, the last two of them one after the other
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 6, "connection": 6}), (
        report.error
    )


def test_many_web_pages_in_a_row_are_no_captcha_while_another_file_still_comes(
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


def test_a_captcha_in_the_middle_keeps_what_came_before(crawling: Callable[[Site], Crawls]) -> None:
    with serve(synthetic_parliament(60)) as site:
        crawls = crawling(site)
        crawls.list_questions()
        site.set_fault(Fault.SLOW, 0.02)
        crawl = crawls.start("answers", "--sessions", "5", LOKSABHA_CONCURRENCY="1")
        wait_for_files(site, 5)
        site.set_fault(Fault.CAPTCHA)
        report = crawl.report()
        assert report.ended is CrawlOutcome.REFUSED
        assert set(causes(crawls)) == {"ok"}


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://127.0.0.1:9", "cannot reach the site"),
        ("http://sansad.invalid", "cannot reach the site"),
    ],
)
def test_an_unreachable_site_is_no_files_fault(small: Crawls, url: str, error: str) -> None:
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


def test_a_site_that_falls_silent_is_no_files_fault(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.HANG_UP)
    report = small.answers()
    assert report.ended is CrawlOutcome.UNREACHABLE
    assert "no complete reply from the site, 10 times in a row" in (report.error or "")
    assert small.rows("files") == []


def test_one_file_for_questions_that_share_it(crawls: Crawls, site: Site) -> None:
    crawls.questions()
    shared = [file for (file,) in crawls.rows("questions", "file") if file]
    assert len(shared) > len(set(shared))
    crawls.answers()
    asked = [path for _method, path, _query in site.requests_for(FILES)]
    flaky = {path for path in asked if asked.count(path) == 3}
    assert len(asked) == len(set(asked)) + 2 * len(flaky)
    assert len(crawls.rows("files")) == len(set(shared))


def test_hindi_files_when_they_are_wanted(crawls: Crawls) -> None:
    crawls.questions()
    crawls.answers("--choice", choice(languages=["hi"]))
    assert {language for (language,) in crawls.rows("files", "language")} == {"hi"}
    assert all(file.startswith("qhindi/") for (file,) in crawls.rows("files", "file"))
