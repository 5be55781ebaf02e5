"""The tables of a release: those of the archive without housekeeping columns, and tables derived from them.

Parquet files have no `session` column: readers take it from the path, and some fail if it is in both places.
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
"""Housekeeping columns of the archive: a run that changes nothing else makes no new release."""

_CURRENT = must("current", pa.bool_(), "true for the newest version of the file")
_QUESTION_ID = must("question_id", _STRING, "the question")
_LANGUAGE = must("language", _STRING, "language of the answer file, `en` or `hi`")
_HOUSE = must("lok_sabha", pa.int16(), "number of the Lok Sabha, such as 18")
_SESSION = must("session", pa.int16(), "number of the session, from 1")
_TABLE_ID = must("table_id", _STRING, "the table within its record: `t1`, `t2`, …")
_CITATION = must("citation", _STRING, "citation: question, date, ministry, part, page")
_URL = may("url", _STRING, "link to the answer file at the site, opened at the page")

CLAUSES = TableSpec(
    "clauses",
    "one row per clause (lettered part) of a question, with its answer",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            must("clause_no", _INT, "number of the clause in the question, from 1"),
            must("label", _STRING, "letter of the clause; empty if the question has no letters"),
            must("text", _STRING, "text of the clause"),
            may("page", _INT, "page on which the clause begins, from 1"),
            must("answered", pa.bool_(), "whether a part of the answer has the letter of the clause"),
            may("answer_labels", _STRINGS, "letters of that part; (a) to (c) may have one answer"),
            may("answer_text", _STRING, "text of the answer; null if there is none"),
            may("answer_page", _INT, "page on which the answer begins"),
            _CITATION,
            _URL,
        ]
    ),
    ("question_id", "language", "clause_no"),
)

TABLES_OF_ANSWERS = TableSpec(
    "tables",
    "one row per data table of an answer; its cells are in `cells` and, as CSV, in `releases/tables/`",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            _TABLE_ID,
            may("page", _INT, "page on which the table begins, from 1"),
            may("pages", pa.list_(_INT), "all pages of the table"),
            may("section", _STRING, "where the table is printed: `answer` or `annexure`"),
            may("caption", _STRING, "title of the table"),
            must("header_rows", _INT, "number of header rows"),
            must("rows", _INT, "number of rows below the header"),
            must("columns", _INT, "number of columns"),
            must("csv", _STRING, "path of the CSV file below `releases/`"),
            _CITATION,
            _URL,
        ]
    ),
    ("question_id", "language", "table_id"),
)

CELLS = TableSpec(
    "cells",
    "one row per cell of a table",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            _TABLE_ID,
            must("row", _INT, "number of the row, from 0; header rows come first"),
            must("column", _INT, "number of the column, from 0"),
            must("in_header", pa.bool_(), "whether the row is a header row"),
            may(
                "text",
                _STRING,
                "text as printed; empty for an empty cell, null for a position that a merged cell covers",
            ),
            may("number", pa.float64(), "the number if the text is one (`1,23,456` is 123456), else null"),
        ]
    ),
    ("question_id", "language", "table_id", "row", "column"),
)

MISSING = TableSpec(
    "missing",
    "one row per listed question and language without a record of its answer, in the languages requested",
    pa.schema(
        [
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            may("date", pa.date32(), "date of the sitting for which the question is listed"),
            may("ministry", _STRING, "ministry asked, as listed"),
            may("file", _STRING, "the file that should contain the answer; null if none is linked"),
            must("cause", _STRING, "why there is no record (see the vocabulary)"),
        ]
    ),
    ("question_id", "language"),
)

CHUNKS = TableSpec(
    "chunks",
    "one row per passage of up to 2,000 characters, for retrieval; they contain every word of a record",
    pa.schema(
        [
            must(
                "chunk_id", _STRING, "record, passage, number of the part: `LS18-S5-UNSTARRED-1474-en-c1-1`"
            ),
            _QUESTION_ID,
            _LANGUAGE,
            _HOUSE,
            _SESSION,
            must(
                "kind",
                _STRING,
                "kind of passage: clause with its answer, table, annexure, … (see the vocabulary)",
            ),
            may("date", pa.date32(), "date of the sitting"),
            may("ministry", _STRING, "ministry asked, as listed"),
            may("subject", _STRING, "subject, as listed"),
            must("text", _STRING, "text of the passage"),
            may("page", _INT, "page on which the passage begins"),
            may("flags", _STRINGS, "doubts about the record (see the vocabulary)"),
            _CITATION,
            _URL,
        ]
    ),
    ("question_id", "chunk_id"),
)

QA = TableSpec(
    "qa",
    "one row per listed question, with the column names of opensansad/lok-sabha-qa",
    pa.schema(
        [
            must("id", _STRING, "the `question_id`"),
            must("lok_no", _INT, "number of the Lok Sabha"),
            must("session_no", _INT, "number of the session"),
            must("ques_no", _INT, "number of the question within session and type"),
            must("type", _STRING, "`STARRED`, `UNSTARRED` or `SHORT NOTICE`"),
            may("date", pa.date32(), "date of the sitting"),
            may("subject", _STRING, "subject, as listed"),
            may("ministry", _STRING, "ministry asked, as listed"),
            may("members", _STRINGS, "members who ask, as listed"),
            may("full_text", _STRING, "question and answer in English; null without a record"),
            may("question_text", _STRING, "text of the question"),
            may("answer_text", _STRING, "text of the answer"),
            may("pdf_url", _STRING, "link to the English file at the site"),
            may("pdf_url_hindi", _STRING, "link to the Hindi file at the site"),
            may("num_pages", _INT, "number of pages of the English file"),
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
"""Tables whose content is also in other tables; they are not written as JSON Lines."""


def released(name: str) -> TableSpec:
    """The released table with this name; ArchiveError when there is none.

    >>> released("cells").key[-2:]
    ('row', 'column')
    """
    if name not in RELEASED:
        raise ArchiveError(f"a release has no table {name!r}; it has {', '.join(RELEASED)}")
    return RELEASED[name]
