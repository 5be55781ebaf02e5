"""FETCH: the answer files that are due, each with an outcome, whatever happens."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count, starmap
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from spiders.causes import Cause
from spiders.ledger.due_files import DueFile
from spiders.middlewares import OffSite, TooLate
from spiders.report import CrawlReport
from spiders.site.file_check import file_problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import polars as pl
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from archive.settings import Settings
    from spiders.ledger.ledger import Ledger

BATCH = 2000
"""Files that may be asked for without being written down: what a killed crawl asks for again at most."""

_FAILURES: tuple[tuple[type[BaseException], str, Cause], ...] = (
    (OffSite, "", Cause.OFF_SITE),
    (IgnoreRequest, "robots.txt", Cause.ROBOTS),
    (IgnoreRequest, "", Cause.HTTP_OTHER),
    (DownloadTimeoutError, "", Cause.TIMEOUT),
    (DownloadCancelledError, "", Cause.TOO_LARGE),
    (ResponseDataLossError, "", Cause.CUT_SHORT),
    (Exception, "", Cause.CONNECTION),
)
"""Kind of exception, words in its message, cause; the first that fits.

Scrapy gives up a redirect after the third (IgnoreRequest).
"""


def cause_of(response: Response) -> Cause:
    """Why a reply of another status than 200 holds no file."""
    if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Cause.HTTP_404
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Cause.HTTP_500
    redirected = response.status < HTTPStatus.BAD_REQUEST and "Location" in response.headers
    return Cause.OFF_SITE if redirected else Cause.HTTP_OTHER


@dataclass(slots=True)
class FetchResult:
    """What came of asking for a file."""

    wanted: DueFile
    cause: Cause | None = None
    body: bytes = b""
    http_status: int | None = None
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    maybe_blocked: bool = False
    """Perhaps the network, or the site's refusal of us, and no fault of the file."""
    sequence: int = field(default_factory=count().__next__)
    """The place of the reply among all, for items that overtake each other on their way to the archive."""


class AnswersSpider(scrapy.Spider):
    """Asks for each wanted file once; retries are the middlewares'."""

    name = "answers"
    custom_settings = {  # noqa: RUF012 - Scrapy's own idiom
        "ITEM_PIPELINES": {"spiders.pipelines.ArchiveBytes": 100, "spiders.pipelines.RecordFiles": 200},
    }

    def __init__(
        self, *, site: Settings, ledger: Ledger, due: pl.DataFrame, batch: int = BATCH, **kwargs: Any
    ) -> None:
        super().__init__(self.name, **kwargs)
        self.site, self.ledger, self.due, self.batch = site, ledger, due, batch
        self.room = asyncio.Semaphore(batch)
        """Taken by each file asked for, given back when it is written down."""
        self.report = CrawlReport(crawl=self.name, run_id=ledger.run_id)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request a file, no sooner than there is room for it."""
        for wanted in starmap(DueFile, self.due.iter_rows()):
            await self.room.acquire()
            self.report.wanted += 1
            yield scrapy.Request(
                wanted.url,
                headers={"Accept": "*/*", "Referer": f"{self.site.site_url}/ls/questions/view-question"},
                callback=self.parse_file,
                errback=self.note_failure,
                cb_kwargs={"wanted": wanted},
                meta={"web_page_before": wanted.cause == Cause.HTML},
            )

    def parse_file(self, response: Response, wanted: DueFile) -> FetchResult:
        """The file with the first doubt about it, if there is one."""
        status, maybe_blocked = response.status, bool(response.meta["strike"])
        if status == HTTPStatus.OK:
            return FetchResult(
                wanted, file_problem(response.body), response.body, status, maybe_blocked=maybe_blocked
            )
        return FetchResult(wanted, cause_of(response), http_status=status, maybe_blocked=maybe_blocked)

    def note_failure(self, failure: Failure) -> FetchResult | None:
        """A file for which no reply came; None for one that was not asked for any more."""
        error, request = failure.value, failure.request  # type: ignore[attr-defined]
        if isinstance(error, TooLate):
            return None
        cause = next(c for kind, words, c in _FAILURES if isinstance(error, kind) and words in str(error))
        return FetchResult(request.cb_kwargs["wanted"], cause, maybe_blocked=bool(request.meta.get("strike")))
