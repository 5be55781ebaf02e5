"""The summary of a run: printed, kept in the bucket, shown by Prefect, judged for the exit code."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from flows.errors import FlowsError
from spiders.report import Check

if TYPE_CHECKING:
    from spiders.report import CrawlReport


class Counts(BaseModel):
    """Questions and files of this run; `declared` and `listed` as the question lists say."""

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
    """A listed question without an answer file in the archive."""

    question_id: str
    language: str
    cause: str
    file: str | None
    next_attempt: dt.datetime | None


class RunSummary(BaseModel):
    """What a run did; also written for runs that failed."""

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
    def exit_code(self) -> int:
        """0: complete; 3: finished, but some answers are missing and named; 1: failed."""
        if not self.success:
            return 1
        return 3 if self.missing else 0

    def add_listing(self, report: CrawlReport) -> None:
        """What the walk over the question lists brought."""
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
        """What came of the files asked for."""
        got = report.outcomes.get("new", 0) + report.outcomes.get("changed", 0)
        failed = report.wanted - got - report.outcomes.get("unchanged", 0)
        self.counts.fetched += got
        self.counts.failed += failed
        self.checks += report.checks
        self.issues += report.issues

    def require(self) -> None:
        """Raise `FlowsError` for the first required check that failed."""
        for check in self.checks:
            if check.required and not check.success:
                raise FlowsError(f"check failed: {check.name}: {check.notes}")

    def as_markdown(self) -> str:
        """The summary in Markdown."""
        rows = [f"| {name} | {number} |" for name, number in self.counts.model_dump().items()]
        rows += [f"| missing: {cause} | {number} |" for cause, number in self.missing.items()]
        state = "complete" if self.exit_code == 0 else "finished with gaps" if self.success else "failed"
        lines = [f"# {self.flow} {self.run_id}: {state}", "", "| | |", "|---|---|", *rows, ""]
        lines += [f"- {gap.question_id} ({gap.language}): {gap.cause}" for gap in self.missing_answers]
        lines += [f"- check {c.name}: {'passed' if c.success else 'failed'} {c.notes}" for c in self.checks]
        lines += [f"- {issue}" for issue in (*self.issues, *self.notes)]
        if self.error:
            lines.append(f"\nError: {self.error}")
        return "\n".join(lines)
