"""Two crawls at a time on one machine: the second waits, says for what, and gives up after a while."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from flows import crawl_lock
from flows.crawl_lock import local_crawl_lock
from flows.progress import ProgressReporter
from flows.summary import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.settings import Settings
    from tests.flows.conftest import SamplePipeline

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from rich.console import Console
from archive.settings import Settings
from flows.crawl_lock import local_crawl_lock
from flows.progress import SilentReporter
settings = Settings(_env_file=None, home=Path(sys.argv[1]))
with local_crawl_lock(settings, "sweep 20250729T133000-3f2a", SilentReporter(Console())):
    print("held", flush=True)
    sys.stdin.read()
"""


class Notes(ProgressReporter):
    """Keeps its notes."""

    def __init__(self) -> None:
        super().__init__(Console())
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)


@pytest.fixture
def holder(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """Another process in a crawl; it ends when its standard input is closed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(settings.home)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate()


def test_a_run_waits_until_the_other_crawl_ends(
    settings: Settings, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class EndsTheOther(Notes):
        def note(self, text: str) -> None:
            super().note(text)
            if len(self.notes) == 2:
                holder.kill()

    monkeypatch.setattr(crawl_lock, "POLL", 0.05)
    monkeypatch.setattr(crawl_lock, "NOTE_EVERY", 0.1)
    progress = EndsTheOther()
    with local_crawl_lock(settings, "daily 20250729T173000-aaaa", progress):
        assert len(progress.notes) >= 2
    name = "sweep 20250729T133000-3f2a, process"
    assert all(note.startswith("waiting up to ") and name in note for note in progress.notes)


def test_a_run_gives_up_with_an_outcome_of_its_own_and_changes_nothing(
    fresh: SamplePipeline, holder: subprocess.Popen[str]
) -> None:
    fresh.settings.crawl_wait = 0.2
    summary = fresh.backfill()
    assert (summary.outcome, summary.exit_code) == (Outcome.BUSY, 4)
    other = f"sweep 20250729T133000-3f2a, process {holder.pid} on {os.uname().nodename}"
    assert summary.error == f"another crawl did not end within 0.2 s: {other}; run again later"
    assert fresh.site.requests == []
    assert fresh.tables.read("questions").height == 0
    holder.kill()
    holder.wait()
    assert fresh.backfill().outcome == Outcome.GAPS


def test_the_command_says_so_in_one_line(settings: Settings, holder: subprocess.Popen[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", "daily"],
        env={**os.environ, **settings.environment(), "LOKSABHA_CRAWL_WAIT": "0", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    other = f"sweep 20250729T133000-3f2a, process {holder.pid} on {os.uname().nodename}"
    assert done.returncode == 4
    assert done.stderr == f"loksabha: another crawl did not end within 0 s: {other}; run again later\n"
