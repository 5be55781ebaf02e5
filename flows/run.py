"""Runs a flow: its id, its store, its crawl lock, and its summary, which is written even if the run fails."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.keys import summary_key
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from flows.crawl_lock import local_crawl_lock
from flows.errors import INTERRUPTED, BadRequest, CrawlBusy, FlowsError, log_internal_error
from flows.notify import notify_end, notify_start
from flows.progress import progress_reporter
from flows.summary import RunSummary
from spiders.errors import SpidersError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from archive.store import Store
    from flows.crawl_lock import CrawlLock
    from flows.progress import ProgressReporter
    from flows.scope import Scope
    from spiders.report import Progress

log = logging.getLogger(__name__)


@dataclass
class Run:
    """Everything that the steps of a run share."""

    settings: Settings
    store: Store
    tables: Tables
    summary: RunSummary
    progress: ProgressReporter
    crawl_lock: CrawlLock
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    @property
    def run_id(self) -> str:
        """`20250729T133000-3f2a`: start time (UTC) and four random hex digits."""
        return self.summary.run_id

    @property
    def log_file(self) -> Path:
        """Log file of the run and its crawls."""
        return self.settings.home / "logs" / f"{self.run_id}.log"

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables for the crawl processes of this run."""
        return {**os.environ, **self.settings.environment()}

    def crawling(self) -> AbstractContextManager[None]:
        """A context in which no other run crawls; raises `CrawlBusy` if one does not end in time."""
        return self.crawl_lock(self.settings, f"{self.summary.flow} {self.run_id}", self.progress)

    def on_progress(self, progress: Progress) -> None:
        """Reports the progress of a crawl."""
        self.progress.update(progress.what, progress.done, progress.of)


def new_run_id(now: dt.datetime) -> str:
    """A new run id; ids sort by start time."""
    return f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"


def run_flow(
    flow: str,
    scope: Scope,
    work: Callable[[Run, Scope], None],
    *,
    settings: Settings | None = None,
    quiet: bool = False,
    progress: ProgressReporter | None = None,
    crawl_lock: CrawlLock = local_crawl_lock,
) -> RunSummary:
    """Runs `work` and stores its summary, which also reports failures; without `progress` on standard error.

    Raises `BadRequest` if the arguments are at fault, `ArchiveError` if the store cannot be opened; then no
    summary is stored.
    """
    settings = settings or Settings()
    now = dt.datetime.now(dt.UTC)
    summary = RunSummary(run_id=new_run_id(now), flow=flow, scope=scope.as_parameters(), started_at=now)
    reporting = nullcontext(progress) if progress else progress_reporter(quiet=quiet)
    with open_store(settings) as store, reporting as reporter:
        run = Run(settings, store, Tables(store), summary, reporter, crawl_lock, now)
        log.info("run=%s log=%s", run.run_id, run.log_file)
        notify_start(settings)
        try:
            work(run, scope)
            summary.require()
            summary.success = True
        except BadRequest:
            raise
        except (FlowsError, SpidersError, ArchiveError) as error:
            summary.error = str(error)
            summary.busy = isinstance(error, CrawlBusy)
            log.debug("run failed run=%s", summary.run_id, exc_info=True)
        except KeyboardInterrupt:
            summary.error = INTERRUPTED
        except Exception:
            summary.error = log_internal_error(run.log_file)
            log.debug("internal error run=%s", summary.run_id, exc_info=True)
        finally:
            if summary.success or summary.error:
                _finish(run)
    return summary


def _finish(run: Run) -> None:
    """Stores the summary and sends it; what could not be sent is stored in a second turn."""
    summary = run.summary
    summary.ended_at = dt.datetime.now(dt.UTC)
    stored = _store_summary(run)
    undelivered = notify_end(run.settings, summary)
    summary.notes += undelivered
    if stored and undelivered:
        _store_summary(run)


def _store_summary(run: Run) -> bool:
    """Stores the summary, and says whether it is stored: if the store fails, so has the run."""
    summary = run.summary
    try:
        run.store.put(summary_key(summary.run_id), summary.model_dump_json(indent=1).encode())
    except ArchiveError as error:
        summary.notes.append("this summary could not be stored")
        summary.success = False
        summary.error = summary.error or f"the summary of the run was not stored: {error}"
        return False
    return True
