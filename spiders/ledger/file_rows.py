"""Rows of `files` from what came of asking; pure, so that the accounting can be tested to the row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spiders.causes import Status
from spiders.ledger.changes import change_row
from spiders.ledger.due_files import next_attempt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from spiders.causes import Cause
    from spiders.items import DueFile, FetchResult


@dataclass(frozen=True)
class FileEntry:
    """A row of `files` with what it means: `outcome` is `new`, `changed`, `unchanged` or a cause."""

    row: dict[str, Any]
    outcome: str
    change: dict[str, Any] | None = None


def file_entry(
    result: FetchResult, known: Mapping[str, Any] | None, *, now: dt.datetime, run_id: str
) -> FileEntry:
    """What becomes of a file; `known` is its newest row of before, if it has one."""
    row = dict(known or _blank(result.due_file)) | {
        "checked_at": now,
        "run_id": run_id,
        "url": result.due_file.url,
    }
    archived = row["status"] == Status.OK
    if result.cause:
        # what is in the archive stays as it is, whatever the site answers today
        return FileEntry(row, result.cause) if archived else _failed(result, result.cause, row, now)
    if archived and row["sha256"] == result.sha256:
        return FileEntry(row, "unchanged")
    before, late = row["sha256"], row["attempts"] > 0
    row |= _got(result, now)
    if archived:
        row |= {"version": row["version"] + 1, "text_hash": None, "numbers_hash": None, "change": None}
        return FileEntry(row, "changed", _file_change(row, "MOD", before, now, run_id))
    return FileEntry(row, "new", _file_change(row, "LATE", None, now, run_id) if late else None)


def _got(result: FetchResult, now: dt.datetime) -> dict[str, Any]:
    return {
        "status": Status.OK,
        "cause": None,
        "attempts": 0,
        "next_attempt": None,
        "fetched_at": now,
        **_reply(result),
    }


def _failed(result: FetchResult, cause: Cause, row: dict[str, Any], now: dt.datetime) -> FileEntry:
    attempts = row["attempts"] + 1
    given_up, due = next_attempt(attempts, now)
    status = Status.UNAVAILABLE if given_up and cause.status is not Status.REFUSED else cause.status
    row |= {"status": status, "cause": cause, "attempts": attempts, "next_attempt": due, **_reply(result)}
    return FileEntry(row, cause)


def _reply(result: FetchResult) -> dict[str, Any]:
    return {
        "http_status": result.http_status,
        "sha256": result.sha256,
        "bytes": result.size,
        "media_type": result.media_type,
    }


def _file_change(
    row: dict[str, Any], kind: str, before: str | None, now: dt.datetime, run_id: str
) -> dict[str, Any]:
    token = f"{row['file']} {row['version']} {row['sha256']}"
    return change_row(
        row,
        kind,
        "file",
        token,
        now=now,
        run_id=run_id,
        language=row["language"],
        file=row["file"],
        file_version=row["version"],
        before=before,
        after=row["sha256"],
    )


def _blank(wanted: DueFile) -> dict[str, Any]:
    """The row of a file that nobody has asked for yet."""
    return {
        "file": wanted.file,
        "version": 1,
        "lok_sabha": wanted.lok_sabha,
        "session": wanted.session,
        "question_id": wanted.question_id,
        "language": wanted.language,
        "status": Status.MISSING,
        "sha256": None,
        "attempts": 0,
    }
