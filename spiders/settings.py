"""Scrapy's settings for every crawl: polite by default, strict about certificates, quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.settings import Settings

USER_AGENT = "loksabha/0.1 (public record of parliamentary answers)"
"""Says what we are; without a URL in it, for which the site's firewall answers 403."""
_CLIENT = "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler"
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; the largest answer known is under 2 MB."""


def scrapy_settings(settings: Settings) -> dict[str, Any]:
    """The settings, each with the reason where it differs from Scrapy's default."""
    return {
        # scrapy.core; its newer client takes half as long as Twisted's, and needs nothing of it
        "TWISTED_REACTOR_ENABLED": False,
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": _CLIENT, "https": _CLIENT},
        "CONCURRENT_REQUESTS": settings.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency,
        "CONCURRENT_ITEMS": 1,  # of one reply, which is never more than one item
        "DOWNLOAD_DELAY": 0,  # spiders.middlewares keeps the pace, over all hosts and kinds of request
        "DOWNLOAD_MAXSIZE": LARGEST_FILE,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": 120,  # a page of 500 rows takes 15 s, files up to two minutes
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",  # there is one site
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the queue holds each file once
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # it reads the callback's source
        # scrapy.downloadermiddlewares
        "REDIRECT_MAX_TIMES": 3,
        "RETRY_TIMES": 2,
        "RETRY_HTTP_CODES": [
            500,
            502,
            504,
            522,
            524,
            408,
        ],  # not 429, 503: spiders.middlewares waits
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        "ROBOTSTXT_OBEY": True,
        "USER_AGENT": USER_AGENT,
        # All that a reply passes, and nothing that is on by default: what is off is not even imported.
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {
            "spiders.middlewares.Robots": 100,
            "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
            "spiders.middlewares.PolitenessMiddleware": 585,  # below retry, above gzip and redirects
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
            "spiders.middlewares.Redirects": 600,
            "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
        },
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "EXTENSIONS": {
            "scrapy.extensions.corestats.CoreStats": 0,
            "scrapy.extensions.logstats.LogStats": 0,
        },
        "LOG_LEVEL": "INFO",
        "LOG_VERSIONS": [],
    }
