"""Checks of single objects: raw files, text layers and run summaries."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import orjson
import polars as pl

from archive.errors import MissingKey
from archive.keys import raw_key, sha256_of, summary_key, text_key
from archive.schemas import TABLES
from archive.verify.damage import LOST, Damage, DamageKind, OnProgress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive.store import Store

Result = TypeVar("Result")
READERS = 16
"""Objects that are read at a time."""
_RAW = "raw/sha256/"


def check_raw(store: Store, files: pl.DataFrame, *, quick: bool, on_progress: OnProgress) -> Iterator[Damage]:
    """Raw files that `files` names or that the bucket has: existence and size, and unless `quick` hash."""
    sizes = store.sizes(_RAW)
    archived = files.filter(pl.col("sha256").is_not_null(), pl.col("cause").ne_missing(LOST))
    named = {raw_key(row["sha256"]): row for row in archived.iter_rows(named=True)}
    for key, row in named.items():
        if key not in sizes:
            yield _raw_damage(key, row, "does not exist")
        elif row["bytes"] is not None and sizes[key] != row["bytes"]:
            yield _raw_damage(key, row, f"has {sizes.pop(key)} instead of {row['bytes']} bytes")
    if not quick:
        for key, problem in read_each(store, list(sizes), _hash_problem, "raw files", on_progress):
            if problem:
                yield _raw_damage(key, named.get(key), problem)
    newest = files.filter(pl.col("version") == pl.col("version").max().over("file"), pl.col("cause") == LOST)
    for row in newest.iter_rows(named=True):
        session = row["lok_sabha"], row["session"]
        yield Damage(DamageKind.FILE, "files", f"{row['file']} is lost", row["question_id"], session)


def _raw_damage(key: str, row: dict[str, object] | None, problem: str) -> Damage:
    question_id = str(row["question_id"]) if row else None
    return Damage(DamageKind.RAW, key, problem, question_id)


def _hash_problem(key: str, data: bytes) -> str:
    return "" if sha256_of(data) == key.rpartition("/")[2] else "its bytes have another hash"


def check_text(
    store: Store,
    expected: dict[str, tuple[str, str]],
    extractor: str,
    read_hashes: Callable[[bytes], tuple[str, str]],
    *,
    quick: bool,
    on_progress: OnProgress,
) -> Iterator[Damage]:
    """Text layers that `expected` names by the SHA-256 of their document, with the hashes of their text.

    `read_hashes` makes these hashes of a stored text layer, and raises `ValueError` if it cannot be read.
    """
    stored = store.sizes(f"text/{extractor}/")
    wanted = {text_key(extractor, sha256): hashes for sha256, hashes in expected.items()}
    for key in wanted.keys() - stored.keys():
        yield Damage(DamageKind.TEXT, key, "does not exist")
    if quick:
        return

    def problem(key: str, data: bytes) -> str:
        try:
            hashes = read_hashes(data)
        except ValueError as error:
            return f"cannot be read: {' '.join(str(error).split())}"
        return "" if wanted.get(key, hashes) == hashes else "its text has another hash"

    for key, found in read_each(store, list(stored), problem, "text layers", on_progress):
        if found:
            yield Damage(DamageKind.TEXT, key, found)


def check_summaries(store: Store, run_ids: Iterable[str], *, quick: bool) -> Iterator[Damage]:
    """Summaries of the runs that wrote rows."""
    stored = store.sizes("runs/")
    for key in sorted(map(summary_key, run_ids)):
        if key not in stored:
            yield Damage(DamageKind.SUMMARY, key, "does not exist")
        elif not quick and not _is_json(store.get(key)):
            yield Damage(DamageKind.SUMMARY, key, "is not JSON")


def run_ids(frames: dict[str, pl.DataFrame]) -> set[str]:
    """The runs that wrote rows of the tables."""
    return {run_id for name in TABLES if name in frames for run_id in frames[name]["run_id"].unique()}


def _is_json(data: bytes) -> bool:
    try:
        orjson.loads(data)
    except ValueError:
        return False
    return True


def read_each(
    store: Store,
    keys: list[str],
    check: Callable[[str, bytes], Result],
    what: str,
    on_progress: OnProgress,
) -> Iterator[tuple[str, Result | str]]:
    """Each key with the result of `check(key, bytes)`; several objects are read at a time."""

    def read(key: str) -> Result | str:
        try:
            return check(key, store.get(key))
        except MissingKey:
            return "does not exist"

    with ThreadPoolExecutor(READERS) as pool:
        for done, (key, result) in enumerate(zip(keys, pool.map(read, keys), strict=True), start=1):
            on_progress(what, done, len(keys))
            yield key, result
