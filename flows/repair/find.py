"""Finds all damage in the store; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import zstandard

from archive.verify.damage import Damage, DamageKind, OnProgress
from archive.verify.objects import check_raw, check_summaries, check_text, run_ids
from archive.verify.releases import CheckedReleases, check_releases
from archive.verify.tables import CheckedTables, check_against_release, check_tables
from flows.repair.rows import absent_changes, absent_files, unhashed_files
from flows.steps.parse_job import fingerprints
from parsers.extract import EXTRACTOR
from parsers.layer import decode_layer
from spiders.causes import Status
from spiders.ledger.due_files import listed_files, newest_versions
from spiders.ledger.list_damage import check_lists, listed_sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.settings import Settings
    from archive.store import Store

LANGUAGES = ("en", "hi")


@dataclass
class Findings:
    """The damage, and what was read to find it."""

    damages: list[Damage]
    tables: CheckedTables
    releases: CheckedReleases

    def of(self, *kinds: DamageKind) -> list[Damage]:
        """The damages of these kinds."""
        return [damage for damage in self.damages if damage.kind in kinds]


def find_damage(
    store: Store, settings: Settings, *, quick: bool = False, on_progress: OnProgress = lambda *_: None
) -> Findings:
    """All damage; with `quick` objects are not read, so that only missing and cut ones are found."""
    tables = check_tables(store)
    releases = check_releases(store, quick=quick, on_progress=on_progress)
    damages = [*tables.damages, *releases.damages]
    damages += check_against_release(tables, releases.newest_whole)
    questions = None if "questions" in _unreadable(tables) else tables.frames["questions"]
    for session in listed_sessions(store, tables.frames["questions"]):
        damages += check_lists(store, questions, session, settings.site_url, quick=quick)
    damages += _row_damages(tables)
    damages += check_raw(store, tables.frames["files"], quick=quick, on_progress=on_progress)
    damages += check_text(
        store, _expected_texts(tables), EXTRACTOR, text_hashes, quick=quick, on_progress=on_progress
    )
    damages += check_summaries(store, run_ids(tables.frames), quick=quick)
    return Findings(damages, tables, releases)


def text_hashes(data: bytes) -> tuple[str, str]:
    """The hashes of a stored text layer's words and numbers; raises `ValueError` if it cannot be read."""
    try:
        return fingerprints(decode_layer(zstandard.decompress(data)))
    except (zstandard.ZstdError, AttributeError, KeyError, TypeError, IndexError) as error:
        raise ValueError(str(error)) from error


def _unreadable(tables: CheckedTables) -> set[str]:
    return {damage.place for damage in tables.damages}


def _row_damages(tables: CheckedTables) -> Iterator[Damage]:
    """Rows that the rows of another table prove; nothing is said about tables that cannot be read."""
    frames, unreadable = tables.frames, _unreadable(tables)
    if not unreadable & {"answers", "files"}:
        for row in absent_files(frames["answers"], frames["files"]).iter_rows(named=True):
            session = row["lok_sabha"], row["session"]
            yield Damage(DamageKind.ROWS, "files", f"{row['file']} has no row", row["question_id"], session)
        for row in unhashed_files(frames["files"], frames["answers"]).iter_rows(named=True):
            session = row["lok_sabha"], row["session"]
            detail = f"{row['file']} has no hash of its text"
            yield Damage(DamageKind.ROWS, "files", detail, row["question_id"], session)
    if not unreadable & {"questions", "files", "changes"}:
        for change in absent_changes(frames["questions"], frames["files"], frames["changes"]):
            session = change["lok_sabha"], change["session"]
            detail = f"{change['kind']} of the {change['what']} has no row"
            yield Damage(DamageKind.ROWS, "changes", detail, change["question_id"], session)
    if not unreadable & {"questions", "files", "answers"}:
        yield from _record_damages(frames["questions"], frames["files"], frames["answers"])


def _record_damages(questions: pl.DataFrame, files: pl.DataFrame, answers: pl.DataFrame) -> Iterator[Damage]:
    archived = newest_versions(files).filter(status=Status.OK).select("file", "sha256")
    due = (
        listed_files(questions, LANGUAGES)
        .join(archived, on="file")
        .join(answers, on=["question_id", "language", "sha256"], how="anti")
    )
    for row in due.sort("question_id", "language").iter_rows(named=True):
        session = row["lok_sabha"], row["session"]
        detail = f"no record of {row['file']}"
        yield Damage(DamageKind.RECORD, "answers", detail, row["question_id"], session)


def _expected_texts(tables: CheckedTables) -> dict[str, tuple[str, str]]:
    """Of each document that this extractor has read, the hashes of its text."""
    files = tables.frames["files"].filter(pl.col("text_hash").fill_null("") != "")
    answers = tables.frames["answers"].filter(extractor=EXTRACTOR)
    read = files.join(answers, on="sha256", how="semi")
    rows = read.select("sha256", "text_hash", "numbers_hash").iter_rows()
    return {sha256: (text, numbers) for sha256, text, numbers in rows}


def sha256_of_text(key: str) -> str:
    """The SHA-256 of the document in the key of its text layer.

    >>> sha256_of_text("text/layout-1/ab/ab12.json.zst")
    'ab12'
    """
    return key.rpartition("/")[2].partition(".")[0]
