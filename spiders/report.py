"""What a crawl says of itself: progress while it runs, a report at its end; JSON lines on standard output."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from typing import Self

from pydantic import BaseModel


class Ended(StrEnum):
    """How a crawl ended."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """A member with its one-line meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    COMPLETE = "complete", "everything was asked for and every outcome is recorded"
    INTERRUPTED = "interrupted", "stopped from outside; what had come is recorded"
    REFUSED = "refused", "the site asks us to go away"
    UNREACHABLE = "unreachable", "no way to the site: DNS, TLS or connection"
    FAILED = "failed", "a fault of ours, or a reply that is not what the site used to give"


class SessionTally(BaseModel):
    """What the list says of one session, as of the last walk; kept in the bucket as `latest.json`."""

    lok_sabha: int
    session: int
    declared: int
    listed: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    delisted: int = 0
    complete: bool = True
    duplicates: list[str] = []
    holes: list[str] = []
    issues: list[str] = []
    sittings: list[dt.date] = []
    """Sitting days by the calendar, planned ones among them."""
    walked_at: dt.datetime
    run_id: str


class CrawlReport(BaseModel):
    """How a crawl went."""

    crawl: str
    run_id: str
    ended: Ended = Ended.COMPLETE
    error: str | None = None
    sessions: list[SessionTally] = []
    wanted: int = 0
    outcomes: dict[str, int] = {}
    """Files by outcome: `new`, `changed`, `unchanged`, or the cause of a failure."""
    issues: list[str] = []
    requests: int = 0

    def end(self, ended: Ended, error: str | None = None) -> None:
        """Say how it ended; the first reason stands."""
        if self.ended is Ended.COMPLETE:
            self.ended, self.error = ended, error


class Progress(BaseModel):
    """How far a crawl is; `of` is None while unknown."""

    what: str
    done: int
    of: int | None = None


def say(news: Progress | CrawlReport) -> None:
    """Print one line of JSON for the process that started the crawl."""
    sys.stdout.write(f"{news.model_dump_json()}\n")
    sys.stdout.flush()
