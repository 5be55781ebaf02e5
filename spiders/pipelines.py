"""ARCHIVE: the bytes as served, then the row that accounts for them, in this order."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Self

from archive.errors import ArchiveError
from archive.keys import sha256_of
from spiders.report import CrawlOutcome, Progress, ProgressThrottle
from spiders.site.file_check import media_type

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from spiders.answers import AnswersSpider, FetchResult

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
        if self.spider.report.ended is CrawlOutcome.COMPLETE:
            self.spider.report.end(CrawlOutcome.FAILED, str(error))
            self._closing = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason=CrawlOutcome.FAILED)
            )


class ArchiveBytes(_Pipeline):
    """Puts the bytes under their own hash, also of what is broken: it is evidence."""

    async def process_item(self, item: FetchResult) -> FetchResult:
        """The item without its bytes, with their address."""
        if item.body:
            try:
                await self._keep(item)
            except ArchiveError as error:
                self.fail(error)
                raise
        return item

    async def _keep(self, item: FetchResult) -> None:
        item.sha256, item.size = sha256_of(item.body), len(item.body)
        item.media_type = media_type(item.body)
        if item.sha256 != item.wanted.sha256:  # else they lie there already
            await self.spider.ledger.keep_bytes(item.sha256, item.body)
        item.body = b""


class RecordFiles(_Pipeline):
    """Writes the outcomes to the files table in batches."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.batch: list[FetchResult] = []
        self.suspects: list[FetchResult] = []
        self.size = max(1, self.spider.batch // 2)  # the other half is on its way meanwhile
        self.flushed = time.monotonic()
        self.done = 0
        self.progress = ProgressThrottle()
        self.lock = asyncio.Lock()

    async def process_item(self, item: FetchResult) -> FetchResult:
        """The item, noted; what looks like a refusal of us is no file's fault until another file comes."""
        self.done += 1
        self.progress.emit(Progress(what="files", done=self.done, of=self.spider.due.height))
        if item.maybe_blocked:
            self.suspects.append(item)
            self.spider.room.release()
            return item
        self.batch += [item, *(other for other in self.suspects if other.sequence < item.sequence)]
        self.suspects = [other for other in self.suspects if other.sequence > item.sequence]
        if len(self.batch) >= self.size or time.monotonic() - self.flushed > LONGEST_HOLD:
            await self.flush()
        return item

    async def close_spider(self) -> None:
        """Write what is left, without the suspects if it was for their sake that the crawl was ended."""
        if self.spider.report.ended not in {CrawlOutcome.REFUSED, CrawlOutcome.UNREACHABLE}:
            self.batch += self.suspects
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
            self.spider.report.count(outcomes)
            self.spider.report.still_failing += sum(bool(item.cause and item.wanted.cause) for item in batch)
            for item in batch:
                if not item.maybe_blocked:
                    self.spider.room.release()
