"""Starting a crawl as a process of its own and hearing its news; a second crawl in one process cannot be."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import orjson

from spiders.errors import CrawlFailed
from spiders.report import CrawlReport, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from spiders.ledger.due_files import Selection

THRIFT = {
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
}
"""For the allocators of Polars, Delta Lake, Arrow and Python: what is free goes back at once, or is shared.

Polars sets another value of the first for the processes that its own starts.
"""
PATIENCE = 60.0
"""Seconds that an interrupted crawl gets to write down what it has."""


def crawl_questions(
    run_id: str,
    *,
    lok_sabha: int | None,
    sessions: Sequence[int] = (),
    on: str | None = None,
    **process: Any,
) -> CrawlReport:
    """The report of a crawl over question lists; raises `CrawlFailed` if the process dies."""
    arguments = ["--run", run_id, "--sessions", ",".join(map(str, sessions))]
    if lok_sabha is not None:
        arguments += ["--lok-sabha", str(lok_sabha)]
    if on is not None:
        arguments += ["--on", on]
    return _run("questions", arguments, **process)


def crawl_answers(
    run_id: str, *, lok_sabha: int, sessions: Sequence[int], choice: Selection, **process: Any
) -> CrawlReport:
    """The report of a crawl for answer files; raises `CrawlFailed` if the process dies."""
    arguments = ["--run", run_id, "--lok-sabha", str(lok_sabha), "--sessions", ",".join(map(str, sessions))]
    return _run("answers", [*arguments, "--choice", choice.model_dump_json()], **process)


def _run(
    name: str,
    arguments: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str],
    on_progress: Callable[[Progress], None],
) -> CrawlReport:
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "spiders", name, *arguments]
    report: CrawlReport | None = None
    env = {**environment, **THRIFT}
    with (
        log.open("ab") as noise,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=noise, env=env) as process,
    ):
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            for line in process.stdout:
                news = orjson.loads(line)
                if "what" in news:
                    on_progress(Progress.model_validate(news))
                else:
                    report = CrawlReport.model_validate(news)
        except KeyboardInterrupt:
            _let_end(process)
            raise
    if report is None:
        raise CrawlFailed(f"the {name} crawl died with code {process.returncode}; its log is {log}")
    return report


def _let_end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a crawl that got the same Ctrl-C."""
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.terminate()
