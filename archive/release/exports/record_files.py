"""`releases/records/<question_id>.json`, one file per record, and a CSV file per table."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import orjson

from archive.keys import record_key, table_csv_key
from archive.release.rows.cells import read_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.release.diff import Step

_COLUMNS_OUTSIDE_RECORD = {"file", "file_version", "sha256", "listing_hash", "extractor", "record_hash"}
_JSON = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]|[\t\r\n]")
"""Text that a spreadsheet may run as a formula, also after invisible characters."""
_DASHES = re.compile(r"\s*-+\s*")


def record_files(step: Step) -> Iterator[tuple[str, bytes | None, str]]:
    """Key, bytes (None to delete the file) and media type of the files that a step changes."""
    if step.table == "answers":
        key = record_key(step.key["question_id"], step.key["language"])
        yield key, record_json(step.row) if step.row else None, "application/json"
        for table in (step.row or {}).get("tables") or []:
            place = table_csv_key(step.key["question_id"], step.key["language"], table["table_id"])
            yield place, table_csv(table), "text/csv; charset=utf-8"
    elif step.table == "tables" and step.op == "DEL":
        place = table_csv_key(step.key["question_id"], step.key["language"], step.key["table_id"])
        yield place, None, "text/csv; charset=utf-8"


def record_json(row: dict[str, Any]) -> bytes:
    """The record in a row of `answers` as JSON (schema: `schema/record.schema.json`)."""
    record = {name: value for name, value in row.items() if name not in _COLUMNS_OUTSIDE_RECORD}
    return orjson.dumps(record, option=_JSON)


def table_csv(table: dict[str, Any]) -> bytes:
    r"""A table as CSV in UTF-8 with a byte order mark for spreadsheets; merged cells are empty.

    >>> table_csv({"header": [["State", "Rise"]], "rows": [["=Bihar", "-5"], ["Goa", None]]})[3:]
    b"State,Rise\r\n'=Bihar,-5\r\nGoa,\r\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    for row in [*(table["header"] or []), *(table["rows"] or [])]:
        writer.writerow([safe_cell(cell or "") for cell in row])
    return text.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    r"""The text, prefixed with an apostrophe if a spreadsheet would run it as a formula.

    >>> [safe_cell(cell) for cell in ("=1+1", "-5", "-1,234.5", "@SUM(A1)", "-", "-A1", "Bihar")]
    ["'=1+1", '-5', '-1,234.5', "'@SUM(A1)", '-', "'-A1", 'Bihar']
    >>> safe_cell("+91 11 2301"), safe_cell(" =A1") != " =A1", safe_cell("\u200b=A1") != "\u200b=A1"
    ("'+91 11 2301", True, True)
    """
    if not _FORMULA.match(text) or read_number(text) is not None or _DASHES.fullmatch(text):
        return text
    return f"'{text}"
