"""What a crawl costs, as a table: `python -m bench.crawl`. Sample site, S3 and crawl share this machine.

The yardstick is a plain loop with httpx that fetches the same files from the same site, eight at once, and
writes them to the disk: no robots.txt, no accounts, no bucket.
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

AT_ONCE = 8
SESSION = 3499
"""Questions of the 18th Lok Sabha's second session."""
LARGE = 30_000
ROUNDS = {SESSION: 5, LARGE: 1}
"""Crawls of each, every one into an empty bucket; the medians are shown."""
COUNTED = 1000
"""Questions of the run whose S3 requests are counted, through a proxy."""


@dataclass(frozen=True)
class Cost:
    """What one crawl took."""

    seconds: float
    cpu: float
    """Seconds, user and system."""
    peak: float
    """Resident memory at its highest, MiB."""


@dataclass(frozen=True)
class Crawled:
    """A session of so many questions: its list walked, its files fetched."""

    questions: int
    walk: Cost
    fetch: Cost
    plain: float
    """Files a second of the yardstick."""

    @property
    def rate(self) -> float:
        """Files a second, from the start of the process to its end."""
        return self.questions / self.fetch.seconds

    @property
    def share(self) -> float:
        """Of the yardstick's speed, in percent."""
        return 100 * self.rate / self.plain


_LINES: dict[str, Callable[[Crawled], float]] = {
    "walk of the list, seconds": lambda run: run.walk.seconds,
    "files a second, process start included": lambda run: run.rate,
    "files a second, plain httpx to disk": lambda run: run.plain,
    "share of the plain loop, %": lambda run: run.share,
    "CPU microseconds a file": lambda run: 1e6 * run.fetch.cpu / run.questions,
    "peak MiB, walk of the list": lambda run: run.walk.peak,
    "peak MiB, files": lambda run: run.fetch.peak,
}


@contextmanager
def sample_site(questions: int) -> Iterator[str]:
    """The address of a synthetic session in a process of its own."""
    command = [sys.executable, "-m", "samples", "serve", "--synthetic", str(questions)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def run_crawl(kind: str, environment: Mapping[str, str]) -> Cost:
    """One crawl of the session, from the start of its process to its end."""
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
    return Cost(seconds, usage.ru_utime + usage.ru_stime, highest)


def crawl_session(questions: int, home: Path) -> Crawled:
    """What a session costs, crawled into an empty bucket."""
    settings = Settings(
        _env_file=None, home=home, store=f"s3://bench/{uuid4().hex}", delay=0, concurrency=AT_ONCE
    )
    with sample_site(questions) as url, open_store(settings) as store:
        environment = settings.model_copy(update={"site_url": url}).environment()
        walk = run_crawl("questions", environment)
        fetch = run_crawl("answers", environment)
        urls = Tables(store).read("questions")["url"].to_list()[:SESSION]
        plain = len(urls) / asyncio.run(fetch_plainly(urls, home / "plain"))
    return Crawled(questions, walk, fetch, plain)


async def fetch_plainly(urls: list[str], folder: Path) -> float:
    """Seconds that the yardstick takes."""
    folder.mkdir(parents=True, exist_ok=True)
    start, left = time.monotonic(), iter(urls)

    async def worker(client: httpx.AsyncClient) -> None:
        for url in left:
            reply = await client.get(url)
            reply.raise_for_status()
            (folder / url.rpartition("/")[2].partition("?")[0]).write_bytes(reply.content)

    async with httpx.AsyncClient() as client:
        await asyncio.gather(*(worker(client) for _ in range(AT_ONCE)))
    return time.monotonic() - start


def count_s3_requests(home: Path) -> tuple[float, int]:
    """S3 requests for each new file, and those of a walk over a list without news."""
    settings = Settings(_env_file=None, home=home, store="s3://bench/counted", delay=0, concurrency=AT_ONCE)
    with sample_site(COUNTED) as url, open_store(settings) as store:
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
    return counts[1] / COUNTED, counts[2]


@click.command()
@click.option("--quick", is_flag=True, help=f"Leave out the session of {LARGE} questions.")
def main(*, quick: bool) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sizes = (SESSION,) if quick else (SESSION, LARGE)
        runs = [[crawl_session(size, home) for _ in range(ROUNDS[size])] for size in sizes]
        show("questions of the session", *sizes)
        show("rounds, of which the medians", *(ROUNDS[size] for size in sizes))
        for what, of in _LINES.items():
            show(what, *(median(map(of, rounds)) for rounds in runs))
        a_file, a_walk = count_s3_requests(home)
        click.echo(f"{'S3 requests a new file':42}{a_file:10.2f}")
        show("S3 requests of a walk without news", a_walk)


def show(what: str, *values: float) -> None:
    """A line of the table."""
    click.echo(f"{what:42}" + "".join(f"{value:10.0f}" for value in values))


if __name__ == "__main__":
    main()
