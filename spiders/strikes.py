"""Replies that may be meant for us rather than for the file asked for; so many in a row end the crawl."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from spiders.report import Ended


class Strike(StrEnum):
    """A kind of reply, or of silence, how many in a row are enough, and how the crawl then ends.

    `doubtful`: so many files may be at fault themselves, such as those that are asked for again at the end.
    """

    enough: int
    ended: Ended
    meaning: str
    doubtful: bool

    def __new__(cls, value: str, enough: int, ended: Ended, meaning: str, doubtful: bool = False) -> Self:
        """A member with what it leads to and its one-line meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.enough, member.ended, member.meaning, member.doubtful = enough, ended, meaning, doubtful
        return member

    REFUSED = "refused", 3, Ended.REFUSED, "the site refuses us"
    BUSY = "busy", 6, Ended.REFUSED, "the site is busy, however long we wait"
    WEB_PAGE = (
        "web_page",
        10,
        Ended.REFUSED,
        "a web page, perhaps a captcha, in place of a file or list",
        True,
    )
    UNREACHED = "unreached", 3, Ended.UNREACHABLE, "cannot reach the site (DNS, TLS or connection)"
    SILENT = "silent", 10, Ended.UNREACHABLE, "no complete reply from the site", True
