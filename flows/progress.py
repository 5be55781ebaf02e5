"""How far long work is: a bar on a terminal, a plain line now and then elsewhere; on standard error."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = 15.0
"""Seconds between two plain lines about the same work."""


class ProgressReporter:
    """Tells progress on a console that is no terminal: first, last and now and then."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._updated: dict[str, float] = {}

    def note(self, text: str) -> None:
        """Say something once."""
        self.console.print(text, highlight=False, markup=False, soft_wrap=True)

    def update(self, what: str, done: int, of: int | None) -> None:
        """Say how far some work is."""
        now = time.monotonic()
        if done == of or now - self._updated.get(what, now - EVERY) >= EVERY:
            self._updated[what] = now
            self.note(f"{what}: {done}" + (f" of {of}" if of is not None else ""))


class ProgressBars(ProgressReporter):
    """Draws one bar for each kind of work."""

    def __init__(self, console: Console, bars: Progress) -> None:
        super().__init__(console)
        self.bars, self._tasks = bars, dict[str, TaskID]()

    def update(self, what: str, done: int, of: int | None) -> None:
        """Move the bar of some work."""
        if what not in self._tasks:
            self._tasks[what] = self.bars.add_task(what, total=of)
        self.bars.update(self._tasks[what], completed=done, total=of)


class SilentReporter(ProgressReporter):
    """Says nothing: the caller wants JSON alone."""

    def note(self, text: str) -> None:
        """Nothing."""

    def update(self, what: str, done: int, of: int | None) -> None:
        """Nothing."""


@contextmanager
def progress_reporter(*, quiet: bool = False) -> Iterator[ProgressReporter]:
    """The progress reporter for the place where the run was started."""
    console = Console(stderr=True)
    if quiet:
        yield SilentReporter(console)
    elif not console.is_terminal:
        yield ProgressReporter(console)
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bars:
            yield ProgressBars(console, bars)
