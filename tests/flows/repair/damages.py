"""Damages to a store, one function each: what could happen to objects and tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deltalake import DeltaTable

from archive.keys import LATEST, listing_prefix, raw_key, release_key, summary_key, table_prefix, tally_key
from archive.release.manifest import latest
from archive.schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.store import Store
    from tests.flows.conftest import SamplePipeline

SESSION = (18, 5)
QUESTION = "LS18-S5-UNSTARRED-1474"


def _raw(line: SamplePipeline) -> str:
    row = line.tables.read("files", only={"question_id": [QUESTION]}).row(0, named=True)
    return raw_key(row["sha256"])


def _first(store: Store, prefix: str, suffix: str = "") -> str:
    return min(key for key in store.keys(prefix) if key.endswith(suffix))


def _last(store: Store, prefix: str, suffix: str = "") -> str:
    return max(key for key in store.keys(prefix) if key.endswith(suffix))


def _stored_table(line: SamplePipeline, name: str) -> DeltaTable:
    return DeltaTable(line.store.uri(table_prefix(name)), storage_options=line.store.storage_options)


def _flip(store: Store, key: str) -> None:
    data = bytearray(store.get(key))
    data[len(data) // 2] ^= 1
    store.put(key, bytes(data))


def raw_deleted(line: SamplePipeline) -> None:
    line.store.delete(_raw(line))


def raw_truncated(line: SamplePipeline) -> None:
    line.store.put(_raw(line), line.store.get(_raw(line))[:1000])


def raw_flipped(line: SamplePipeline) -> None:
    _flip(line.store, _raw(line))


def raw_half_written(line: SamplePipeline) -> None:
    """An object that no row names, whose bytes are not those of its key."""
    line.store.put(raw_key("ab" * 32), b"%PDF-1.4 and no more")


def text_deleted(line: SamplePipeline) -> None:
    line.store.delete(_first(line.store, "text/"))


def text_garbage(line: SamplePipeline) -> None:
    line.store.put(_first(line.store, "text/"), b"garbage")


def text_of_another(line: SamplePipeline) -> None:
    first, last = _first(line.store, "text/"), _last(line.store, "text/")
    line.store.copy(last, first)


def list_page_deleted(line: SamplePipeline) -> None:
    line.store.delete(_last(line.store, listing_prefix(*SESSION), ".zst"))


def list_page_garbage(line: SamplePipeline) -> None:
    line.store.put(_first(line.store, listing_prefix(*SESSION), ".zst"), b"garbage")


def tally_deleted(line: SamplePipeline) -> None:
    line.store.delete(tally_key(*SESSION))


def _delete_log(line: SamplePipeline, name: str, version: int) -> None:
    line.store.delete(f"{table_prefix(name)}/_delta_log/{version:020}.json")


def log_start_deleted(line: SamplePipeline) -> None:
    _delete_log(line, "questions", 0)


def log_middle_deleted(line: SamplePipeline) -> None:
    _delete_log(line, "files", 1)


def log_end_deleted(line: SamplePipeline) -> None:
    _delete_log(line, "answers", _stored_table(line, "answers").version())


def log_garbage(line: SamplePipeline) -> None:
    line.store.put(f"{table_prefix('changes')}/_delta_log/{1:020}.json", b"garbage")


def data_file_deleted(line: SamplePipeline) -> None:
    path = _stored_table(line, "answers").file_uris()[0].partition(table_prefix("answers"))[2]
    line.store.delete(table_prefix("answers") + path)


def data_file_garbage(line: SamplePipeline) -> None:
    path = _stored_table(line, "files").file_uris()[0].partition(table_prefix("files"))[2]
    key = table_prefix("files") + path
    line.store.put(key, b"x" * len(line.store.get(key)))


def checkpoint_garbage(line: SamplePipeline) -> None:
    table = _stored_table(line, "questions")
    table.create_checkpoint()
    for key in list(line.store.keys(f"{table_prefix('questions')}/_delta_log/")):
        if ".checkpoint" in key:
            line.store.put(key, b"garbage")


def table_deleted(name: str) -> Callable[[SamplePipeline], None]:
    def harm(line: SamplePipeline) -> None:
        for key in list(line.store.keys(f"{table_prefix(name)}/")):
            line.store.delete(key)

    return harm


def rows_deleted(name: str) -> Callable[[SamplePipeline], None]:
    def harm(line: SamplePipeline) -> None:
        _stored_table(line, name).delete(f"question_id = '{QUESTION}'")

    return harm


def pointer_deleted(line: SamplePipeline) -> None:
    line.store.delete(LATEST)


def pointer_to_nowhere(line: SamplePipeline) -> None:
    pointer = json.loads(line.store.get(LATEST))
    pointer |= {"version": "9.9.9", "manifest": "releases/9.9.9/manifest.json"}
    line.store.put(LATEST, json.dumps(pointer).encode())


def manifest_deleted(line: SamplePipeline) -> None:
    release = latest(line.store)
    assert release
    line.store.delete(release_key(release.version, "manifest.json"))


def release_file_cut(line: SamplePipeline) -> None:
    key = _first(line.store, "releases/", "part-0.parquet")
    line.store.put(key, line.store.get(key)[:100])


def summary_deleted(line: SamplePipeline) -> None:
    run_id = line.tables.read("questions")["run_id"][0]
    line.store.delete(summary_key(run_id))


HARMS: dict[str, Callable[[SamplePipeline], None]] = {
    harm.__name__: harm
    for harm in (
        raw_deleted,
        raw_truncated,
        raw_flipped,
        raw_half_written,
        text_deleted,
        text_garbage,
        text_of_another,
        list_page_deleted,
        list_page_garbage,
        tally_deleted,
        log_start_deleted,
        log_middle_deleted,
        log_end_deleted,
        log_garbage,
        data_file_deleted,
        data_file_garbage,
        checkpoint_garbage,
        pointer_deleted,
        pointer_to_nowhere,
        manifest_deleted,
        release_file_cut,
        summary_deleted,
    )
}
for _name in TABLES:
    HARMS |= {f"table_{_name}_deleted": table_deleted(_name), f"rows_of_{_name}_deleted": rows_deleted(_name)}
QUICK = ("raw_deleted", "log_middle_deleted", "rows_of_files_deleted", "release_file_cut")
"""Those of the fast suite, a kind each."""
