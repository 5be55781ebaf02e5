from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from archive.errors import ArchiveError
from archive.keys import LATEST, release_key, sha256_of
from archive.release import Release, latest, publish
from archive.schemas import TABLES
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from tests.archive.rows import NOON, answer_row, change_row, file_row, question_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.store import Store

SCHEMAS = {"record.schema.json": b'{"title": "Record"}'}


def filled(store: Store) -> Tables:
    """Two sessions of questions; of one, a file in two versions, its answer and a change."""
    tables = Tables(store)
    tables.merge("questions", [question_row(n, session=session) for session in (4, 5) for n in (2, 1)])
    tables.merge("files", [file_row(1, version=1), file_row(1, version=2), file_row(2)])
    tables.merge("answers", [answer_row(1), answer_row(2, kind="nil", question=None, answer=None, tables=[])])
    tables.merge("changes", [change_row(1)])
    return tables


@pytest.fixture
def tables(store: Store) -> Tables:
    return filled(store)


@pytest.fixture(scope="module")
def published(s3_home: Path) -> Iterator[tuple[Store, Release]]:
    """A release that is only looked at."""
    with open_store(Settings(_env_file=None, home=s3_home, store="s3://tests/published")) as store:
        yield store, publish_now(store, filled(store))


def publish_now(store: Store, tables: Tables, **said: Any) -> Release:
    edition = {
        "run_id": "run-9",
        "now": NOON,
        "schema_version": "1.0",
        "parser_version": "7",
        "schemas": SCHEMAS,
        "source_note": "From sansad.in.",
    }
    return publish(store, tables, **(edition | said))


def lines(store: Store, version: str, name: str) -> list[dict[str, Any]]:
    text = gzip.decompress(store.get(release_key(version, name))).decode()
    return [json.loads(line) for line in text.splitlines()]


def test_a_release_holds_the_files_that_its_manifest_lists(published: tuple[Store, Release]) -> None:
    store, release = published

    listed = {release_key("1.0.0", file.name): file for file in release.manifest.files}
    assert set(store.keys("releases/1.0.0/")) == {*listed, "releases/1.0.0/manifest.json"}
    for key, file in listed.items():
        data = store.get(key)
        assert (len(data), sha256_of(data)) == (file.bytes, file.sha256), key
    assert [(file.name, file.rows) for file in release.manifest.files] == [
        ("questions/lok=18/session=4/part-0.parquet", 2),
        ("jsonl/questions/lok=18/session=4.jsonl.gz", 2),
        ("questions/lok=18/session=5/part-0.parquet", 2),
        ("jsonl/questions/lok=18/session=5.jsonl.gz", 2),
        ("files/lok=18/session=5/part-0.parquet", 3),
        ("jsonl/files/lok=18/session=5.jsonl.gz", 3),
        ("answers/lok=18/session=5/part-0.parquet", 2),
        ("jsonl/answers/lok=18/session=5.jsonl.gz", 2),
        ("changes/lok=18/session=5/part-0.parquet", 1),
        ("jsonl/changes/lok=18/session=5.jsonl.gz", 1),
        ("schema/record.schema.json", None),
        ("README.md", None),
        ("LICENSE-DATA", None),
    ]


def test_the_manifest_tells_what_was_read_and_by_what(published: tuple[Store, Release]) -> None:
    store, _ = published

    manifest = json.loads(store.get("releases/1.0.0/manifest.json"))
    del manifest["files"]
    assert manifest == {
        "version": "1.0.0",
        "previous": None,
        "made_at": "2025-07-29T12:00:00Z",
        "run_id": "run-9",
        "schema_version": "1.0",
        "parser_version": "7",
        "tables": {name: Tables(store).version(name) for name in TABLES},
    }


@pytest.mark.parametrize("name", TABLES)
def test_parquet_is_typed_as_the_tables_are(
    published: tuple[Store, Release], tmp_path: Path, name: str
) -> None:
    store, _ = published
    for key in store.keys(f"releases/1.0.0/{name}/"):
        path = tmp_path / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(store.get(key))

    root = tmp_path / f"releases/1.0.0/{name}"
    one = pq.ParquetFile(next(root.rglob("*.parquet")))
    whole = ds.dataset(root, partitioning="hive").to_table()

    types = {field.name: field.type for field in TABLES[name].schema if field.name != "session"}
    if name == "files":
        types["current"] = pa.bool_()
    assert {field.name: field.type for field in one.schema_arrow} == types
    assert one.metadata.row_group(0).column(0).compression == "ZSTD"
    assert whole.num_rows == Tables(store).read(name).height
    assert {"lok", "session"} < set(whole.column_names)


def test_json_lines_hold_whole_rows_in_the_order_of_their_keys(published: tuple[Store, Release]) -> None:
    store, _ = published

    first, second = lines(store, "1.0.0", "jsonl/answers/lok=18/session=5.jsonl.gz")
    expected = dict.fromkeys(TABLES["answers"].schema.names) | answer_row(1)
    assert first == expected | {"date": "2025-07-29", "parsed_at": "2025-07-29T12:00:00Z"}
    assert (second["kind"], second["answer"], second["tables"]) == ("nil", None, [])


def test_files_are_there_in_every_version_and_the_newest_is_marked(published: tuple[Store, Release]) -> None:
    store, _ = published

    rows = lines(store, "1.0.0", "jsonl/files/lok=18/session=5.jsonl.gz")
    assert [(row["file"], row["version"], row["current"]) for row in rows] == [
        ("annex/185/AU1_abcdef.pdf", 1, False),
        ("annex/185/AU1_abcdef.pdf", 2, True),
        ("annex/185/AU2_abcdef.pdf", 1, True),
    ]


def test_the_readme_tells_the_source_and_each_column(published: tuple[Store, Release]) -> None:
    store, _ = published

    text = store.get("releases/1.0.0/README.md").decode()
    assert "From sansad.in." in text
    for spec in TABLES.values():
        for column in spec.schema.names:
            assert f"| `{column}` |" in text


def test_nothing_is_published_twice(store: Store, tables: Tables) -> None:
    first = publish_now(store, tables)
    tables.compact("questions")
    tables.merge("questions", [question_row(1)])

    again = publish_now(store, tables, run_id="run-10", now=NOON + timedelta(days=1))

    assert (first.new, again.new) == (True, False)
    assert again.manifest == first.manifest
    assert list(store.keys("releases/1.0.1")) == []


@pytest.mark.parametrize(
    ("merged", "schema_version", "version"),
    [
        ([question_row(3)], "1.0", "1.1.0"),
        ([question_row(9, session=6)], "1.0", "1.1.0"),
        ([question_row(1, subject="NEW")], "1.0", "1.0.1"),
        ([question_row(1, subject="NEW")], "1.1", "1.0.1"),
        ([question_row(1, subject="NEW")], "2.0", "2.0.0"),
    ],
    ids=["row", "session", "content", "schema's minor", "schema's major"],
)
def test_the_version_tells_what_kind_of_change_it_is(
    store: Store, tables: Tables, merged: list[dict[str, Any]], schema_version: str, version: str
) -> None:
    publish_now(store, tables)
    tables.merge("questions", merged)

    second = publish_now(store, tables, schema_version=schema_version)

    assert (second.version, second.manifest.previous, second.new) == (version, "1.0.0", True)
    current = latest(store)
    assert current is not None
    assert current.manifest == second.manifest


class Cut(Exception):
    pass


def cut_after(store: Store, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """Lets that many more objects be written once; then the line is cut."""
    put_once, left = store.put_once, [writes]

    def put_some(key: str, data: bytes, content_type: str | None = None) -> bool:
        if not left[0]:
            raise Cut
        left[0] -= 1
        return put_once(key, data, content_type)

    monkeypatch.setattr(store, "put_once", put_some)


@pytest.mark.parametrize("writes", [1, 5, 13], ids=["at once", "midway", "before the manifest"])
def test_an_interrupted_publication_is_taken_up_again(
    store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    first = publish_now(store, tables)
    tables.merge("questions", [question_row(3)])
    with monkeypatch.context() as patch:
        cut_after(store, patch, writes)
        with pytest.raises(Cut):
            publish_now(store, tables)
    between = latest(store)

    second = publish_now(store, tables)

    assert between is not None
    assert between.manifest == first.manifest
    assert (second.version, second.new) == ("1.1.0", True)


def test_what_an_interrupted_publication_left_is_stepped_over_when_rows_have_moved_on(
    store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        cut_after(store, patch, 3)
        with pytest.raises(Cut):
            publish_now(store, tables)
    left = {key: store.get(key) for key in store.keys("releases/1.0.0/")}
    tables.merge("questions", [question_row(1, session=4, subject="NEW")])

    release = publish_now(store, tables)

    assert release.version == "1.0.1"
    assert {key: store.get(key) for key in store.keys("releases/1.0.0/")} == left


def test_empty_tables_are_not_published(store: Store) -> None:
    with pytest.raises(ArchiveError, match="nothing to publish"):
        publish_now(store, Tables(store))
    assert latest(store) is None


def test_a_manifest_that_is_not_the_one_pointed_to_is_an_error(store: Store, tables: Tables) -> None:
    publish_now(store, tables)
    store.put("releases/1.0.0/manifest.json", b"{}")

    with pytest.raises(ArchiveError, match=f"is not the manifest that {LATEST} points to"):
        latest(store)
