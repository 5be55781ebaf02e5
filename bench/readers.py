"""Readers of PDF documents: ours, those that others use, and what it takes them to read some files."""

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

TIMES = 3
"""How often workers read all files in a round: their start, and the last file that one of them reads alone,
count for little then."""

T = TypeVar("T")

PLAIN = "pdfplumber alone, text and tables"

Read = Callable[[Path], int]
"""Reads a file, says how many pages it has."""


@dataclass(frozen=True)
class Cost:
    """What reading all files took."""

    documents: int
    pages: int
    seconds: float
    """Of one core; by the clock where several work."""
    peak: float
    """MiB of resident memory at its highest, of the largest process."""


def plain_pdfplumber(path: Path) -> int:
    """What anyone would write."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
        return len(document.pages)


def plain_pdfium(path: Path) -> int:
    """The limit: pdfium's text as one string, without words or places."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


def pymupdf(path: Path) -> int:
    """The words of PyMuPDF, where it is installed."""
    import fitz  # type: ignore[import-not-found]

    with fitz.open(path) as document:
        return sum(page.get_text("words") is not None for page in document)


def poppler(path: Path) -> int:
    """The words of pdftotext, where it is installed."""
    run = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    return run.stdout.count(b"<page ")


def our_words(path: Path) -> int:
    """Words with places and fonts, without rulings and tables."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            read_page_text(page)
            page.close()
        return len(document)


def our_layer(path: Path) -> int:
    """The text layer as it is stored: words and tables."""
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
    "ours, words": our_words,
    "ours, words and tables": our_layer,
    "ours, bytes to record": our_record,
    "ours, stored layer to record": our_reparse,
}
MISSING = {
    *([] if find_spec("fitz") else [pymupdf]),
    *([] if which("pdftotext") else [poppler]),
}
"""Readers of others that are not installed here."""


@dataclass(frozen=True)
class Share:
    """What one job of a worker took."""

    pages: int
    worker: int
    """Its process."""
    peak: float
    """MiB that it has taken at its highest."""


def our_share(path: Path) -> Share:
    """A record, made by a worker."""
    return Share(our_record(path), os.getpid(), peak())


def measure(read: Read, paths: Iterable[Path]) -> Cost:
    """The cost of one process that reads all files; runs in a process of its own."""
    logging.disable()
    files = list(paths)
    read(files[0])  # imports and first-time tables are no part of it
    before = spent()
    pages = sum(map(read, files))
    return Cost(len(files), pages, spent() - before, peak())


def measure_crew(workers: int, paths: Iterable[Path]) -> Cost:
    """The cost of `workers` guarded processes that make records of all files, by the clock."""
    jobs = list(paths) * TIMES
    shares: list[Share] = []
    started: set[int] = set()
    began = perf_counter()
    for path, share in map_unordered(our_share, jobs, workers=workers, seconds=600, memory_mb=1024):
        if isinstance(share, JobFailure):
            raise RuntimeError(f"{path.name}: {share}")
        if len(started) < workers:  # they start and import at their own pace
            began = perf_counter()
            started.add(share.worker)
        else:
            shares.append(share)
    seconds = perf_counter() - began
    return Cost(len(shares), sum(one.pages for one in shares), seconds, max(one.peak for one in shares))


@dataclass(frozen=True)
class Memory:
    """What a process has taken by the time that it has read so many documents."""

    documents: int
    peak: float
    """MiB of resident memory at its highest."""


def measure_memory(documents: int, paths: Iterable[Path]) -> list[Memory]:
    """The memory of one process that makes so many records, after a tenth of them and after all."""
    logging.disable()
    found: list[Memory] = []
    for number, path in enumerate(islice(cycle(list(paths)), documents), start=1):
        our_record(path)
        if number in (documents // 10, documents):
            found.append(Memory(number, peak()))
    return found


def spent() -> float:
    """Seconds of processor time of this process and of programs that it ran."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def alone(function: Callable[..., T], first: object, paths: list[Path]) -> T:
    """What a fresh process measures."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=tell, args=(there, function, first, paths))
    process.start()
    there.close()
    found: T = here.recv()
    process.join()
    return found


def tell(link: Connection, function: Callable[..., object], *how: object) -> None:
    """Measures and says what it found."""
    link.send(function(*how))
