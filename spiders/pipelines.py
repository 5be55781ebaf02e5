"""Item pipelines: store each file's bytes as served, then record its outcome, in this order."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Self

from archive.errors import ArchiveError
from archive.keys import sha256_of
from parsers.media_types import document_type
from spiders.report import CrawlOutcome, Progress, ProgressThrottle

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from spiders.answers import AnswersSpider
    from spiders.items import FetchResult

LONGEST_HOLD = 60.0
"""Seconds after which a batch is recorded although it is not full."""


class _Pipeline:
    """Ends the crawl when the archive fails: further requests would burden the site for nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self.spider: AnswersSpider = crawler.spider  # type: ignore[assignment]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler)

    def fail(self, error: ArchiveError) -> None:
        """End the crawl as failed."""
        self.spider.end(CrawlOutcome.FAILED, str(error))


class ArchiveBytes(_Pipeline):
    """Stores the bytes under their SHA-256; broken files too, as evidence."""

    async def process_item(self, item: FetchResult) -> FetchResult:
        """The item with `sha256`, `size` and `media_type` in place of its body; raises `ArchiveError`."""
        if item.body:
            try:
                await self._store(item)
            except ArchiveError as error:
                self.fail(error)
                raise
        return item

    async def _store(self, item: FetchResult) -> None:
        item.sha256, item.size = sha256_of(item.body), len(item.body)
        item.media_type = document_type(item.body)
        if item.sha256 != item.due_file.sha256:  # else the archive has them already
            await self.spider.ledger.keep_bytes(item.sha256, item.body)
        item.body = b""


class RecordFiles(_Pipeline):
    """Writes the outcomes to the files table in batches of half of `--batch`.

    The other half is fetched meanwhile. Failures that may mean that the site blocks the crawler
    (`maybe_blocked`) are held back until a later file succeeds: only then were the files the reason.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.batch: list[FetchResult] = []
        self.held_back: list[FetchResult] = []
        self.size = max(1, self.spider.batch // 2)
        self.flushed_at = time.monotonic()
        self.done = 0
        self.progress = ProgressThrottle()
        self.lock = asyncio.Lock()

    async def process_item(self, item: FetchResult) -> FetchResult:
        """The item, added to the batch or held back."""
        self.done += 1
        self.progress.emit(Progress(what="files", done=self.done, of=self.spider.due.height))
        if item.maybe_blocked:
            self.held_back.append(item)
            self.spider.unrecorded.release()
            return item
        self.batch += [item, *(other for other in self.held_back if other.sequence < item.sequence)]
        self.held_back = [other for other in self.held_back if other.sequence > item.sequence]
        if len(self.batch) >= self.size or time.monotonic() - self.flushed_at > LONGEST_HOLD:
            await self.flush()
        return item

    async def close_spider(self) -> None:
        """Record the rest; what is held back only if the crawl did not end because of it."""
        if self.spider.report.ended not in {CrawlOutcome.REFUSED, CrawlOutcome.UNREACHABLE}:
            self.batch += self.held_back
        await self.flush()

    async def flush(self) -> None:
        """Record the batch in one commit and count its outcomes."""
        async with self.lock:
            batch, self.batch, self.flushed_at = self.batch, [], time.monotonic()
            if not batch:
                return
            try:
                outcomes = await asyncio.to_thread(self.spider.ledger.record_files, batch)
            except ArchiveError as error:
                self.fail(error)
                return
            self.spider.report.count(outcomes)
            self.spider.report.still_failing += sum(
                bool(item.cause and item.due_file.cause) for item in batch
            )
            for item in batch:
                if not item.maybe_blocked:
                    self.spider.unrecorded.release()
