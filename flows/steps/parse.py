"""Parses archived files in worker processes and writes the records to the tables in batches."""

from __future__ import annotations

import datetime as dt
import json
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from archive.errors import ArchiveError
from archive.keys import short_hash
from flows.steps.parse_job import ParseJob, ParseResult, StoreFailure, parse_job
from parsers.batch import MEMORY_MB, SECONDS, unreadable_record
from parsers.extract import EXTRACTOR
from parsers.records import PARSER_VERSION, ListedMember, Listing, Source
from parsers.worker_pool import JobFailure, map_unordered
from spiders.causes import Status
from spiders.ledger.due_files import listed_files, newest_versions, select_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flows.run import Run
    from spiders.ledger.due_files import Selection

log = logging.getLogger(__name__)

Batch = list[tuple[ParseJob, ParseResult]]

BATCH = 250
"""Records per merge."""

_SOURCE = ("file", "version", "sha256", "bytes", "media_type")
_ANSWER_COLUMNS = ("question_id", "language", "sha256", "listing_hash", "extractor", "parser_version")


def parse_due(
    run: Run, sessions: Iterable[tuple[int, int]], selection: Selection, *, since_version: str | None = None
) -> None:
    """Parses every selected file that has no record of the current parser yet."""
    for lok_sabha, session in sessions:
        jobs = list(due_jobs(run, lok_sabha, session, selection, since_version=since_version))
        with write_behind(run) as write:
            for batch in _read(run, jobs, f"records LS{lok_sabha}-S{session}"):
                write(batch)


@dataclass
class BatchWriter:
    """Writes batches in a thread, one at a time."""

    run: Run
    pool: ThreadPoolExecutor
    pending: Future[None] | None = None

    def write(self, batch: Batch) -> None:
        """Starts to write the batch after the previous one is written; raises the error of that one."""
        self.wait()
        self.pending = self.pool.submit(write_batch, self.run, batch)

    def wait(self) -> None:
        """Waits until the last batch is written; raises its error."""
        if self.pending:
            self.pending.result()


@contextmanager
def write_behind(run: Run) -> Iterator[Callable[[Batch], None]]:
    """A function that writes batches in the background; all are written when the context ends."""
    with ThreadPoolExecutor(1) as pool:
        writer = BatchWriter(run, pool)
        yield writer.write
        writer.wait()


def _read(run: Run, jobs: list[ParseJob], what: str) -> Iterator[Batch]:
    """Results in batches of up to 250; the workers continue while a batch is written."""
    batch: Batch = []
    workers = min(run.settings.workers, len(jobs))
    results = map_unordered(parse_job, jobs, workers=workers, seconds=SECONDS, memory_mb=MEMORY_MB)
    for done, (job, result) in enumerate(results, start=1):
        if isinstance(result, StoreFailure):
            raise ArchiveError(result.error)
        batch.append((job, unreadable_result(job, result) if isinstance(result, JobFailure) else result))
        run.progress.update(what, done, len(jobs))
        if len(batch) >= BATCH or done == len(jobs):
            yield batch
            batch = []


def due_jobs(
    run: Run, lok_sabha: int, session: int, selection: Selection, *, since_version: str | None = None
) -> Iterator[ParseJob]:
    """The documents whose bytes, list row or parser version differ from those of their record."""
    where: dict[str, Any] = {"lok_sabha": lok_sabha, "session": session}
    questions = select_questions(run.tables.read("questions", **where), selection)
    files = newest_versions(run.tables.read("files", **where)).filter(status=Status.OK)
    answers = run.tables.read(
        "answers",
        **where,
        columns=_ANSWER_COLUMNS,
    )
    rows = (
        listed_files(questions, selection.languages)
        .select("question_id", "language", "file")
        .join(questions.drop("file"), on="question_id")
        .join(
            files.select("file", "version", "sha256", "bytes", "media_type", "fetched_at", file_url="url"),
            on="file",
        )
        .join(answers, on=["question_id", "language"], how="left", suffix="_read")
        .filter(_is_due(since_version))
        .sort("question_id", "language")
    )
    for row in rows.iter_rows(named=True):
        yield ParseJob(run.settings, _listing(row), row["row_hash"], row["language"], _source(row))


def unreadable_result(job: ParseJob, failure: JobFailure) -> ParseResult:
    """The record of a document that could not be parsed, flagged with the cause."""
    log.warning("unreadable question=%s cause=%s %s", job.question_id, failure.cause, failure.detail)
    listed = {name: getattr(job.listing, name) for name in ("question_id", "lok_sabha", "session", "date")}
    read = {"language": job.language, "source": job.source}
    record = unreadable_record(failure).model_copy(update=listed | read)
    return ParseResult(record.model_dump(mode="json"), "", "")


def write_batch(run: Run, batch: Batch) -> None:
    """Merges text hashes into `files`, then records into `answers`; only after that are the jobs done."""
    now = dt.datetime.now(dt.UTC)
    run.tables.update("files", lambda: _rows_with_fingerprints(run, batch))
    run.tables.merge("answers", [answer_row(job, parsed, now, run.run_id) for job, parsed in batch])
    run.summary.counts.parsed += len(batch)
    run.summary.counts.flagged += sum(bool(parsed.record["flags"]) for _, parsed in batch)


def answer_row(job: ParseJob, parsed: ParseResult, now: dt.datetime, run_id: str) -> dict[str, Any]:
    """A row of the `answers` table."""
    content = {k: v for k, v in parsed.record.items() if k not in {"extraction", "source", "parser_version"}}
    date = parsed.record["date"]
    return parsed.record | {
        "language": job.language,
        "lok_sabha": job.listing.lok_sabha,
        "session": job.listing.session,
        "date": dt.date.fromisoformat(date) if date else None,
        "file": job.source.file,
        "file_version": job.source.version,
        "sha256": job.source.sha256,
        "listing_hash": job.listing_hash,
        "extractor": EXTRACTOR,
        "record_hash": short_hash(json.dumps(content, sort_keys=True)),
        "parsed_at": now,
        "run_id": run_id,
    }


def change_class(text: tuple[str, str], before: tuple[str | None, str | None]) -> str | None:
    """How a file's text differs from that of its previous version; None if that has no hashes.

    >>> change_class(("t2", "n1"), ("t1", "n1")), change_class(("t1", "n1"), ("t1", "n1"))
    ('text', 'bytes_only')
    """
    if None in before:
        return None
    if text[1] != before[1]:
        return "numbers"
    return "text" if text[0] != before[0] else "bytes_only"


def _rows_with_fingerprints(run: Run, batch: Batch) -> list[dict[str, Any]]:
    """The parsed file versions whose text hashes differ from those in the table, with the new hashes."""
    listing = batch[0][0].listing
    read = {(job.source.file, job.source.version): parsed for job, parsed in batch}
    files = run.tables.read(
        "files",
        lok_sabha=listing.lok_sabha,
        session=listing.session,
        only={"file": {file for file, _ in read}},
    )
    versions = {(row["file"], row["version"]): row for row in files.iter_rows(named=True)}
    rows = []
    for (file, version), parsed in read.items():
        row, before = versions[file, version], versions.get((file, version - 1), {})
        hashes = parsed.text_hash, parsed.numbers_hash
        if (row["text_hash"], row["numbers_hash"]) != hashes:
            change = change_class(hashes, (before.get("text_hash"), before.get("numbers_hash")))
            rows.append({**row, "text_hash": hashes[0], "numbers_hash": hashes[1], "change": change})
    return rows


def _is_due(since_version: str | None) -> pl.Expr:
    other = pl.col("sha256_read").is_null() | (pl.col("sha256_read") != pl.col("sha256"))
    other |= pl.col("listing_hash") != pl.col("row_hash")
    if since_version is not None:
        return other | (pl.col("parser_version") <= since_version)
    return other | (pl.col("extractor") != EXTRACTOR) | (pl.col("parser_version") != PARSER_VERSION)


def _listing(row: dict[str, Any]) -> Listing:
    fields = {name: row[name] for name in Listing.model_fields if name != "members"}
    return Listing(**fields, members=[ListedMember(**member) for member in row["members"] or []])


def _source(row: dict[str, Any]) -> Source:
    fields = {name: row[name] for name in _SOURCE}
    return Source(**fields, url=row["file_url"], fetched_at=row["fetched_at"].isoformat(timespec="seconds"))
