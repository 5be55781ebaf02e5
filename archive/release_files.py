"""The files of a release, drawn from the tables one session at a time."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, Any

import msgspec
import orjson
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from archive.keys import sha256_of
from archive.schemas import TABLES, TableSpec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from archive.tables import Tables

_LINES_AT_ONCE = 500
_CURRENT = pa.field(
    "current", pa.bool_(), nullable=False, metadata={"meaning": "whether this is the file's newest version"}
)


class ReleaseFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of a release as its manifest lists it."""

    name: str
    bytes: int
    sha256: str
    rows: int | None = None
    """None for a file that holds no rows."""
    keys_sha256: str | None = None
    """Of the sorted keys of the rows: differs where rows came or went."""


def write_rows(tables: Tables, versions: Mapping[str, int | None], place: Path) -> Iterator[ReleaseFile]:
    """Writes each table's sessions below `place`, as Parquet and as JSON Lines.

    The same rows give the same bytes. No more than one session of one table is in memory.
    """
    for name, version in versions.items():
        if version is None:
            continue
        for lok_sabha, session in tables.sessions(name, version=version):
            frame = tables.read(name, lok_sabha=lok_sabha, session=session, version=version)
            yield from _write_session(TABLES[name], frame, place, f"lok={lok_sabha}/session={session}")


def write_text(name: str, data: bytes, place: Path) -> ReleaseFile:
    """Writes a file that holds no rows below `place`."""
    return _write(name, data, place)


def _write_session(spec: TableSpec, rows: pl.DataFrame, place: Path, session: str) -> Iterator[ReleaseFile]:
    frame = rows.sort(spec.key)
    schema = spec.schema
    if spec.name == "files":
        frame = frame.with_columns(current=pl.col("version") == pl.col("version").max().over("file"))
        schema = schema.append(_CURRENT)
    about = {"rows": frame.height, "keys_sha256": sha256_of(_lines(frame.select(spec.key)))}
    yield _write(f"{spec.name}/{session}/part-0.parquet", _parquet(frame, schema), place, **about)
    yield _write(
        f"jsonl/{spec.name}/{session}.jsonl.gz", gzip.compress(_lines(frame), mtime=0), place, **about
    )


def _parquet(frame: pl.DataFrame, schema: pa.Schema) -> bytes:
    """The rows without `session`: readers take it from the path, and stumble if it comes twice."""
    table = frame.to_arrow()
    columns = [table.column(field.name).cast(field.type) for field in schema]
    whole = pa.Table.from_arrays(columns, schema=schema)
    file = io.BytesIO()
    pq.write_table(whole.drop_columns("session"), file, compression="zstd")
    return file.getvalue()


def _lines(frame: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    for part in frame.iter_slices(_LINES_AT_ONCE):
        for row in part.iter_rows(named=True):
            file.write(orjson.dumps(row, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE))
    return file.getvalue()


def _write(name: str, data: bytes, place: Path, **about: Any) -> ReleaseFile:
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return ReleaseFile(name, len(data), sha256_of(data), **about)
