"""Tables that another version of the product wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from archive.errors import ArchiveError
from archive.keys import table_prefix
from archive.schema_versions import VERSION_PROPERTY, stored_columns, stored_version
from archive.schemas import ANSWERS, QUESTIONS, TABLES
from archive.tables import Tables
from tests.archive.rows import TABLE, answer_row, question_row

if TYPE_CHECKING:
    from archive.store import Store


def stored(store: Store, name: str = "questions") -> DeltaTable:
    return DeltaTable(store.uri(table_prefix(name)), storage_options=store.storage_options)


def write_older(store: Store, without: str) -> None:
    """The table of questions as written before there were versions: no property, a column less."""
    written = Tables(store)
    written.merge("questions", [question_row(1), question_row(2, session=4)])
    rows: pa.Table = written.read("questions").drop(without).to_arrow()
    for key in list(store.keys("tables/questions/")):
        store.delete(key)
    fields = [field for field in QUESTIONS.schema if field.name != without]
    schema = QUESTIONS.schema.empty_table().select([field.name for field in fields]).schema
    DeltaTable.create(
        store.uri(table_prefix("questions")),
        schema,
        partition_by=list(QUESTIONS.partitions),
        configuration={"delta.enableChangeDataFeed": "true"},
        storage_options=store.storage_options,
    )
    write_deltalake(
        store.uri(table_prefix("questions")),
        rows.cast(schema),
        mode="append",
        storage_options=store.storage_options,
    )
    assert VERSION_PROPERTY not in stored(store).metadata().configuration


@pytest.mark.parametrize("without", ["ministry_id", "members"])
def test_an_older_table_is_read_with_nulls_and_migrated_by_the_first_write(
    store: Store, without: str
) -> None:
    write_older(store, without)
    tables = Tables(store)
    older = tables.version("questions")
    frame = tables.read("questions")
    assert frame.columns == QUESTIONS.schema.names
    assert frame[without].null_count() == frame.height == 2
    assert tables.sql(f"SELECT count({without}) AS n FROM questions").item() == 0  # noqa: S608
    assert tables.read("questions", columns=[without, "session"]).columns == [without, "session"]

    tables.merge("questions", [question_row(3), question_row(2, session=4, subject="NEW")])

    assert set(stored_columns(stored(store))) == set(QUESTIONS.schema.names)
    assert stored_version(stored(store)) == QUESTIONS.version
    rows = {row["question_id"]: row for row in tables.read("questions").iter_rows(named=True)}
    assert rows[question_row(3)["question_id"]] == dict.fromkeys(QUESTIONS.schema.names) | question_row(3)
    assert rows[question_row(1)["question_id"]][without] is None
    assert tables.read("questions", version=older)[without].null_count() == 2


def write_answers_of_version_1(store: Store) -> None:
    """The table of answers before its tables had notes, as version 1 of its schema wrote it."""
    table = ANSWERS.schema.field("tables").type.value_type
    nested = pa.list_(pa.struct([f for f in table if f.name not in {"above", "below", "lead"}]))
    fields = [f for f in ANSWERS.schema if f.name not in {"house", "correction", "struck_out"}]
    schema = pa.schema([f.with_type(nested) if f.name == "tables" else f for f in fields])
    rows = [{name: answer_row(n).get(name) for name in schema.names} for n in (1, 2)]
    write_deltalake(
        store.uri(table_prefix("answers")),
        pa.Table.from_pylist(rows, schema),
        partition_by=list(ANSWERS.partitions),
        configuration={"delta.enableChangeDataFeed": "true"},
        storage_options=store.storage_options,
    )


def test_fields_within_a_column_are_added_too(store: Store) -> None:
    write_answers_of_version_1(store)
    tables = Tables(store)
    older = tables.read("answers")
    assert older.schema == pl.DataFrame(ANSWERS.schema.empty_table()).schema
    assert older["house"].null_count() == 2
    assert older["tables"][0][0] == TABLE | {"above": None, "below": None}
    assert tables.sql("SELECT count(house) AS n, count(tables) AS t FROM answers").row(0) == (0, 2)

    tables.merge("answers", [answer_row(2, house="lok_sabha"), answer_row(3)])

    assert stored_version(stored(store, "answers")) == ANSWERS.version
    first, second, third = Tables(store).read("answers").iter_rows(named=True)
    assert (first["house"], first["tables"]) == (None, [TABLE | {"above": None, "below": None}])
    assert (second["house"], second["tables"]) == ("lok_sabha", [TABLE])
    assert third == dict.fromkeys(ANSWERS.schema.names) | answer_row(3)
    Tables(store).compact("answers")
    assert Tables(store).read("answers").height == 3


def test_a_new_table_carries_its_version(store: Store) -> None:
    Tables(store).merge("questions", [question_row(1)])
    assert stored(store).metadata().configuration[VERSION_PROPERTY] == str(QUESTIONS.version)


def test_a_newer_table_is_refused_in_one_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = replace(QUESTIONS, version=QUESTIONS.version + 1)
    with monkeypatch.context() as patch:
        patch.setitem(TABLES, "questions", newer)
        Tables(store).merge("questions", [question_row(1)])
    message = f"table questions has schema version {newer.version}, this loksabha knows {QUESTIONS.version}"
    for work in (
        lambda tables: tables.read("questions"),
        lambda tables: tables.sql("SELECT 1 FROM questions"),
        lambda tables: tables.merge("questions", [question_row(2)]),
    ):
        with pytest.raises(ArchiveError, match=message) as refusal:
            work(Tables(store))
        assert "\n" not in str(refusal.value)


def test_a_table_without_a_required_column_is_refused(store: Store) -> None:
    write_older(store, "row_hash")
    with pytest.raises(ArchiveError, match="table questions lacks row_hash"):
        Tables(store).read("questions")
