"""A downloader middleware: stay on the site, keep the pace, wait when asked to, go away when told to."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import logging
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from spiders.failure_kinds import FailureKind
from spiders.report import CrawlOutcome
from spiders.site.links import is_on_site
from spiders.throttle import RateLimiter

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

    from spiders.answers import AnswersSpider
    from spiders.questions import QuestionsSpider

log = logging.getLogger(__name__)

LONGEST_WAIT = 120.0
"""Seconds that a Retry-After is waited for; a site that asks for more is left alone."""
WAITS = 3
"""How often one request is repeated after a wait."""
_STRIKES = {403: FailureKind.REFUSED, 429: FailureKind.REFUSED, 503: FailureKind.BUSY}
FILES = "/getFile/"
ROBOTS_TIMEOUT = 10.0
"""Seconds; some government sites never answer for robots.txt."""


_NO_REPLY = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)


class OffSite(IgnoreRequest):
    """A link or a redirect that leads off the site."""


class TooLate(IgnoreRequest):
    """The crawl has ended while the request waited for its turn."""


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
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def error_kind(error: BaseException) -> FailureKind | None:
    """What a request without a reply may say of the site: no name, no trusted certificate, no answer."""
    if isinstance(error, (IgnoreRequest, DownloadCancelledError)):
        return None
    if isinstance(error, (CannotResolveHostError, DownloadConnectionRefusedError)):
        return FailureKind.UNREACHED
    text = str(error).lower()
    if isinstance(error, DownloadFailedError) and ("ssl" in text or "certificate" in text):
        return FailureKind.UNREACHED
    return FailureKind.SILENT


def response_kind(request: Request, response: Response) -> FailureKind | None:
    """What a reply may say of our welcome; a file known to be a web page (`meta`) says nothing new."""
    if request.url.endswith("/robots.txt"):
        return None
    if response.status in _STRIKES:
        return _STRIKES[response.status]
    if response.status == HTTPStatus.OK and response.body[:256].lstrip()[:1] == b"<":
        return None if request.meta.get("web_page_before") else FailureKind.WEB_PAGE
    return None


def _kind(request: Request) -> str:
    """Of files one kind, of other requests one each path: a site may guard its files or lists alone."""
    path = urlsplit(request.url).path
    return FILES if path.startswith(FILES) else path


class Robots(RobotsTxtMiddleware):
    """Scrapy's own, asked by one request at a time.

    Of several requests that wait for robots.txt together it judges the first two alone; all others it lets
    through (2.19: they share one Deferred, whose result the first to take it leaves empty).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._reading = asyncio.Lock()

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """What robots.txt says, None where there is none to be had."""
        async with self._reading:
            return await super().robot_parser(request)


class Redirects(RedirectMiddleware):
    """RedirectMiddleware without RefererMiddleware: `PolitenessMiddleware` sets each Referer."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """The redirected request keeps its Referer; it does not leave the site."""


class PolitenessMiddleware:
    """Sees every request and reply of a crawl, counts strikes in a row, and ends it politely."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider: QuestionsSpider | AnswersSpider = crawler.spider  # type: ignore[assignment]
        self.pace = RateLimiter(self.spider.site.delay)
        self.failures_in_a_row: Counter[FailureKind] = Counter()
        self.last_good: dict[str, Request] = {}
        """The last request of each kind with a sound reply."""
        self._asking = asyncio.Lock()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Never leave the site, also not by a redirect; wait for one's turn."""
        site = self.spider.site.site_url
        if not is_on_site(request.url, site):
            raise OffSite(f"{request.url} is not on {site}")
        if request.url.endswith("/robots.txt"):
            request.meta["download_timeout"] = ROBOTS_TIMEOUT
        request.headers.setdefault("Referer", f"{site}/ls/questions/questions-and-answers")
        request.meta["sent"] = await self.pace.acquire()
        if self.spider.report.ended is not CrawlOutcome.COMPLETE:
            raise TooLate(str(self.spider.report.ended))

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Wait where the site asks for patience; count what looks like a refusal."""
        if response.status in {429, 503} and (again := self._patient(request, response)):
            return again
        strike = request.meta["strike"] = response_kind(request, response)
        if strike is None and response.status == HTTPStatus.OK and not request.url.endswith("/robots.txt"):
            self.last_good[_kind(request)] = request
        if strike is not FailureKind.BUSY:  # its waits are counted
            await self._record_failure(request, strike, f"HTTP {response.status} for {response.url}")
        return response

    async def process_exception(self, request: Request, exception: Exception) -> None:
        """Count failures to reach the site at all."""
        strike = request.meta["strike"] = error_kind(exception)
        if strike:
            await self._record_failure(
                request, strike, f"{request.url}: {exception or type(exception).__name__}"
            )

    def _patient(self, request: Request, response: Response) -> Request | None:
        """The request to be sent again after a rest; None when it has been patient enough."""
        waits = request.meta.get("waits", 0)
        asked = retry_after(response.headers.get("Retry-After"), dt.datetime.now(dt.UTC))
        if asked is not None and asked > LONGEST_WAIT:
            self.spider.report.stay_away = asked
            self._end(CrawlOutcome.REFUSED, f"{response.url} asks us to wait for {asked:.0f} seconds")
            return None
        if request.meta["sent"] >= self.pace.paused_at:  # else it was on its way when the rest began
            self.pace.pause(2.0**waits if asked is None else asked)
            log.info("told to wait status=%s asked=%s url=%s", response.status, asked, response.url)
            if self._is_one_too_many(FailureKind.BUSY):
                self._end_by(FailureKind.BUSY, f"HTTP {response.status} for {response.url}")
        if waits == WAITS:
            return None
        return request.replace(meta={**request.meta, "waits": waits + 1}, dont_filter=True)

    async def _record_failure(self, request: Request, strike: FailureKind | None, what: str) -> None:
        """End the crawl if this is a strike too many, and not the fault of the files."""
        if "probe" in request.meta:
            return
        if strike is None:
            self.failures_in_a_row.clear()
        elif self._is_one_too_many(strike) and not (
            strike.doubtful and await self._is_welcome(strike, request)
        ):
            self._end_by(strike, what)

    def _is_one_too_many(self, strike: FailureKind) -> bool:
        self.failures_in_a_row[strike] += 1
        return self.failures_in_a_row[strike] >= strike.limit

    async def _is_welcome(self, strike: FailureKind, request: Request) -> bool:
        """Whether the site still gives what it gave before, asked for once for all who wait."""
        async with self._asking:
            if self.failures_in_a_row[strike] < strike.limit:
                return True
            last_good = self.last_good.get(_kind(request))
            if last_good is None:
                return False
            meta = {"probe": True, "dont_retry": True}
            try:
                response = await self.crawler.engine.download_async(last_good.replace(meta=meta))
            except _NO_REPLY:
                return False
            if response.status == HTTPStatus.OK and response.meta["strike"] is None:
                self.failures_in_a_row.clear()
                return True
            return False

    def _end_by(self, strike: FailureKind, what: str) -> None:
        self._end(strike.ended, f"{strike.meaning}, {strike.limit} times in a row: {what}")

    def _end(self, ended: CrawlOutcome, error: str) -> None:
        if self.spider.report.ended is CrawlOutcome.COMPLETE:
            self.spider.report.end(ended, error)
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=ended))
