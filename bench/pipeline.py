"""Benchmark of the pipeline after the crawl: from raw bytes in the bucket to records in the tables."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from itertools import product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from rich.console import Console

from archive.keys import raw_key, sha256_of
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from flows.crawl_lock import local_crawl_lock
from flows.progress import SilentReporter
from flows.run import Run
from flows.steps.parse import parse_due
from flows.summary import RunSummary
from spiders.ledger.due_files import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.store import Store

COPIES = 8
"""Copies of each document in the bucket, made distinct by bytes after its end."""
ROUNDS = 3
"""Rounds; the median is reported."""
_NOW = dt.datetime(2025, 7, 29, 12, tzinfo=dt.UTC)
_HOME: dict[str, Any] = {"lok_sabha": 18, "session": 5, "run_id": "bench"}
_PARSE, _REPARSE = "bucket to tables, workers: {}", "bucket to tables from stored layers, workers: {}"


def measure_pipeline(paths: Iterable[Path]) -> dict[str, float]:
    """Documents per second by wall clock, including the start of the S3 server and of the workers."""
    documents = [path.read_bytes() + b"\n%% %d\n" % copy for copy in range(COPIES) for path in paths]
    speeds: dict[str, list[float]] = {}
    for _, workers in product(range(ROUNDS), (1, 2)):
        with tempfile.TemporaryDirectory() as home:
            settings = Settings(_env_file=None, home=Path(home), store="s3://bench", workers=workers)
            with open_store(settings) as store:
                _fill(store, documents)
                for label, since in ((_PARSE, None), (_REPARSE, "999")):
                    speed = len(documents) / _parse(settings, store, since=since)
                    speeds.setdefault(label.format(workers), []).append(speed)
    return {label: median(found) for label, found in speeds.items()}


def _fill(store: Store, documents: list[bytes]) -> None:
    tables, questions, files = Tables(store), [], []
    for number, data in enumerate(documents, start=1):
        key = {"question_id": f"LS18-S5-UNSTARRED-{number}", "file": f"annex/185/AU{number}_bench.pdf"}
        sha256 = sha256_of(data)
        store.put(raw_key(sha256), data)
        listed = {"question_type": "UNSTARRED", "question_no": number, "date": _NOW.date(), "row_hash": "0"}
        listed |= {"ministry": "COAL", "subject": "COAL"}
        questions.append({**_HOME, **key, **listed, "first_listed": _NOW, "last_listed": _NOW})
        state = {
            "media_type": "application/pdf",
            "version": 1,
            "language": "en",
            "status": "ok",
            "attempts": 0,
            "fetched_at": _NOW,
        }
        files.append({**_HOME, **key, **state, "sha256": sha256, "bytes": len(data)})
    tables.merge("questions", questions)
    tables.merge("files", files)


def _parse(settings: Settings, store: Store, since: str | None = None) -> float:
    """Seconds until all records are in the tables; `since` parses again those of older parser versions."""
    summary = RunSummary(run_id="bench", flow="bench", scope={}, started_at=_NOW)
    run = Run(settings, store, Tables(store), summary, SilentReporter(Console()), local_crawl_lock)
    start = time.perf_counter()
    parse_due(run, [(18, 5)], Selection(), since_version=since)
    return time.perf_counter() - start
