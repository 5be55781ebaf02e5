"""A downloader middleware: stay on the site, wait when asked to, go away when told to."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import logging
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    IgnoreRequest,
)

from spiders.links import is_on_site
from spiders.report import Ended

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from spiders.answers import AnswersSpider
    from spiders.questions import QuestionsSpider

log = logging.getLogger(__name__)

ENOUGH = 3
"""Refusals, or failures to reach the site, in a row that end the crawl."""
LONGEST_WAIT = 120.0
"""Seconds that a Retry-After is waited for; a site that asks for more is left alone."""
WAITS = 4


class OffSite(IgnoreRequest):
    """A redirect that leads off the site."""


def is_environment_fault(error: BaseException) -> bool:
    """Whether the network, not the file, is at fault: no name, no connection, no trusted certificate."""
    if isinstance(error, (CannotResolveHostError, DownloadConnectionRefusedError)):
        return True
    return isinstance(error, DownloadFailedError) and any(
        s in str(error).lower() for s in ("ssl", "certificate")
    )


def retry_after(value: bytes | None, now: dt.datetime) -> float | None:
    """Seconds asked for by a Retry-After header, in seconds or as a date; None without one.

    >>> retry_after(b"7", dt.datetime(2025, 7, 29, tzinfo=dt.UTC))
    7.0
    >>> retry_after(b"Tue, 29 Jul 2025 00:00:30 GMT", dt.datetime(2025, 7, 29, tzinfo=dt.UTC))
    30.0
    """
    if not value:
        return None
    text = value.decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return None


class Manners:
    """Counts refusals and unreachability over the whole crawl and ends it politely."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider: QuestionsSpider | AnswersSpider = crawler.spider  # type: ignore[assignment]
        self.refusals = self.unreached = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Never leave the site, also not by a redirect."""
        if not is_on_site(request.url, self.spider.site.site_url):
            raise OffSite(f"{request.url} is not on {self.spider.site.site_url}")

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Wait where the site asks for patience; count refusals."""
        self.unreached = 0
        if response.status in {429, 503}:
            waits = request.meta.get("waits", 0)
            asked = retry_after(response.headers.get("Retry-After"), dt.datetime.now(dt.UTC))
            seconds = min(2.0**waits, LONGEST_WAIT) if asked is None else asked
            if waits < WAITS and seconds <= LONGEST_WAIT:
                await self._slow_down(seconds, response)
                return request.replace(meta={**request.meta, "waits": waits + 1}, dont_filter=True)
        refused = response.status in {403, 429} and not request.url.endswith("/robots.txt")
        self.refusals = self.refusals + 1 if refused else 0
        if self.refusals >= ENOUGH:
            self._end(
                Ended.REFUSED, f"HTTP {response.status} {ENOUGH} times in a row, last for {response.url}"
            )
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count failures to reach the site at all."""
        if is_environment_fault(exception):
            self.unreached += 1
            if self.unreached >= ENOUGH:
                self._end(Ended.UNREACHABLE, f"cannot reach {request.url}: {exception}")

    async def _slow_down(self, seconds: float, response: Response) -> None:
        for slot in self.crawler.engine.downloader.slots.values():
            slot.delay = max(slot.delay * 1.5, slot.delay + 0.1)
        log.info("told to wait status=%s seconds=%.0f url=%s", response.status, seconds, response.url)
        await asyncio.sleep(seconds)

    def _end(self, ended: Ended, error: str) -> None:
        if self.spider.report.ended is Ended.COMPLETE:
            self.spider.report.end(ended, error)
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=ended))
