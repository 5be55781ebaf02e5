"""Errors of the flows; the command line prints each as one line."""

from __future__ import annotations

import tempfile
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


INTERRUPTED = "interrupted; run the same command again to resume"


class FlowsError(Exception):
    """Root of this package's errors."""


class BadRequest(FlowsError):
    """Raised when arguments are invalid, or name something that does not exist; exit code 2."""


class RunFailed(FlowsError):
    """Raised when a run cannot be finished; its summary has what was done until then; exit code 1."""


class CrawlBusy(FlowsError):
    """Raised when the crawl of another run does not end in time; exit code 4."""


_DISK_FULL = ("No space left on device", "database or disk is full", "Disk quota exceeded")
"""In the messages of Python, Polars, Arrow and SQLite."""


def log_internal_error(log_file: Path) -> str:
    """Appends the traceback of the current exception to `log_file`; returns the message for the user.

    A full disk is named as such: the log may then lack the traceback.
    """
    trace = traceback.format_exc()
    with suppress(OSError):
        log_file.parent.mkdir(parents=True, exist_ok=True)
        with log_file.open("a", encoding="utf-8") as log:
            log.write(trace)
    if any(text in trace for text in _DISK_FULL):
        places = f"temporary files ({tempfile.gettempdir()}, see TMPDIR) and LOKSABHA_HOME"
        return f"a disk is full: free some space for {places}, then run the same command again"
    return f"internal error (see the log: {log_file})"
