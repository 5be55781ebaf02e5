"""Schema versions of stored tables: an older table gets the columns it lacks, a newer one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from deltalake import write_deltalake

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from archive.schemas import TableSpec

VERSION_PROPERTY = "loksabha.schemaVersion"
"""Delta table property with the schema version; a table without it has version 1."""


def check_version(spec: TableSpec, table: DeltaTable) -> None:
    """Raises ArchiveError for a table of a newer schema, or one that lacks a column without nulls."""
    version = stored_version(table)
    if version > spec.version:
        raise ArchiveError(
            f"table {spec.name} has schema version {version}, this loksabha knows {spec.version}: update it"
        )
    absent = sorted(set(spec.required) - set(stored_columns(table)))
    if absent:
        raise ArchiveError(f"table {spec.name} lacks {', '.join(absent)}: `loksabha verify --repair`")


def migrate(spec: TableSpec, table: DeltaTable) -> None:
    """Add the nullable columns and fields that the table lacks, then write the version; changes no row."""
    check_version(spec, table)
    if stored_version(table) == spec.version and set(spec.schema.names) <= set(stored_columns(table)):
        return
    write_deltalake(table, spec.schema.empty_table(), mode="append", schema_mode="merge")
    table.update_incremental()
    if table.metadata().configuration.get(VERSION_PROPERTY) != str(spec.version):
        version = {VERSION_PROPERTY: str(spec.version)}
        table.alter.set_table_properties(version, raise_if_not_exists=False)


def stored_version(table: DeltaTable) -> int:
    """The schema version that the table carries."""
    return int(table.metadata().configuration.get(VERSION_PROPERTY, "1"))


def stored_columns(table: DeltaTable) -> list[str]:
    """The names of the columns that the table has."""
    return [field.name for field in table.schema().fields]


def null_columns(spec: TableSpec, absent: set[str]) -> list[pl.Expr]:
    """Columns of nulls in place of absent ones, for reading a table that nobody has migrated yet."""
    types = pl.DataFrame(spec.schema.empty_table()).schema
    return [pl.lit(None, types[name]).alias(name) for name in spec.schema.names if name in absent]


def outdated_types(spec: TableSpec, stored: pl.Schema) -> pl.Schema:
    """The columns whose nested fields differ from the schema, with the types that they should have."""
    types = pl.DataFrame(spec.schema.empty_table()).schema
    return pl.Schema({name: types[name] for name, kind in stored.items() if kind != types[name]})
