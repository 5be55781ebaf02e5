"""The tables of a release: the archive's own without what moves in every run, and what is derived from them.

Parquet files go without `session`: readers take it from the path, and some stumble if it comes twice.
"""

from __future__ import annotations

import pyarrow as pa

from archive.errors import ArchiveError
from archive.schemas import TABLES, TableSpec, may, must

_STRING = pa.string()
_INT = pa.int32()
_STRINGS = pa.list_(_STRING)

_UNPUBLISHED = {
    "questions": {"last_listed", "run_id"},
    "files": {"attempts", "next_attempt", "checked_at", "http_status", "run_id"},
    "answers": {"parsed_at", "run_id"},
    "changes": {"run_id"},
}
"""Columns of the archive's own housekeeping: a run that only moves them has changed nothing."""

_CURRENT = must("current", pa.bool_(), "whether this is the file's newest version")
_QUESTION_ID = must("question_id", _STRING, "the question")
_LANGUAGE = must("language", _STRING, "`en` or `hi`: of the answer file")
_HOUSE = must("lok_sabha", pa.int16(), "number of the House, as in 18th Lok Sabha")
_SESSION = must("session", pa.int16(), "number of its session, from 1")
_TABLE_ID = must("table_id", _STRING, "`t1`, `t2`, …: the table within its record")
_CITATION = must("citation", _STRING, "how to cite it: question, day, ministry, part, page")
_URL = may("url", _STRING, "the answer file at the site, opened at the page")

CLAUSES = TableSpec(
    "clauses",
    "one row a lettered part of a question, beside what answers it",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            must("clause_no", _INT, "its place in the question, from 1"),
            must("label", _STRING, "its letter, `` where the question has none"),
            must("text", _STRING, "what is asked"),
            may("page", _INT, "the page where it stands, from 1"),
            must("answered", pa.bool_(), "whether some part of the answer is lettered with it"),
            may("answer_labels", _STRINGS, "the letters of that part: (a) to (c) have one answer"),
            may("answer_text", _STRING, "what answers it; null: nothing"),
            may("answer_page", _INT, "the page where the answer begins"),
            _CITATION,
            _URL,
        ]
    ),
    ("question_id", "language", "clause_no"),
)

TABLES_OF_ANSWERS = TableSpec(
    "tables",
    "one row a data table of an answer; its cells are in `cells`, or in `releases/tables/` as CSV",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            _TABLE_ID,
            may("page", _INT, "the page where it begins, from 1"),
            may("pages", pa.list_(_INT), "the pages it runs over"),
            may("section", _STRING, "`answer` or `annexure`"),
            may("caption", _STRING, "its title"),
            must("header_rows", _INT, "how many rows its head has"),
            must("rows", _INT, "how many rows follow"),
            must("columns", _INT, "how many columns it has"),
            must("csv", _STRING, "its CSV below `releases/`"),
            _CITATION,
            _URL,
        ]
    ),
    ("question_id", "language", "table_id"),
)

CELLS = TableSpec(
    "cells",
    "one row a cell of a table",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            _TABLE_ID,
            must("row", _INT, "from 0; the rows of the head come first"),
            must("column", _INT, "from 0"),
            must("in_header", pa.bool_(), "whether it belongs to the head"),
            may("text", _STRING, "as printed; null: a merged cell covers the place; ``: the cell is empty"),
            may("number", pa.float64(), "the text as a number, where it is one: `1,23,456` is 123456"),
        ]
    ),
    ("question_id", "language", "table_id", "row", "column"),
)

MISSING = TableSpec(
    "missing",
    "one row a listed question without a record, in a language that was asked for in its session",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            may("date", pa.date32(), "the sitting for which the question is listed"),
            may("ministry", _STRING, "the ministry asked, as listed"),
            may("file", _STRING, "the file that should hold the answer; null: none is linked"),
            must("cause", _STRING, "why there is none (see the vocabulary)"),
        ]
    ),
    ("question_id", "language"),
)

CHUNKS = TableSpec(
    "chunks",
    "one row a passage for retrieval, in parts of 2,000 characters: every word of a record is in one",
    pa.schema(
        [
            must("chunk_id", _STRING, "`LS18-S5-UNSTARRED-1474-en-c1-1`: passage of the record, part"),
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            must("kind", _STRING, "a clause with its answer, a table, an annexure, … (see the vocabulary)"),
            may("date", pa.date32(), "the sitting"),
            may("ministry", _STRING, "the ministry asked, as listed"),
            may("subject", _STRING, "the subject as listed"),
            must("text", _STRING, "the passage"),
            may("page", _INT, "the page where it begins"),
            may("flags", _STRINGS, "doubts about the record it is from"),
            _CITATION,
            _URL,
        ]
    ),
    ("question_id", "chunk_id"),
)

QA = TableSpec(
    "qa",
    "one row a listed question under the column names that users of opensansad/lok-sabha-qa know",
    pa.schema(
        [
            must("id", _STRING, "our `question_id`"),
            must("lok_no", _INT, "number of the House"),
            must("session_no", _INT, "number of its session"),
            must("ques_no", _INT, "number within session and type"),
            must("type", _STRING, "`STARRED`, `UNSTARRED` or `SHORT NOTICE`"),
            may("date", pa.date32(), "the sitting"),
            may("subject", _STRING, "as listed"),
            may("ministry", _STRING, "as listed"),
            may("members", _STRINGS, "who asks, as listed"),
            may("full_text", _STRING, "question and answer, English; null: there is no record"),
            may("question_text", _STRING, "the question"),
            may("answer_text", _STRING, "the answer"),
            may("pdf_url", _STRING, "the English file at the site"),
            may("pdf_url_hindi", _STRING, "the Hindi file at the site"),
            may("num_pages", _INT, "pages of the English file"),
        ]
    ),
    ("id",),
)


def _published(spec: TableSpec) -> TableSpec:
    fields = [field for field in spec.schema if field.name not in _UNPUBLISHED[spec.name]]
    fields += [_CURRENT] if spec.name == "files" else []
    return TableSpec(spec.name, spec.meaning, pa.schema(fields), spec.key)


DERIVED = (CLAUSES, TABLES_OF_ANSWERS, CELLS, MISSING, CHUNKS, QA)
RELEASED = {spec.name: spec for spec in (*map(_published, TABLES.values()), *DERIVED)}
"""The tables of a release by name."""

PARQUET_ONLY = frozenset({"chunks", "qa"})
"""Views of rows that the other tables hold; not written as JSON Lines as well."""


def released(name: str) -> TableSpec:
    """The released table of that name; ArchiveError when there is none.

    >>> released("cells").key[-2:]
    ('row', 'column')
    """
    if name not in RELEASED:
        raise ArchiveError(f"a release has no table {name!r}; it has {', '.join(RELEASED)}")
    return RELEASED[name]
