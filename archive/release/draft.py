"""The draft of a release: changed sessions are written again, the files of the others are reused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from archive.houses import of_other_house
from archive.keys import release_key, sha256_of
from archive.release.checks import ContentCounts, count_content, filled, same_documents
from archive.release.diff import read_steps, steps, write_steps
from archive.release.files import parquet_name, read_table, write_table
from archive.release.manifest import SessionPart, part_name
from archive.release.rows.derived import derived_tables
from archive.release.schemas import RELEASED
from archive.schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from archive.release.diff import Step
    from archive.release.manifest import Manifest, ReleaseFile
    from archive.store import Store
    from archive.tables import Tables

LAYOUT_VERSION = "2"
"""Increase it when the same rows may give other files: every session is then written again."""

_EXPORT_SOURCES = frozenset({"questions", "answers", "changes"})
"""Tables whose steps are also written for the first release: record files and feeds are made from them."""

Frames = dict[str, pl.DataFrame]


@dataclass
class Draft:
    """The files of a release by session, before they are uploaded."""

    place: Path
    """The directory with the new files."""
    parts: list[SessionPart] = field(default_factory=list)
    files: list[ReleaseFile] = field(default_factory=list)
    unchanged: dict[str, str] = field(default_factory=dict)
    """Keys in the current release of the files that are reused, by file name."""
    changed: dict[str, int] = field(default_factory=dict)
    """Number of steps by session, for sessions that differ from the current release."""
    before: ContentCounts = field(default_factory=ContentCounts)
    """Content of documents in both releases, as in the current release."""
    now: ContentCounts = field(default_factory=ContentCounts)
    """Content of the same documents in the draft."""

    def steps_file(self, part: str, table: str) -> Path:
        """The file with the steps of a session's table."""
        return self.place / "steps" / part / f"{table}.jsonl.gz"

    def steps(self, part: str, *tables: str) -> Iterator[Step]:
        """The steps of some tables of a session."""
        for table in tables:
            yield from read_steps(self.steps_file(part, table))


class _PreviousRelease:
    """The sessions and files of the current release, by name; empty before the first release."""

    def __init__(self, store: Store, manifest: Manifest | None) -> None:
        self._store = store
        self.version = manifest.version if manifest else ""
        self.parts = {part.name: part for part in manifest.parts} if manifest else {}
        self.files = {file.name: file for file in manifest.files} if manifest else {}

    def of_part(self, part: str) -> list[ReleaseFile]:
        """The files with rows of a session."""
        return [file for file in self.files.values() if file.part == part and file.rows_sha256]

    def rows(self, table: str, part: SessionPart) -> pl.DataFrame | None:
        """The rows of a session's table, None if it had none."""
        name = parquet_name(table, part.name)
        if name not in self.files:
            return None
        return read_table(table, self._store.get(release_key(self.version, name)), part.session)


def make_draft(
    store: Store,
    tables: Tables,
    versions: Mapping[str, int | None],
    current: Manifest | None,
    place: Path,
) -> Draft:
    """Make the draft in the directory `place`; the tables are read session by session, to bound memory."""
    draft, earlier = Draft(place), _PreviousRelease(store, current)
    for (lok_sabha, session), inputs in sorted(part_inputs(tables, versions).items()):
        known = earlier.parts.get(part_name(lok_sabha, session))
        if known and known.inputs == inputs:
            draft.parts.append(known)
            _reuse_files(draft, earlier, earlier.of_part(known.name))
        else:
            frames = _frames(tables, versions, lok_sabha, session)
            _write_part(draft, earlier, frames, _part(lok_sabha, session, inputs, frames))
    return draft


def part_inputs(tables: Tables, versions: Mapping[str, int | None]) -> dict[tuple[int, int], str]:
    """A hash per session that differs when its files in the archive, the columns or the layout differ."""
    found: dict[tuple[int, int], list[str]] = {}
    for name, version in versions.items():
        if version is not None:
            for part, session_hash in tables.session_hashes(name, version=version).items():
                found.setdefault(part, []).append(f"{name} {session_hash}")
    layout = "|".join([LAYOUT_VERSION, *(str(spec.schema.remove_metadata()) for spec in RELEASED.values())])
    return {part: sha256_of("|".join([layout, *hashes]).encode()) for part, hashes in found.items()}


def _frames(tables: Tables, versions: Mapping[str, int | None], lok_sabha: int, session: int) -> Frames:
    where: dict[str, Any] = {"lok_sabha": lok_sabha, "session": session}
    base = {name: tables.read(name, **where, version=versions[name]) for name in TABLES}
    newest = pl.col("version") == pl.col("version").max().over("file")
    base["files"] = base["files"].with_columns(current=newest)
    derived = derived_tables(base["questions"], base["files"], base["answers"])
    return {
        name: (base | derived)[name].select(spec.schema.names).sort(spec.key)
        for name, spec in RELEASED.items()
    }


def _part(lok_sabha: int, session: int, inputs: str, frames: Frames) -> SessionPart:
    return SessionPart(
        lok_sabha,
        session,
        inputs,
        rows={name: frame.height for name, frame in frames.items()},
        filled={name: filled(frames[name]) for name in TABLES},
        coverage=_coverage(frames),
    )


def _coverage(frames: Frames) -> dict[str, Any]:
    """Numbers of questions, and of records by kind without the documents of the other House."""
    answers, delisted = frames["answers"].filter(~of_other_house()), frames["questions"]["delisted"]
    return {
        "questions": delisted.null_count(),
        "delisted": len(delisted) - delisted.null_count(),
        "records": _counts(answers, "kind"),
        "flagged": int((answers["flags"].list.len() > 0).sum()),
        "missing": _counts(frames["missing"], "cause"),
    }


def _counts(frame: pl.DataFrame, column: str) -> dict[str, dict[str, int]]:
    """The number of rows by language and value: `{"en": {"answer": 230, "nil": 1}}`."""
    counts: dict[str, dict[str, int]] = {}
    for language, value, number in frame.group_by("language", column).len().sort(pl.all()).iter_rows():
        counts.setdefault(language, {})[value] = number
    return counts


def _write_part(draft: Draft, earlier: _PreviousRelease, frames: Frames, part: SessionPart) -> None:
    draft.parts.append(part)
    written: list[ReleaseFile] = []
    for name, spec in RELEASED.items():
        if frames[name].height:
            written += write_table(spec, frames[name], draft.place, part.name)
    same = {file.name: file.rows_sha256 for file in earlier.of_part(part.name)}
    alike = {file.name for file in written if same.get(file.name) == file.rows_sha256}
    _reuse_files(draft, earlier, [earlier.files[name] for name in sorted(alike)])
    draft.files += [file for file in written if file.name not in alike]
    moved = {table for table in RELEASED if parquet_name(table, part.name) not in alike}
    if count := sum(_write_steps(draft, earlier, frames, part, moved)):
        draft.changed[part.name] = count


def _write_steps(
    draft: Draft, earlier: _PreviousRelease, frames: Frames, part: SessionPart, moved: set[str]
) -> Iterator[int]:
    for name in sorted(moved if earlier.files else moved & _EXPORT_SOURCES):
        old = earlier.rows(name, part)
        if name == "answers" and old is not None:
            was, now = same_documents(old, frames[name])
            draft.before.add(count_content(was))
            draft.now.add(count_content(now))
        yield write_steps(steps(RELEASED[name], old, frames[name]), draft.steps_file(part.name, name))


def _reuse_files(draft: Draft, earlier: _PreviousRelease, files: list[ReleaseFile]) -> None:
    draft.files += files
    draft.unchanged |= {file.name: release_key(earlier.version, file.name) for file in files}
