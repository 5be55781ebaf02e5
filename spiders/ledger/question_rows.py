"""Rows of the `questions` table and their changes, made from a walk by pure functions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypedDict, cast

from parsers.names.ministries import ministry_id
from spiders.ledger.changes import change_row

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import polars as pl

    from spiders.ledger.changes import ChangeRow
    from spiders.site.codes import Codes
    from spiders.site.list_walk import WalkResult
    from spiders.site.rows import ListRow


class QuestionRow(TypedDict):
    """A row of `questions`; `archive.schemas` describes the columns."""

    question_id: str
    lok_sabha: int
    session: int
    question_type: str
    question_no: int
    date: dt.date
    ministry: str
    ministry_id: str | None
    ministry_code: int | None
    subject: str
    members: list[dict[str, Any]]
    file: str | None
    file_hindi: str | None
    file_word: str | None
    file_word_hindi: str | None
    url: str | None
    url_hindi: str | None
    url_word: str | None
    url_word_hindi: str | None
    link_cause: str | None
    link_cause_hindi: str | None
    first_listed: dt.datetime
    last_listed: dt.datetime
    delisted: dt.datetime | None
    row_hash: str
    run_id: str


FILE_COLUMNS = ("file", "file_hindi", "file_word", "file_word_hindi")
"""Columns with the files that a list row links to."""
_FROM_SITE = (
    "date",
    "ministry",
    "subject",
    "members",
    *FILE_COLUMNS,
    "link_cause",
    "link_cause_hindi",
)
"""Columns whose values come from the list row and can change; a change of one is a MOD."""


def question_row(
    row: ListRow, codes: Codes, *, first_listed: dt.datetime, now: dt.datetime, run_id: str
) -> QuestionRow:
    """The row of `questions` for a list row."""
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
    last_walk: dt.datetime,
    run_id: str,
) -> Iterator[tuple[QuestionRow, QuestionRow | None]]:
    """The new, changed and removed rows, each with its row before; only a complete walk removes rows.

    `last_walk` is the time of the walk before this one, which saw the removed rows last.
    """
    for old in cast("Iterator[QuestionRow]", known.iter_rows(named=True)):
        row = walked.rows.get(old["question_id"])
        if row is None:
            if walked.complete and old["delisted"] is None:
                yield {**old, "last_listed": last_walk, "delisted": now, "run_id": run_id}, old
        elif old["row_hash"] != row.row_hash or old["delisted"] is not None or _has_moved(row, old):
            yield question_row(row, codes, first_listed=old["first_listed"], now=now, run_id=run_id), old
    ids = set(known["question_id"])
    for question_id, row in walked.rows.items():
        if question_id not in ids:
            yield question_row(row, codes, first_listed=now, now=now, run_id=run_id), None


def listing_change(
    row: QuestionRow, old: QuestionRow | None, *, now: dt.datetime, run_id: str
) -> ChangeRow | None:
    """ADD, MOD (with the names of the changed columns) or DEL; None if only URLs changed."""
    if old is None:
        return change_row(row, "ADD", "question", "", now=now, run_id=run_id)
    token = f"{old['last_listed'].isoformat()} {old['row_hash']} {row['row_hash']}"
    if row["delisted"] is not None:
        return change_row(row, "DEL", "question", token, now=now, run_id=run_id)
    if old["delisted"] is not None:
        return change_row(row, "ADD", "question listed again", token, now=now, run_id=run_id)
    new_values, old_values = _from_site(row), _from_site(old)
    fields = [name for name in _FROM_SITE if new_values[name] != old_values[name]]
    if not fields:
        return None
    before = _json({name: old_values[name] for name in fields})
    after = _json({name: new_values[name] for name in fields})
    return change_row(
        row, "MOD", ", ".join(fields), token, now=now, run_id=run_id, before=before, after=after
    )


def changed_links(changes: pl.DataFrame) -> set[str]:
    """The files that changes of list rows name, old ones left out; `changes` has `file` and `after` of MODs.

    Such a link came late, or its file moved to another address.
    """
    rows = changes.filter(changes["file"].is_null(), changes["after"].is_not_null())  # else a file changed
    values = (json.loads(after) for after in rows["after"])
    return {after[name] for after in values for name in FILE_COLUMNS if after.get(name)}


def _from_site(row: QuestionRow) -> dict[str, object]:
    return {name: value for name, value in row.items() if name in _FROM_SITE}


def _has_moved(row: ListRow, old: QuestionRow) -> bool:
    """Whether a URL changed, though its file is the same."""
    return (old["url"], old["url_hindi"], old["url_word"], old["url_word_hindi"]) != (
        row.english.followed_url,
        row.hindi.followed_url,
        row.word.followed_url,
        row.word_hindi.followed_url,
    )


def _json(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
