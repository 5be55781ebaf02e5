"""FETCH: the answer files that are due, each with an outcome, whatever happens."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from spiders.causes import Cause
from spiders.judge import fault
from spiders.manners import OffSite, is_environment_fault
from spiders.report import CrawlReport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from archive.settings import Settings
    from spiders.ledger import Ledger
    from spiders.queue import Wanted

_FAILURES: tuple[tuple[type[BaseException], Cause], ...] = (
    (OffSite, Cause.OFF_SITE),
    (IgnoreRequest, Cause.ROBOTS),
    (DownloadTimeoutError, Cause.TIMEOUT),
    (DownloadCancelledError, Cause.TOO_LARGE),
    (ResponseDataLossError, Cause.CUT_SHORT),
)
_STATUSES = {HTTPStatus.NOT_FOUND: Cause.HTTP_404, HTTPStatus.GONE: Cause.HTTP_404}


@dataclass
class Fetched:
    """What came of asking for a file."""

    wanted: Wanted
    url: str
    cause: Cause | None = None
    body: bytes = b""
    http_status: int | None = None
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    unreached: bool = False
    """No way to the site: perhaps our network, not the file."""


class AnswersSpider(scrapy.Spider):
    """Asks for each wanted file once; retries are the middlewares'."""

    name = "answers"
    custom_settings = {  # noqa: RUF012 - Scrapy's own idiom
        "ITEM_PIPELINES": {"spiders.pipelines.ArchiveBytes": 100, "spiders.pipelines.RecordFiles": 200},
    }

    def __init__(self, *, site: Settings, ledger: Ledger, wanted: Iterable[Wanted], **kwargs: Any) -> None:
        super().__init__(self.name, **kwargs)
        self.site, self.ledger, self.wanted = site, ledger, wanted
        self.report = CrawlReport(crawl=self.name, run_id=ledger.run_id)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request a file."""
        for wanted in self.wanted:
            self.report.wanted += 1
            yield scrapy.Request(
                wanted.url,
                headers={"Accept": "*/*", "Referer": f"{self.site.site_url}/ls/questions/view-question"},
                callback=self.parse_file,
                errback=self.note_failure,
                cb_kwargs={"wanted": wanted},
                meta={"handle_httpstatus_all": True},
            )

    def parse_file(self, response: Response, wanted: Wanted) -> Fetched:
        """The file with the first doubt about it, if there is one."""
        status = response.status
        if status == HTTPStatus.OK:
            return Fetched(wanted, response.url, fault(response.body), response.body, status)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Fetched(wanted, response.url, Cause.HTTP_500, http_status=status)
        return Fetched(
            wanted, response.url, _STATUSES.get(HTTPStatus(status), Cause.HTTP_OTHER), http_status=status
        )

    def note_failure(self, failure: Failure) -> Fetched:
        """A file for which no reply came."""
        error, wanted = failure.value, failure.request.cb_kwargs["wanted"]  # type: ignore[attr-defined]
        assert error is not None  # noqa: S101 - a Failure without an error is none
        cause = next((cause for kind, cause in _FAILURES if isinstance(error, kind)), Cause.CONNECTION)
        return Fetched(wanted, wanted.url, cause, unreached=is_environment_fault(error))
