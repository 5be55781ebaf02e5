"""The base class of both spiders: what middlewares and pipelines may use of a spider."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import scrapy

from spiders.report import CrawlOutcome, CrawlReport
from spiders.throttle import RateLimiter

if TYPE_CHECKING:
    from archive.settings import Settings
    from spiders.ledger.ledger import Ledger


class SiteSpider(scrapy.Spider):
    """A crawl of the Lok Sabha's site that writes to one ledger and ends with one report."""

    def __init__(self, *, site: Settings, ledger: Ledger, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site, self.ledger = site, ledger
        self.report = CrawlReport(crawl=self.name, run_id=ledger.run_id)
        self.rate_limiter = RateLimiter(site.delay)

    def end(self, outcome: CrawlOutcome, error: str) -> None:
        """End the crawl early; only the first call counts."""
        if self.report.ended is CrawlOutcome.COMPLETE:
            self.report.end(outcome, error)
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=outcome))
