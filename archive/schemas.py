"""Schemas of the four tables: columns with their meanings, keys and partitions.

Times are UTC, to the microsecond; dates are sitting days.
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
    """A table: its name, what one row is, its columns and its key."""

    name: str
    meaning: str
    schema: pa.Schema
    key: tuple[str, ...]
    partitions: tuple[str, ...] = ("lok_sabha", "session")
    version: int = 1
    """Schema version: 1 higher whenever a column is added."""

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


_LOK_SABHA = must("lok_sabha", pa.int16(), "number of the Lok Sabha: 18 for the 18th")
_SESSION = must("session", pa.int16(), "number of the session within the Lok Sabha, from 1")
_RUN_ID = must("run_id", _STRING, "run that wrote the row")

QUESTIONS = TableSpec(
    "questions",
    "one row per question, from the question list",
    pa.schema(
        [
            must("question_id", _STRING, "`LS18-S5-UNSTARRED-1474`: Lok Sabha, session, type, number"),
            _LOK_SABHA,
            _SESSION,
            must("question_type", _STRING, "`STARRED` (answered orally), `UNSTARRED` or `SHORT NOTICE`"),
            must("question_no", _INT, "number, unique within session and type"),
            may(
                "date",
                pa.date32(),
                "sitting day for which the question is listed; overrides the date printed in the answer",
            ),
            may("ministry", _STRING, "ministry, as listed"),
            may(
                "ministry_id",
                _STRING,
                "id of the ministry across renames, such as `education`; null: unknown",
            ),
            may("ministry_code", _INT, "the site's code of the ministry; null if the name matches none"),
            may("subject", _STRING, "subject, as listed"),
            may("members", pa.list_(_MEMBER), "members who ask, in the order of the list"),
            may(
                "file",
                _STRING,
                "English answer file, such as `annex/185/AU1474_xxxxxx.pdf`; null if none is linked",
            ),
            may("file_hindi", _STRING, "Hindi answer file"),
            may("file_word", _STRING, "English answer as a Word file"),
            may("file_word_hindi", _STRING, "Hindi answer as a Word file"),
            may("url", _STRING, "URL of the English answer file"),
            may("url_hindi", _STRING, "URL of the Hindi answer file"),
            may("url_word", _STRING, "URL of the English Word file"),
            may("url_word_hindi", _STRING, "URL of the Hindi Word file"),
            may("link_cause", _STRING, "why no English file is linked; null if one is"),
            may("link_cause_hindi", _STRING, "why no Hindi file is linked; null if one is"),
            must("first_listed", _TIME, "when a run first found the row"),
            must("last_listed", _TIME, "when a run last wrote the row as listed"),
            may("delisted", _TIME, "when a run first found the row missing; null while it is listed"),
            must("row_hash", _STRING, "SHA-256 of the list row as served"),
            _RUN_ID,
        ]
    ),
    ("question_id",),
)

FILES = TableSpec(
    "files",
    "one row per version of a requested file, fetched or not",
    pa.schema(
        [
            must(
                "file",
                _STRING,
                "identity of the file, such as `annex/185/AU1474_xxxxxx.pdf`; the URL may change",
            ),
            must("version", _INT, "from 1; 1 higher whenever the bytes differ"),
            must("lok_sabha", pa.int16(), "of the first question that lists the file"),
            must("session", pa.int16(), "of the first question that lists the file"),
            may("question_id", _STRING, "the first question that lists the file"),
            may("language", _STRING, "`en` or `hi`"),
            must("status", _STRING, "`ok`, `missing`, `unavailable`, `broken` or `refused`"),
            may("cause", _STRING, "why the status is not `ok`"),
            may("url", _STRING, "URL of the last request"),
            may("http_status", _INT, "HTTP status of the last reply"),
            may("sha256", _STRING, "SHA-256 of the bytes, stored at `raw/sha256/ab/<sha256>`"),
            may("bytes", pa.int64(), "size in bytes"),
            may("media_type", _STRING, "media type according to the bytes, not to the file name"),
            must("attempts", _INT, "failed attempts since the last success"),
            may("next_attempt", _TIME, "earliest time of the next attempt"),
            may("fetched_at", _TIME, "when these bytes were first fetched"),
            may("checked_at", _TIME, "when the file was last requested"),
            may("text_hash", _STRING, "SHA-256 of the text without spaces"),
            may("numbers_hash", _STRING, "SHA-256 of the numbers in the text"),
            may(
                "change",
                _STRING,
                "what differs from the version before: `bytes_only`, `text` or `numbers`; null: unknown",
            ),
            _RUN_ID,
        ]
    ),
    ("file", "version"),
)

ANSWERS = TableSpec(
    "answers",
    "one row per question and language: the record of the answer file",
    pa.schema(
        [
            must("question_id", _STRING, "the question that lists the file"),
            must("language", _STRING, "`en` or `hi`"),
            _LOK_SABHA,
            _SESSION,
            must("schema_version", _STRING, "schema version of the record"),
            must("kind", _STRING, "kind of document; only an `answer` has a question and an answer"),
            may("house", _STRING, "House that the document names: `lok_sabha` or `rajya_sabha`"),
            may("question_type", _STRING, "as printed"),
            may("question_no", _INT, "as printed"),
            may("date", pa.date32(), "as printed"),
            may("ministry", _STRING, "ministry as printed, without 'MINISTRY OF'"),
            may("department", _STRING, "as printed"),
            may("subject", _STRING, "as printed"),
            may("members", record_field_type("members"), "members who ask, as printed and as listed"),
            may("question", record_field_type("question"), "the question, in clauses"),
            may("answer", record_field_type("answer"), "the answer: ministers and items"),
            may("correction", record_field_type("correction"), "text of a statement that corrects an answer"),
            may("annexures", record_field_type("annexures"), "annexures: title and text"),
            may(
                "tables",
                record_field_type("tables"),
                "data tables; one that runs over several pages is one table",
            ),
            may("struck_out", record_field_type("struck_out"), "text that is crossed out on the page"),
            may(
                "checks",
                record_field_type("checks"),
                "list row compared with the document, per field",
            ),
            may("flags", record_field_type("flags"), "doubts about the record"),
            may("extraction", record_field_type("extraction"), "how the text was extracted"),
            may("source", record_field_type("source"), "file and bytes from which the record was parsed"),
            must(
                "parser_version",
                _STRING,
                "version of the parser; higher whenever the same text can give a different record",
            ),
            must("file", _STRING, "file from which the record was parsed"),
            must("file_version", _INT, "version of that file"),
            must("sha256", _STRING, "SHA-256 of that file"),
            must("listing_hash", _STRING, "`row_hash` of the list row with which the record was compared"),
            must("extractor", _STRING, "name and version of the extractor, as in the key of the text layer"),
            must("record_hash", _STRING, "SHA-256 of the record"),
            must("parsed_at", _TIME, "when the record was parsed"),
            _RUN_ID,
        ]
    ),
    ("question_id", "language"),
    version=2,
)

CHANGES = TableSpec(
    "changes",
    "one row per change: the change feed",
    pa.schema(
        [
            must("change_id", _STRING, "id of the change; the same if a run is repeated"),
            may("question_id", _STRING, "question that changed"),
            _LOK_SABHA,
            _SESSION,
            must("kind", _STRING, "`ADD`, `MOD`, `DEL` or `LATE` (an answer that came after its day)"),
            must("what", _STRING, "what changed: `question`, `file`, or names of columns"),
            may("language", _STRING, "`en` or `hi`, if one answer only changed"),
            may("file", _STRING, "file that changed"),
            may("file_version", _INT, "new version of that file"),
            may("before", _STRING, "old value, as JSON if it has structure"),
            may("after", _STRING, "new value, as JSON if it has structure"),
            must("at", _TIME, "when a run found the change"),
            _RUN_ID,
        ]
    ),
    ("change_id",),
)

TABLES = {spec.name: spec for spec in (QUESTIONS, FILES, ANSWERS, CHANGES)}


def spec_of(name: str) -> TableSpec:
    """The table with this name; raises ArchiveError if there is none.

    >>> spec_of("files").key
    ('file', 'version')
    """
    if name not in TABLES:
        raise ArchiveError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]
