"""PDF readers to compare, and functions that measure their time and memory."""

from __future__ import annotations

import logging
import multiprocessing
import os
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import pdfplumber
import pypdfium2

from bench.memory import peak
from parsers.extract import read_text_layer
from parsers.layer import decode_layer
from parsers.parse import parse_record
from parsers.pdf.pdfium_text import read_page_text
from parsers.worker_pool import JobFailure, map_unordered

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PASSES = 3
"""Times that workers read all files per round, so that their start and their last file weigh little."""

T = TypeVar("T")

PLAIN = "pdfplumber alone, text and tables"

Read = Callable[[Path], int]
"""Reads a file; returns its number of pages."""


@dataclass(frozen=True)
class ReadingCost:
    """Cost of reading all files."""

    documents: int
    pages: int
    seconds: float
    """Processor seconds; wall-clock seconds for workers."""
    peak: float
    """Peak resident memory of the largest process, in MiB."""


def plain_pdfplumber(path: Path) -> int:
    """Text and tables by plain pdfplumber."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
        return len(document.pages)


def plain_pdfium(path: Path) -> int:
    """The limit: pdfium's text as one string per page, without words or positions."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


def pymupdf(path: Path) -> int:
    """Words by PyMuPDF, if installed."""
    import fitz  # type: ignore[import-not-found]

    with fitz.open(path) as document:
        return sum(page.get_text("words") is not None for page in document)


def poppler(path: Path) -> int:
    """Words by pdftotext, if installed."""
    run = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    return run.stdout.count(b"<page ")


def our_words(path: Path) -> int:
    """Words with positions and fonts, without rulings and tables."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            read_page_text(page)
            page.close()
        return len(document)


def our_layer(path: Path) -> int:
    """The text layer to be stored: words and tables."""
    return len(read_text_layer(path.read_bytes()).pages)


def our_record(path: Path) -> int:
    """From the bytes of a file to its record."""
    layer = read_text_layer(path.read_bytes())
    parse_record(layer).model_dump_json()
    return len(layer.pages)


def our_reparse(path: Path) -> int:
    """From a stored text layer to the record."""
    layer = decode_layer(path.with_suffix(".json").read_bytes())
    parse_record(layer).model_dump_json()
    return len(layer.pages)


READERS: dict[str, Read] = {
    PLAIN: plain_pdfplumber,
    "pypdfium2 alone, text (the limit)": plain_pdfium,
    "PyMuPDF, words": pymupdf,
    "pdftotext (poppler), words": poppler,
    "loksabha, words": our_words,
    "loksabha, words and tables": our_layer,
    "loksabha, bytes to record": our_record,
    "loksabha, stored layer to record": our_reparse,
}
MISSING = {
    *([] if find_spec("fitz") else [pymupdf]),
    *([] if which("pdftotext") else [poppler]),
}
"""Readers that are not installed."""


@dataclass(frozen=True)
class JobCost:
    """Cost of one worker job."""

    pages: int
    worker: int
    """Process id."""
    peak: float
    """Peak resident memory of the worker so far, in MiB."""


def make_record_in_worker(path: Path) -> JobCost:
    """Make a record in a worker and report the worker's cost."""
    return JobCost(our_record(path), os.getpid(), peak())


def measure(read: Read, paths: Iterable[Path]) -> ReadingCost:
    """Cost of reading all files in this process."""
    logging.disable()
    files = list(paths)
    read(files[0])  # imports and caches are not measured
    before = processor_seconds()
    pages = sum(map(read, files))
    return ReadingCost(len(files), pages, processor_seconds() - before, peak())


def measure_workers(workers: int, paths: Iterable[Path]) -> ReadingCost:
    """Cost of making records of all files in `workers` worker processes, in wall-clock seconds."""
    jobs = list(paths) * PASSES
    jobs_done: list[JobCost] = []
    started: set[int] = set()
    began = perf_counter()
    for path, job in map_unordered(make_record_in_worker, jobs, workers=workers, seconds=600, memory_mb=1024):
        if isinstance(job, JobFailure):
            raise RuntimeError(f"{path.name}: {job}")
        if len(started) < workers:  # not measured: workers start at different times
            began = perf_counter()
            started.add(job.worker)
        else:
            jobs_done.append(job)
    seconds = perf_counter() - began
    return ReadingCost(
        len(jobs_done), sum(one.pages for one in jobs_done), seconds, max(one.peak for one in jobs_done)
    )


@dataclass(frozen=True)
class MemoryPeak:
    """Peak memory of a process after a number of documents."""

    documents: int
    peak: float
    """Peak resident memory in MiB."""


def measure_memory(documents: int, paths: Iterable[Path]) -> list[MemoryPeak]:
    """Peak memory of this process after a tenth of `documents` records, and after all of them."""
    logging.disable()
    found: list[MemoryPeak] = []
    for number, path in enumerate(islice(cycle(list(paths)), documents), start=1):
        our_record(path)
        if number in (documents // 10, documents):
            found.append(MemoryPeak(number, peak()))
    return found


def processor_seconds() -> float:
    """Processor time of this process and its child processes, in seconds."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def run_in_fresh_process(function: Callable[..., T], first: object, paths: list[Path]) -> T:
    """Result of the function, called in a new process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=send_result, args=(there, function, first, paths))
    process.start()
    there.close()
    found: T = here.recv()
    process.join()
    return found


def send_result(link: Connection, function: Callable[..., object], *arguments: object) -> None:
    """Call the function and send its result."""
    link.send(function(*arguments))
