"""Starts a crawl as a child process and reads its progress and report: Scrapy runs once per process."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import orjson

from spiders.errors import CrawlFailed, Terminated
from spiders.report import CrawlReport, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from spiders.ledger.due_files import Selection

ALLOCATOR_SETTINGS = {
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0",  # Polars sets others for its own children
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Polars, Delta Lake and Arrow return free memory at once: 290, not 322 MiB for a walk of 3,499 rows."""
GRACE = 60.0
"""Seconds that a crawl gets to record its results after Ctrl-C."""
TERMINATION_GRACE = 4.0
"""The same after SIGTERM, which service managers soon follow with SIGKILL."""


def crawl_questions(
    run_id: str,
    *,
    lok_sabha: int | None,
    sessions: Sequence[int] = (),
    on: str | None = None,
    **process: Any,
) -> CrawlReport:
    """The report of a crawl of question lists; raises `CrawlFailed` if the process ends without one."""
    arguments = ["--run", run_id, "--sessions", ",".join(map(str, sessions))]
    if lok_sabha is not None:
        arguments += ["--lok-sabha", str(lok_sabha)]
    if on is not None:
        arguments += ["--on", on]
    return _run("questions", arguments, **process)


def crawl_answers(
    run_id: str, *, lok_sabha: int, sessions: Sequence[int], choice: Selection, **process: Any
) -> CrawlReport:
    """The report of a crawl of answer files; raises `CrawlFailed` if the process ends without one."""
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
    env = {**environment, **ALLOCATOR_SETTINGS}
    with (
        log.open("ab") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=env) as process,
    ):
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            for line in process.stdout:
                message = orjson.loads(line)
                if "what" in message:
                    on_progress(Progress.model_validate(message))
                else:
                    report = CrawlReport.model_validate(message)
        except Terminated:
            process.terminate()
            _wait(process, TERMINATION_GRACE)
            raise
        except KeyboardInterrupt:
            _wait(process, GRACE)
            raise
    if report is None:
        raise CrawlFailed(f"the {name} crawl died with code {process.returncode}; its log is {log}")
    return report


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait for the crawl, which got the same signal, to record its results; kill it after some seconds."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
