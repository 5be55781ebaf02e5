"""Crawl-delay and compression."""

from __future__ import annotations

import gzip
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from spiders.http.middlewares import Decompression, Robots
from spiders.report import CrawlReport
from spiders.throttle import RateLimiter

URL = "https://sansad.in/getFile/x"


class Rules:
    """Rules of robots.txt with a Crawl-delay."""

    def __init__(self, delay: float | None) -> None:
        self.delay = delay

    def crawl_delay(self, _user_agent: str) -> float | None:
        return self.delay


def heed(crawl_delay: float | None, delay: float) -> tuple[float, list[str]]:
    """The delay in use and the issues, after robots.txt was read twice."""
    crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True})
    report = CrawlReport(crawl="answers", run_id="r")
    crawler.spider = SimpleNamespace(rate_limiter=RateLimiter(delay), report=report)  # type: ignore[assignment]
    robots, rules = Robots(crawler), Rules(crawl_delay)
    for _ in range(2):
        robots._heed_crawl_delay(rules)  # type: ignore[arg-type]
    spider: Any = crawler.spider
    return spider.rate_limiter.delay, report.issues


@pytest.mark.parametrize(
    ("crawl_delay", "delay", "used"), [(None, 1.0, 1.0), (0.5, 1.0, 1.0), (5.0, 1.0, 5.0), (30.0, 1.0, 30.0)]
)
def test_the_larger_delay_is_used(crawl_delay: float | None, delay: float, used: float) -> None:
    assert heed(crawl_delay, delay) == (used, [])


def test_a_crawl_delay_beyond_the_bound_is_an_issue() -> None:
    expected = "robots.txt asks for 3600 seconds between requests; the crawl waited 30"
    assert heed(3600.0, 1.0) == (30.0, [expected])


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "zstd", "GZIP"])
def test_a_plain_body_is_taken_as_it_is(encoding: str) -> None:
    middleware = Decompression.from_crawler(get_crawler())
    response = Response(URL, body=b"%PDF-1.4", headers={"Content-Encoding": encoding})
    read = middleware.process_response(Request(URL), response)
    assert isinstance(read, Response)
    assert (read.body, read.headers.get("Content-Encoding")) == (b"%PDF-1.4", None)


def test_a_compressed_body_is_decompressed() -> None:
    middleware = Decompression.from_crawler(get_crawler())
    response = Response(URL, body=gzip.compress(b"%PDF-1.4"), headers={"Content-Encoding": "gzip"})
    read = middleware.process_response(Request(URL), response)
    assert isinstance(read, Response)
    assert read.body == b"%PDF-1.4"
