"""Summary of a run: printed, stored in the bucket, shown by Prefect; it determines the exit code."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from archive.vocabulary import NoRecord
from flows.errors import FlowsError
from parsers.documented_enum import DocumentedEnum
from spiders.causes import Cause
from spiders.report import Check

if TYPE_CHECKING:
    from spiders.report import CrawlReport


CAUSE_MEANINGS = {cause.value: cause.meaning for cause in (*Cause, *NoRecord)}


class Outcome(DocumentedEnum):
    """How a run ended; its value is shown to people."""

    exit_code: int
    state: str
    """Name of the Prefect state of the flow run."""

    COMPLETE = "complete", "every selected answer is archived", 0, "Completed"
    GAPS = (
        "finished, some answers are missing",
        "the missing answers are named with their causes",
        3,
        "Completed with gaps",
    )
    CHECK_FAILED = (
        "finished, a check failed",
        "every selected answer is archived, but a health check failed",
        3,
        "Completed with failed checks",
    )
    BUSY = (
        "not finished, another crawl was running",
        "the crawl of another run did not end within `LOKSABHA_CRAWL_WAIT`; run again later",
        4,
        "Failed: another crawl",
    )
    FAILED = "failed", "the run ended early; the error says why", 1, "Failed"


class Counts(BaseModel):
    """Numbers of questions and files in this run; `declared` is the total that the site states."""

    declared: int = 0
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    fetched: int = 0
    failed: int = 0
    parsed: int = 0
    flagged: int = 0


class MissingAnswer(BaseModel):
    """A listed question whose answer is not archived."""

    question_id: str
    language: str
    cause: str
    file: str | None
    url: str | None = None
    next_attempt: dt.datetime | None


class RunSummary(BaseModel):
    """What a run did; also stored for failed runs."""

    run_id: str
    flow: str
    scope: dict[str, Any]
    started_at: dt.datetime
    ended_at: dt.datetime | None = None
    success: bool = False
    error: str | None = None
    busy: bool = False
    """Whether the run gave up because the crawl of another run did not end."""
    notified: bool = False
    """Whether all addresses of `LOKSABHA_NOTIFY` have accepted the summary."""
    counts: Counts = Counts()
    missing: dict[str, int] = {}
    missing_answers: list[MissingAnswer] = []
    checks: list[Check] = []
    issues: list[str] = []
    notes: list[str] = []
    release: str | None = None

    @property
    def outcome(self) -> Outcome:
        """How the run ended."""
        if not self.success:
            return Outcome.BUSY if self.busy else Outcome.FAILED
        if self.missing:
            return Outcome.GAPS
        return Outcome.CHECK_FAILED if self.failed_checks else Outcome.COMPLETE

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        return self.outcome.exit_code

    def add_listing(self, report: CrawlReport) -> None:
        """Adds the results of a crawl of question lists."""
        for tally in report.sessions:
            self.counts.declared += tally.declared
            self.counts.listed += tally.listed
            self.counts.new += tally.new
            self.counts.changed += tally.changed + tally.delisted
            self.counts.unchanged += tally.unchanged
            where = f"Lok Sabha {tally.lok_sabha} session {tally.session}"
            self.issues += [f"{where}: {issue}" for issue in (*tally.issues, *tally.holes)]
            self.issues += [f"{where}: {twice} is listed twice" for twice in tally.duplicates]
        self.checks += report.checks
        self.issues += report.issues

    def add_files(self, report: CrawlReport) -> None:
        """Adds the results of a crawl of answer files."""
        got = report.outcomes.get("new", 0) + report.outcomes.get("changed", 0)
        failed = report.wanted - got - report.outcomes.get("unchanged", 0)
        self.counts.fetched += got
        self.counts.failed += failed
        self.checks += report.checks
        self.issues += report.issues

    def require(self) -> None:
        """Raises `FlowsError` for the first required check that failed."""
        for check in self.checks:
            if check.required and not check.success:
                raise FlowsError(f"check failed: {check.name}: {check.notes}")

    @property
    def failed_checks(self) -> list[Check]:
        """The health checks that did not pass, required ones first."""
        return sorted((c for c in self.checks if not c.success), key=lambda check: not check.required)
