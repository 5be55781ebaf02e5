"""What a crawl says of itself: progress while it runs, a report at its end; JSON lines on standard output."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

from pydantic import BaseModel

from parsers.documented_enum import DocumentedEnum

if TYPE_CHECKING:
    from collections.abc import Iterable


class CrawlOutcome(DocumentedEnum):
    """How a crawl ended."""

    COMPLETE = "complete", "everything was asked for and every outcome is recorded"
    INTERRUPTED = "interrupted", "stopped from outside; what had come is recorded"
    REFUSED = "refused", "the site asks us to go away"
    UNREACHABLE = "unreachable", "no way to the site: DNS, TLS or connection"
    FAILED = "failed", "a fault of ours, or a reply that is not what the site used to give"


class Check(BaseModel):
    """One health check; a required one that fails makes the run fail."""

    name: str
    required: bool
    success: bool
    notes: str = ""


class SessionTally(BaseModel):
    """What the list says of one session, as of the last walk; kept in the bucket as `latest.json`."""

    lok_sabha: int
    session: int
    declared: int = 0
    listed: int = 0
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
    days: dict[dt.date, int] = {}
    """Listed questions by the day of their sitting."""
    walked_at: dt.datetime
    run_id: str


class CrawlReport(BaseModel):
    """How a crawl went."""

    crawl: str
    run_id: str
    ended: CrawlOutcome = CrawlOutcome.COMPLETE
    error: str | None = None
    sessions: list[SessionTally] = []
    wanted: int = 0
    outcomes: dict[str, int] = {}
    """Files by outcome: `new`, `changed`, `unchanged`, or the cause of a failure."""
    still_failing: int = 0
    """Of the failures, those that had failed before."""
    stay_away: float = 0
    """Seconds for which the site asked to be left alone."""
    checks: list[Check] = []
    issues: list[str] = []

    def count(self, outcomes: Iterable[str]) -> None:
        """Add outcomes of files."""
        for outcome in outcomes:
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def end(self, ended: CrawlOutcome, error: str | None = None) -> None:
        """Say how it ended; the first reason stands."""
        if self.ended is CrawlOutcome.COMPLETE:
            self.ended, self.error = ended, error


class Progress(BaseModel):
    """How far a crawl is; `of` is None while unknown."""

    what: str
    done: int
    of: int | None = None


EVERY = 0.25
"""Seconds between two lines about the same work."""


class ProgressThrottle:
    """Tells progress now and then, and at the end."""

    def __init__(self) -> None:
        self._told = 0.0

    def emit(self, progress: Progress) -> None:
        """Say how far it is, unless that was said just now."""
        now = time.monotonic()
        if progress.done == progress.of or now - self._told >= EVERY:
            self._told = now
            emit(progress)


def emit(news: Progress | CrawlReport) -> None:
    """Print one line of JSON for the process that started the crawl; stop as on Ctrl-C when it is gone."""
    try:
        sys.stdout.write(f"{news.model_dump_json()}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the process
        os.kill(os.getpid(), signal.SIGINT)
