"""Parquet and JSON Lines files of the rows of one session."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow.parquet as pq

from archive.keys import sha256_of
from archive.release.manifest import ReleaseFile
from archive.release.schemas import PARQUET_ONLY, RELEASED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.schemas import TableSpec

GZIP_LEVEL = 4
"""Compression level: half the time of the default (9), a tenth more bytes."""
_TIME = "%Y-%m-%dT%H:%M:%S%.fZ"


def parquet_name(table: str, part: str) -> str:
    """The Parquet file of a session's rows in a release.

    >>> parquet_name("questions", "lok=18/session=5")
    'questions/lok=18/session=5/part-0.parquet'
    """
    return f"{table}/{part}/part-0.parquet"


def jsonl_name(table: str, part: str) -> str:
    """The JSON Lines file of a session's rows in a release.

    >>> jsonl_name("questions", "lok=18/session=5")
    'jsonl/questions/lok=18/session=5.jsonl.gz'
    """
    return f"jsonl/{table}/{part}.jsonl.gz"


def write_table(spec: TableSpec, rows: pl.DataFrame, place: Path, part: str) -> Iterator[ReleaseFile]:
    """Write a session's rows of a table below the directory `place`; the same rows give the same bytes."""
    frame = rows.sort(spec.key)
    lines = json_lines(frame)
    about = {
        "part": part,
        "rows": frame.height,
        "rows_sha256": sha256_of(lines),
        "keys_sha256": sha256_of(json_lines(frame.select(spec.key))),
    }
    yield write_file(parquet_name(spec.name, part), _parquet(frame, spec), place, **about)
    if spec.name not in PARQUET_ONLY:
        yield write_file(
            jsonl_name(spec.name, part), gzip.compress(lines, GZIP_LEVEL, mtime=0), place, **about
        )


def read_table(name: str, data: bytes, session: int) -> pl.DataFrame:
    """The rows of a Parquet file of an earlier release, with the columns of that release."""
    frame = pl.DataFrame(pq.read_table(io.BytesIO(data)))
    if "session" in RELEASED[name].schema.names:
        frame = frame.with_columns(session=pl.lit(session, pl.Int16))
    order = [column for column in RELEASED[name].schema.names if column in frame.columns]
    return frame.select([*order, *(column for column in frame.columns if column not in order)])


def json_lines(frame: pl.DataFrame) -> bytes:
    r"""The rows as JSON Lines, with times in UTC.

    >>> json_lines(pl.DataFrame({"a": [[1, None]], "b": ["é"]})).decode()
    '{"a":[1,null],"b":"é"}\n'
    """
    file = io.BytesIO()
    frame.with_columns(pl.col(pl.Datetime).dt.strftime(_TIME)).write_ndjson(file)
    return file.getvalue()


def write_file(name: str, data: bytes, place: Path, **about: Any) -> ReleaseFile:
    """Write a file below the directory `place`."""
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return ReleaseFile(name, len(data), sha256_of(data), **about)


def _parquet(frame: pl.DataFrame, spec: TableSpec) -> bytes:
    table = frame.to_arrow()
    columns = [table.column(field.name).cast(field.type) for field in spec.schema]
    whole = table.from_arrays(columns, schema=spec.schema)
    if "session" in spec.schema.names:
        whole = whole.drop_columns("session")
    file = io.BytesIO()
    pq.write_table(whole, file, compression="zstd")
    return file.getvalue()
