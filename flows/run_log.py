"""The progress of a flow run as lines of its log in Prefect."""

from __future__ import annotations

from prefect.logging import get_run_logger
from rich.console import Console

from flows.progress import ProgressReporter


class RunLogReporter(ProgressReporter):
    """Writes notes and progress to the log of the flow run: one line per task in 15 seconds at most."""

    def __init__(self) -> None:
        super().__init__(Console(stderr=True))
        self.log = get_run_logger()

    def note(self, text: str) -> None:
        """Logs a message."""
        self.log.info(text)
