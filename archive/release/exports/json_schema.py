"""JSON Schema and Frictionless Table Schema of the released tables, generated from their Arrow columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from archive.schemas import TableSpec

_LEAVES: tuple[tuple[Any, dict[str, str], str], ...] = (
    (pa.types.is_boolean, {"type": "boolean"}, "boolean"),
    (pa.types.is_integer, {"type": "integer"}, "integer"),
    (pa.types.is_floating, {"type": "number"}, "number"),
    (pa.types.is_date, {"type": "string", "format": "date"}, "date"),
    (pa.types.is_timestamp, {"type": "string", "format": "date-time"}, "datetime"),
    (pa.types.is_string, {"type": "string"}, "string"),
)
"""Test for an Arrow type, its JSON Schema, its Frictionless type."""


def json_schema(spec: TableSpec) -> dict[str, Any]:
    """The JSON Schema of a row of `jsonl/<table>/…`."""
    fields = {field.name: _described(spec, field) for field in spec.schema}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": spec.name,
        "description": spec.meaning,
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def table_schema(spec: TableSpec) -> dict[str, Any]:
    """The Frictionless Table Schema of a table."""
    fields = []
    for field in spec.schema:
        kind = _frictionless(field.type)
        about = {"name": field.name, "type": kind, "description": spec.meaning_of(field.name)}
        about |= {"format": "any"} if kind == "datetime" else {}
        about |= {} if field.nullable or kind == "string" else {"constraints": {"required": True}}
        fields.append(about)
    return {"fields": fields, "primaryKey": list(spec.key)}


def _described(spec: TableSpec, field: pa.Field) -> dict[str, Any]:
    return _may_be_null(_value(field.type), nullable=field.nullable) | {
        "description": spec.meaning_of(field.name)
    }


def _value(kind: pa.DataType) -> dict[str, Any]:
    """The JSON Schema of a value of an Arrow type.

    >>> _value(pa.list_(pa.date32()))
    {'type': 'array', 'items': {'type': ['string', 'null'], 'format': 'date'}}
    """
    if pa.types.is_list(kind):
        return {"type": "array", "items": _may_be_null(_value(kind.value_type), nullable=True)}
    if pa.types.is_struct(kind):
        fields = {field.name: _may_be_null(_value(field.type), nullable=True) for field in kind}
        return {
            "type": "object",
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }
    return next(dict(schema) for is_kind, schema, _ in _LEAVES if is_kind(kind))


def _may_be_null(value: dict[str, Any], *, nullable: bool) -> dict[str, Any]:
    return value | {"type": [value["type"], "null"]} if nullable else value


def _frictionless(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return "array"
    if pa.types.is_struct(kind):
        return "object"
    return next(name for is_kind, _, name in _LEAVES if is_kind(kind))
