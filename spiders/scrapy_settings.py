"""Scrapy's settings for every crawl: polite by default, strict about certificates, quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archive.settings import Settings

USER_AGENT = "loksabha/0.1 (public record of parliamentary answers)"
"""Says what we are; without a URL in it, for which the site's firewall answers 403."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; the largest answer known is under 2 MB."""


def scrapy_settings(settings: Settings) -> dict[str, Any]:
    """The settings, each with the reason where it differs from Scrapy's default."""
    return {
        # scrapy.core
        "CONCURRENT_REQUESTS": settings.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency,
        "CONCURRENT_ITEMS": 4 * settings.concurrency,
        "DOWNLOAD_DELAY": settings.delay,
        "DOWNLOAD_DELAY_JITTER": 0,  # the configured rate is a promise, not a mean
        "DOWNLOAD_MAXSIZE": LARGEST_FILE,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": 120,  # a page of 500 rows takes 15 s, files up to two minutes
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the queue holds each file once
        "REACTOR_THREADPOOL_MAXSIZE": 10,
        # scrapy.downloadermiddlewares
        "COOKIES_ENABLED": False,
        "REDIRECT_MAX_TIMES": 3,
        "RETRY_TIMES": 2,
        "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],  # 429 and 503 are spiders.manners' to wait for
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        "ROBOTSTXT_OBEY": True,
        "USER_AGENT": USER_AGENT,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # spiders.manners knows ports too
            "spiders.manners.Manners": 590,  # nearest to the network, below retry and redirect
        },
        "SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.referer.RefererMiddleware": None},
        # scrapy.extensions
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,  # a socket that runs code is no part of a crawler
        "LOG_LEVEL": "INFO",
        "LOG_VERSIONS": [],
    }
