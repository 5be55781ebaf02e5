"""Scrapy's settings for both spiders, each with Scrapy's default and the reason for another value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.settings import Settings

USER_AGENT = "loksabha/0.1 (public record of parliamentary answers)"
"""Without a URL in it: the site's firewall answers those with HTTP 403."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; the largest known answer is under 2 MB."""
_CLIENT = "spiders.http.public_hosts.PublicHostsHandler"


DOWNLOADER_MIDDLEWARES = {
    "spiders.http.middlewares.Robots": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    # below retry, so that a repeated request is checked, delayed and counted again
    "spiders.middlewares.SiteOnly": 580,  # before Throttle: a dropped request takes no turn
    # sees only what RetryAfter has given up
    "spiders.middlewares.CircuitBreaker": 582,
    "spiders.middlewares.RetryAfter": 584,
    "spiders.middlewares.Throttle": 586,  # last: the delay is between requests that are really sent
    # sees bodies first, so that those above see them unpacked
    "spiders.http.middlewares.Decompression": 590,
    "spiders.http.middlewares.Redirects": 600,  # a redirected request passes all of the above again
    "spiders.http.middlewares.Cookies": 700,  # sees the cookies of redirects, too
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
"""Requests pass these from top to bottom, responses and exceptions from bottom to top."""


def scrapy_settings(settings: Settings) -> dict[str, Any]:
    """The settings of one crawl, for Scrapy's `CrawlerProcess`."""
    return {
        # scrapy.core
        "TWISTED_REACTOR_ENABLED": False,  # default True; the aiohttp client runs on asyncio alone
        "DOWNLOAD_HANDLERS_BASE": {},  # default: handlers for http, https, data, file, s3, ftp
        "DOWNLOAD_HANDLERS": {"http": _CLIENT, "https": _CLIENT},  # default {}
        "CONCURRENT_REQUESTS": settings.concurrency,  # default 16
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency,  # default 8
        "CONCURRENT_ITEMS": 1,  # default 100, per response; a response gives one item at most
        "DOWNLOAD_DELAY": 0,  # the default; `Throttle` keeps the delay, over all hosts and kinds of request
        "DOWNLOAD_MAXSIZE": LARGEST_FILE,  # default 1 GiB
        "DOWNLOAD_WARNSIZE": 0,  # default 32 MiB; `DOWNLOAD_MAXSIZE` suffices
        "DOWNLOAD_TIMEOUT": 120,  # default 180; a page of 500 rows takes 15 s, a file up to two minutes
        "DOWNLOAD_VERIFY_CERTIFICATES": True,  # default False
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",  # default: a queue for many sites
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # default RFPDupeFilter; a file is due once
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # default True; it parses the source of each callback
        # scrapy.downloadermiddlewares
        "REDIRECT_MAX_TIMES": 3,  # default 20
        "RETRY_TIMES": 2,  # the default
        # default: 429 and 503 too; `RetryAfter` has those
        "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",  # default ERROR; a missing file is data
        "ROBOTSTXT_OBEY": True,  # default False
        "USER_AGENT": USER_AGENT,  # default: Scrapy's name
        "DOWNLOADER_MIDDLEWARES_BASE": {},  # default: 14 of them; those needed are listed below
        "DOWNLOADER_MIDDLEWARES": DOWNLOADER_MIDDLEWARES,  # default {}
        "SPIDER_MIDDLEWARES_BASE": {},  # default: 6 of them, none needed
        "EXTENSIONS_BASE": {},  # default: 11 of them; those needed are listed below
        "EXTENSIONS": {  # default {}
            "scrapy.extensions.corestats.CoreStats": 0,
            "scrapy.extensions.logstats.LogStats": 0,
        },
        "LOG_LEVEL": "INFO",  # default DEBUG
        "LOG_VERSIONS": [],  # default: ten packages whose versions are logged
    }
