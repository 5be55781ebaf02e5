"""Accounts for every declared question: fetched, or missing with its cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from archive.houses import of_other_house
from archive.vocabulary import NoRecord
from flows.summary import MissingAnswer
from spiders.causes import Cause, Status
from spiders.ledger.due_files import listed_files, newest_versions, select_questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.tables import Tables
    from spiders.ledger.due_files import Selection
    from spiders.report import SessionTally

_ANSWER = ["question_id", "language", "house"]
"""Columns of `answers` that show whether a question has its answer."""


def answer_states(questions: pl.DataFrame, files: pl.DataFrame, languages: tuple[str, ...]) -> pl.DataFrame:
    """One row per listed question and language: its file, `status` and, unless `ok`, `cause`.

    The cause is that of the file; `with_other_house` adds that of the file's content.
    """
    listed = listed_files(questions.filter(pl.col("delisted").is_null()), languages)
    newest = newest_versions(files).select("file", "status", "next_attempt", file_cause="cause")
    cause = (
        pl.when(pl.col("status") == Status.OK)
        .then(None)
        .otherwise(
            pl.coalesce(
                pl.col("file_cause"),
                pl.when(pl.col("file").is_null()).then(pl.col("link_cause")),
                pl.lit(Cause.NOT_ASKED.value),
            )
        )
    )
    return listed.join(newest, on="file", how="left").with_columns(cause=cause)


def with_other_house(states: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """The states with the cause `other_house` where the archived file is a document of the other House."""
    other = answers.filter(of_other_house()).select(
        "question_id", "language", other=pl.lit(NoRecord.OTHER_HOUSE.value)
    )
    found = states.join(other, on=["question_id", "language"], how="left", maintain_order="left")
    return found.with_columns(cause=pl.coalesce("cause", "other")).drop("other")


def missing_answers(
    tables: Tables, lok_sabha: int, sessions: Iterable[int], selection: Selection
) -> list[MissingAnswer]:
    """The selected questions without an archived answer of their own House."""
    missing = []
    for session in sessions:
        questions = select_questions(
            tables.read("questions", lok_sabha=lok_sabha, session=session), selection
        )
        files = tables.read("files", lok_sabha=lok_sabha, session=session)
        answers = tables.read("answers", lok_sabha=lok_sabha, session=session, columns=_ANSWER)
        states = with_other_house(answer_states(questions, files, selection.languages), answers)
        gaps = states.filter(pl.col("cause").is_not_null())
        columns = gaps.sort("question_id", "language").select(list(MissingAnswer.model_fields))
        missing += [MissingAnswer(**row) for row in columns.iter_rows(named=True)]
    return missing


def by_cause(missing: Iterable[MissingAnswer]) -> dict[str, int]:
    """Number of missing answers per cause, most frequent first."""
    causes = [answer.cause for answer in missing]
    return dict(sorted(((c, causes.count(c)) for c in set(causes)), key=lambda pair: (-pair[1], pair[0])))


def session_status(tables: Tables, tally: SessionTally) -> dict[str, Any]:
    """Counts of one session; `declared` is the sum of `fetched` and all numbers in `missing`.

    `missing` also has `listed_twice` (duplicate rows) and `not_listed` (rows the site did not return).
    """
    where: dict[str, Any] = {"lok_sabha": tally.lok_sabha, "session": tally.session}
    files = answer_states(tables.read("questions", **where), tables.read("files", **where), ("en",))
    answers = tables.read("answers", **where, columns=_ANSWER)
    rows = with_other_house(files, answers)
    missing = dict(rows["cause"].drop_nulls().value_counts().sort("cause").iter_rows())
    if tally.duplicates:
        missing["listed_twice"] = len(tally.duplicates)
    if unseen := tally.declared - rows.height - len(tally.duplicates):
        missing["not_listed"] = unseen
    return where | {
        "declared": tally.declared,
        "listed": rows.height,
        "fetched": rows["cause"].null_count(),
        "parsed": answers.filter(~of_other_house(), language="en").height,
        "missing": missing,
        "walked_at": tally.walked_at.isoformat(timespec="seconds"),
    }
