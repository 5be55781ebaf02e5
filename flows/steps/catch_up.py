"""The sitting days that a daily run still owes: those with files that no run has requested."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl

from flows.steps.accounting import answer_states
from spiders.causes import Cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.tables import Tables

LONGEST = dt.timedelta(days=60)
"""How far back a daily run goes; `backfill` goes further."""


def first_day_owed(
    tables: Tables, sessions: Sequence[tuple[int, int]], day: dt.date, languages: tuple[str, ...]
) -> dt.date:
    """The earliest sitting day, at most `day`, whose files a daily run has to request."""
    frames = [_days(tables, lok_sabha, session, languages) for lok_sabha, session in sessions]
    recent = pl.col("date").is_between(day - LONGEST, day, closed="left")
    return earliest_owed(pl.concat(frames).filter(recent), day) if frames else day


def earliest_owed(days: pl.DataFrame, day: dt.date) -> dt.date:
    """The earliest day with files waiting, not before the first day with requests; `day` if there is none.

    `days` has `date` and the numbers of files that were `requested` or are `waiting` for their first
    request. Days before the first request are left to `backfill`.

    >>> rows = [(dt.date(2025, 7, 28), 250, 0), (dt.date(2025, 7, 29), 45, 205)]
    >>> days = pl.DataFrame(rows, schema=["date", "requested", "waiting"], orient="row")
    >>> earliest_owed(days, dt.date(2025, 7, 30))
    datetime.date(2025, 7, 29)
    """
    begun = days.filter(pl.col("requested") > 0)["date"].min()
    if begun is None:
        return day
    owed = days.filter(pl.col("waiting") > 0, pl.col("date") >= begun)["date"].min()
    return owed if isinstance(owed, dt.date) else day


def _days(tables: Tables, lok_sabha: int, session: int, languages: tuple[str, ...]) -> pl.DataFrame:
    questions = tables.read("questions", lok_sabha=lok_sabha, session=session)
    files = tables.read("files", lok_sabha=lok_sabha, session=session)
    asked = files.select("question_id", "language").unique().with_columns(requested=1)  # at any address
    states = answer_states(questions, files, languages).join(
        asked, on=["question_id", "language"], how="left"
    )
    waiting = (pl.col("cause") == Cause.NOT_ASKED).fill_null(value=False)
    requested = pl.col("requested").is_not_null() | pl.col("status").is_not_null()
    return states.group_by("date").agg(requested=requested.sum(), waiting=waiting.sum())
