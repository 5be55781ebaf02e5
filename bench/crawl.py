"""Benchmark of the crawl: `python -m bench.crawl`. Sample site, S3 and crawl share this machine.

The baseline is a plain httpx loop that fetches the same files from the same site, eight at a time. It ignores
robots.txt, records nothing and writes to local disk.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from uuid import uuid4

import click
import httpx

from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from bench.memory import peak
from bench.s3_proxy import s3_proxy
from spiders.crawl import ALLOCATOR_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CONCURRENCY = 8
SESSION = 3499
"""Questions of the 18th Lok Sabha's second session."""
LARGE = 30_000
ROUNDS = {SESSION: 5, LARGE: 1}
"""Number of crawls per session size, each into an empty bucket; the median is reported."""
COUNTED_QUESTIONS = 1000
"""Questions of the session for which S3 requests are counted."""


@dataclass(frozen=True)
class ProcessCost:
    """Cost of one crawl process."""

    seconds: float
    cpu: float
    """User and system time in seconds."""
    peak: float
    """Peak resident memory in MiB."""


@dataclass(frozen=True)
class SessionCost:
    """Cost of walking the list of a session and fetching its files."""

    questions: int
    walk: ProcessCost
    fetch: ProcessCost
    baseline: float
    """Files per second of the baseline."""

    @property
    def rate(self) -> float:
        """Files per second, from process start to process end."""
        return self.questions / self.fetch.seconds

    @property
    def share(self) -> float:
        """Speed in percent of the baseline."""
        return 100 * self.rate / self.baseline


_ROWS: dict[str, Callable[[SessionCost], float]] = {
    "walk of the list, seconds": lambda run: run.walk.seconds,
    "files per second, with process start": lambda run: run.rate,
    "files per second, baseline": lambda run: run.baseline,
    "share of the baseline, %": lambda run: run.share,
    "CPU microseconds per file": lambda run: 1e6 * run.fetch.cpu / run.questions,
    "peak MiB, walk of the list": lambda run: run.walk.peak,
    "peak MiB, files": lambda run: run.fetch.peak,
}


@contextmanager
def sample_site(questions: int) -> Iterator[str]:
    """Serve a synthetic session in another process; gives its address."""
    command = [sys.executable, "-m", "samples", "serve", "--synthetic", str(questions)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def run_crawl(kind: str, environment: Mapping[str, str]) -> ProcessCost:
    """Run one crawl of the session and measure its process."""
    command = [sys.executable, "-m", "spiders", kind, "--run", kind, "--lok-sabha", "18", "--sessions", "5"]
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment, **ALLOCATOR_SETTINGS},
        )
        highest, ended = 0.0, 0
        while not ended:
            highest = max(highest, peak(process.pid))
            time.sleep(0.01)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            out.seek(0)
            raise click.ClickException(out.read().decode().splitlines()[-1])
    return ProcessCost(seconds, usage.ru_utime + usage.ru_stime, highest)


def crawl_session(questions: int, home: Path) -> SessionCost:
    """Crawl a session into an empty bucket and measure it."""
    settings = Settings(
        _env_file=None, home=home, store=f"s3://bench/{uuid4().hex}", delay=0, concurrency=CONCURRENCY
    )
    with sample_site(questions) as url, open_store(settings) as store:
        environment = settings.model_copy(update={"site_url": url}).environment()
        walk = run_crawl("questions", environment)
        fetch = run_crawl("answers", environment)
        urls = Tables(store).read("questions")["url"].to_list()[:SESSION]
        baseline = len(urls) / asyncio.run(fetch_baseline(urls, home / "baseline"))
    return SessionCost(questions, walk, fetch, baseline)


async def fetch_baseline(urls: list[str], folder: Path) -> float:
    """Seconds that the baseline takes."""
    folder.mkdir(parents=True, exist_ok=True)
    start, left = time.monotonic(), iter(urls)

    async def worker(client: httpx.AsyncClient) -> None:
        for url in left:
            reply = await client.get(url)
            reply.raise_for_status()
            (folder / url.rpartition("/")[2].partition("?")[0]).write_bytes(reply.content)

    async with httpx.AsyncClient() as client:
        await asyncio.gather(*(worker(client) for _ in range(CONCURRENCY)))
    return time.monotonic() - start


def count_s3_requests(home: Path) -> tuple[float, int]:
    """S3 requests per new file, and of a walk over an unchanged list."""
    settings = Settings(
        _env_file=None, home=home, store="s3://bench/counted", delay=0, concurrency=CONCURRENCY
    )
    with sample_site(COUNTED_QUESTIONS) as url, open_store(settings) as store:
        keys = json.loads((home / "s3" / "credentials.json").read_text())
        with s3_proxy(int(store.endpoint_url.rpartition(":")[2])) as proxy:
            environment = settings.model_copy(update={"site_url": url}).environment() | {
                "LOKSABHA_S3_ENDPOINT_URL": f"http://127.0.0.1:{proxy.port}",
                "AWS_ACCESS_KEY_ID": keys["access_key"],
                "AWS_SECRET_ACCESS_KEY": keys["secret_key"],
            }
            counts = []
            for kind in ("questions", "answers", "questions"):
                proxy.request_counts.clear()
                run_crawl(kind, environment)
                counts.append(proxy.request_counts.total())
    return counts[1] / COUNTED_QUESTIONS, counts[2]


@click.command()
@click.option("--quick", is_flag=True, help=f"Skip the session of {LARGE} questions.")
def main(*, quick: bool) -> None:
    """Measure the crawl and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sizes = (SESSION,) if quick else (SESSION, LARGE)
        runs = [[crawl_session(size, home) for _ in range(ROUNDS[size])] for size in sizes]
        show("questions of the session", *sizes)
        show("rounds (medians are shown)", *(ROUNDS[size] for size in sizes))
        for label, figure in _ROWS.items():
            show(label, *(median(map(figure, rounds)) for rounds in runs))
        per_file, per_walk = count_s3_requests(home)
        click.echo(f"{'S3 requests per new file':42}{per_file:10.2f}")
        show("S3 requests of a walk without changes", per_walk)


def show(label: str, *values: float) -> None:
    """Print a row of the table."""
    click.echo(f"{label:42}" + "".join(f"{value:10.0f}" for value in values))


if __name__ == "__main__":
    main()
