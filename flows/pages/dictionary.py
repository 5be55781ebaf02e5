"""Generates `docs/data.md`, the data dictionary: `python -m flows.pages.dictionary`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.release.exports.readme import LAYOUT, LIMITS, dictionary
from archive.release.schemas import RELEASED
from parsers.records import SCHEMA_VERSION, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# Data dictionary

Generated from the table schemas and models by `python -m flows.pages.dictionary`. The values of closed
vocabularies are explained in [vocabulary.md](vocabulary.md). Worked examples:
[DuckDB](examples/duckdb_local.py),
[Polars on S3](examples/polars_s3.py), [pandas](examples/pandas_tables.py),
[SQLite](examples/sqlite_search.py), [Hugging Face](examples/huggingface.py).
"""


def dictionary_page() -> str:
    """The page in Markdown: contents of a release, columns of its tables, fields of a record."""
    layout = LAYOUT.replace("# Questions and answers of the Lok Sabha", "## Contents of a release")
    tables = [dictionary(spec) for spec in RELEASED.values()]
    head = f"## Record {SCHEMA_VERSION}\n\n`records/<question_id>.json`; the nested columns of `answers`.\n"
    parts = [_HEAD, layout, LIMITS, "## Tables\n", *tables, head, *_models()]
    return "\n".join(parts).rstrip() + "\n"


def _models() -> Iterator[str]:
    schema = Record.model_json_schema(mode="serialization")
    yield _model("Record", schema)
    for name, model in sorted(schema["$defs"].items()):
        if "properties" in model:
            yield _model(name, model)


def _model(name: str, model: dict[str, Any]) -> str:
    fields = [f"| `{field}` | {type_name(schema)} |" for field, schema in model["properties"].items()]
    return "\n".join(
        [f"### {name}", "", model["description"], "", "| field | type |", "|---|---|", *fields, ""]
    )


def type_name(schema: dict[str, Any]) -> str:
    """The type of a JSON Schema field, in words.

    >>> type_name({"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/Clause"}}, {"type": "null"}]})
    'list of Clause or null'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(type_name(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        inner = schema["items"] if "items" in schema else schema["prefixItems"][0]
        return f"list of {type_name(inner)}"
    return str(schema.get("format") or schema["type"])


if __name__ == "__main__":
    click.echo(dictionary_page(), nl=False)
