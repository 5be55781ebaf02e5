"""Computes the derived tables of a session from its questions, files and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from archive.houses import of_other_house
from archive.keys import table_csv_name
from archive.release.rows.cells import cell_rows
from archive.release.rows.chunks import CHUNK_SIZE, cite_labels, passages, split_text
from archive.release.rows.citations import cite_place, cite_question, page_url
from archive.release.schemas import CHUNKS, CLAUSES, MISSING, QA, TABLES_OF_ANSWERS
from archive.vocabulary import NoRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.schemas import TableSpec

_BATCH_SIZE = 200
"""Records that are converted to Python objects at once."""


def derived_tables(
    questions: pl.DataFrame, files: pl.DataFrame, answers: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The derived tables of one session, by name; a document of the other House answers no question."""
    listed = questions.select("question_id", "subject", "ministry", listed_date="date")
    own = answers.filter(~of_other_house())
    records = own.drop("subject", "ministry").join(listed, on="question_id", how="left")
    return {
        **_record_tables(records),
        "cells": cell_rows(own),
        "missing": missing_rows(questions, files, answers),
        "qa": qa_rows(questions, own),
    }


def _record_tables(records: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables that are built from one record after another, by name."""
    tables = {spec.name: [spec.schema.empty_table()] for spec in _ROWS}
    for batch in records.iter_slices(_BATCH_SIZE):
        some = list(batch.iter_rows(named=True))
        for spec, rows_of in _ROWS.items():
            tables[spec.name].append(_table(spec, [row for record in some for row in rows_of(record)]))
    return {name: pl.DataFrame(pa.concat_tables(parts)).rechunk() for name, parts in tables.items()}


def _table(spec: TableSpec, rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as an Arrow table; KeyError when a row lacks a column."""
    arrays = [pa.array([row[field.name] for row in rows], field.type) for field in spec.schema]
    return pa.Table.from_arrays(arrays, schema=spec.schema)


def _key(record: dict[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in ("question_id", "language", "lok_sabha", "session")}


def _citation(record: dict[str, Any], part: str, page: int | None) -> dict[str, str | None]:
    question = cite_question(record["question_id"], record["listed_date"], record["ministry"])
    url = (record["source"] or {}).get("url")
    return {"citation": cite_place(question, part, page), "url": page_url(url, page)}


def _clause_rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    clauses = (record["question"] or {}).get("clauses") or []
    items = (record["answer"] or {}).get("items") or []
    for number, clause in enumerate(clauses, start=1):
        answers = [items[n] for n in clause["answer_items"] or [] if n < len(items)]
        answer_page = answers[0]["page"] if answers else None
        yield {
            **_key(record),
            "clause_no": number,
            "label": clause["label"] or "",
            "text": clause["text"] or "",
            "page": clause["page"],
            "answered": bool(answers),
            "answer_labels": [label for item in answers for label in item["labels"] or []]
            if answers
            else None,
            "answer_text": "\n".join(item["text"] or "" for item in answers) if answers else None,
            "answer_page": answer_page,
            **_citation(record, cite_labels([clause["label"]]), answer_page if answers else clause["page"]),
        }


def _table_rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for table in record["tables"] or []:
        name = table["table_id"]
        header, body = table["header"] or [], table["rows"] or []
        yield {
            **_key(record),
            **{column: table[column] for column in ("table_id", "page", "pages", "section", "caption")},
            "header_rows": len(header),
            "rows": len(body),
            "columns": max((len(row) for row in [*header, *body]), default=0),
            "csv": f"tables/{table_csv_name(record['question_id'], record['language'], name)}",
            **_citation(record, f"table {name.removeprefix('t')}", table["page"]),
        }


def _chunk_rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    name = f"{record['question_id']}-{record['language']}"
    for passage in passages(record):
        shared = {
            **_key(record),
            "kind": passage.kind,
            "date": record["listed_date"],
            "ministry": record["ministry"],
            "subject": record["subject"],
            "page": passage.page,
            "flags": record["flags"],
            **_citation(record, passage.part, passage.page),
        }
        for number, text in enumerate(split_text(passage.text, CHUNK_SIZE, passage.header), start=1):
            yield {"chunk_id": f"{name}-{passage.name}-{number}", "text": text, **shared}


_ROWS: dict[TableSpec, Callable[[dict[str, Any]], Iterator[dict[str, Any]]]] = {
    CLAUSES: _clause_rows,
    TABLES_OF_ANSWERS: _table_rows,
    CHUNKS: _chunk_rows,
}
"""The function that makes the rows of a table from one record."""


def missing_rows(questions: pl.DataFrame, files: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """The listed questions without a record of their answer, with the cause, for each requested language."""
    requested = {"en"} | set(files["language"].drop_nulls())
    newest = files.sort("version").group_by("file").last()
    unread = pl.when(pl.col("status") == "ok").then(pl.lit(NoRecord.NOT_READ.value))
    state = newest.select("file", state=pl.coalesce("cause", unread))
    found = []
    for language, file, cause in (
        ("en", "file", "link_cause"),
        ("hi", "file_hindi", "link_cause_hindi"),
    ):
        if language not in requested:
            continue
        read = answers.filter(language=language)
        own, other = read.filter(~of_other_house()), read.filter(of_other_house())
        rows = questions.filter(pl.col("delisted").is_null()).join(own, on="question_id", how="anti")
        rows = rows.join(
            other.select("question_id", other=pl.lit(NoRecord.OTHER_HOUSE.value)),
            on="question_id",
            how="left",
        )
        rows = rows.with_columns(language=pl.lit(language), file=pl.col(file), link=pl.col(cause))
        rows = rows.join(state, on="file", how="left")
        cause_known = pl.coalesce("other", "state", "link", pl.lit("not_asked"))
        found.append(rows.with_columns(cause=cause_known).select(MISSING.schema.names))
    return pl.concat(found)


def qa_rows(questions: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """The questions with the texts of their English records, under the columns of `qa`."""
    english = answers.filter(language="en").select("question_id", "question", "answer", "extraction")
    asked, answered = (pl.col(name).struct.field("text") for name in ("question", "answer"))
    both = pl.concat_str(*map(_null_if_empty, (asked, answered)), separator="\n\n", ignore_nulls=True)
    rows = questions.join(english, on="question_id", how="left", maintain_order="left").select(
        "date",
        "subject",
        "ministry",
        id="question_id",
        lok_no="lok_sabha",
        session_no="session",
        ques_no="question_no",
        type="question_type",
        members=pl.col("members").list.eval(pl.element().struct.field("name")).fill_null([]),
        full_text=_null_if_empty(both),
        question_text=asked,
        answer_text=answered,
        pdf_url="url",
        pdf_url_hindi="url_hindi",
        num_pages=pl.col("extraction").struct.field("pages"),
    )
    schema = pl.DataFrame(QA.schema.empty_table()).schema
    return rows.select(schema.names()).cast(schema)


def _null_if_empty(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)
