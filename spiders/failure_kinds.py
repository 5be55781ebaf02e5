"""Failures that may mean that the site blocks the crawler or is down, and how many in a row end the crawl."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    IgnoreRequest,
)

from parsers.documented_enum import DocumentedEnum
from spiders.report import CrawlOutcome


class FailureKind(DocumentedEnum):
    """A kind of failed reply, how many in a row end the crawl, and the crawl's outcome then.

    `may_be_file`: the files themselves may be the reason, so the site is probed before the crawl ends.
    """

    limit: int
    outcome: CrawlOutcome
    may_be_file: bool

    REFUSED = "refused", "the site blocks the crawler", 3, CrawlOutcome.REFUSED, False
    BUSY = "busy", "the site stays busy after waits", 6, CrawlOutcome.REFUSED, False
    WEB_PAGE = (
        "web_page",
        "a web page (perhaps a captcha) instead of a file or list",
        10,
        CrawlOutcome.REFUSED,
        True,
    )
    UNREACHED = (
        "unreached",
        "cannot reach the site (DNS, TLS or connection)",
        3,
        CrawlOutcome.UNREACHABLE,
        False,
    )
    SILENT = "silent", "no complete reply from the site", 10, CrawlOutcome.UNREACHABLE, True

    def message(self, last: str) -> str:
        """Why the crawl ended: `the site blocks the crawler, 3 times in a row: HTTP 403 for …`."""
        return f"{self.meaning}, {self.limit} times in a row: {last}"


def error_kind(error: BaseException) -> FailureKind | None:
    """The kind of failure when no reply came; None if the crawl itself ignored or cancelled the request.

    DNS errors, refused connections and TLS errors are `UNREACHED`; the rest, such as timeouts, is `SILENT`.
    """
    if isinstance(error, (IgnoreRequest, DownloadCancelledError)):
        return None
    if isinstance(error, (CannotResolveHostError, DownloadConnectionRefusedError)):
        return FailureKind.UNREACHED
    text = str(error).lower()
    if isinstance(error, DownloadFailedError) and ("ssl" in text or "certificate" in text):
        return FailureKind.UNREACHED
    return FailureKind.SILENT
