"""Summary of a run: printed, stored in the bucket, shown by Prefect; it determines the exit code."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from flows.errors import FlowsError
from parsers.documented_enum import DocumentedEnum
from spiders.causes import Cause
from spiders.report import Check

if TYPE_CHECKING:
    from spiders.report import CrawlReport


CAUSE_MEANINGS = {cause.value: cause.meaning for cause in Cause}
LISTED_PER_CAUSE = 50
"""Questions named per cause on a page; the JSON summary has all."""


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
    """A listed question whose answer file is not archived."""

    question_id: str
    language: str
    cause: str
    file: str | None
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
            return Outcome.FAILED
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

    def as_markdown(self) -> str:
        """The summary as a page: what is wrong first, then missing answers by cause, counts and notes."""
        lines = [f"# {self.flow} {self.run_id}: {self.outcome}", ""]
        lines += [f"**Error:** {self.error}", ""] if self.error else []
        lines += [f"- **check failed: {check.name}** {check.notes}" for check in self.failed_checks]
        lines += self._missing_lines()
        lines += ["", "| | |", "|---|---|"]
        lines += [f"| {name} | {number} |" for name, number in self.counts.model_dump().items()]
        lines += ["", *(f"- {line}" for line in (*self.issues, *self.notes))]
        passed = [check.name for check in self.checks if check.success]
        lines += [f"- checks passed: {', '.join(passed)}"] if passed else []
        lines += [f"- release: {self.release}"] if self.release else []
        return "\n".join(lines)

    def _missing_lines(self) -> list[str]:
        """A heading for each cause with its meaning, and the questions below it."""
        lines = []
        for cause, number in self.missing.items():
            lines += ["", f"## {number} missing: {CAUSE_MEANINGS.get(cause, cause)} (`{cause}`)", ""]
            answers = [answer for answer in self.missing_answers if answer.cause == cause]
            lines += [f"- {answer.question_id} ({answer.language})" for answer in answers[:LISTED_PER_CAUSE]]
            more = len(answers) - LISTED_PER_CAUSE
            lines += [f"- and {more} more in `runs/{self.run_id}/summary.json`"] if more > 0 else []
        return lines
