"""`datapackage.json`: the release as a Frictionless data package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from archive.release.exports.json_schema import table_schema
from archive.release.exports.readme import LICENSE, SOURCES
from archive.release.schemas import RELEASED

if TYPE_CHECKING:
    from datetime import datetime

    from archive.release.manifest import ReleaseFile

_REFERENCED_TABLE = "questions"
"""The table that the other tables of a session refer to, by question_id."""


def datapackage(version: str, made_at: datetime, files: list[ReleaseFile]) -> bytes:
    """The package as JSON: a resource per file with rows; those in JSON Lines have a schema."""
    parts_with_questions = {file.part for file in files if file.name.startswith("jsonl/questions/")}
    package = {
        "profile": "data-package",
        "name": "lok-sabha-questions",
        "title": "Questions and answers of the Lok Sabha",
        "version": version,
        "created": made_at.isoformat(),
        "licenses": [LICENSE],
        "sources": SOURCES,
        "resources": [_resource(file, parts_with_questions) for file in files if file.rows is not None],
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2)


def resource_name(file_name: str) -> str:
    """The name of a resource, in the characters that Frictionless allows.

    >>> resource_name("jsonl/questions/lok=18/session=5.jsonl.gz")
    'questions-lok18-session5'
    >>> resource_name("qa/lok=18/session=5/part-0.parquet")
    'qa-lok18-session5-parquet'
    """
    plain = file_name.removeprefix("jsonl/").replace("=", "").replace("/", "-")
    return plain.removesuffix(".jsonl.gz").replace("-part-0.parquet", "-parquet")


def _resource(file: ReleaseFile, parts_with_questions: set[str | None]) -> dict[str, Any]:
    about: dict[str, Any] = {
        "name": resource_name(file.name),
        "path": file.name,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if not file.name.startswith("jsonl/"):
        return about | {"type": "file", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    table = file.name.split("/")[1]
    schema = table_schema(RELEASED[table])
    if table != _REFERENCED_TABLE and file.part in parts_with_questions:
        schema["foreignKeys"] = [_foreign_key(str(file.part))]
    about |= {"type": "table", "format": "jsonl", "compression": "gz"}
    return about | {"dialect": {"keyed": True}, "schema": schema}


def _foreign_key(part: str) -> dict[str, Any]:
    name = resource_name(f"jsonl/questions/{part}.jsonl.gz")
    return {"fields": ["question_id"], "reference": {"resource": name, "fields": ["question_id"]}}
