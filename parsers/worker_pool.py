"""A pool of processes that can be killed: a job that crashes, hangs or runs out of memory costs only itself.

Each worker has a pipe of its own and leads a process group, which is killed with it: no program that it has
started (tesseract, pdfplumber) outlives it.

Why not pebble's ProcessPool (5.2): it is as fast, but its workers share one pipe and the lock of that pipe.
When the system kills a worker that holds the lock, all others stop, and after a minute every job has failed.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from parsers.limits import limit_memory
from parsers.vocabulary import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import SpawnProcess

J = TypeVar("J")
R = TypeVar("R")

JOBS_PER_WORKER = 1000
"""A worker is replaced after this many jobs, which frees what its libraries leak; a start takes a second."""

START_SECONDS = 60.0
"""The longest that a worker may take to start and import."""


@dataclass(frozen=True)
class JobFailure:
    """Why a job has no result."""

    cause: Unreadable
    detail: str


def map_unordered(
    function: Callable[[J], R], jobs: Iterable[J], *, workers: int, seconds: float, memory_mb: int
) -> Iterator[tuple[J, R | JobFailure]]:
    """Each job with its result or its failure, in the order in which they finish.

    A job is drawn from `jobs` when a worker is free for it. Each job may take `seconds` of wall time, each
    worker `memory_mb` MiB of address space on top of its imports. `function` must be importable by name.
    Closing the iterator, or Ctrl-C, kills all workers and the programs that they run.
    """
    pool = WorkerPool[J](function, max(1, workers), seconds, memory_mb)
    try:
        for job in jobs:
            done: list[tuple[J, R | JobFailure]] = []
            while not pool.has_free_worker():
                done.extend(pool.results())
            pool.submit(job)
            yield from done  # after the next job has been submitted: the consumer may be slow
        while pool.is_busy():
            yield from pool.results()
    finally:
        pool.close()


@dataclass
class Worker(Generic[J]):
    """A process, and the job that it works on or has done last."""

    process: SpawnProcess
    pipe: Connection
    job: J
    deadline: float
    """By the monotonic clock, in seconds: of its start while it is not ready, then of its job."""
    busy: bool = True
    ready: bool = False
    """Whether it has started and imported."""
    jobs_done: int = 0

    def send_job(self, seconds: float) -> None:
        """Send the job; that the process is dead shows when its result is received."""
        self.deadline = monotonic() + seconds
        with suppress(OSError):
            self.pipe.send(self.job)

    def kill(self) -> None:
        """Kill the process and all programs that it has started."""
        if self.process.pid is not None:
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.pipe.close()


class WorkerPool(Generic[J]):
    """The workers of one `map_unordered`."""

    def __init__(self, function: Callable[[J], Any], size: int, seconds: float, memory_mb: int) -> None:
        self._function = function
        self._size = size
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._workers: list[Worker[J]] = []

    def has_free_worker(self) -> bool:
        """Whether `submit` may be called: a worker is idle, or another one may be started."""
        return len(self._workers) < self._size or not all(worker.busy for worker in self._workers)

    def is_busy(self) -> bool:
        """Whether any job has no result yet."""
        return any(worker.busy for worker in self._workers)

    def submit(self, job: J) -> None:
        """Give a job to an idle worker, else start one for it."""
        idle = next((worker for worker in self._workers if not worker.busy), None)
        if idle is None:
            self._workers.append(self._start_worker(job))
            return
        idle.job, idle.busy = job, True
        idle.send_job(self._seconds)

    def results(self) -> Iterator[tuple[J, Any]]:
        """Wait until a worker sends or runs out of time; the results and failures that came by then."""
        busy = [worker for worker in self._workers if worker.busy]
        seconds = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        readable = wait([worker.pipe for worker in busy], seconds)
        for worker in busy:
            if worker.pipe in readable:
                yield from self._receive(worker)
            elif monotonic() >= worker.deadline:
                yield self._fail(worker, Unreadable.TIMEOUT, f"after {self._seconds} s")

    def close(self) -> None:
        """Kill all workers."""
        for worker in self._workers:
            worker.kill()

    def _start_worker(self, job: J) -> Worker[J]:
        context = multiprocessing.get_context("spawn")
        pipe, worker_end = context.Pipe()
        arguments = (worker_end, self._function, self._memory_mb)
        process = context.Process(target=worker_main, args=arguments, daemon=True)
        process.start()
        worker_end.close()
        return Worker(process, pipe, job, monotonic() + START_SECONDS)

    def _receive(self, worker: Worker[J]) -> Iterator[tuple[J, Any]]:
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            worker.process.join(1.0)
            killed = worker.process.exitcode == -signal.SIGKILL  # by the system, when memory ran out
            cause = Unreadable.MEMORY if killed else Unreadable.CRASH
            yield self._fail(worker, cause, f"exit code {worker.process.exitcode}")
            return
        if not worker.ready:
            worker.ready = True
            worker.send_job(self._seconds)
            return
        worker.busy = False
        worker.jobs_done += 1
        if worker.jobs_done >= JOBS_PER_WORKER:
            self._workers.remove(worker)
            worker.kill()
        yield worker.job, result

    def _fail(self, worker: Worker[J], cause: Unreadable, detail: str) -> tuple[J, JobFailure]:
        self._workers.remove(worker)
        worker.kill()
        return worker.job, JobFailure(cause, detail)


def worker_main(pipe: Connection, function: Callable[[Any], Any], memory_mb: int) -> None:
    """The loop of a worker: send None when it is ready, then one result per job."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory_mb)
    pipe.send(None)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(run_job(function, pipe.recv()))


def run_job(function: Callable[[Any], Any], job: object) -> object:
    """The result of a job, or the `JobFailure` for what it raised."""
    try:
        return function(job)
    except MemoryError as error:
        return JobFailure(Unreadable.MEMORY, repr(error))
    except Exception as error:  # noqa: BLE001 - whatever a job raises is that job's failure
        return JobFailure(Unreadable.CRASH, repr(error))
