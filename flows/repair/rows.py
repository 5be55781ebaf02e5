"""Rows of `files` and `changes` that other rows prove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from archive.schemas import ANSWERS, FILES
from spiders.ledger.changes import change_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spiders.ledger.changes import ChangeRow


def absent_rows(rows: pl.DataFrame, held: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """The rows whose key is not held."""
    return rows.join(held, on=list(key), how="anti")


def absent_files(answers: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """The first answer read from each version of a file that has no row in `files`."""
    read = answers.sort(ANSWERS.key).unique(["file", "file_version"], keep="first", maintain_order=True)
    return read.join(files, left_on=["file", "file_version"], right_on=list(FILES.key), how="anti")


def unhashed_files(files: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Files that were parsed, whose rows lack the hashes of their text."""
    archived = files.filter(pl.col("status") == "ok", pl.col("text_hash").is_null())
    return archived.join(answers, on="sha256", how="semi")


def file_row(answer: dict[str, Any], hashes: tuple[str, str], run_id: str) -> dict[str, Any]:
    """The row of `files` for the source of an answer; what the answer does not know is null.

    `hashes` are those of the text and of the numbers in it.
    """
    source = answer["source"]
    return {
        "file": answer["file"],
        "version": answer["file_version"],
        "lok_sabha": answer["lok_sabha"],
        "session": answer["session"],
        "question_id": answer["question_id"],
        "language": answer["language"],
        "status": "ok",
        "url": source["url"],
        "sha256": answer["sha256"],
        "bytes": source["bytes"],
        "media_type": source["media_type"],
        "attempts": 0,
        "fetched_at": answer["fetched_at"],
        "checked_at": answer["fetched_at"],
        "text_hash": hashes[0],
        "numbers_hash": hashes[1],
        "run_id": run_id,
    }


def absent_changes(
    questions: pl.DataFrame, files: pl.DataFrame, changes: pl.DataFrame
) -> Iterator[ChangeRow]:
    """The changes of which a row of `questions` or `files` is the proof: each has the id it always has."""
    held = set(changes["change_id"])
    for change in (*_added_questions(questions), *_replaced_files(files)):
        if change["change_id"] not in held:
            yield change


def _added_questions(questions: pl.DataFrame) -> Iterator[ChangeRow]:
    columns = ["question_id", "lok_sabha", "session", "first_listed", "run_id"]
    for row in questions.select(columns).iter_rows(named=True):
        yield change_row(row, "ADD", "question", "", now=row["first_listed"], run_id=row["run_id"])


def _replaced_files(files: pl.DataFrame) -> Iterator[ChangeRow]:
    hashes = {(row["file"], row["version"]): row["sha256"] for row in files.iter_rows(named=True)}
    for row in files.filter(pl.col("version") > 1).iter_rows(named=True):
        file, version = row["file"], row["version"]
        yield change_row(
            row,
            "MOD",
            "file",
            f"{file} {version} {row['sha256']}",
            now=row["fetched_at"],
            run_id=row["run_id"],
            language=row["language"],
            file=file,
            file_version=version,
            before=hashes.get((file, version - 1)),
            after=row["sha256"],
        )


def new_listing_changes(found: list[ChangeRow], changes: pl.DataFrame) -> list[ChangeRow]:
    """The replayed changes that are not held.

    The ids of all but ADD depend on the second at which a walk ended, so that the others are compared by
    what changed.
    """
    said = ("question_id", "kind", "what", "before", "after")
    held = set(changes.select(said).iter_rows()) if changes.height else set()
    return [change for change in found if tuple(change[name] for name in said) not in held]  # type: ignore[literal-required]
