"""Rows of the `changes` table, the feed of what was added, changed or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from archive.keys import short_hash

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


class ChangeRow(TypedDict):
    """A row of `changes`; `archive.schemas` describes the columns."""

    change_id: str
    question_id: str
    lok_sabha: int
    session: int
    kind: str
    what: str
    language: str | None
    file: str | None
    file_version: int | None
    before: str | None
    after: str | None
    at: dt.datetime
    run_id: str


def change_row(
    row: Mapping[str, Any],
    kind: str,
    what: str,
    token: str,
    *,
    now: dt.datetime,
    run_id: str,
    language: str | None = None,
    file: str | None = None,
    file_version: int | None = None,
    before: str | None = None,
    after: str | None = None,
) -> ChangeRow:
    """The change of one row of `questions` or `files`.

    `change_id` is a hash of the question, `kind`, `what` and `token`: a change that a repeated run records
    again has the same id.
    """
    return {
        "change_id": short_hash("|".join((row["question_id"], kind, what, token))),
        "question_id": row["question_id"],
        "lok_sabha": row["lok_sabha"],
        "session": row["session"],
        "kind": kind,
        "what": what,
        "language": language,
        "file": file,
        "file_version": file_version,
        "before": before,
        "after": after,
        "at": now,
        "run_id": run_id,
    }
