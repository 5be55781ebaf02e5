"""Starting crawls in tests, and what they leave in the tables."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.schemas import QUESTIONS
from archive.tables import Tables, empty_frame
from samples.rows import row_as_json
from spiders.ledger.question_rows import listing_rows
from spiders.report import CrawlReport
from spiders.site.codes import Codes
from spiders.site.list_walk import WalkResult
from spiders.site.rows import read_row

if TYPE_CHECKING:
    from archive.settings import Settings
    from archive.store import Store
    from samples.site import Site

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
VOLATILE = {
    "run_id",
    "at",
    "first_listed",
    "last_listed",
    "fetched_at",
    "checked_at",
    "next_attempt",
    "attempts",
}
"""Columns that tell when and by whom, not what."""


@dataclass
class Crawl:
    """A crawl that was started."""

    place: Path

    @property
    def pid(self) -> int:
        """Its process."""
        return int(self._appears("pid"))

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End it."""
        os.kill(self.pid, number)

    def wait(self) -> int:
        """Its exit code, negative for a signal."""
        return int(self._appears("code"))

    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self.place.with_suffix(".code").exists()

    def lines(self) -> list[dict[str, Any]]:
        """What it printed; the last line of a killed one may be cut."""
        out = self.place.with_suffix(".out")
        text = out.read_text() if out.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def report(self) -> CrawlReport:
        """Its report, once it has ended."""
        code = self.wait()
        lines = self.lines()
        assert lines, self.log()
        report = CrawlReport.model_validate(lines[-1])
        assert code == (report.ended != "complete"), self.log()
        return report

    def log(self) -> str:
        """Its log."""
        return self.place.with_suffix(".log").read_text()

    def _appears(self, suffix: str) -> str:
        path = self.place.with_suffix(f".{suffix}")
        deadline = time.monotonic() + PATIENCE
        while not path.exists():
            assert time.monotonic() < deadline, f"{path} does not appear"
            time.sleep(0.005)
        return path.read_text()


@dataclass
class Crawls:
    """Crawls of a site into one store."""

    nursery: subprocess.Popen[str]
    folder: Path
    store: Store
    settings: Settings
    site: Site
    environment: dict[str, str] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)

    def start(self, *arguments: str, **environment: str) -> Crawl:
        """A crawl under way: `start("questions", "--sessions", "5")`."""
        number = next(self.numbers)
        place = self.folder / f"{number}"
        options = [*arguments, "--run", f"r{number}"]
        if "--lok-sabha" not in options:
            options += ["--lok-sabha", "18"]
        known = {**self.settings.environment(), **self.environment, **environment}
        assert self.nursery.stdin is not None
        self.nursery.stdin.write(
            json.dumps({"arguments": options, "environment": known, "place": str(place)}) + "\n"
        )
        self.nursery.stdin.flush()
        return Crawl(place)

    def list_questions(self) -> None:
        """Put the site's rows into the table as a crawl over the question lists does."""
        raws = [row_as_json(row, self.site.url) for rows in self.site.sessions.values() for row in rows]
        rows = [read_row(raw, self.site.url) for raw in raws]
        walked = WalkResult(len(rows), {row.question_id: row for row in rows})
        now, known = dt.datetime.now(dt.UTC), empty_frame(QUESTIONS)
        found = listing_rows(walked, known, Codes([], []), now=now, last_walk=now, run_id="r")
        Tables(self.store).merge("questions", [row for row, _ in found])

    def questions(self, *arguments: str, sessions: str = "5", **environment: str) -> CrawlReport:
        """The report of a crawl over question lists."""
        return self.start("questions", "--sessions", sessions, *arguments, **environment).report()

    def answers(self, *arguments: str, sessions: str = "5", **environment: str) -> CrawlReport:
        """The report of a crawl for answer files."""
        return self.start("answers", "--sessions", sessions, *arguments, **environment).report()

    def rows(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        """A table's rows, in order."""
        frame = Tables(self.store).read(name)
        return sorted(frame.select(columns or frame.columns).rows(), key=repr)

    def state(self) -> dict[str, list[dict[str, Any]]]:
        """All that the tables say, but for times, run ids and attempts."""
        found = {}
        for name in ("questions", "files", "changes"):
            frame = Tables(self.store).read(name)
            frame = frame.drop([column for column in frame.columns if column in VOLATILE])
            frame = (
                frame.with_columns(frame["delisted"].is_not_null()) if "delisted" in frame.columns else frame
            )
            rows = frame.drop([c for c in frame.columns if c == "change_id"]).to_dicts()
            found[name] = sorted(rows, key=lambda row: json.dumps(row, default=str, sort_keys=True))
        return found


def files_asked(site: Site) -> list[str]:
    return [path for _method, path, _query in site.requests_for("/getFile/")]


def wait_for_files(site: Site, number: int) -> None:
    """Until the site was asked for so many files."""
    deadline = time.monotonic() + 60
    while len(files_asked(site)) < number:
        assert time.monotonic() < deadline
        time.sleep(0.002)


def start_nursery() -> subprocess.Popen[str]:
    """The process that crawls are forked from."""
    command = [sys.executable, "-m", "tests.spiders.crawl_forkserver"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, text=True, cwd=ROOT)


def site_environment(site: Site) -> dict[str, str]:
    """Settings for crawls of a sample site, in no hurry to spare it."""
    return {"LOKSABHA_SITE_URL": site.url, "LOKSABHA_DELAY": "0", "LOKSABHA_CONCURRENCY": "4"}
