"""The difference between two releases: `replay/`, with a line per row added, changed or removed."""

from __future__ import annotations

import gzip
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from archive.release.files import GZIP_LEVEL, json_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

    from archive.schemas import TableSpec


_BATCH_SIZE = 1000
"""Rows or lines processed at once."""


class Step(msgspec.Struct, frozen=True):
    """A row that was added (`ADD`), changed (`MOD`) or removed (`DEL`, with `row` null)."""

    op: Literal["ADD", "MOD", "DEL"]
    table: str
    key: dict[str, Any]
    row: dict[str, Any] | None


def replay_name(part: str) -> str:
    """The file of a session's steps in a release.

    >>> replay_name("lok=18/session=5")
    'replay/lok=18/session=5.jsonl.gz'
    """
    return f"replay/{part}.jsonl.gz"


def steps(spec: TableSpec, old: pl.DataFrame | None, new: pl.DataFrame) -> Iterator[bytes]:
    """The steps from the old rows of a table to the new rows, as JSON lines."""
    known = set(json_lines(old).splitlines()) if old is not None else set()
    keys = set(_keys(spec, old)) if old is not None else set()
    start = b'{"table":"%b","op":' % spec.name.encode()
    for part in new.iter_slices(_BATCH_SIZE):
        for line, key in zip(json_lines(part).splitlines(), _keys(spec, part), strict=True):
            if line not in known:
                op = b'"MOD"' if key in keys else b'"ADD"'
                yield b'%b%b,"key":%b,"row":%b}\n' % (start, op, key, line)
    if keys:
        for key in sorted(keys - set(_keys(spec, new))):
            yield b'%b"DEL","key":%b,"row":null}\n' % (start, key)


def write_steps(found: Iterator[bytes], path: Path) -> int:
    """Write the steps, gzipped; returns their number. Without steps no file is left."""
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", GZIP_LEVEL, raw, mtime=0) as file:
        while lines := list(islice(found, _BATCH_SIZE)):
            file.write(b"".join(lines))
            count += len(lines)
    if not count:
        path.unlink()
    return count


def read_steps(path: Path) -> Iterator[Step]:
    """The steps that `write_steps` wrote; none if there is no file."""
    if not path.exists():
        return
    decoder = msgspec.json.Decoder(Step)
    with gzip.open(path) as file:
        for line in file:
            yield decoder.decode(line)


def _keys(spec: TableSpec, rows: pl.DataFrame) -> list[bytes]:
    return json_lines(rows.select(spec.key)).splitlines()
