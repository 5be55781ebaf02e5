"""What brings one release to the next: a line for each row that came, went or differs."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import orjson

from archive.release_files import json_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

    from archive.schemas import TableSpec


class Step(msgspec.Struct, frozen=True):
    """A row that came (`ADD`), differs (`MOD`) or went (`DEL`, then `row` is null)."""

    op: Literal["ADD", "MOD", "DEL"]
    table: str
    key: dict[str, Any]
    row: dict[str, Any] | None


def replay_name(part: str) -> str:
    """Where a session's steps lie in a release.

    >>> replay_name("lok=18/session=5")
    'replay/lok=18/session=5.jsonl.gz'
    """
    return f"replay/{part}.jsonl.gz"


def steps(spec: TableSpec, old: pl.DataFrame | None, new: pl.DataFrame) -> Iterator[Step]:
    """The steps from the rows of one table to those of the next release."""
    known = set(json_lines(old).splitlines()) if old is not None else set()
    keys = set(json_lines(old.select(spec.key)).splitlines()) if old is not None else set()
    for part in new.iter_slices(1000):
        for line, name in zip(json_lines(part).splitlines(), _keys(spec, part), strict=True):
            if line not in known:
                op: Literal["ADD", "MOD"] = "MOD" if name in keys else "ADD"
                yield Step(op, spec.name, orjson.loads(name), orjson.loads(line))
    if keys:
        for name in sorted(keys - set(_keys(spec, new))):
            yield Step("DEL", spec.name, orjson.loads(name), None)


def write_steps(found: Iterator[Step], path: Path) -> int:
    """Writes the steps, one a line; returns their number."""
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        for step in found:
            file.write(msgspec.json.encode(step) + b"\n")
            count += 1
    return count


def read_steps(path: Path) -> Iterator[Step]:
    """The steps that `write_steps` wrote."""
    decoder = msgspec.json.Decoder(Step)
    with gzip.open(path) as file:
        for line in file:
            yield decoder.decode(line)


def _keys(spec: TableSpec, rows: pl.DataFrame) -> list[bytes]:
    return json_lines(rows.select(spec.key)).splitlines()
