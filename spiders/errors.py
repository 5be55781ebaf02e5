"""Errors that end a crawl or a walk; why a single file is missing is data (`spiders.causes.Cause`).

    SpidersError
    ├── BadReply      a reply is not what was requested
    ├── SiteRefuses   the site blocks the crawler
    ├── Stopped       the crawl has already ended
    └── CrawlFailed   a crawl's process died

`Terminated` is a KeyboardInterrupt: SIGTERM ends a run as Ctrl-C does.

Two errors for single requests, `OffSite` and `TooLate`, are defined in `spiders.middlewares`: their base
class is Scrapy's, which takes 0.2 s to import, and the command line imports this module.
"""

from __future__ import annotations

from typing import NoReturn


class SpidersError(Exception):
    """Base class of this package's errors; the message is one line for the user."""


class BadReply(SpidersError):
    """Raised when a list page, a reference list or a list row is not what it should be.

    Raised by `spiders.site` and `QuestionsSpider.get`; the walk then tries again, with smaller pages.
    """


class SiteRefuses(SpidersError):
    """Raised when robots.txt forbids the lists, and during the cool-down after the site blocked a crawl.

    Raised by `QuestionsSpider.get` and `Ledger.check_cool_down`.
    """


class Stopped(SpidersError):
    """Raised when the walk asks for a page after the crawl has ended; the report gives the reason.

    Raised by `QuestionsSpider.get`.
    """


class CrawlFailed(SpidersError):
    """Raised when a crawl's process ends without a report.

    Raised by `spiders.crawl.crawl_questions` and `crawl_answers`.
    """


class Terminated(KeyboardInterrupt):
    """Raised on SIGTERM, which reaches one process only; a Ctrl-C reaches the crawl's process, too."""


def raise_terminated(number: int, frame: object) -> NoReturn:
    """A signal handler for SIGTERM; raises `Terminated`."""
    raise Terminated
