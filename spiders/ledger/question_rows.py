"""Rows of `questions` from a walk, and the news in them; pure, so that it can be tested to the row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from parsers.names.ministries import ministry_id
from spiders.ledger.changes import change_row

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    import polars as pl

    from spiders.site.codes import Codes
    from spiders.site.list_walk import WalkResult
    from spiders.site.rows import ListRow

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
    row: ListRow, codes: Codes, *, first_listed: dt.datetime, now: dt.datetime, run_id: str
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
        "ministry_id": ministry_id(row.ministry),
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
    walked: WalkResult,
    known: pl.DataFrame,
    codes: Codes,
    *,
    now: dt.datetime,
    seen: dt.datetime,
    run_id: str,
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """The rows that are new, changed or gone, each beside what was known; gone only if the walk was complete.

    `seen` is when the walk before this one saw those that are gone.
    """
    for old in known.iter_rows(named=True):
        row = walked.rows.get(old["question_id"])
        if row is None:
            if walked.complete and old["delisted"] is None:
                yield {**old, "last_listed": seen, "delisted": now, "run_id": run_id}, old
        elif old["row_hash"] != row.row_hash or old["delisted"] is not None or _moved(row, old):
            yield question_row(row, codes, first_listed=old["first_listed"], now=now, run_id=run_id), old
    ids = set(known["question_id"])
    for question_id, row in walked.rows.items():
        if question_id not in ids:
            yield question_row(row, codes, first_listed=now, now=now, run_id=run_id), None


def listing_change(
    row: Mapping[str, Any], old: Mapping[str, Any] | None, *, now: dt.datetime, run_id: str
) -> dict[str, Any] | None:
    """The feed's entry for a row: ADD, MOD (which columns) or DEL; None for moved URLs, which are no news."""
    if old is None:
        return change_row(row, "ADD", "question", "", now=now, run_id=run_id)
    token = f"{old['last_listed'].isoformat()} {old['row_hash']} {row['row_hash']}"
    if row["delisted"] is not None:
        return change_row(row, "DEL", "question", token, now=now, run_id=run_id)
    if old["delisted"] is not None:
        return change_row(row, "ADD", "question listed again", token, now=now, run_id=run_id)
    fields = [name for name in _SAID if row[name] != old[name]]
    if not fields:
        return None
    before = _json({name: old[name] for name in fields})
    after = _json({name: row[name] for name in fields})
    what = ", ".join(fields)
    return change_row(row, "MOD", what, token, now=now, run_id=run_id, before=before, after=after)


def _moved(row: ListRow, old: Mapping[str, Any]) -> bool:
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
