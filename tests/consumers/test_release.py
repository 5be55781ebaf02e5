"""A downloaded release is read with other libraries only."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

import duckdb
import jsonschema
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from frictionless import Package, system

from tests.consumers.reading import KEYS, declared_rows, key_of, rows_of

if TYPE_CHECKING:
    from tests.consumers.conftest import Downloaded

TABLES = (
    "questions",
    "answers",
    "clauses",
    "tables",
    "cells",
    "missing",
    "files",
    "changes",
    "chunks",
    "qa",
)


def test_every_file_is_listed_with_its_hash_and_every_listed_file_is_there(released: Downloaded) -> None:
    for release in (released.previous, released.current):
        manifest = json.loads((release / "manifest.json").read_text())
        found = {str(path.relative_to(release)) for path in release.rglob("*") if path.is_file()}
        assert found == {file["name"] for file in manifest["files"]} | {"manifest.json"}
        for file in manifest["files"]:
            data = (release / file["name"]).read_bytes()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])


def test_the_pointer_names_the_current_manifest_and_its_hash(released: Downloaded) -> None:
    manifest = (released.current / "manifest.json").read_bytes()

    assert released.latest == {
        "version": "1.1.0",
        "manifest": "releases/1.1.0/manifest.json",
        "manifest_sha256": hashlib.sha256(manifest).hexdigest(),
    }


@pytest.mark.parametrize("table", TABLES)
def test_all_rows_are_read_by_each_library(released: Downloaded, table: str) -> None:
    root = released.current / table
    files = f"{root}/**/*.parquet"

    arrow = ds.dataset(root, partitioning="hive").to_table()
    polars = pl.read_parquet(files, hive_partitioning=True)
    duck = duckdb.sql(f"SELECT * FROM read_parquet('{files}', hive_partitioning = true)").pl()  # noqa: S608
    pandas = pd.read_parquet(root)

    rows = declared_rows(released.current, table)
    assert rows > 0
    assert {arrow.num_rows, polars.height, duck.height, len(pandas)} == {rows}
    columns = set(arrow.column_names)
    assert {"lok", "session"} < columns
    assert [set(polars.columns), set(duck.columns), set(pandas.columns)] == [columns] * 3


def test_columns_are_typed(released: Downloaded) -> None:
    questions = ds.dataset(released.current / "questions", partitioning="hive").schema
    answers = ds.dataset(released.current / "answers", partitioning="hive").schema

    assert questions.field("date").type == pa.date32()
    assert questions.field("question_no").type == pa.int32()
    assert questions.field("members").type.value_type.field("mp_code").type == pa.int32()
    assert answers.field("tables").type.value_type.field("rows").type == pa.list_(pa.list_(pa.string()))


def test_each_schema_is_a_json_schema(released: Downloaded) -> None:
    schemas = {path.name: json.loads(path.read_text()) for path in (released.current / "schema").iterdir()}

    assert set(schemas) == {f"{name}.schema.json" for name in (*TABLES, "record")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_qa_has_the_columns_of_the_data_set_it_replaces(released: Downloaded) -> None:
    view = pl.read_parquet(f"{released.current}/qa/**/*.parquet", hive_partitioning=False)

    assert view.columns == [
        "id", "lok_no", "session_no", "ques_no", "type", "date", "subject", "ministry", "members",
        "full_text", "question_text", "answer_text", "pdf_url", "pdf_url_hindi", "num_pages",
    ]  # fmt: skip
    (first,) = view.filter(id="LS18-S5-UNSTARRED-1").to_dicts()
    assert first["full_text"] == "the key incentives;\n\nNITI Aayog …"
    assert first["members"] == ["Smt. Smita Uday Wagh", "Shri X"]


@pytest.mark.parametrize("table", KEYS)
def test_json_lines_are_valid_and_have_the_rows_of_parquet(released: Downloaded, table: str) -> None:
    schema = json.loads((released.current / f"schema/{table}.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())

    rows = rows_of(released.current, table)

    assert [error.message for row in rows for error in validator.iter_errors(row)] == []
    frame = pl.read_parquet(f"{released.current / table}/**/*.parquet", hive_partitioning=True)
    keys = [tuple(row) for row in frame.select(KEYS[table]).iter_rows()]
    assert sorted(key_of(table, row) for row in rows) == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_frictionless_reports_no_error(released: Downloaded) -> None:
    with system.use_context(trusted=True):
        report = Package(str(released.current / "datapackage.json")).validate()

    assert report.flatten(["name", "type", "note"]) == []
    assert report.stats["tasks"] == sum("rows" in file for file in released.manifest["files"])


def test_clauses_join_to_questions_and_tables_without_loss(released: Downloaded) -> None:
    read = {name: f"read_parquet('{released.current / name}/**/*.parquet')" for name in TABLES}
    for name in ("answers", "clauses", "tables", "cells", "missing"):
        lost = f"SELECT * FROM {read[name]} ANTI JOIN {read['questions']} q USING (question_id)"  # noqa: S608
        assert duckdb.sql(lost).fetchall() == []
    for name, of, key in (("clauses", "answers", ""), ("cells", "tables", ", table_id")):
        lost = f"SELECT * FROM {read[name]} ANTI JOIN {read[of]} o USING (question_id, language{key})"  # noqa: S608
        assert duckdb.sql(lost).fetchall() == []


def test_clauses_and_cells_have_all_content_of_the_records(released: Downloaded) -> None:
    clauses, cells = rows_of(released.current, "clauses"), rows_of(released.current, "cells")
    for answer in rows_of(released.current, "answers"):
        name = answer["question_id"], answer["language"]
        asked = [c for c in clauses if (c["question_id"], c["language"]) == name]
        items = (answer["answer"] or {"items": []})["items"]
        assert [(c["label"], c["text"], c["answer_text"]) for c in asked] == [
            (c["label"], c["text"], "\n".join(items[n]["text"] for n in c["answer_items"]))
            for c in (answer["question"] or {"clauses": []})["clauses"]
        ]
        for table in answer["tables"]:
            place = (*name, table["table_id"])
            mine = [c for c in cells if (c["question_id"], c["language"], c["table_id"]) == place]
            grid: dict[int, list[Any]] = {}
            for cell in sorted(mine, key=lambda c: (c["row"], c["column"])):
                grid.setdefault(cell["row"], []).append(cell["text"])
            assert list(grid.values()) == table["header"] + table["rows"]


def test_every_word_of_a_record_is_in_a_passage_for_retrieval(released: Downloaded) -> None:
    passages = pl.read_parquet(f"{released.current}/chunks/**/*.parquet")
    for answer in rows_of(released.current, "answers"):
        mine = passages.filter(question_id=answer["question_id"], language=answer["language"])
        found = set(re.findall(r"\w+", " ".join(mine["text"])))
        texts = [
            (answer["question"] or {}).get("text"),
            (answer["answer"] or {}).get("text"),
            *(text for annexure in answer["annexures"] for text in (annexure["title"], annexure["text"])),
            *(table["caption"] for table in answer["tables"]),
            *(cell for t in answer["tables"] for row in t["header"] + t["rows"] for cell in row),
        ]
        assert set(re.findall(r"\w+", " ".join(filter(None, texts)))) <= found


def test_json_lines_are_read_by_other_libraries(released: Downloaded) -> None:
    for table in KEYS:
        rows = rows_of(released.current, table)
        files = str(released.current / f"jsonl/{table}/**/*.jsonl.gz")
        duck = duckdb.sql(f"SELECT * FROM read_json('{files}', union_by_name = true)")  # noqa: S608
        assert len(duck.fetchall()) == len(rows)
        paths = (released.current / "jsonl" / table).rglob("*.jsonl.gz")
        assert sum(len(pd.read_json(path, lines=True)) for path in paths) == len(rows)


def test_numbers_in_cells_are_numbers(released: Downloaded) -> None:
    cells = {cell["text"]: cell["number"] for cell in rows_of(released.previous, "cells")}

    assert (cells["1,234.5"], cells["-5"], cells["Bihar"]) == (1234.5, -5.0, None)


def test_missing_answers_are_listed_with_their_cause(released: Downloaded) -> None:
    rows = rows_of(released.current, "missing")
    listed = {row["question_id"] for row in rows_of(released.current, "questions")}
    read = {r["question_id"] for r in rows_of(released.current, "answers") if r["language"] == "en"}

    assert {row["question_id"] for row in rows if row["language"] == "en"} == listed - read
    assert {row["question_id"]: row["cause"] for row in rows if row["language"] == "en"} == {
        "LS18-S4-UNSTARRED-1": "not_asked",
        "LS18-S4-UNSTARRED-2": "not_asked",
        "LS18-S5-UNSTARRED-7": "not_asked",
        "LS18-S5-UNSTARRED-8": "http_500",
        "LS18-S5-UNSTARRED-9": "not_read",
    }


def test_sqlite_finds_words_in_clauses_answers_and_tables(released: Downloaded) -> None:
    with sqlite3.connect(f"file:{released.current}/search.sqlite?mode=ro", uri=True) as db:
        found = db.execute(
            "SELECT kind, question_id, label FROM passages WHERE id IN"
            " (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?) ORDER BY 1, 2, 3",
            ("bihar OR incentive",),
        ).fetchall()
        renamed = db.execute("SELECT question_id FROM questions WHERE subject = 'RENAMED'").fetchall()
        counts = db.execute("SELECT name, questions FROM ministries").fetchall()

    clauses = rows_of(released.current, "clauses")
    tables = [row for row in rows_of(released.current, "tables") if row["language"] == "en"]
    assert sorted(row[1:] for row in found if row[0] == "clause") == sorted(
        (row["question_id"], row["label"]) for row in clauses
    )
    assert {("table", row["question_id"], row["table_id"]) for row in tables} < set(found)
    assert renamed == [("LS18-S5-UNSTARRED-2",)]
    assert counts == [("HEAVY INDUSTRIES", declared_rows(released.current, "questions"))]


def test_a_release_contains_licence_and_source(released: Downloaded) -> None:
    licence = (released.current / "LICENSE-DATA").read_text()
    package = json.loads((released.current / "datapackage.json").read_text())

    assert "CC-BY-4.0" in licence
    assert "https://sansad.in" in licence
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0"]
    assert "license: cc-by-4.0" in (released.current / "README.md").read_text()
