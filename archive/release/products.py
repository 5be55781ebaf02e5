"""Feeds, the search file and record files, updated with the changes since the current release."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import polars as pl

from archive.errors import MissingKey
from archive.keys import atom_key, release_key
from archive.release.exports.feed import MAX_ENTRIES, atom_entry, atom_feed, feed_lines, feed_titles
from archive.release.exports.record_files import record_files
from archive.release.exports.search_file import SEARCH_FILE, SEARCH_FILE_VERSION, SEARCH_SOURCES, SearchFile
from archive.release.files import parquet_name, read_table, write_file
from archive.release.manifest import FeedRange, ReleaseFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.release.diff import Step
    from archive.release.draft import Draft
    from archive.release.manifest import Manifest, SessionPart
    from archive.store import Store

UPLOAD_THREADS = 16
"""Requests at the same time."""
_BATCH_SIZE = 500
"""Record files in memory at once."""


@dataclass(frozen=True)
class FeedEntry:
    """A change and its question (None if the question is not listed)."""

    change: dict[str, Any]
    question: dict[str, Any] | None


@dataclass
class Feed:
    """The title of an Atom feed and its new entries."""

    title: str
    entries: list[FeedEntry] = field(default_factory=list)


def part_rows(store: Store, draft: Draft, table: str, part: SessionPart) -> pl.DataFrame | None:
    """The rows of a session's table in the draft, None if it has none."""
    name = parquet_name(table, part.name)
    if not part.rows.get(table):
        return None
    data = store.get(draft.unchanged[name]) if name in draft.unchanged else (draft.place / name).read_bytes()
    return read_table(table, data, part.session)


def changed_steps(draft: Draft, *tables: str) -> Iterator[Step]:
    """The row changes (ADD, MOD, DEL) of these tables in all changed sessions."""
    for part_name in draft.changed:
        yield from draft.steps(part_name, *tables)


def write_feed(draft: Draft, current: Manifest | None) -> tuple[ReleaseFile, int] | None:
    """Write `feed.jsonl` with the new changes; returns the file and its last cursor, None without changes."""
    first = current.feed[-1].last + 1 if current and current.feed else 1
    new = [step.row for step in changed_steps(draft, "changes") if step.op == "ADD" and step.row]
    if not new:
        return None
    lines = b"".join(feed_lines(new, first))
    return write_file("feed.jsonl", lines, draft.place), first + len(new) - 1


def feed_ranges(current: Manifest | None, version: str, last: int | None) -> list[FeedRange]:
    """The feed files of all releases with their first and last cursors.

    `last` is this version's last cursor, None if it has no changes.
    """
    ranges = list(current.feed) if current else []
    if last is not None:
        first = ranges[-1].last + 1 if ranges else 1
        ranges.append(FeedRange(release_key(version, "feed.jsonl"), first, last))
    return ranges


def write_search_file(
    store: Store, draft: Draft, current: Manifest | None, cache: Path | None
) -> ReleaseFile:
    """Write `search.sqlite`: that of the current release with the changed rows replaced, or a new one.

    The current file is copied from `cache` if it is there, else downloaded.
    """
    path = draft.place / SEARCH_FILE
    updating = current is not None and _fetch_search_file(store, current, path, cache)
    search = SearchFile(path)
    for part in draft.parts:
        if updating and part.name not in draft.changed:
            continue
        frames = {name: part_rows(store, draft, name, part) for name in SEARCH_SOURCES}
        search.update(_changed_ids(draft, part) if updating else None, frames)
    search.finish()
    return ReleaseFile(SEARCH_FILE, path.stat().st_size, _file_sha256(path))


def write_records(store: Store, draft: Draft) -> None:
    """Upload the JSON and CSV files of changed records and tables; delete those of removed ones."""
    found = (file for step in changed_steps(draft, "answers", "tables") for file in record_files(step))
    with ThreadPoolExecutor(UPLOAD_THREADS) as pool:
        while batch := list(islice(found, _BATCH_SIZE)):
            list(pool.map(lambda file: _put_or_delete(store, *file), batch))


def write_atoms(store: Store, draft: Draft) -> None:
    """Add the new changes to their Atom feeds; repeating it adds no entry twice."""
    feeds: dict[str, Feed] = {}
    for part in draft.parts:
        if part.name in draft.changed:
            _add_entries(feeds, store, draft, part)
    with ThreadPoolExecutor(UPLOAD_THREADS) as pool:
        list(pool.map(lambda name: _write_atom(store, name, feeds[name]), feeds))


def _write_atom(store: Store, name: str, feed: Feed) -> None:
    key = atom_key(name)
    try:
        old = store.get(key)
    except MissingKey:
        old = None
    depth = name.count("/") + 1
    entries = [atom_entry(entry.change, entry.question, depth) for entry in _newest(feed.entries)]
    store.put(key, atom_feed(name, feed.title, entries, old), "application/atom+xml")


def _add_entries(feeds: dict[str, Feed], store: Store, draft: Draft, part: SessionPart) -> None:
    changes = [step.row for step in draft.steps(part.name, "changes") if step.op == "ADD" and step.row]
    questions = _questions(store, draft, part, {row["question_id"] for row in changes})
    for change in changes:
        question = questions.get(change["question_id"])
        for name, title in feed_titles(question).items():
            entries = feeds.setdefault(name, Feed(title)).entries
            entries.append(FeedEntry(change, question))
            if len(entries) > 3 * MAX_ENTRIES:
                entries[:] = _newest(entries)


def _newest(entries: list[FeedEntry]) -> list[FeedEntry]:
    newest_first = sorted(
        entries, key=lambda entry: (entry.change["at"], entry.change["change_id"]), reverse=True
    )
    return newest_first[:MAX_ENTRIES]


def _questions(store: Store, draft: Draft, part: SessionPart, ids: set[str]) -> dict[str, dict[str, Any]]:
    """The columns of these questions that feeds use; `recorded` is true for a question with a record."""
    listed, views = part_rows(store, draft, "questions", part), part_rows(store, draft, "qa", part)
    if listed is None or views is None:
        return {}
    recorded = views.select(question_id="id", recorded=pl.col("num_pages").is_not_null())
    some = listed.filter(listed["question_id"].is_in(list(ids))).join(recorded, on="question_id")
    columns = ["question_id", "ministry", "ministry_id", "subject", "members", "url", "recorded"]
    return {row["question_id"]: row for row in some.select(columns).iter_rows(named=True)}


def _changed_ids(draft: Draft, part: SessionPart) -> set[str]:
    return {step.key["question_id"] for step in draft.steps(part.name, *SEARCH_SOURCES)}


def _put_or_delete(store: Store, key: str, data: bytes | None, media_type: str) -> None:
    if data is None:
        store.delete(key)
    else:
        store.put(key, data, media_type)


def cache_search_file(draft: Draft, cache: Path) -> None:
    """Copy the draft's search file to `cache` for the next publication."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    new = cache.with_suffix(".new")
    shutil.copyfile(draft.place / SEARCH_FILE, new)
    new.replace(cache)


def _fetch_search_file(store: Store, current: Manifest, path: Path, cache: Path | None) -> bool:
    """Copy or download the current release's search file to `path`.

    False if it is absent or has another SEARCH_FILE_VERSION; `path` then does not exist.
    """
    listed = {file.name: file.sha256 for file in current.files}.get(SEARCH_FILE)
    if cache and cache.exists() and _file_sha256(cache) == listed:
        shutil.copyfile(cache, path)
    else:
        try:
            store.download(release_key(current.version, SEARCH_FILE), path)
        except MissingKey:
            return False
    with closing(sqlite3.connect(path)) as db:
        if db.execute("PRAGMA user_version").fetchone()[0] == SEARCH_FILE_VERSION:
            return True
    path.unlink()
    return False


def _file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
