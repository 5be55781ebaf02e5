"""Downloader middlewares: stay on the site, keep the rate, wait when asked to, stop when blocked.

`spiders.settings` gives their order and the reasons. They share one `RequestState` per request
(`request.meta["loksabha"]`), and the spider's rate limiter and report (`spiders.base`).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import logging
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from spiders.failure_kinds import FailureKind, error_kind
from spiders.http.middlewares import is_robots_txt
from spiders.items import META_KEY, RequestState
from spiders.report import CrawlOutcome
from spiders.site.links import is_on_site
from spiders.site.web_pages import is_web_page

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from spiders.base import SiteSpider

log = logging.getLogger(__name__)

LONGEST_WAIT = 120.0
"""Longest Retry-After that is waited for, in seconds; if the site asks for more, the crawl ends."""
WAITS = 3
"""How often one request is repeated after a wait."""
FILES = "/getFile/"
"""Path under which the site serves all files."""

_KIND_OF_STATUS = {403: FailureKind.REFUSED, 429: FailureKind.REFUSED, 503: FailureKind.BUSY}

_NO_REPLY = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
"""Exceptions that Scrapy raises in place of a reply."""


class OffSite(IgnoreRequest):
    """Raised by `SiteOnly` when a link or a redirect leads off the site."""


class TooLate(IgnoreRequest):
    """Raised by `Throttle` when the crawl has ended while the request was waiting."""


class _Middleware:
    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.spider: SiteSpider = crawler.spider  # type: ignore[assignment]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)


class SiteOnly(_Middleware):
    """Drops requests that leave the site, redirects included, and sets the Referer where there is none.

    Settings: `LOKSABHA_SITE_URL`.
    """

    def process_request(self, request: Request) -> None:
        """Check the URL; raises `OffSite`."""
        site = self.spider.site.site_url
        if not is_on_site(request.url, site):
            raise OffSite(f"{request.url} is not on {site}")
        request.headers.setdefault("Referer", f"{site}/ls/questions/questions-and-answers")


class Throttle(_Middleware):
    """Keeps requests at least the delay apart.

    Settings: `LOKSABHA_DELAY`. Meta: sets `sent`.
    """

    async def process_request(self, request: Request) -> None:
        """Wait for the rate limiter; raises `TooLate` if the crawl has ended meanwhile."""
        request_state(request).sent = await self.spider.rate_limiter.acquire()
        if self.spider.report.ended is not CrawlOutcome.COMPLETE:
            raise TooLate(str(self.spider.report.ended))


class RetryAfter(_Middleware):
    """Waits and repeats a request after HTTP 429 or 503; ends the crawl after too many waits.

    Without a Retry-After header the waits are 1, 2 and 4 seconds. All requests of the crawl wait together.

    Meta: reads `sent`; sets `waits`.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.waits_in_a_row = 0

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The request again if it is worth waiting, else the response."""
        if response.status in {429, 503} and (again := self._after_a_wait(request, response)):
            return again
        if response_kind(request, response) is None:
            self.waits_in_a_row = 0
        return response

    def _after_a_wait(self, request: Request, response: Response) -> Request | None:
        """The request to be sent again after a pause; None after too many waits."""
        state, limiter = request_state(request), self.spider.rate_limiter
        seconds = retry_after(response.headers.get("Retry-After"), dt.datetime.now(dt.UTC))
        if seconds is not None and seconds > LONGEST_WAIT:
            self.spider.report.stay_away = seconds
            error = f"{response.url} asks us to wait for {seconds:.0f} seconds"
            self.spider.end(CrawlOutcome.REFUSED, error)
            return None
        if state.sent >= limiter.paused_at:  # else it was already sent when the pause began
            limiter.pause(2.0**state.waits if seconds is None else seconds)
            log.info("asked to wait status=%s seconds=%s url=%s", response.status, seconds, response.url)
            self.waits_in_a_row += 1
            if self.waits_in_a_row >= FailureKind.BUSY.limit:
                error = FailureKind.BUSY.message(f"HTTP {response.status} for {response.url}")
                self.spider.end(FailureKind.BUSY.outcome, error)
        if state.waits == WAITS:
            return None
        state.waits += 1
        return request.replace(dont_filter=True)


class CircuitBreaker(_Middleware):
    """Ends the crawl after too many failures of one kind in a row (`FailureKind.limit`).

    If the files themselves may be the reason, it first repeats a request that succeeded before; if that
    succeeds again, the site works and the count starts from zero.

    Meta: reads `is_probe`, `web_page_before`; sets `failure`.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.failures_in_a_row: Counter[FailureKind] = Counter()
        self.last_good: dict[str, Request] = {}
        """The last request with a sound reply, by `_group`."""
        self._probing = asyncio.Lock()

    async def process_response(self, request: Request, response: Response) -> Response:
        """The response, counted."""
        kind = request_state(request).failure = response_kind(request, response)
        if kind is None and response.status == HTTPStatus.OK and not is_robots_txt(request):
            self.last_good[_group(request)] = request
        if kind is not FailureKind.BUSY:  # `RetryAfter` counts those
            await self._record(request, kind, f"HTTP {response.status} for {response.url}")
        return response

    async def process_exception(self, request: Request, exception: Exception) -> None:
        """Count requests without a reply."""
        kind = request_state(request).failure = error_kind(exception)
        if kind:
            await self._record(request, kind, f"{request.url}: {exception or type(exception).__name__}")

    async def _record(self, request: Request, kind: FailureKind | None, what: str) -> None:
        """Count a failure, or a success (None); end the crawl at the limit."""
        if request_state(request).is_probe:
            return
        if kind is None:
            self.failures_in_a_row.clear()
            return
        self.failures_in_a_row[kind] += 1
        if not self._is_at_limit(kind) or (kind.may_be_file and await self._site_works(kind, request)):
            return
        self.spider.end(kind.outcome, kind.message(what))

    def _is_at_limit(self, kind: FailureKind) -> bool:
        return self.failures_in_a_row[kind] >= kind.limit

    async def _site_works(self, kind: FailureKind, request: Request) -> bool:
        """Whether a request that succeeded before does so again; sent once for all that wait."""
        async with self._probing:
            if not self._is_at_limit(kind):
                return True
            good = self.last_good.get(_group(request))
            if good is None:
                return False
            meta = {META_KEY: RequestState(is_probe=True), "dont_retry": True}
            try:
                response = await self.crawler.engine.download_async(good.replace(meta=meta))
            except _NO_REPLY:
                return False
            if response.status != HTTPStatus.OK or request_state(response).failure is not None:
                return False
            self.failures_in_a_row.clear()
            return True


def retry_after(value: bytes | None, now: dt.datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None without a valid header.

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


def _group(request: Request) -> str:
    """All files, or the path of a list: a site may block its files or one of its lists alone."""
    path = urlsplit(request.url).path
    return FILES if path.startswith(FILES) else path


def request_state(message: Request | Response) -> RequestState:
    """The state in `meta["loksabha"]`, added if Scrapy made the request (robots.txt)."""
    state: RequestState = message.meta.setdefault(META_KEY, RequestState())
    return state


def response_kind(request: Request, response: Response) -> FailureKind | None:
    """The kind of failure of a reply; None for a sound one and for HTTP errors of a single file.

    Replies for robots.txt do not count, nor do web pages for files that were web pages in an earlier run.
    """
    if is_robots_txt(request):
        return None
    if response.status in _KIND_OF_STATUS:
        return _KIND_OF_STATUS[response.status]
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    if response.status == HTTPStatus.OK and is_web_page(response.body, content_type):
        return None if request_state(request).web_page_before else FailureKind.WEB_PAGE
    return None
