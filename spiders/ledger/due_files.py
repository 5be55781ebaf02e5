"""Selects the answer files that are due: never requested, failed, or to be checked for changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING

import polars as pl
from pydantic import BaseModel

from spiders.causes import Status
from spiders.items import DueFile
from spiders.site.codes import name_key

if TYPE_CHECKING:
    from collections.abc import Collection

RETRIES = tuple(dt.timedelta(hours=hours) for hours in (0.25, 1, 4, 12, 24, 24, 48, 48, 72))
"""Waits after the first, second, … failed run, ten days in all; then the file is `unavailable`."""
RETRY_UNAVAILABLE = dt.timedelta(days=7)
"""Wait between further runs for an unavailable file."""

_FILE_OF = {
    "en": ("file", "url", "file_word", "url_word"),
    "hi": ("file_hindi", "url_hindi", "file_word_hindi", "url_word_hindi"),
}
_QUESTION = ("question_id", "question_type", "date", "ministry", "delisted", "lok_sabha", "session")
QUESTION_COLUMNS = (*_QUESTION, *_FILE_OF["en"], *_FILE_OF["hi"], "link_cause", "link_cause_hindi")
"""Columns of `questions` that `due_files` reads."""
FILE_COLUMNS = ("file", "version", "status", "cause", "sha256", "next_attempt", "checked_at")
"""Columns of `files` that `due_files` reads."""


class Selection(BaseModel):
    """Which listed questions a run is about, and which of their files are due."""

    languages: tuple[str, ...] = ("en",)
    since: dt.date | None = None
    until: dt.date | None = None
    question_type: str | None = None
    ministry: str | None = None
    limit: int | None = None
    new_since: dt.date | None = None
    new_until: dt.date | None = None
    """First and last sitting day of files that were never requested.

    Failed files are due again anyway, and so are files whose link came late or changed.
    """
    recheck_before: dt.datetime | None = None
    """Archived files are due again if they were last checked before this time."""
    recheck_since: dt.date | None = None
    """First sitting day of the archived files that are due again."""
    ignore_schedule: bool = False
    """Whether failed files are due before their next attempt."""


def select_questions(questions: pl.DataFrame, choice: Selection) -> pl.DataFrame:
    """The rows of `questions` that a run is about."""
    wanted = [pl.lit(value=True)]
    if choice.since:
        wanted.append(pl.col("date") >= choice.since)
    if choice.until:
        wanted.append(pl.col("date") <= choice.until)
    if choice.question_type:
        wanted.append(pl.col("question_type") == choice.question_type)
    if choice.ministry:
        names = [n for n in questions["ministry"].unique() if name_key(choice.ministry) in name_key(n)]
        wanted.append(pl.col("ministry").is_in(names))
    return questions.filter(*wanted)


def listed_files(questions: pl.DataFrame, languages: tuple[str, ...]) -> pl.DataFrame:
    """One row per question and language, with the file and its URL; the Word file if there is no PDF."""
    frames = []
    for language in languages:
        file, url, word, word_url = _FILE_OF[language]
        frames.append(
            questions.select(
                *_QUESTION,
                pl.lit(language).alias("language"),
                pl.coalesce(file, word).alias("file"),
                pl.when(pl.col(file).is_null()).then(word_url).otherwise(url).alias("url"),
                pl.col("link_cause" if language == "en" else "link_cause_hindi").alias("link_cause"),
            )
        )
    return pl.concat(frames)


def newest_versions(files: pl.DataFrame) -> pl.DataFrame:
    """The row of the newest version of each file."""
    return files.sort("file", "version").unique("file", keep="last", maintain_order=True)


def due_files(
    questions: pl.DataFrame,
    files: pl.DataFrame,
    choice: Selection,
    now: dt.datetime,
    changed_links: Collection[str] = (),
) -> pl.DataFrame:
    """The files to request, newest sitting first, with the columns of `DueFile`; shared files appear once.

    `changed_links` are the files that a list row named only later (`question_rows.changed_links`).
    """
    listed = (
        listed_files(select_questions(questions, choice), choice.languages)
        .filter(pl.col("file").is_not_null(), pl.col("delisted").is_null())
        .sort("date", "question_id", descending=[True, False])
        .unique("file", keep="first", maintain_order=True)
    )
    archived = pl.when(pl.col("status") == Status.OK).then("sha256").alias("sha256")
    known = newest_versions(files).select(set(FILE_COLUMNS) - {"version"}).with_columns(archived)
    due = listed.join(known, on="file", how="left", maintain_order="left").filter(
        _is_due(choice, now, changed_links)
    )
    return due.select(field.name for field in fields(DueFile))


def next_attempt(attempts: int, now: dt.datetime) -> tuple[bool, dt.datetime]:
    """Whether a file is unavailable after this number of failed runs, and when it is due again.

    >>> next_attempt(1, dt.datetime(2025, 7, 29, 18, tzinfo=dt.UTC))
    (False, datetime.datetime(2025, 7, 29, 18, 15, tzinfo=datetime.timezone.utc))
    >>> next_attempt(10, dt.datetime(2025, 7, 29, tzinfo=dt.UTC))[0]
    True
    """
    if attempts <= len(RETRIES):
        return False, now + RETRIES[attempts - 1]
    return True, now + RETRY_UNAVAILABLE


def _is_due(choice: Selection, now: dt.datetime, changed_links: Collection[str]) -> pl.Expr:
    new = pl.lit(value=True)
    if choice.new_since:
        new &= pl.col("date") >= choice.new_since
    if choice.new_until:
        new &= pl.col("date") <= choice.new_until
    never = pl.col("status").is_null() & (new | pl.col("file").is_in(list(changed_links)))
    archived = pl.col("status") == Status.OK
    failed = pl.col("status").is_not_null() & ~archived
    due = never | (failed if choice.ignore_schedule else failed & (pl.col("next_attempt") <= now))
    if choice.recheck_before:
        recent = (
            pl.lit(value=True) if choice.recheck_since is None else pl.col("date") >= choice.recheck_since
        )
        due |= archived & recent & (pl.col("checked_at") < choice.recheck_before)
    return due
