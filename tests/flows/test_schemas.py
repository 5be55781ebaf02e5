"""The table `answers` is written out by hand where the models are not known: both must say the same."""

from __future__ import annotations

import types
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

import pyarrow as pa
import pytest
from pydantic import BaseModel

from archive.schemas import ANSWERS
from parsers.records import Record

_KINDS = {str: "string", int: "integer", float: "float", bool: "bool", date: "date"}


def shape_of_model(kind: Any) -> Any:
    """`list[Member]` -> `[{"name": "string", …}]`."""
    if get_origin(kind) is Annotated:
        return shape_of_model(get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        (inner,) = (part for part in get_args(kind) if part is not type(None))
        return shape_of_model(inner)
    if get_origin(kind) in {list, tuple}:
        return [shape_of_model(get_args(kind)[0])]
    if issubclass(kind, BaseModel):
        return {name: shape_of_model(field.annotation) for name, field in kind.model_fields.items()}
    return "string" if issubclass(kind, StrEnum) else _KINDS[kind]


def shape_of_column(kind: pa.DataType) -> Any:
    """`list<struct<name: string, …>>` -> `[{"name": "string", …}]`."""
    if pa.types.is_list(kind):
        return [shape_of_column(kind.value_type)]
    if pa.types.is_struct(kind):
        return {field.name: shape_of_column(field.type) for field in kind}
    tests = {
        "string": pa.types.is_string,
        "integer": pa.types.is_integer,
        "float": pa.types.is_float64,
        "bool": pa.types.is_boolean,
        "date": pa.types.is_date32,
    }
    (name,) = (name for name, is_kind in tests.items() if is_kind(kind))
    return name


@pytest.mark.parametrize("field", Record.model_fields)
def test_a_field_of_the_record_is_a_column_of_the_same_shape(field: str) -> None:
    column = shape_of_column(ANSWERS.schema.field(field).type)

    assert column == shape_of_model(Record.model_fields[field].annotation)


def test_the_other_columns_tell_where_the_record_comes_from() -> None:
    assert set(ANSWERS.schema.names) - set(Record.model_fields) == {
        "file",
        "file_version",
        "sha256",
        "listing_hash",
        "extractor",
        "record_hash",
        "parsed_at",
        "run_id",
    }
