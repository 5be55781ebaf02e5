"""What can go wrong with a crawl as a whole; what goes wrong with one file is data (`spiders.causes`)."""

from __future__ import annotations


class SpidersError(Exception):
    """Root of this package's errors; the message is one line for a person."""


class BadReply(SpidersError):
    """The site answered something that is not the reply asked for."""


class SiteRefuses(SpidersError):
    """The site asks us to go away (403, 429, captcha): stop and come back much later."""


class Stopped(SpidersError):
    """The crawl has been ended; its report says why."""


class CrawlFailed(SpidersError):
    """A crawl process ended otherwise than complete."""
