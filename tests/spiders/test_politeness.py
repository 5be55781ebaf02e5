"""Number, rate and headers of a crawl's requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samples.faults.names import Fault
from samples.parliament import synthetic_parliament
from samples.server import serve
from spiders.ledger.due_files import Selection
from spiders.report import CrawlOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.s3_proxy import S3Proxy
    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls

TOLERANCE = 0.6
"""Share of an expected interval that suffices: the site may log its first request late."""


def test_requests_are_the_delay_apart(small: Crawls, small_site: Site) -> None:
    small.questions(LOKSABHA_DELAY="0.2", LOKSABHA_CONCURRENCY="4")
    small.answers(LOKSABHA_DELAY="0.2", LOKSABHA_CONCURRENCY="4")
    robots = [i for i, (_, request) in enumerate(small_site.request_log) if request.path == "/robots.txt"]
    times = [when for when, _ in small_site.request_log]
    assert robots == [0, 5]
    assert len(times) == 5 + 13
    for crawl in (times[:5], times[5:]):
        assert crawl[-1] - crawl[0] >= TOLERANCE * 0.2 * (len(crawl) - 1)


def test_a_crawl_delay_of_robots_txt_is_heeded(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.ROBOTS_CRAWL_DELAY, 0.2)
    report = small.answers(LOKSABHA_DELAY="0.01")
    assert (report.outcomes, report.issues) == ({"new": 12}, [])
    times = [when for when, _ in small_site.request_log]
    assert times[-1] - times[0] >= TOLERANCE * 0.2 * 12


@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_concurrent_requests_than_configured(
    small: Crawls, small_site: Site, concurrency: int
) -> None:
    small.list_questions()
    small_site.set_fault(Fault.SLOW, 0.1)
    small.answers(LOKSABHA_CONCURRENCY=str(concurrency))
    started = [when for when, request in small_site.request_log if "/getFile/" in request.path]
    assert len(started) == 12
    for i in range(len(started) - concurrency):
        assert started[i + concurrency] - started[i] >= 0.1


def test_after_http_503_all_requests_wait_and_slow_down(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.BUSY, 1)
    report = small.answers(LOKSABHA_CONCURRENCY="1")
    assert report.outcomes == {"new": 12}
    times = [when for when, request in small_site.request_log if request.path != "/robots.txt"]
    assert len(times) == 13
    assert times[1] - times[0] >= TOLERANCE * 1.0
    assert times[-1] - times[1] >= TOLERANCE * 0.1 * 11


def test_headers_of_each_request(small: Crawls, small_site: Site) -> None:
    small.questions()
    small.answers("--choice", Selection(limit=2).model_dump_json())
    for _when, request in small_site.request_log:
        assert request.method == "GET"
        headers = {name.lower(): value for name, value in request.headers.items()}
        assert headers["user-agent"] == "loksabha/0.1 (public record of parliamentary answers)"
        assert "://" not in headers["user-agent"]
        assert headers["referer"].startswith(f"{small_site.url}/ls/questions/")
        assert "cookie" not in headers
        if "/api_ls/" in request.path:
            assert headers["accept"] == "application/json, text/plain, */*"
        if "/getFile/" in request.path:
            assert headers["accept"] == "*/*"


def test_robots_txt_applies_to_lists(crawls: Crawls, site: Site) -> None:
    site.set_fault(Fault.ROBOTS_ALL)
    assert crawls.questions().ended is CrawlOutcome.REFUSED
    assert [path for _method, path, _query in site.requests] == ["/robots.txt"]


def test_number_of_requests_of_a_run_without_changes(
    crawling: Callable[[Site], Crawls], counted_s3: tuple[S3Proxy, dict[str, str]]
) -> None:
    """3,499 rows: robots.txt, calendar, two lists of codes, 15 pages; at most 60 requests to S3."""
    proxy, environment = counted_s3
    with serve(synthetic_parliament(3499)) as site:
        crawls = crawling(site)
        crawls.environment |= environment
        crawls.questions()
        site.request_log.clear()
        proxy.request_counts.clear()
        report = crawls.questions()
        assert [(t.declared, t.unchanged) for t in report.sessions] == [(3499, 3499)]
        paths = [path.rpartition("/")[2] for _method, path, _query in site.requests]
        assert paths == [
            "robots.txt",
            "AllLoksabhaAndSessionDates",
            "getMinistry",
            "getMembers",
            *["qetFilteredQuestionsAns"] * 15,
        ]
        assert proxy.request_counts.total() <= 60, proxy.request_counts
