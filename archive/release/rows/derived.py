"""Rows of a release drawn from the records: clauses, tables, cells, what is missing, chunks, `qa`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from archive.keys import table_csv_name
from archive.release.rows.cells import cell_rows
from archive.release.rows.chunks import CHUNK, lettered, parts_of, passages
from archive.release.rows.citations import cite_place, cite_question, page_url
from archive.release.schemas import CHUNKS, CLAUSES, MISSING, QA, TABLES_OF_ANSWERS
from archive.vocabulary import NoRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from archive.schemas import TableSpec

_RECORDS_AT_ONCE = 200

Row = dict[str, Any]


def derive(questions: pl.DataFrame, files: pl.DataFrame, answers: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The derived tables of one session, by name."""
    listed = questions.select("question_id", "subject", "ministry", listed_date="date")
    records = answers.drop("subject", "ministry").join(listed, on="question_id", how="left")
    batches = list(_batches(records))
    made = {spec.name: _frame(spec, [batch[spec.name] for batch in batches]) for spec in _ROWS}
    made["cells"] = cell_rows(answers)
    made["missing"] = missing_rows(questions, files, answers)
    made["qa"] = _frame(QA, (_table(QA, _qa_rows(part)) for part in _qa_source(questions, answers)))
    return made


def _batches(records: pl.DataFrame) -> Iterator[dict[str, pa.Table]]:
    """The rows drawn from some records at a time, by table."""
    for part in records.iter_slices(_RECORDS_AT_ONCE):
        some = list(part.iter_rows(named=True))
        yield {
            spec.name: _table(spec, [row for record in some for row in rows(record)])
            for spec, rows in _ROWS.items()
        }


def _table(spec: TableSpec, rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(spec.schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, spec.schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=spec.schema)


def _frame(spec: TableSpec, tables: Iterable[pa.Table]) -> pl.DataFrame:
    return pl.DataFrame(pa.concat_tables([spec.schema.empty_table(), *tables])).rechunk()


def _home(record: Row) -> tuple[Any, ...]:
    return record["question_id"], record["language"], record["lok_sabha"], record["session"]


def _cited(record: Row) -> str:
    return cite_question(record["question_id"], record["listed_date"], record["ministry"])


def _url(record: Row) -> str | None:
    return (record["source"] or {}).get("url")


def _clause_rows(record: Row) -> Iterator[tuple[Any, ...]]:
    clauses = (record["question"] or {}).get("clauses") or []
    items = (record["answer"] or {}).get("items") or []
    for number, clause in enumerate(clauses, start=1):
        said = [items[n] for n in clause["answer_items"] or [] if n < len(items)]
        page = said[0]["page"] if said else clause["page"]
        yield (
            *_home(record),
            number,
            clause["label"] or "",
            clause["text"] or "",
            clause["page"],
            bool(said),
            [label for item in said for label in item["labels"] or []] if said else None,
            "\n".join(item["text"] or "" for item in said) if said else None,
            said[0]["page"] if said else None,
            cite_place(_cited(record), lettered([clause["label"]]), page),
            page_url(_url(record), page),
        )


def _table_rows(record: Row) -> Iterator[tuple[Any, ...]]:
    for table in record["tables"] or []:
        header, body = table["header"] or [], table["rows"] or []
        place = f"table {table['table_id'].removeprefix('t')}"
        yield (
            *_home(record),
            table["table_id"],
            table["page"],
            table["pages"],
            table["section"],
            table["caption"],
            len(header),
            len(body),
            max((len(row) for row in [*header, *body]), default=0),
            f"tables/{table_csv_name(record['question_id'], record['language'], table['table_id'])}",
            cite_place(_cited(record), place, table["page"]),
            page_url(_url(record), table["page"]),
        )


def _chunk_rows(record: Row) -> Iterator[tuple[Any, ...]]:
    name = f"{record['question_id']}-{record['language']}"
    for passage in passages(record):
        for number, text in enumerate(parts_of(passage.text, CHUNK, passage.head), start=1):
            yield (
                f"{name}-{passage.name}-{number}",
                *_home(record),
                passage.kind,
                record["listed_date"],
                record["ministry"],
                record["subject"],
                text,
                passage.page,
                record["flags"],
                cite_place(_cited(record), passage.part, passage.page),
                page_url(_url(record), passage.page),
            )


def missing_rows(questions: pl.DataFrame, files: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """The listed questions without a record, by language, each with its cause."""
    asked = {"en"} | set(files["language"].drop_nulls())
    newest = files.sort("version").group_by("file").last()
    unread = pl.when(pl.col("status") == "ok").then(pl.lit(NoRecord.NOT_READ.value))
    state = newest.select("file", state=pl.coalesce("cause", unread))
    found = []
    for language, file, cause in (
        ("en", "file", "link_cause"),
        ("hi", "file_hindi", "link_cause_hindi"),
    ):
        if language not in asked:
            continue
        read = answers.filter(language=language)
        rows = questions.filter(pl.col("delisted").is_null()).join(read, on="question_id", how="anti")
        rows = rows.with_columns(language=pl.lit(language), file=pl.col(file), link=pl.col(cause))
        rows = rows.join(state, on="file", how="left")
        cause_known = pl.coalesce(pl.col("state"), pl.col("link"), pl.lit("not_asked"))
        found.append(rows.with_columns(cause=cause_known).select(MISSING.schema.names))
    return pl.concat(found)


def _qa_source(questions: pl.DataFrame, answers: pl.DataFrame) -> Iterator[list[Row]]:
    read = answers.filter(language="en").select("question_id", "question", "answer", "extraction")
    rows = questions.join(read, on="question_id", how="left")
    for part in rows.iter_slices(_RECORDS_AT_ONCE):
        yield list(part.iter_rows(named=True))


def _qa_rows(rows: list[Row]) -> list[tuple[Any, ...]]:
    return [_qa_row(row) for row in rows]


def _qa_row(row: Row) -> tuple[Any, ...]:
    asked = (row["question"] or {}).get("text")
    said = (row["answer"] or {}).get("text")
    return (
        row["question_id"],
        row["lok_sabha"],
        row["session"],
        row["question_no"],
        row["question_type"],
        row["date"],
        row["subject"],
        row["ministry"],
        [member["name"] for member in row["members"] or []],
        "\n\n".join(filter(None, [asked, said])) or None,
        asked,
        said,
        row["url"],
        row["url_hindi"],
        (row["extraction"] or {}).get("pages"),
    )


_ROWS: dict[TableSpec, Callable[[Row], Iterator[tuple[Any, ...]]]] = {
    CLAUSES: _clause_rows,
    TABLES_OF_ANSWERS: _table_rows,
    CHUNKS: _chunk_rows,
}
