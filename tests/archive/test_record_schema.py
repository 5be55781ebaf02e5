"""The `answers` table has a column for each field of the record."""

from __future__ import annotations

import pyarrow as pa

from archive.record_schema import record_field_type
from archive.schemas import ANSWERS
from parsers.records import Record

SCALARS_OF_THE_KEY = {"lok_sabha", "session"}
"""16 bits in every table."""
NOT_OF_THE_RECORD = {
    "file",
    "file_version",
    "sha256",
    "listing_hash",
    "extractor",
    "record_hash",
    "parsed_at",
    "run_id",
}


def test_each_field_of_the_record_is_a_column_of_its_type() -> None:
    types = {field.name: field.type for field in ANSWERS.schema if field.name not in NOT_OF_THE_RECORD}

    derived = {name: record_field_type(name) for name in Record.model_fields}
    assert types == derived | dict.fromkeys(SCALARS_OF_THE_KEY, pa.int16())
