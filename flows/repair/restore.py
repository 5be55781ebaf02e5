"""Restores rows of the tables: from what is salvaged, from the list pages, from rows that prove others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl

from archive.errors import ArchiveError
from archive.keys import summary_key, tally_key
from archive.schemas import TABLES
from archive.verify.damage import Damage, DamageKind
from archive.verify.salvage import drop_checkpoints, salvaged_rows, salvaged_sessions, set_table_aside
from flows.repair.rows import (
    absent_changes,
    absent_files,
    absent_rows,
    file_row,
    new_listing_changes,
    unhashed_files,
)
from flows.steps.parse import change_class
from flows.steps.parse_job import fingerprints, text_layer
from flows.summary import MissingAnswer, RunSummary
from spiders.causes import Cause
from spiders.ledger.list_damage import listed_sessions
from spiders.ledger.replay import replay_session, run_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.tables import Tables
    from flows.repair.find import Findings
    from flows.run import Run

NOT_REQUESTED = frozenset({Cause.NOT_ASKED, Cause.LOST})


def restore_tables(run: Run, findings: Findings) -> None:
    """Rebuild tables that cannot be read, then restore the rows that are missing in any."""
    for name in sorted({damage.place for damage in findings.of(DamageKind.TABLE)}):
        if not drop_checkpoints(run.store, run.run_id, name):
            set_table_aside(run.store, run.run_id, name)
    if not findings.of(DamageKind.TABLE, DamageKind.ROWS, DamageKind.TALLY):
        return
    restored = {name: _merge_salvaged(run, findings, name) for name in TABLES}
    for session in listed_sessions(run.store, run.tables.read("questions")):
        _replay(run, findings, session, restored["questions"])
    _merge(run.tables, "files", _files_from_answers(run))
    _merge(run.tables, "files", _files_from_summaries(run))
    _merge(run.tables, "files", _files_with_hashes(run))
    frames = {name: run.tables.read(name) for name in ("questions", "files", "changes")}
    _merge(run.tables, "changes", absent_changes(**frames))


def _merge_salvaged(run: Run, findings: Findings, name: str) -> pl.DataFrame:
    """Merge the salvaged rows whose key a table lacks; returns their keys."""
    keys = [run.tables.read(name).clear().select(TABLES[name].key)]
    for lok_sabha, session in salvaged_sessions(run.store, name, findings.releases):
        rows = salvaged_rows(run.store, name, findings.releases, lok_sabha, session)
        held = run.tables.read(name, lok_sabha=lok_sabha, session=session)
        new = absent_rows(rows, held, TABLES[name].key)
        if new.height:
            run.tables.merge(name, new.to_arrow())
            run.progress.note(f"{name}: {new.height} rows of LS{lok_sabha}-S{session} restored")
        keys.append(new.select(TABLES[name].key))
    return pl.concat(keys)


def _replay(run: Run, findings: Findings, session: tuple[int, int], restored: pl.DataFrame) -> None:
    """Restore a session's questions, their changes and its tally from the archived list pages.

    A salvaged row may be older than the pages: then they replace it.
    """
    replay = replay_session(run.store, *session, run.settings.site_url)
    held = run.tables.read("questions", lok_sabha=session[0], session=session[1])
    known = {row["question_id"]: row for row in held.iter_rows(named=True)}
    salvaged = set(restored["question_id"])
    rows = [row for question_id, row in replay.rows.items() if question_id not in known]
    for question_id in salvaged & replay.rows.keys() & known.keys():
        row, old = replay.rows[question_id], known[question_id]
        if row["run_id"] > old["run_id"] and row["row_hash"] != old["row_hash"]:
            rows.append({**row, "first_listed": old["first_listed"]})
    ids = {row["question_id"] for row in rows}
    changes = run.tables.read("changes", lok_sabha=session[0], session=session[1])
    found = [change for change in replay.changes if change["question_id"] in ids]
    _merge(run.tables, "changes", new_listing_changes(found, changes))
    _merge(run.tables, "questions", rows)
    key = tally_key(*session)
    if replay.tally and key in {damage.place for damage in findings.of(DamageKind.TALLY)}:
        run.store.put(key, replay.tally.model_dump_json().encode())


def _files_from_answers(run: Run) -> Iterator[dict[str, Any]]:
    """The rows of archived files, by the source of the records that were read from them."""
    absent = absent_files(run.tables.read("answers"), run.tables.read("files"))
    for answer in absent.iter_rows(named=True):
        fetched_at = answer["source"]["fetched_at"]
        answer["fetched_at"] = dt.datetime.fromisoformat(fetched_at) if fetched_at else None
        try:
            hashes = fingerprints(text_layer(run.store, answer["sha256"]))
        except ArchiveError:
            hashes = ("", "")
        yield file_row(answer, hashes, run.run_id)


def _files_with_hashes(run: Run) -> Iterator[dict[str, Any]]:
    """The rows of parsed files that lack the hashes of their text, with them."""
    files = run.tables.read("files")
    rows = {(row["file"], row["version"]): row for row in files.iter_rows(named=True)}
    for row in (
        unhashed_files(files, run.tables.read("answers")).sort("file", "version").iter_rows(named=True)
    ):
        try:
            hashes = fingerprints(text_layer(run.store, row["sha256"]))
        except ArchiveError:
            continue
        before = rows.get((row["file"], row["version"] - 1), {})
        change = change_class(hashes, (before.get("text_hash"), before.get("numbers_hash")))
        new = {**row, "text_hash": hashes[0], "numbers_hash": hashes[1], "change": change}
        rows[row["file"], row["version"]] = new
        yield new


def _files_from_summaries(run: Run) -> Iterator[dict[str, Any]]:
    """The rows of files that could not be fetched, by the newest summary that names them."""
    files = set(run.tables.read("files", columns=["file"])["file"])
    questions = {row["question_id"]: row for row in run.tables.read("questions").iter_rows(named=True)}
    for key in sorted(run.store.keys("runs/"), reverse=True):
        if not key.endswith("/summary.json"):
            continue
        try:
            summary = RunSummary.model_validate_json(run.store.get(key))
        except ValueError:
            continue
        for gap in summary.missing_answers:
            question = questions.get(gap.question_id)
            if question and gap.file not in files and (row := _failed_row(run, gap, question, summary)):
                files.add(gap.file)
                yield row


def _failed_row(
    run: Run, gap: MissingAnswer, question: dict[str, Any], summary: RunSummary
) -> dict[str, Any] | None:
    causes = {cause.value: cause for cause in Cause if cause not in NOT_REQUESTED}
    if not gap.file or gap.cause not in causes:
        return None
    return {
        "file": gap.file,
        "version": 1,
        "lok_sabha": question["lok_sabha"],
        "session": question["session"],
        "question_id": gap.question_id,
        "language": gap.language,
        "status": causes[gap.cause].status.value,
        "cause": gap.cause,
        "attempts": 1,
        "next_attempt": gap.next_attempt or run.now,
        "checked_at": summary.ended_at,
        "run_id": summary.run_id,
    }


def mark_lost(run: Run, damages: list[Damage]) -> None:
    """Mark the files whose bytes are lost, so that the next crawl requests them.

    Files that an earlier run has marked are due at once, too; those that this run has requested are not. A
    reply that was no document has no bytes to fetch again: its row keeps its cause, without the hash.
    """
    lost = {damage.place.rpartition("/")[2] for damage in damages}
    marked = (pl.col("cause") == Cause.LOST) & (pl.col("run_id") != run.run_id)
    files = run.tables.read("files").filter(pl.col("sha256").is_in(sorted(lost)) | marked)
    rows = []
    for row in files.iter_rows(named=True):
        if row["status"] == "ok" or row["cause"] == Cause.LOST:
            marks = {"status": Cause.LOST.status.value, "cause": Cause.LOST.value, "next_attempt": run.now}
        else:
            marks = {"sha256": None, "bytes": None, "media_type": None}
        rows.append({**row, **marks, "run_id": run.run_id})
    _merge(run.tables, "files", rows)


def note_lost_summaries(run: Run, damages: list[Damage]) -> None:
    """Write a summary that says no more than that the run's summary is lost."""
    for damage in damages:
        run_id = damage.place.split("/")[1]
        note = RunSummary(
            run_id=run_id, flow="unknown", scope={}, started_at=run_time(run_id), error="summary lost"
        )
        note.notes.append(f"written by verify --repair, run {run.run_id}")
        run.store.put(summary_key(run_id), note.model_dump_json(indent=1).encode())


def _merge(tables: Tables, name: str, rows: Any) -> None:
    if found := list(rows):
        tables.merge(name, found)
