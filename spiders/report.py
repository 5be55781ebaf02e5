"""Progress and report of a crawl, as JSON lines on its standard output."""

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

    COMPLETE = "complete", "every due file or page was requested, every outcome recorded"
    INTERRUPTED = "interrupted", "stopped by the user or the system; outcomes so far are recorded"
    REFUSED = "refused", "the site blocks the crawler"
    UNREACHABLE = "unreachable", "the site cannot be reached: DNS, TLS or connection"
    FAILED = "failed", "internal error, or the site changed the format of a reply"


class Check(BaseModel):
    """One health check; a required one that fails makes the run fail."""

    name: str
    required: bool
    success: bool
    notes: str = ""


class SessionTally(BaseModel):
    """Counts of the last walk over one session's list; stored in the bucket as `latest.json`."""

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
    """Sitting days of the calendar, planned ones included."""
    days: dict[dt.date, int] = {}
    """Number of listed questions by sitting day."""
    walked_at: dt.datetime
    run_id: str


class CrawlReport(BaseModel):
    """Outcome and counts of a crawl."""

    crawl: str
    run_id: str
    ended: CrawlOutcome = CrawlOutcome.COMPLETE
    error: str | None = None
    sessions: list[SessionTally] = []
    wanted: int = 0
    outcomes: dict[str, int] = {}
    """Number of files by outcome: `new`, `changed`, `unchanged`, or a cause."""
    still_failing: int = 0
    """Number of failures whose file had failed in an earlier run, too."""
    stay_away: float = 0
    """Seconds that the site asked to wait before the next crawl (Retry-After)."""
    checks: list[Check] = []
    issues: list[str] = []

    def count(self, outcomes: Iterable[str]) -> None:
        """Add outcomes of files."""
        for outcome in outcomes:
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def end(self, ended: CrawlOutcome, error: str | None = None) -> None:
        """Set the outcome, unless one is set already."""
        if self.ended is CrawlOutcome.COMPLETE:
            self.ended, self.error = ended, error


class Progress(BaseModel):
    """Progress of a crawl: `done` of `of` pages' rows or files; `of` is None while unknown."""

    what: str
    done: int
    of: int | None = None


INTERVAL = 0.25
"""Least number of seconds between two progress lines."""


class ProgressThrottle:
    """Emits progress at most every `INTERVAL` seconds, and at the end."""

    def __init__(self) -> None:
        self._emitted = 0.0

    def emit(self, progress: Progress) -> None:
        """Emit the progress, unless the last one is more recent than `INTERVAL`."""
        now = time.monotonic()
        if progress.done == progress.of or now - self._emitted >= INTERVAL:
            self._emitted = now
            emit(progress)


def emit(message: Progress | CrawlReport) -> None:
    """Print one line of JSON for the parent process; if that has ended, stop as on Ctrl-C."""
    try:
        sys.stdout.write(f"{message.model_dump_json()}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the process
        os.kill(os.getpid(), signal.SIGINT)
