"""Scrapy's downloader middlewares for robots.txt, redirects and compression, changed; and one for cookies."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from typing import TYPE_CHECKING, Self

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.cookies import CookieJar
from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

    from spiders.base import SiteSpider

log = logging.getLogger(__name__)

ROBOTS_TIMEOUT = 10.0
"""Seconds; some government sites never answer for robots.txt."""
LONGEST_CRAWL_DELAY = 30.0
"""Largest Crawl-delay of robots.txt that is heeded, in seconds.

At 30 seconds the 250 answers of a sitting day take two hours and are complete before the next day's; at a
larger value the archive would never catch up, and a person has to decide.
"""
_MAGIC = {b"gzip": b"\x1f\x8b", b"x-gzip": b"\x1f\x8b", b"zstd": b"\x28\xb5\x2f\xfd"}
"""First bytes of a body in each encoding; `deflate` and `br` have none."""


class Robots(RobotsTxtMiddleware):
    """RobotsTxtMiddleware for one request at a time, with a short timeout for robots.txt; heeds Crawl-delay.

    Scrapy 2.19 checks only the first two of several requests that wait for robots.txt together and lets the
    others through: they share one Deferred, whose result only the first receives.

    Meta: sets `download_timeout` of the request for robots.txt.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.spider: SiteSpider = crawler.spider  # type: ignore[assignment]
        self._lock = asyncio.Lock()
        self._crawl_delay = 0.0

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Check robots.txt; raises `IgnoreRequest` where it forbids the request."""
        if is_robots_txt(request):
            request.meta["download_timeout"] = ROBOTS_TIMEOUT
        await super().process_request(request)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of robots.txt; None if there are none."""
        async with self._lock:
            parser = await super().robot_parser(request)
            self._heed_crawl_delay(parser)
        return parser

    def _heed_crawl_delay(self, parser: RobotParser | None) -> None:
        """Set the larger of Crawl-delay and `LOKSABHA_DELAY`, at most `LONGEST_CRAWL_DELAY`."""
        wanted = (parser and parser.crawl_delay(self._default_useragent)) or 0.0
        if wanted <= self._crawl_delay:
            return
        self._crawl_delay = wanted
        self.spider.rate_limiter.slow_down(min(wanted, LONGEST_CRAWL_DELAY))
        log.info("robots.txt has a Crawl-delay seconds=%s", wanted)
        if wanted > LONGEST_CRAWL_DELAY:
            self.spider.report.issues.append(
                f"robots.txt asks for {wanted:.0f} seconds between requests; "
                f"the crawl waited {LONGEST_CRAWL_DELAY:.0f}"
            )


class Redirects(RedirectMiddleware):
    """RedirectMiddleware without RefererMiddleware: `SiteOnly` sets each Referer."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """Keep the Referer of the redirected request; it does not leave the site."""


class Cookies:
    """Sends each host its cookies back during one crawl; nothing is stored.

    Scrapy's CookiesMiddleware downloads the list of public suffixes from another host.
    """

    def __init__(self) -> None:
        self.jars: defaultdict[str, CookieJar] = defaultdict(CookieJar)

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Set the Cookie header, also of a request that is sent again."""
        request.headers.pop("Cookie", None)
        self._jar(request).add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response; its cookies are kept."""
        self._jar(request).extract_cookies(response, request)
        return response

    def _jar(self, request: Request) -> CookieJar:
        return self.jars[urlparse_cached(request).hostname or ""]


class Decompression(HttpCompressionMiddleware):
    """HttpCompressionMiddleware that takes a plain body as it is, although a header calls it compressed."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response with its body decompressed."""
        encodings = b",".join(response.headers.getlist("Content-Encoding")).split(b",")
        magic = _MAGIC.get(encodings[-1].strip().lower())
        if magic and not response.body.startswith(magic):
            log.info("body is plain, not compressed url=%s", response.url)
            del response.headers["Content-Encoding"]
        return super().process_response(request, response)


def is_robots_txt(request: Request) -> bool:
    """Whether the request is Scrapy's own for robots.txt."""
    return request.url.endswith("/robots.txt")
