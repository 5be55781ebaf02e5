"""Replies that may be meant for us rather than for the file asked for; so many in a row end the crawl."""

from __future__ import annotations

from parsers.documented_enum import DocumentedEnum
from spiders.report import CrawlOutcome


class FailureKind(DocumentedEnum):
    """A kind of reply, or of silence, how many in a row end the crawl, and its outcome then.

    `doubtful`: so many files may be at fault themselves, such as those that are asked for again at the end.
    """

    limit: int
    ended: CrawlOutcome
    doubtful: bool

    REFUSED = "refused", "the site refuses us", 3, CrawlOutcome.REFUSED, False
    BUSY = "busy", "the site is busy, however long we wait", 6, CrawlOutcome.REFUSED, False
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
