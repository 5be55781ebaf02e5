"""The four tables: their columns, what each means, and their keys.

A column that may not be null is declared so. Times are UTC, to the microsecond; dates are the sitting's.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from archive.errors import ArchiveError
from archive.record_schema import record_field_type

_STRING = pa.string()
_INT = pa.int32()
_TIME = pa.timestamp("us", tz="UTC")
_MEMBER = pa.struct([("name", _STRING), ("mp_code", _INT)])


@dataclass(frozen=True)
class TableSpec:
    """A table's name, what a row is, its columns and the columns that name a row."""

    name: str
    meaning: str
    schema: pa.Schema
    key: tuple[str, ...]
    partitions: tuple[str, ...] = ("lok_sabha", "session")
    version: int = 1
    """Schema version; one more whenever a column is added."""

    @property
    def required(self) -> list[str]:
        """The columns that may not be null."""
        return [field.name for field in self.schema if not field.nullable]

    def meaning_of(self, column: str) -> str:
        """The one-line meaning of a column."""
        return str((self.schema.field(column).metadata or {})[b"meaning"].decode())


def must(name: str, kind: pa.DataType, meaning: str) -> pa.Field:
    """A column without nulls."""
    return pa.field(name, kind, nullable=False, metadata={"meaning": meaning})


def may(name: str, kind: pa.DataType, meaning: str) -> pa.Field:
    """A column that may be null."""
    return pa.field(name, kind, metadata={"meaning": meaning})


_LOK_SABHA = must("lok_sabha", pa.int16(), "number of the House, as in 18th Lok Sabha")
_SESSION = must("session", pa.int16(), "number of its session, from 1")
_RUN_ID = must("run_id", _STRING, "the run that wrote the row")

QUESTIONS = TableSpec(
    "questions",
    "one row a question: what the question list says of it",
    pa.schema(
        [
            must("question_id", _STRING, "`LS18-S5-UNSTARRED-1474`: Lok Sabha, session, type, number"),
            _LOK_SABHA,
            _SESSION,
            must("question_type", _STRING, "`STARRED` (answered orally), `UNSTARRED` or `SHORT NOTICE`"),
            must("question_no", _INT, "number within session and type"),
            may("date", pa.date32(), "the sitting for which the question is listed; authoritative"),
            may("ministry", _STRING, "the ministry asked, as listed"),
            may("ministry_id", _STRING, "`education`: the office through its renames; null: not known"),
            may("ministry_code", _INT, "the site's code of the ministry, where the name resolves"),
            may("subject", _STRING, "the subject as listed"),
            may("members", pa.list_(_MEMBER), "who asks, in the list's order"),
            may("file", _STRING, "English answer: `annex/185/AU1474_xxxxxx.pdf`; null: none is linked"),
            may("file_hindi", _STRING, "Hindi answer, likewise"),
            may("file_word", _STRING, "English answer as a Word file, likewise"),
            may("file_word_hindi", _STRING, "Hindi answer as a Word file, likewise"),
            may("url", _STRING, "where the list links the English answer"),
            may("url_hindi", _STRING, "where it links the Hindi answer"),
            may("url_word", _STRING, "where it links the English Word file"),
            may("url_word_hindi", _STRING, "where it links the Hindi Word file"),
            may("link_cause", _STRING, "why there is no English file; null when there is one"),
            may("link_cause_hindi", _STRING, "why there is no Hindi file; null when there is one"),
            must("first_listed", _TIME, "when a run first saw the row"),
            must("last_listed", _TIME, "when a run last saw the row"),
            may("delisted", _TIME, "when a run first missed the row; null while it is listed"),
            must("row_hash", _STRING, "SHA-256 of the list row as served"),
            _RUN_ID,
        ]
    ),
    ("question_id",),
)

FILES = TableSpec(
    "files",
    "one row a version of a file: asked for, with or without success",
    pa.schema(
        [
            must("file", _STRING, "`annex/185/AU1474_xxxxxx.pdf`: what stays when the address moves"),
            must("version", _INT, "from 1; another one whenever the bytes differ"),
            must("lok_sabha", pa.int16(), "of the first question that lists the file"),
            must("session", pa.int16(), "of the first question that lists the file"),
            may("question_id", _STRING, "the first question that lists the file"),
            may("language", _STRING, "`en` or `hi`"),
            must("status", _STRING, "`ok`, `missing`, `unavailable`, `broken` or `refused`"),
            may("cause", _STRING, "why it is not `ok`"),
            may("url", _STRING, "where it was asked for last"),
            may("http_status", _INT, "the site's last reply"),
            may("sha256", _STRING, "address of the bytes: `raw/sha256/ab/<sha256>`"),
            may("bytes", pa.int64(), "their number"),
            may("media_type", _STRING, "what they are by their first bytes, whatever the name says"),
            must("attempts", _INT, "how often in a row the site was asked in vain"),
            may("next_attempt", _TIME, "not to be asked for again before"),
            may("fetched_at", _TIME, "when these bytes first came"),
            may("checked_at", _TIME, "when the site was last asked"),
            may("text_hash", _STRING, "SHA-256 of the text, spaces aside"),
            may("numbers_hash", _STRING, "SHA-256 of the numbers in the text"),
            may(
                "change",
                _STRING,
                "since the version before: `bytes_only`, `text`, `numbers`; null: not known",
            ),
            _RUN_ID,
        ]
    ),
    ("file", "version"),
)

ANSWERS = TableSpec(
    "answers",
    "one row a question and language: the record read from the answer file",
    pa.schema(
        [
            must("question_id", _STRING, "the question that lists the file"),
            must("language", _STRING, "`en` or `hi`"),
            _LOK_SABHA,
            _SESSION,
            must("schema_version", _STRING, "of the record"),
            must("kind", _STRING, "what the document is; only an `answer` has a question and an answer"),
            may("question_type", _STRING, "as printed"),
            may("question_no", _INT, "as printed"),
            may("date", pa.date32(), "as printed"),
            may("ministry", _STRING, "as printed, without 'MINISTRY OF'"),
            may("department", _STRING, "as printed"),
            may("subject", _STRING, "as printed"),
            may("members", record_field_type("members"), "who asks, as printed and as listed"),
            may("question", record_field_type("question"), "what is asked, in clauses"),
            may("answer", record_field_type("answer"), "what is answered, by whom, in items"),
            may("annexures", record_field_type("annexures"), "what is appended"),
            may(
                "tables",
                record_field_type("tables"),
                "the data tables, each once however many pages it takes",
            ),
            may(
                "checks",
                record_field_type("checks"),
                "the list row against the document, by field",
            ),
            may("flags", record_field_type("flags"), "doubts about the record"),
            may("extraction", record_field_type("extraction"), "how the text was had"),
            may("source", record_field_type("source"), "the bytes that the record was read from"),
            must("parser_version", _STRING, "moves when the same text may give another record"),
            must("file", _STRING, "the file the record was read from"),
            must("file_version", _INT, "and its version"),
            must("sha256", _STRING, "address of its bytes"),
            must("listing_hash", _STRING, "`row_hash` of the list row that it was checked against"),
            must("extractor", _STRING, "name and version of what made the text layer, as in its key"),
            must("record_hash", _STRING, "SHA-256 of the record"),
            must("parsed_at", _TIME, "when it was read"),
            _RUN_ID,
        ]
    ),
    ("question_id", "language"),
)

CHANGES = TableSpec(
    "changes",
    "one row a change: the feed",
    pa.schema(
        [
            must("change_id", _STRING, "the same for the same change, however often a run is repeated"),
            may("question_id", _STRING, "the question concerned"),
            _LOK_SABHA,
            _SESSION,
            must("kind", _STRING, "`ADD`, `MOD`, `DEL` or `LATE` (an answer that came after its day)"),
            must("what", _STRING, "the field or thing that changed"),
            may("language", _STRING, "`en` or `hi`, where one answer alone is concerned"),
            may("file", _STRING, "the file concerned"),
            may("file_version", _INT, "and its new version"),
            may("before", _STRING, "the old value, as JSON where it has structure"),
            may("after", _STRING, "the new value, likewise"),
            must("at", _TIME, "when it was noticed"),
            _RUN_ID,
        ]
    ),
    ("change_id",),
)

TABLES = {spec.name: spec for spec in (QUESTIONS, FILES, ANSWERS, CHANGES)}


def spec_of(name: str) -> TableSpec:
    """The table of that name; ArchiveError when there is none.

    >>> spec_of("files").key
    ('file', 'version')
    """
    if name not in TABLES:
        raise ArchiveError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]
