"""Rows still known of a damaged table: in its data files, among what was set aside, in releases."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from archive.errors import ArchiveError
from archive.keys import release_key, set_aside_key, sha256_of, table_prefix
from archive.release.files import json_lines, parquet_name, read_table
from archive.release.manifest import part_name
from archive.release.schemas import RELEASED
from archive.schemas import spec_of
from archive.tables import Tables, empty_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.release.manifest import Manifest
    from archive.schemas import TableSpec
    from archive.store import Store
    from archive.verify.releases import CheckedReleases

_PARTITION = re.compile(r"lok_sabha=(\d+)/session=(\d+)/[^/]+\.parquet$")
_NEWEST = {
    "questions": [pl.col("run_id")],
    "files": [pl.col("run_id"), pl.col("checked_at"), pl.col("text_hash").is_not_null()],
    "answers": [pl.col("parsed_at")],
    "changes": [pl.col("run_id")],
}
"""What orders the rows of one key by age; `run_id` begins with the time at which the run started."""


def set_aside(store: Store, run_id: str, key: str) -> None:
    """Move a damaged object below `damaged/`, if it exists."""
    if store.exists(key):
        store.copy(key, set_aside_key(run_id, key))
        store.delete(key)


def set_table_aside(store: Store, run_id: str, name: str) -> None:
    """Move all objects of a table below `damaged/`; the log goes first, so that the rest names no table."""
    keys = sorted(store.keys(f"{table_prefix(name)}/"), key=lambda key: "/_delta_log/" not in key)
    for key in keys:
        set_aside(store, run_id, key)


def drop_checkpoints(store: Store, run_id: str, name: str) -> bool:
    """Set a table's checkpoints aside; whether it opens and can be read by its log alone."""
    log = f"{table_prefix(name)}/_delta_log/"
    found = [key for key in store.keys(log) if ".checkpoint" in key or key.endswith("_last_checkpoint")]
    if not found or not store.exists(f"{log}{0:020}.json"):
        return False
    for key in found:
        set_aside(store, run_id, key)
    try:
        Tables(store).read(name)
    except ArchiveError:
        return False
    return True


def salvaged_sessions(store: Store, name: str, releases: CheckedReleases) -> list[tuple[int, int]]:
    """The (Lok Sabha, session) pairs of which rows of a table may still be known."""
    found = {session for key in _data_files(store, name) if (session := _session_of(key))}
    for version in releases.whole:
        found |= {(part.lok_sabha, part.session) for part in releases.manifests[version].parts}
    return sorted(found)


def salvaged_rows(
    store: Store, name: str, releases: CheckedReleases, lok_sabha: int, session: int
) -> pl.DataFrame:
    """The newest known row of each key of a session, in the table's own columns.

    A release lacks some columns (`_unreleased`): where a data file has the same row, it is taken from there.
    """
    spec = spec_of(name)
    frames = [empty_frame(spec)]
    for key in _data_files(store, name):
        if _session_of(key) == (lok_sabha, session):
            frames += _read_data_file(spec, store.get(key), lok_sabha, session)
    stored = pl.concat(frames).sort(_NEWEST[name], nulls_last=False)
    released = _release_rows(store, spec, releases, lok_sabha, session)
    columns = [column for column in spec.schema.names if column in RELEASED[name].schema.names]
    same = set(_lines(released, columns))
    confirmed = stored.filter(pl.Series(_lines(stored, columns), dtype=pl.Binary).is_in(list(same)))
    newer = stored.filter(pl.col("run_id") > (released["run_id"].max() or ""))
    rows = pl.concat([stored, released, confirmed, newer])
    return rows.unique(spec.key, keep="last", maintain_order=True)


def _lines(rows: pl.DataFrame, columns: list[str]) -> list[bytes]:
    return json_lines(rows.select(columns)).splitlines()


def _data_files(store: Store, name: str) -> Iterator[str]:
    """Data files that the table's folder holds, in use or replaced, and those that were set aside."""
    for key in store.keys(f"{table_prefix(name)}/"):
        if _PARTITION.search(key) and "/_change_data/" not in key:
            yield key
    for key in store.keys("damaged/"):
        if f"/{table_prefix(name)}/" in key and _PARTITION.search(key) and "/_change_data/" not in key:
            yield key


def _session_of(key: str) -> tuple[int, int] | None:
    found = _PARTITION.search(key)
    return (int(found[1]), int(found[2])) if found else None


def _read_data_file(spec: TableSpec, data: bytes, lok_sabha: int, session: int) -> Iterator[pl.DataFrame]:
    """The rows of one data file, nothing if it cannot be read; its folder has the partition's values."""
    try:
        table = pq.read_table(io.BytesIO(data))
    except (pa.ArrowException, OSError):
        return
    frame = pl.DataFrame(table).with_columns(
        lok_sabha=pl.lit(lok_sabha, pl.Int16), session=pl.lit(session, pl.Int16)
    )
    yield _aligned(spec, frame)


def _release_rows(
    store: Store, spec: TableSpec, releases: CheckedReleases, lok_sabha: int, session: int
) -> pl.DataFrame:
    """The rows of the newest release whose file of this session is whole."""
    name = parquet_name(spec.name, part_name(lok_sabha, session))
    for version, manifest in reversed(releases.manifests.items()):
        for file in manifest.files:
            key = release_key(version, name)
            if file.name == name and store.exists(key) and sha256_of(data := store.get(key)) == file.sha256:
                rows = read_table(spec.name, data, session)
                return _aligned(spec, rows.with_columns(_unreleased(spec, manifest)))
    return empty_frame(spec)


def _unreleased(spec: TableSpec, manifest: Manifest) -> list[pl.Expr]:
    """Values of the columns that releases lack: the time and the run of the release, one failed attempt."""
    made_at = pl.lit(manifest.made_at)
    values = {
        "run_id": pl.lit(manifest.run_id),
        "last_listed": made_at,
        "parsed_at": made_at,
    }
    if spec.name == "files":
        failed = pl.col("status") != "ok"
        values |= {
            "attempts": failed.cast(pl.Int32),
            "next_attempt": pl.when(failed).then(made_at),
            "checked_at": pl.coalesce("fetched_at", made_at),
        }
    absent = set(spec.schema.names) - set(RELEASED[spec.name].schema.names)
    return [value.alias(name) for name, value in values.items() if name in absent]


def _aligned(spec: TableSpec, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows in the table's own columns and types; columns that an older version lacks are null."""
    types = empty_frame(spec).schema
    absent = [pl.lit(None, types[name]).alias(name) for name in types if name not in frame.columns]
    return frame.with_columns(absent).select(pl.col(name).cast(types[name]) for name in types)
