"""Rows of the `files` table, made from fetch results by pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from spiders.causes import Cause, Status
from spiders.ledger.changes import change_row
from spiders.ledger.due_files import next_attempt

if TYPE_CHECKING:
    import datetime as dt

    from spiders.items import DueFile, FetchResult
    from spiders.ledger.changes import ChangeRow


class FileRow(TypedDict, total=False):
    """A row of `files`, one version of a file; `archive.schemas` describes the columns."""

    file: str
    version: int
    lok_sabha: int
    session: int
    question_id: str
    language: str
    status: str
    cause: str | None
    url: str
    http_status: int | None
    sha256: str | None
    bytes: int | None
    media_type: str | None
    attempts: int
    next_attempt: dt.datetime | None
    fetched_at: dt.datetime | None
    checked_at: dt.datetime
    text_hash: str | None
    numbers_hash: str | None
    change: str | None
    run_id: str


@dataclass(frozen=True)
class FileEntry:
    """A row of `files`, its outcome (`new`, `changed`, `unchanged` or a cause) and its row of `changes`."""

    row: FileRow
    outcome: str
    change: ChangeRow | None = None


def file_entry(result: FetchResult, known: FileRow | None, *, now: dt.datetime, run_id: str) -> FileEntry:
    """What a fetch result changes; `known` is the newest row of the file, if there is one.

    A file in the archive keeps its row when a later request fails; other bytes make a new version. So does
    a file that the archive has lost; the same bytes restore its row.
    """
    row = known.copy() if known else _new_row(result.due_file)
    row |= {"checked_at": now, "run_id": run_id, "url": result.due_file.url}
    archived = row["status"] == Status.OK
    lost = row.get("cause") == Cause.LOST
    if result.cause:
        if lost:
            return _still_lost(result.cause, row, now)
        return FileEntry(row, result.cause) if archived else _failed(result, result.cause, row, now)
    if archived and row["sha256"] == result.sha256:
        return FileEntry(row, "unchanged")
    if lost and row["sha256"] == result.sha256:
        row |= {"status": Status.OK, "cause": None, "attempts": 0, "next_attempt": None}
        return FileEntry(row | _reply(result), "new")
    before, was_failing = row["sha256"], row["attempts"] > 0
    row |= {"status": Status.OK, "cause": None, "attempts": 0, "next_attempt": None, "fetched_at": now}
    row |= _reply(result)
    if archived or lost:
        row |= {"version": row["version"] + 1, "text_hash": None, "numbers_hash": None, "change": None}
        return FileEntry(row, "changed", _file_change(row, "MOD", before, now, run_id))
    return FileEntry(row, "new", _file_change(row, "LATE", None, now, run_id) if was_failing else None)


def _failed(result: FetchResult, cause: Cause, row: FileRow, now: dt.datetime) -> FileEntry:
    attempts = row["attempts"] + 1
    given_up, due = next_attempt(attempts, now)
    status = Status.UNAVAILABLE if given_up and cause.status is not Status.REFUSED else cause.status
    row |= {"status": status, "cause": cause, "attempts": attempts, "next_attempt": due}
    row |= _reply(result)
    return FileEntry(row, cause)


def _still_lost(cause: Cause, row: FileRow, now: dt.datetime) -> FileEntry:
    """The row as it was, hash of the lost bytes included, to be requested again later."""
    attempts = row["attempts"] + 1
    row |= {"attempts": attempts, "next_attempt": next_attempt(attempts, now)[1]}
    return FileEntry(row, cause)


def _reply(result: FetchResult) -> FileRow:
    return {
        "http_status": result.http_status,
        "sha256": result.sha256,
        "bytes": result.size,
        "media_type": result.media_type,
    }


def _file_change(row: FileRow, kind: str, before: str | None, now: dt.datetime, run_id: str) -> ChangeRow:
    return change_row(
        row,
        kind,
        "file",
        f"{row['file']} {row['version']} {row['sha256']}",
        now=now,
        run_id=run_id,
        language=row["language"],
        file=row["file"],
        file_version=row["version"],
        before=before,
        after=row["sha256"],
    )


def _new_row(due_file: DueFile) -> FileRow:
    """The row of a file that was never requested."""
    return {
        "file": due_file.file,
        "version": 1,
        "lok_sabha": due_file.lok_sabha,
        "session": due_file.session,
        "question_id": due_file.question_id,
        "language": due_file.language,
        "status": Status.MISSING,
        "sha256": None,
        "attempts": 0,
    }
