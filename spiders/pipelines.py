"""ARCHIVE: the bytes as served, then the row that accounts for them, in this order."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Self

from archive.errors import ArchiveError
from archive.keys import sha256_of
from spiders.judge import media_type
from spiders.report import Ended, Progress, say

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from spiders.answers import AnswersSpider, Fetched

BATCH = 250
"""Files; what a killed crawl fetches again at most."""
LONGEST_HOLD = 60.0
"""Seconds that a row waits for its batch to fill."""


class _Pipeline:
    def __init__(self, crawler: Crawler) -> None:
        self.spider: AnswersSpider = crawler.spider  # type: ignore[assignment]
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def fail(self, error: ArchiveError) -> None:
        """End the crawl: without the archive every further request would burden the site for nothing."""
        if self.spider.report.ended is Ended.COMPLETE:
            self.spider.report.end(Ended.FAILED, str(error))
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=Ended.FAILED))


class ArchiveBytes(_Pipeline):
    """Puts the bytes under their own hash, also of what is broken: it is evidence."""

    async def process_item(self, item: Fetched) -> Fetched:
        """The item without its bytes, with their address."""
        if item.body:
            item.sha256, item.size, item.media_type = (
                sha256_of(item.body),
                len(item.body),
                media_type(item.body),
            )
            try:
                await asyncio.to_thread(self.spider.ledger.keep_bytes, item.sha256, item.body)
            except ArchiveError as error:
                self.fail(error)
                raise
            item.body = b""
        return item


class RecordFiles(_Pipeline):
    """Writes the outcomes to the files table in batches."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.batch: list[Fetched] = []
        self.unreached: list[Fetched] = []
        self.flushed = time.monotonic()
        self.done = 0
        self.lock = asyncio.Lock()

    async def process_item(self, item: Fetched) -> Fetched:
        """The item, noted; failures to reach the site count only once the site is reached again."""
        if item.unreached:
            self.unreached.append(item)
            return item
        self.batch += [item, *self.unreached]
        self.unreached = []
        if len(self.batch) >= BATCH or time.monotonic() - self.flushed > LONGEST_HOLD:
            await self.flush()
        self.done += 1
        say(Progress(what="files", done=self.done, of=self.spider.report.wanted))
        return item

    async def close_spider(self) -> None:
        """Write what is left; an unreachable site is no file's fault."""
        if self.spider.report.ended is not Ended.UNREACHABLE:
            self.batch += self.unreached
        await self.flush()

    async def flush(self) -> None:
        """One merge for the batch."""
        async with self.lock:
            batch, self.batch, self.flushed = self.batch, [], time.monotonic()
            if not batch:
                return
            try:
                outcomes = await asyncio.to_thread(self.spider.ledger.record_files, batch)
            except ArchiveError as error:
                self.fail(error)
                return
            for outcome in outcomes:
                self.spider.report.outcomes[outcome] = self.spider.report.outcomes.get(outcome, 0) + 1
