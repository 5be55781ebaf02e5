"""Progress on standard error: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = 15.0
"""Seconds between two plain lines about the same task."""


class ProgressReporter:
    """Prints plain lines: the first and the last of each task, and one every 15 seconds."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._updated: dict[str, float] = {}

    def note(self, text: str) -> None:
        """Prints a message."""
        self.console.print(text, highlight=False, markup=False, soft_wrap=True)

    def update(self, what: str, done: int, of: int | None) -> None:
        """Reports `done` of `of` steps of the task `what`; `of` is None if the number is unknown."""
        now = time.monotonic()
        if done == of or now - self._updated.get(what, now - EVERY) >= EVERY:
            self._updated[what] = now
            self.note(f"{what}: {done}" + (f" of {of}" if of is not None else ""))


class ProgressBars(ProgressReporter):
    """Draws one bar per task."""

    def __init__(self, console: Console, bars: Progress) -> None:
        super().__init__(console)
        self.bars, self._tasks = bars, dict[str, TaskID]()

    def update(self, what: str, done: int, of: int | None) -> None:
        """Moves the task's bar, or adds it."""
        if what not in self._tasks:
            self._tasks[what] = self.bars.add_task(what, total=of)
        self.bars.update(self._tasks[what], completed=done, total=of)


class SilentReporter(ProgressReporter):
    """Prints nothing: the caller wants JSON only."""

    def note(self, text: str) -> None:
        """Prints nothing."""

    def update(self, what: str, done: int, of: int | None) -> None:
        """Prints nothing."""


@contextmanager
def progress_reporter(*, quiet: bool = False) -> Iterator[ProgressReporter]:
    """The reporter that suits standard error: silent, plain lines, or bars."""
    console = Console(stderr=True)
    if quiet:
        yield SilentReporter(console)
    elif not console.is_terminal:
        yield ProgressReporter(console)
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bars:
            yield ProgressBars(console, bars)
