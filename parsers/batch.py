"""Makes records of files on disk, in processes that can be killed, so that no file stops the others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.extract import EXTRACTOR
from parsers.parse import read_file
from parsers.records import Extraction, Record
from parsers.vocabulary import Kind
from parsers.worker_pool import JobFailure, map_unordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SECONDS = 600.0
"""Wall time per file; enough for OCR of all its pages on a busy machine."""
MEMORY_MB = 1024
"""Address space per process on top of its imports, in MiB."""


def read_files(paths: Iterable[Path], *, workers: int | None = None) -> Iterator[dict[str, Any]]:
    """One record per file as plain data, in the order of the files, and `file`: the file name."""
    waiting = list(paths)
    jobs = [str(path) for path in waiting]
    size = min(workers or os.cpu_count() or 1, max(1, len(jobs)))
    results: dict[str, dict[str, Any]] = {}
    for job, result in map_unordered(
        read_path, dict.fromkeys(jobs), workers=size, seconds=SECONDS, memory_mb=MEMORY_MB
    ):
        record = unreadable_record(result) if isinstance(result, JobFailure) else result
        results[job] = {"file": Path(job).name, **record.model_dump(mode="json")}
        while waiting and str(waiting[0]) in results:
            yield results[str(waiting.pop(0))]


def read_path(path: str) -> Record:
    """The record of one file."""
    return read_file(Path(path).read_bytes())


def unreadable_record(failure: JobFailure) -> Record:
    """The record of a document whose worker crashed or was killed."""
    name, _, version = EXTRACTOR.rpartition("-")
    nothing = Extraction(engine=name, version=version, pages=0, text_layer="none")
    return Record(question_id=None, kind=Kind.UNREADABLE, flags=[str(failure.cause)], extraction=nothing)
