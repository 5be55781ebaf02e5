"""Work spread over processes that can be killed: what crashes or hangs costs only its own job."""

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

JOBS_A_WORKER = 1000
"""After so many jobs a worker is replaced: what its libraries may leak is freed. Its start takes a second."""

STARTING = 60.0
"""Seconds that a worker may take to start and import."""


@dataclass(frozen=True)
class JobFailure:
    """Why a job has no result."""

    cause: Unreadable
    detail: str


@dataclass
class Worker(Generic[J]):
    """A process, and the job that it has in hand."""

    process: SpawnProcess
    link: Connection
    job: J
    deadline: float
    busy: bool = True
    ready: bool = False
    done: int = 0

    def start_job(self, seconds: float) -> None:
        """Hand the job over; the process may be dead, which is heard later."""
        self.deadline = monotonic() + seconds
        with suppress(OSError):
            self.link.send(self.job)

    def end(self) -> None:
        """Kill the process and whatever it has started."""
        if self.process.pid is not None:
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.link.close()


def map_unordered(
    function: Callable[[J], R], jobs: Iterable[J], *, workers: int, seconds: float, memory_mb: int
) -> Iterator[tuple[J, R | JobFailure]]:
    """Each job with its result or its failure, as they are done; a job is drawn when a worker is free for it.

    `seconds` of wall time are each job's own; `memory_mb` is what a worker may take on top of its imports.
    `function` must be importable by name. Closing the iterator, or Ctrl-C, ends all workers.
    """
    crew = Crew[J](function, max(1, workers), seconds, memory_mb)
    try:
        for job in jobs:
            done: list[tuple[J, R | JobFailure]] = []
            while not crew.is_free():
                done.extend(crew.results())
            crew.employ(job)
            yield from done  # whoever takes a result may be slow: the worker has its next job before
        while crew.is_busy():
            yield from crew.results()
    finally:
        crew.dismiss()


class Crew(Generic[J]):
    """The workers of one `map_unordered`."""

    def __init__(self, function: Callable[[J], Any], size: int, seconds: float, memory_mb: int) -> None:
        self._function = function
        self._size = size
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._workers: list[Worker[J]] = []

    def is_free(self) -> bool:
        """Whether a job can be handed out at once."""
        return len(self._workers) < self._size or not all(worker.busy for worker in self._workers)

    def is_busy(self) -> bool:
        """Whether any job is under way."""
        return any(worker.busy for worker in self._workers)

    def employ(self, job: J) -> None:
        """Give a job to a free worker, else to a new one."""
        free = next((worker for worker in self._workers if not worker.busy), None)
        if free is None:
            self._workers.append(self._started(job))
            return
        free.job, free.busy = job, True
        free.start_job(self._seconds)

    def results(self) -> Iterator[tuple[J, Any]]:
        """What has been done, or has failed, by the time that something happens."""
        busy = [worker for worker in self._workers if worker.busy]
        patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        heard = wait([worker.link for worker in busy], patience)
        for worker in busy:
            if worker.link in heard:
                yield from self._hear(worker)
            elif monotonic() >= worker.deadline:
                yield self._lose(worker, Unreadable.TIMEOUT, f"after {self._seconds} s")

    def dismiss(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()

    def _started(self, job: J) -> Worker[J]:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, self._function, self._memory_mb), daemon=True)
        process.start()
        there.close()
        return Worker(process, here, job, monotonic() + STARTING)

    def _hear(self, worker: Worker[J]) -> Iterator[tuple[J, Any]]:
        try:
            said = worker.link.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            worker.process.join(1.0)
            killed = worker.process.exitcode == -signal.SIGKILL  # by the system, when memory ran out
            cause = Unreadable.MEMORY if killed else Unreadable.CRASH
            yield self._lose(worker, cause, f"exit code {worker.process.exitcode}")
            return
        if not worker.ready:
            worker.ready = True
            worker.start_job(self._seconds)
            return
        worker.busy = False
        worker.done += 1
        if worker.done >= JOBS_A_WORKER:
            self._workers.remove(worker)
            worker.end()
        yield worker.job, said

    def _lose(self, worker: Worker[J], cause: Unreadable, detail: str) -> tuple[J, JobFailure]:
        self._workers.remove(worker)
        worker.end()
        return worker.job, JobFailure(cause, detail)


def serve(link: Connection, function: Callable[[Any], Any], memory_mb: int) -> None:
    """The life of a worker: a word that it is ready, then a result for each job."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory_mb)
    link.send(None)
    with suppress(EOFError, OSError):
        while True:
            link.send(_tried(function, link.recv()))


def _tried(function: Callable[[Any], Any], job: object) -> object:
    try:
        return function(job)
    except MemoryError as error:
        return JobFailure(Unreadable.MEMORY, repr(error))
    except Exception as error:  # noqa: BLE001 - whatever a job raises is that job's failure
        return JobFailure(Unreadable.CRASH, repr(error))
