"""Starts crawls in tests, and reads what they leave in the tables."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.schemas import QUESTIONS
from archive.settings import Settings
from archive.tables import Tables, empty_frame
from samples.rows import row_as_json
from spiders.ledger.due_files import Selection
from spiders.ledger.question_rows import listing_rows
from spiders.report import CrawlReport
from spiders.settings import scrapy_settings
from spiders.site.codes import Codes
from spiders.site.list_walk import WalkResult
from spiders.site.rows import read_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerProcess

    from archive.store import Store
    from samples.site import Site

ROOT = Path(__file__).parents[2]
TIMEOUT = 60.0
"""Seconds."""
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
"""Columns that depend on the time and the run."""

FORKS = multiprocessing.get_context("forkserver")
"""Forks crawls from a process with all their imports, which take seconds."""
FORKS.set_forkserver_preload(
    [
        "boto3.s3.inject",
        "pandas",  # pyarrow imports it where it is installed
        "pyarrow.dataset",
        "protego",
        "spiders.http.public_hosts",
        "scrapy.core.scheduler",
        "scrapy.dupefilters",
        "scrapy.logformatter",
        "scrapy.squeues",
        "scrapy.statscollectors",
        *(
            path.rpartition(".")[0]
            for path in scrapy_settings(Settings(_env_file=None))["DOWNLOADER_MIDDLEWARES"]
        ),
        *(path.rpartition(".")[0] for path in scrapy_settings(Settings(_env_file=None))["EXTENSIONS"]),
        "spiders.pipelines",
        "spiders.process",
        __name__,
    ]
)


def run_crawl(arguments: Sequence[str], environment: Mapping[str, str], out: Path, log: Path) -> None:
    """Does what `python -m spiders` does; the target of a forked process."""
    for descriptor, path in ((1, out), (2, log)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
    os.environ.update(environment)
    from spiders.process import main

    main(arguments)


@dataclass
class Crawl:
    """A crawl that was started."""

    process: ForkServerProcess
    out: Path
    log_file: Path

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send it a signal."""
        assert self.process.pid
        os.kill(self.process.pid, number)

    def wait(self) -> int:
        """Its exit code, negative for a signal."""
        self.process.join(TIMEOUT)
        assert self.process.exitcode is not None, f"still running: {self.log()}"
        return self.process.exitcode

    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.is_alive()

    def lines(self) -> list[dict[str, Any]]:
        """What it printed; the last line of a killed one may be cut."""
        text = self.out.read_text() if self.out.exists() else ""
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
        return self.log_file.read_text() if self.log_file.exists() else ""


@dataclass
class Crawls:
    """Crawls of a site into one store."""

    folder: Path
    store: Store
    settings: Settings
    site: Site
    environment: dict[str, str] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)

    def start(self, *arguments: str, **environment: str) -> Crawl:
        """Start a crawl: `start("questions", "--sessions", "5")`."""
        number = next(self.numbers)
        options = [*arguments, "--run", f"r{number}"]
        if "--lok-sabha" not in options:
            options += ["--lok-sabha", "18"]
        settings = {**self.settings.environment(), **self.environment, **environment}
        out, log = self.folder / f"{number}.out", self.folder / f"{number}.log"
        process = FORKS.Process(target=run_crawl, args=(options, settings, out, log), daemon=True)
        process.start()
        return Crawl(process, out, log)

    def list_questions(self) -> None:
        """Write the site's rows to the table as a crawl of the question lists does."""
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
        """The rows of all tables without times, run ids and attempts."""
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
    """Wait until the site was asked for this number of files."""
    deadline = time.monotonic() + 60
    while len(files_asked(site)) < number:
        assert time.monotonic() < deadline
        time.sleep(0.002)


def site_environment(site: Site) -> dict[str, str]:
    """Settings for crawls of a sample site, without a delay."""
    return {"LOKSABHA_SITE_URL": site.url, "LOKSABHA_DELAY": "0", "LOKSABHA_CONCURRENCY": "4"}


def selection(**fields: Any) -> str:
    """A selection as the `--choice` option."""
    return Selection(**fields).model_dump_json()


def retry_now(crawls: Crawls, **fields: Any) -> CrawlReport:
    """The report of a crawl that requests failed files again."""
    return crawls.answers("--choice", selection(ignore_schedule=True, **fields))


def count_causes(crawls: Crawls) -> dict[str, int]:
    """Number of files by cause, or by status if they have none."""
    return dict(Counter(cause or status for status, cause in crawls.rows("files", "status", "cause")))
