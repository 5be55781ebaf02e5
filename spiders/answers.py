"""FETCH: asks for the answer files that are due; each request ends in one `FetchResult`."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from itertools import starmap
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from spiders.base import SiteSpider
from spiders.causes import Cause
from spiders.items import META_KEY, DueFile, FetchResult, RequestState
from spiders.middlewares import OffSite, TooLate, request_state
from spiders.site.file_check import file_problem
from spiders.site.web_pages import text_before_pdf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import polars as pl
    from scrapy.http import Response
    from twisted.python.failure import Failure

log = logging.getLogger(__name__)

BATCH = 2000
"""Files that may be requested but not yet recorded; a killed crawl requests at most so many a second time."""
NOTES = 10
"""Files with text before the PDF that the report names; the log has all."""
MARGIN = 64 * 1024
"""Bytes from the start of a file in which the PDF is looked for."""

_CAUSES: tuple[tuple[type[BaseException], str, Cause], ...] = (
    (OffSite, "", Cause.OFF_SITE),
    (IgnoreRequest, "robots.txt", Cause.ROBOTS),
    (IgnoreRequest, "", Cause.HTTP_OTHER),
    (DownloadTimeoutError, "", Cause.TIMEOUT),
    (DownloadCancelledError, "", Cause.TOO_LARGE),
    (ResponseDataLossError, "", Cause.CUT_SHORT),
    (Exception, "", Cause.CONNECTION),
)
"""Exception, part of its message, cause; the first match counts.

After `REDIRECT_MAX_TIMES` redirects Scrapy raises `IgnoreRequest`.
"""


def cause_of(response: Response) -> Cause:
    """Why a reply whose status is not 200 contains no file."""
    if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Cause.HTTP_404
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Cause.HTTP_500
    redirected = response.status < HTTPStatus.BAD_REQUEST and "Location" in response.headers
    return Cause.OFF_SITE if redirected else Cause.HTTP_OTHER


class AnswersSpider(SiteSpider):
    """Requests each due file once; the middlewares repeat requests that fail."""

    name = "answers"
    custom_settings = {  # noqa: RUF012 - Scrapy's own idiom
        "ITEM_PIPELINES": {"spiders.pipelines.ArchiveBytes": 100, "spiders.pipelines.RecordFiles": 200},
    }

    def __init__(self, *, due: pl.DataFrame, batch: int = BATCH, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.due, self.batch, self.notes = due, batch, 0
        self.unrecorded = asyncio.Semaphore(batch)
        """Acquired for each file requested, released when its outcome is recorded."""

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request per file, as soon as fewer than `batch` files are unrecorded."""
        for due_file in starmap(DueFile, self.due.iter_rows()):
            await self.unrecorded.acquire()
            self.report.wanted += 1
            yield scrapy.Request(
                due_file.url,
                headers={"Accept": "*/*", "Referer": f"{self.site.site_url}/ls/questions/view-question"},
                callback=self.parse_file,
                errback=self.parse_failure,
                cb_kwargs={"due_file": due_file},
                meta={META_KEY: RequestState(web_page_before=due_file.cause == Cause.HTML)},
            )

    def parse_file(self, response: Response, due_file: DueFile) -> FetchResult:
        """The file, with the first problem found in it, or why the reply contains none."""
        result = FetchResult(due_file, http_status=response.status)
        result.maybe_blocked = request_state(response).failure is not None
        if response.status == HTTPStatus.OK:
            content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
            result.cause, result.body = file_problem(response.body, content_type), response.body
            self.note_text_before_pdf(result)
        else:
            result.cause = cause_of(response)
        return result

    def note_text_before_pdf(self, result: FetchResult) -> None:
        """Add an issue for a PDF behind a message of the site's software, up to `NOTES` of them."""
        if text := text_before_pdf(result.body[:MARGIN]):
            log.warning("text before the PDF file=%s text=%s", result.due_file.file, text)
            self.notes += 1
            if self.notes <= NOTES:
                self.report.issues.append(f"{result.due_file.file}: text before the PDF: {text[:80]!r}")

    def parse_failure(self, failure: Failure) -> FetchResult | None:
        """Why no reply came; None if the crawl ended before the request was sent."""
        error, request = failure.value, failure.request  # type: ignore[attr-defined]
        if isinstance(error, TooLate):
            return None
        cause = next(c for kind, words, c in _CAUSES if isinstance(error, kind) and words in str(error))
        blocked = request_state(request).failure is not None
        return FetchResult(request.cb_kwargs["due_file"], cause, maybe_blocked=blocked)
