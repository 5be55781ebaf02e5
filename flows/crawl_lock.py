"""One crawl at a time: a run waits for the crawl of another run, at most `LOKSABHA_CRAWL_WAIT` seconds."""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, TextIO

from flows.errors import CrawlBusy

if TYPE_CHECKING:
    from archive.settings import Settings
    from flows.progress import ProgressReporter

CrawlLock = Callable[["Settings", str, "ProgressReporter"], AbstractContextManager[None]]
"""Makes a context in which no other run crawls, from the settings, the name of this run and its reporter."""

POLL = 2.0
"""Seconds between two attempts to take the lock."""
NOTE_EVERY = 60.0
"""Seconds between two messages about what the run waits for."""


@contextmanager
def local_crawl_lock(settings: Settings, name: str, progress: ProgressReporter) -> Iterator[None]:
    """Allows one crawl at a time among the runs that share `LOKSABHA_HOME`.

    Raises `CrawlBusy` if another crawl does not end in time.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    path = settings.home / "crawl.lock"
    with path.open("a+", encoding="utf-8") as lock:
        wait_for_turn(partial(_take, lock), path.read_text, settings, progress)
        lock.truncate(0)
        lock.write(f"{name}, process {os.getpid()} on {socket.gethostname()}")
        lock.flush()
        yield


def _take(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for_turn(
    take: Callable[[], bool], holder: Callable[[], str], settings: Settings, progress: ProgressReporter
) -> None:
    """Calls `take` until it returns True; `holder` names the run that has the lock.

    Raises `CrawlBusy` after `LOKSABHA_CRAWL_WAIT` seconds.
    """
    started = time.monotonic()
    noted = started - NOTE_EVERY
    while not take():
        now = time.monotonic()
        left = settings.crawl_wait - (now - started)
        if left <= 0:
            raise CrawlBusy(
                f"another crawl did not end within {settings.crawl_wait:g} s: {holder()}; run again later"
            )
        if now - noted >= NOTE_EVERY:
            noted = now
            progress.note(f"waiting up to {left:.0f} s for another crawl to end: {holder()}")
        time.sleep(min(POLL, left))
