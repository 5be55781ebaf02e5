"""Rows of the tables from what a crawl saw; pure, so that the accounting can be tested to the row."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spiders.causes import Status
from spiders.queue import next_attempt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from spiders.answers import Fetched
    from spiders.codes import Codes
    from spiders.rows import Row
    from spiders.walk import Walked

_SAID = (
    "date",
    "ministry",
    "subject",
    "members",
    "file",
    "file_hindi",
    "file_word",
    "file_word_hindi",
    "link_cause",
    "link_cause_hindi",
)
"""Columns of `questions` that the site says; the rest is ours."""


def question_row(
    row: Row, codes: Codes, *, first_listed: dt.datetime, now: dt.datetime, run_id: str
) -> dict[str, Any]:
    """The row of the questions table."""
    return {
        "question_id": row.question_id,
        "lok_sabha": row.lok_sabha,
        "session": row.session,
        "question_type": row.question_type,
        "question_no": row.question_no,
        "date": row.date,
        "ministry": row.ministry,
        "ministry_code": codes.ministry(row.ministry),
        "subject": row.subject,
        "members": [{"name": name, "mp_code": codes.member(name)} for name in row.members],
        "file": row.english.followed_file,
        "file_hindi": row.hindi.followed_file,
        "file_word": row.word.followed_file,
        "file_word_hindi": row.word_hindi.followed_file,
        "url": row.english.followed_url,
        "url_hindi": row.hindi.followed_url,
        "url_word": row.word.followed_url,
        "url_word_hindi": row.word_hindi.followed_url,
        "link_cause": row.english.cause,
        "link_cause_hindi": row.hindi.cause,
        "first_listed": first_listed,
        "last_listed": now,
        "delisted": None,
        "row_hash": row.row_hash,
        "run_id": run_id,
    }


def listing_rows(
    walked: Walked,
    known: Mapping[str, Mapping[str, Any]],
    codes: Codes,
    *,
    now: dt.datetime,
    seen: dt.datetime,
    run_id: str,
) -> list[dict[str, Any]]:
    """The rows that are new, changed or gone; a row is gone only if the walk was complete.

    `seen` is when the walk before this one saw those that are gone.
    """
    rows = []
    for question_id, row in walked.rows.items():
        old = known.get(question_id)
        if old is None or old["row_hash"] != row.row_hash or old["delisted"] is not None or _moved(row, old):
            first = old["first_listed"] if old else now
            rows.append(question_row(row, codes, first_listed=first, now=now, run_id=run_id))
    if walked.complete:
        for question_id, old in known.items():
            if question_id not in walked.rows and old["delisted"] is None:
                rows.append({**old, "last_listed": seen, "delisted": now, "run_id": run_id})
    return rows


def listing_changes(
    rows: list[dict[str, Any]], known: Mapping[str, Mapping[str, Any]], *, now: dt.datetime, run_id: str
) -> list[dict[str, Any]]:
    """The feed's entries for the rows written: ADD, MOD (which columns), DEL; moved URLs are no news."""
    changes = []
    for row in rows:
        old = known.get(row["question_id"])
        fields: tuple[str, ...] = ()
        if old is None:
            kind, what = "ADD", "question"
        elif row["delisted"] is not None:
            kind, what = "DEL", "question"
        elif old["delisted"] is not None:
            kind, what = "ADD", "question listed again"
        else:
            fields = tuple(name for name in _SAID if row[name] != old[name])
            kind, what = "MOD", ", ".join(fields)
        if kind == "MOD" and not fields:
            continue
        before = _json({name: old[name] for name in fields}) if old and fields else None
        after = _json({name: row[name] for name in fields}) if fields else None
        token = f"{row['row_hash']} {row['delisted'] or ''}"
        changes.append(change_row(row, kind, what, token, now=now, run_id=run_id, before=before, after=after))
    return changes


def change_row(
    row: Mapping[str, Any],
    kind: str,
    what: str,
    token: str,
    *,
    now: dt.datetime,
    run_id: str,
    **rest: str | int | None,
) -> dict[str, Any]:
    """An entry of the feed; the same news has the same `change_id`, however often it is told."""
    said = "|".join((row["question_id"], kind, what, token))
    return {
        "change_id": hashlib.sha256(said.encode()).hexdigest()[:32],
        "question_id": row["question_id"],
        "lok_sabha": row["lok_sabha"],
        "session": row["session"],
        "kind": kind,
        "what": what,
        "language": None,
        "file": None,
        "file_version": None,
        "before": None,
        "after": None,
        "at": now,
        "run_id": run_id,
        **rest,
    }


@dataclass(frozen=True)
class FileEntry:
    """A row of `files` with what it means: `outcome` is `new`, `changed`, `unchanged` or a cause."""

    row: dict[str, Any]
    outcome: str
    change: dict[str, Any] | None = None


def file_row(fetched: Fetched, *, now: dt.datetime, run_id: str) -> FileEntry:
    """What becomes of a file's account."""
    row = _known_or_blank(fetched) | {"checked_at": now, "run_id": run_id, "url": fetched.url}
    if fetched.cause:
        return _failed(fetched, row, now)
    got = {
        "status": Status.OK,
        "cause": None,
        "sha256": fetched.sha256,
        "bytes": fetched.size,
        "media_type": fetched.media_type,
        "http_status": fetched.http_status,
        "next_attempt": None,
        "fetched_at": now,
    }
    if not fetched.wanted.archived:
        late = row["attempts"] > 0
        row |= got | {"attempts": 0}
        return FileEntry(row, "new", _file_change(row, "LATE", None, now, run_id) if late else None)
    if row["sha256"] == fetched.sha256:
        return FileEntry(row, "unchanged")
    before, version = row["sha256"], row["version"] + 1
    row |= got | {"version": version, "attempts": 0, "text_hash": None, "numbers_hash": None, "change": None}
    return FileEntry(row, "changed", _file_change(row, "MOD", before, now, run_id))


def _failed(fetched: Fetched, row: dict[str, Any], now: dt.datetime) -> FileEntry:
    cause = fetched.cause
    assert cause is not None  # noqa: S101 - the caller has looked
    if fetched.wanted.archived:
        return FileEntry(row, cause)
    attempts = row["attempts"] + 1
    given_up, due = next_attempt(attempts, now)
    status = Status.UNAVAILABLE if given_up and cause.status is not Status.REFUSED else cause.status
    row |= {
        "status": status,
        "cause": cause,
        "attempts": attempts,
        "next_attempt": due,
        "http_status": fetched.http_status,
        "sha256": fetched.sha256,
        "bytes": fetched.size,
        "media_type": fetched.media_type,
    }
    return FileEntry(row, cause)


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


def _known_or_blank(fetched: Fetched) -> dict[str, Any]:
    wanted = fetched.wanted
    if wanted.known:
        return dict(wanted.known)
    blank = dict.fromkeys(
        (
            "http_status",
            "sha256",
            "bytes",
            "media_type",
            "next_attempt",
            "fetched_at",
            "text_hash",
            "numbers_hash",
            "change",
        )
    )
    return blank | {
        "file": wanted.file,
        "version": 1,
        "lok_sabha": wanted.lok_sabha,
        "session": wanted.session,
        "question_id": wanted.question_id,
        "language": wanted.language,
        "attempts": 0,
    }


def _moved(row: Row, old: Mapping[str, Any]) -> bool:
    """Whether a link's prefix changed: the same file, to be asked for at its new address."""
    links = (
        ("url", row.english),
        ("url_hindi", row.hindi),
        ("url_word", row.word),
        ("url_word_hindi", row.word_hindi),
    )
    return any(old[name] != link.followed_url for name, link in links)


def _json(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
