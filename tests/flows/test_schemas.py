"""The `answers` table has the record's fields, to the innermost list."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from archive.schemas import ANSWERS
from parsers.records import Record

OURS = {"file", "file_version", "sha256", "listing_hash", "extractor", "record_hash", "parsed_at", "run_id"}


def shape(schema: dict[str, Any], defs: dict[str, Any]) -> Any:
    """A JSON Schema as nested dicts, one-element lists and leaves."""
    if "$ref" in schema:
        return shape(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in schema:
        return shape(next(s for s in schema["anyOf"] if s.get("type") != "null"), defs)
    if schema.get("type") == "array":
        inner = schema["items"] if "items" in schema else schema["prefixItems"][0]
        return [shape(inner, defs)]
    if "properties" in schema:
        return {name: shape(part, defs) for name, part in schema["properties"].items()}
    return "leaf"


def arrow_shape(kind: pa.DataType) -> Any:
    if pa.types.is_list(kind):
        return [arrow_shape(kind.value_type)]
    if pa.types.is_struct(kind):
        return {field.name: arrow_shape(field.type) for field in kind}
    return "leaf"


RECORD = Record.model_json_schema(mode="serialization")
COLUMNS = {field.name: arrow_shape(field.type) for field in ANSWERS.schema if field.name not in OURS}


@pytest.mark.parametrize("name", RECORD["properties"])
def test_column_has_the_shape_of_the_field(name: str) -> None:
    assert COLUMNS[name] == shape(RECORD["properties"][name], RECORD["$defs"])


def test_no_column_is_left_over() -> None:
    assert set(COLUMNS) == set(RECORD["properties"])
