"""Workers that crash, hang or are killed: only their own job fails, and nothing that they started stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING

import pytest

from parsers import worker_pool
from parsers.vocabulary import Unreadable
from parsers.worker_pool import JobFailure, map_unordered
from tests.parsers.worker_jobs import RESULT_BYTES, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Job = tuple[str, float]


BAD: list[tuple[Job, Unreadable]] = [
    (("crash", 0), Unreadable.CRASH),
    (("exit", 3), Unreadable.CRASH),
    (("raise", 0), Unreadable.CRASH),
    (("eat", 2**31), Unreadable.MEMORY),
    (("sleep", 600), Unreadable.TIMEOUT),
    (("child", 600), Unreadable.TIMEOUT),
]
GOOD: list[Job] = [("double", n) for n in range(20)]


@pytest.fixture(scope="module")
def outcomes() -> dict[Job, object]:
    """Good and bad jobs, done by the same workers."""
    jobs = [*GOOD[:7], *(job for job, _ in BAD), *GOOD[7:]]
    return dict(map_unordered(work, jobs, workers=2, seconds=2.0, memory_mb=512))


def test_every_good_job_has_its_own_result(outcomes: dict[Job, object]) -> None:
    assert {job: outcomes[job] for job in GOOD} == {job: job[1] * 2 for job in GOOD}


@pytest.mark.parametrize(("bad", "cause"), [pytest.param(*one, id=one[0][0]) for one in BAD])
def test_a_bad_job_costs_only_itself(outcomes: dict[Job, object], bad: Job, cause: Unreadable) -> None:
    failure = outcomes[bad]
    assert isinstance(failure, JobFailure)
    assert failure.cause is cause


def test_a_killed_worker_leaves_no_child_behind(tmp_path: Path) -> None:
    child = tmp_path / "child"
    jobs = [("killed while its child runs", str(child)), ("double", 1)]
    found = dict(map_unordered(work, jobs, workers=1, seconds=30.0, memory_mb=512))
    failure = found[jobs[0]]
    assert isinstance(failure, JobFailure)
    assert failure.cause is Unreadable.MEMORY
    assert found[jobs[1]] == 2
    assert ended(int(child.read_text()))


def test_a_worker_that_is_killed_while_it_sends_stops_no_other() -> None:
    killed = [("killed while it sends", n / 10_000) for n in range(12)]
    large = [("large", n) for n in range(24)]
    jobs = [job for n, job in enumerate(killed) for job in (job, *large[2 * n : 2 * n + 2])]
    found = dict(map_unordered(work, jobs, workers=2, seconds=30.0, memory_mb=512))
    failed = {job for job, result in found.items() if isinstance(result, JobFailure)}
    assert len(found) == len(jobs)
    assert 0 < len(failed) <= len(killed)  # the signal may come when the worker has its next job
    assert {found[job] for job in large if job not in failed} == {bytes(RESULT_BYTES)}


def test_no_jobs_start_no_worker() -> None:
    assert list(map_unordered(work, [], workers=0, seconds=1.0, memory_mb=512)) == []


def test_jobs_are_drawn_as_workers_become_free() -> None:
    drawn = 0

    def endless() -> Iterator[Job]:
        nonlocal drawn
        while True:
            drawn += 1
            yield ("double", drawn)

    results = map_unordered(work, endless(), workers=2, seconds=30.0, memory_mb=512)
    for _ in range(5):
        next(results)
    assert drawn <= 5 + 2 + 1
    results.close()


def test_a_worker_is_replaced_after_its_number_of_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_pool, "JOBS_PER_WORKER", 2)
    found = map_unordered(work, [("pid", n) for n in range(4)], workers=1, seconds=30.0, memory_mb=512)
    pids = [pid for _, pid in found]
    assert len(set(pids)) == 2


def test_closing_the_iterator_ends_the_workers() -> None:
    results = map_unordered(work, [("pid", 0), ("sleep", 600)], workers=1, seconds=600.0, memory_mb=512)
    _, pid = next(results)
    results.close()
    assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_interrupt_leaves_no_process_behind(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent(
            """
            from parsers.worker_pool import map_unordered
            from tests.parsers.worker_jobs import work

            if __name__ == "__main__":
                jobs = [("pid", 0), ("child", 600), ("child", 601)]
                for _, result in map_unordered(work, jobs, workers=2, seconds=600.0, memory_mb=512):
                    print(result, flush=True)
            """
        )
    )
    environment = {**os.environ, "PYTHONPATH": str(pytestconfig.rootpath)}
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    ) as running:
        assert running.stdout is not None
        worker = int(running.stdout.readline())
        running.send_signal(signal.SIGINT)
        running.wait(timeout=60)
    assert ended(worker)


def ended(pid: int) -> bool:
    """Whether a process ends within 10 seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
