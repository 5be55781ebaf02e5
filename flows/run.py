"""Runs a flow: its id, its store, its crawl lock, and its summary, which is written even if the run fails."""

from __future__ import annotations

import datetime as dt
import fcntl
import logging
import os
import secrets
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.errors import ArchiveError
from archive.keys import summary_key
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from flows.errors import INTERRUPTED, BadRequest, FlowsError, log_internal_error
from flows.notify import notify_end, notify_start
from flows.progress import ProgressReporter, progress_reporter
from flows.summary import RunSummary
from spiders.errors import SpidersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.store import Store
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
    crawl_lock: Callable[[Settings, ProgressReporter], AbstractContextManager[None]]
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

    def on_progress(self, progress: Progress) -> None:
        """Reports the progress of a crawl."""
        self.progress.update(progress.what, progress.done, progress.of)


@contextmanager
def local_crawl_lock(settings: Settings, progress: ProgressReporter) -> Iterator[None]:
    """Allows one crawl at a time among the runs that share `LOKSABHA_HOME`; the others wait."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "crawl.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.note("another crawl is running; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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
    crawl_lock: Callable[[Settings, ProgressReporter], AbstractContextManager[None]] = local_crawl_lock,
) -> RunSummary:
    """Runs `work` and stores its summary, which also reports failures.

    Raises `BadRequest` if the arguments are at fault, `ArchiveError` if the store cannot be opened; then no
    summary is stored.
    """
    settings = settings or Settings()
    now = dt.datetime.now(dt.UTC)
    summary = RunSummary(run_id=new_run_id(now), flow=flow, scope=scope.as_parameters(), started_at=now)
    with open_store(settings) as store, progress_reporter(quiet=quiet) as progress:
        run = Run(settings, store, Tables(store), summary, progress, crawl_lock, now)
        notify_start(settings)
        try:
            work(run, scope)
            summary.require()
            summary.success = True
        except BadRequest:
            raise
        except (FlowsError, SpidersError, ArchiveError) as error:
            summary.error = str(error)
            log.debug("run failed run=%s", summary.run_id, exc_info=True)
        except KeyboardInterrupt:
            summary.error = INTERRUPTED
        except Exception:
            summary.error = log_internal_error(run.log_file)
            log.debug("internal error run=%s", summary.run_id, exc_info=True)
        finally:
            if summary.success or summary.error:
                summary.notes += notify_end(settings, summary)
                summary.ended_at = dt.datetime.now(dt.UTC)
                store.put(summary_key(summary.run_id), summary.model_dump_json(indent=1).encode())
    return summary
