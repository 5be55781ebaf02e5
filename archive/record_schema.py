"""Arrow types and the JSON Schema of the record, both derived from `parsers.records.Record`."""

from __future__ import annotations

import json
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from parsers.records import Record

_LEAVES: tuple[tuple[type, pa.DataType], ...] = (
    (bool, pa.bool_()),  # before int, which it is a kind of
    (int, pa.int32()),
    (float, pa.float64()),
    (date, pa.date32()),
    (str, pa.string()),
)
_INT64 = frozenset({"bytes"})
"""Fields whose numbers may be larger than 32 bits hold."""


def record_field_type(name: str) -> pa.DataType:
    """The Arrow type of a field of the record.

    >>> str(record_field_type("annexures"))
    'list<item: struct<title: string, page: int32, text: string>>'
    """
    return _field_type(Record, name)


def record_json_schema() -> bytes:
    """The JSON Schema of a record: `schema/record.schema.json` of a release."""
    return json.dumps(Record.model_json_schema(mode="serialization"), indent=1, sort_keys=True).encode()


def _field_type(model: type[BaseModel], name: str) -> pa.DataType:
    return pa.int64() if name in _INT64 else _arrow_type(model.model_fields[name].annotation)


def _arrow_type(kind: Any) -> pa.DataType:
    """The Arrow type of a Python type; tuples are lists, "or None" makes no difference: all are nullable.

    >>> str(_arrow_type(list[str | None])), str(_arrow_type(tuple[float, float] | None))
    ('list<item: string>', 'list<item: double>')
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _arrow_type(next(argument for argument in arguments if argument is not NoneType))
    if origin is Annotated:
        return _arrow_type(arguments[0])
    if origin in {list, tuple}:
        return pa.list_(_arrow_type(arguments[0]))
    if issubclass(kind, BaseModel):
        return pa.struct([pa.field(name, _field_type(kind, name)) for name in kind.model_fields])
    return next(arrow for python, arrow in _LEAVES if issubclass(kind, python))
