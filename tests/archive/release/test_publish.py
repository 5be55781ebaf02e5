from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from archive.errors import ArchiveError
from archive.keys import LATEST, release_key, sha256_of
from archive.release.manifest import Release, encode, latest, point_to
from archive.release.schemas import RELEASED
from archive.schemas import TABLES
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from tests.archive.release.publishing import filled, json_lines, publish_now
from tests.archive.rows import NOON, answer_row, change_row, file_row, question_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.store import Store


@pytest.fixture
def tables(store: Store) -> Tables:
    return filled(store)


@pytest.fixture(scope="module")
def published(s3_home: Path) -> Iterator[tuple[Store, Release]]:
    """A release for tests that only read."""
    with open_store(Settings(_env_file=None, home=s3_home, store="s3://tests/published")) as store:
        yield store, publish_now(store, filled(store))


def test_a_release_holds_the_files_that_its_manifest_lists(published: tuple[Store, Release]) -> None:
    store, release = published

    listed = {release_key("1.0.0", file.name): file for file in release.manifest.files}
    assert set(store.keys("releases/1.0.0/")) == {*listed, "releases/1.0.0/manifest.json"}
    for key, file in listed.items():
        data = store.get(key)
        assert (len(data), sha256_of(data)) == (file.bytes, file.sha256), key
    rows = {file.name: file.rows for file in release.manifest.files if file.name.startswith("jsonl/")}
    assert rows == {
        "jsonl/questions/lok=18/session=4.jsonl.gz": 2,
        "jsonl/missing/lok=18/session=4.jsonl.gz": 2,
        "jsonl/questions/lok=18/session=5.jsonl.gz": 2,
        "jsonl/files/lok=18/session=5.jsonl.gz": 3,
        "jsonl/answers/lok=18/session=5.jsonl.gz": 2,
        "jsonl/changes/lok=18/session=5.jsonl.gz": 1,
        "jsonl/clauses/lok=18/session=5.jsonl.gz": 1,
        "jsonl/tables/lok=18/session=5.jsonl.gz": 1,
        "jsonl/cells/lok=18/session=5.jsonl.gz": 6,
    }


def test_the_manifest_states_inputs_and_versions(published: tuple[Store, Release]) -> None:
    store, _ = published

    manifest = json.loads(store.get("releases/1.0.0/manifest.json"))
    stated = ("version", "previous", "made_at", "run_id", "schema_version", "parser_version", "tables")
    assert {name: manifest[name] for name in stated} == {
        "version": "1.0.0",
        "previous": None,
        "made_at": "2025-07-29T12:00:00Z",
        "run_id": "run-9",
        "schema_version": "1.0",
        "parser_version": "7",
        "tables": {name: Tables(store).version(name) for name in TABLES},
    }
    assert [part["coverage"] for part in manifest["parts"]] == [
        {"questions": 2, "delisted": 0, "records": {}, "flagged": 0, "missing": {"en": {"not_asked": 2}}},
        {
            "questions": 2,
            "delisted": 0,
            "records": {"en": {"answer": 1, "nil": 1}},
            "flagged": 0,
            "missing": {},
        },
    ]
    assert manifest["feed"] == [{"key": "releases/1.0.0/feed.jsonl", "first": 1, "last": 1}]


@pytest.mark.parametrize("name", RELEASED)
def test_parquet_is_typed_as_the_tables_are(
    published: tuple[Store, Release], tmp_path: Path, name: str
) -> None:
    store, release = published
    for key in store.keys(f"releases/1.0.0/{name}/"):
        path = tmp_path / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(store.get(key))

    root = tmp_path / f"releases/1.0.0/{name}"
    one = pq.ParquetFile(next(root.rglob("*.parquet")))
    whole = ds.dataset(root, partitioning="hive").to_table()

    types = {field.name: field.type for field in RELEASED[name].schema if field.name != "session"}
    assert {field.name: field.type for field in one.schema_arrow} == types
    assert one.metadata.row_group(0).column(0).compression == "ZSTD"
    assert whole.num_rows == release.manifest.rows[name]
    assert {"lok", "session"} < set(whole.column_names)


def test_json_lines_hold_whole_rows_in_the_order_of_their_keys(published: tuple[Store, Release]) -> None:
    store, _ = published

    first, second = json_lines(store, "1.0.0", "jsonl/answers/lok=18/session=5.jsonl.gz")
    expected = dict.fromkeys(RELEASED["answers"].schema.names) | answer_row(1) | {"date": "2025-07-29"}
    assert first == {name: expected[name] for name in RELEASED["answers"].schema.names}
    assert (second["kind"], second["answer"], second["tables"]) == ("nil", None, [])


def test_all_versions_of_a_file_are_listed_and_the_newest_is_marked(published: tuple[Store, Release]) -> None:
    store, _ = published

    rows = json_lines(store, "1.0.0", "jsonl/files/lok=18/session=5.jsonl.gz")
    assert [(row["file"], row["version"], row["current"]) for row in rows] == [
        ("annex/185/AU1_abcdef.pdf", 1, False),
        ("annex/185/AU1_abcdef.pdf", 2, True),
        ("annex/185/AU2_abcdef.pdf", 1, True),
    ]


def test_the_readme_names_the_source_and_each_column(published: tuple[Store, Release]) -> None:
    store, _ = published

    text = store.get("releases/1.0.0/README.md").decode()
    assert "From sansad.in." in text
    for spec in RELEASED.values():
        for column in spec.schema.names:
            assert f"| `{column}` |" in text


def test_housekeeping_changes_make_no_release(store: Store, tables: Tables) -> None:
    first = publish_now(store, tables)
    tables.compact("questions")
    tables.merge("questions", [question_row(1, last_listed=NOON + timedelta(hours=9), run_id="run-10")])
    tables.merge("files", [file_row(2, checked_at=NOON + timedelta(hours=9), run_id="run-10")])
    tables.merge("answers", [answer_row(1, parsed_at=NOON + timedelta(hours=9), run_id="run-10")])

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
def test_the_version_depends_on_the_kind_of_change(
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


def cut_at(store: Store, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Fail at the first write whose key contains `text`."""
    for name in ("put", "upload", "copy"):
        write = getattr(store, name)

        def write_or_cut(key: str, target: Any, *rest: str, write: Any = write) -> None:
            if text in key or text in str(target)[:100]:
                raise Cut
            write(key, target, *rest)

        monkeypatch.setattr(store, name, write_or_cut)


@pytest.mark.parametrize("place", ["1.1.0/", "session=4", "manifest.json", "records/", "feed/", LATEST])
def test_an_interrupted_publication_leaves_the_current_release(
    store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    first = publish_now(store, tables)
    before = {key: store.get(key) for key in store.keys("releases/1.0.0/")}
    tables.merge("questions", [question_row(3)])
    tables.merge("answers", [answer_row(3)])
    tables.merge("changes", [change_row(3)])
    with monkeypatch.context() as patch:
        cut_at(store, patch, place)
        with pytest.raises(Cut):
            publish_now(store, tables)
    between = latest(store)

    second = publish_now(store, tables)

    assert between is not None
    assert between.manifest == first.manifest
    assert (second.version, second.manifest.previous, second.new) == ("1.1.1", "1.0.0", True)
    assert {key: store.get(key) for key in store.keys("releases/1.0.0/")} == before
    assert [(page.first, page.last) for page in second.manifest.feed] == [(1, 1), (2, 2)]
    assert store.exists("releases/records/LS18-S5-UNSTARRED-3.json")


def test_unchanged_sessions_are_copied_within_the_bucket(
    store: Store, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_now(store, tables)
    tables.merge("questions", [question_row(1, session=4, subject="NEW")])
    copied, copy = [], store.copy
    monkeypatch.setattr(store, "copy", lambda key, target: (copied.append(target), copy(key, target)))

    release = publish_now(store, tables)

    written = {file.name for file in release.manifest.files if file.part}
    written -= {key.removeprefix(f"releases/{release.version}/") for key in copied}
    assert written == {
        "questions/lok=18/session=4/part-0.parquet",
        "jsonl/questions/lok=18/session=4.jsonl.gz",
        "qa/lok=18/session=4/part-0.parquet",
        "replay/lok=18/session=4.jsonl.gz",
    }


@pytest.mark.parametrize(
    ("column", "version"),
    [({"gone": "string"}, "2.0.0"), ({"subject": "int32"}, "2.0.0"), ({}, "1.1.0")],
    ids=["column removed", "column retyped", "rows added"],
)
def test_a_removed_or_retyped_column_increases_the_major_version(
    store: Store, tables: Tables, column: dict[str, str], version: str
) -> None:
    first = publish_now(store, tables).manifest
    columns = first.columns | {"questions": first.columns["questions"] | column}
    old = msgspec.structs.replace(first, columns=columns)
    store.put(release_key("1.0.0", "manifest.json"), encode(old), "application/json")
    point_to(store, old)
    tables.merge("questions", [question_row(3)])

    assert publish_now(store, tables).version == version


def test_measured_accuracy_is_in_the_manifest(store: Store, tables: Tables) -> None:
    measured = {"parser": "7", "fields": {"kind": {"right": 55, "of": 56}}}

    publish_now(store, tables, accuracy=measured)

    assert json.loads(store.get("releases/1.0.0/manifest.json"))["accuracy"] == measured


def test_empty_tables_are_not_published(store: Store) -> None:
    with pytest.raises(ArchiveError, match="nothing to publish"):
        publish_now(store, Tables(store))
    assert latest(store) is None


def test_an_altered_manifest_is_an_error(store: Store, tables: Tables) -> None:
    publish_now(store, tables)
    store.put("releases/1.0.0/manifest.json", b"{}")

    with pytest.raises(ArchiveError, match=f"is not the manifest that {LATEST} points to"):
        latest(store)
