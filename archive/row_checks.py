"""Checks rows before they are merged: known columns, right types, no key twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from archive.schemas import TableSpec

Rows: TypeAlias = Sequence[Mapping[str, Any]] | pa.Table
"""What `Tables.merge` takes; a column left out is null."""


def as_table(spec: TableSpec, rows: Rows) -> pa.Table:
    """The rows with the columns and types of the table.

    Raises ArchiveError that names an unknown column, a null in a required column, a value of another type,
    or a duplicate key.
    """
    try:
        table = _align(spec, rows) if isinstance(rows, pa.Table) else _build(spec, rows)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise ArchiveError(f"table {spec.name}: {' '.join(str(error).split())}") from error
    for column in spec.required:
        if table.column(column).null_count:
            raise ArchiveError(f"table {spec.name}: a row has no {column}")
    _refuse_duplicates(spec, table)
    return table


def _build(spec: TableSpec, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    for row in rows:
        refuse_unknown(spec, row.keys())
    return pa.Table.from_pylist(rows, schema=spec.schema)


def _align(spec: TableSpec, table: pa.Table) -> pa.Table:
    refuse_unknown(spec, table.column_names)
    columns = [
        table.column(field.name).cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in spec.schema
    ]
    return pa.Table.from_arrays(columns, schema=spec.schema)


def refuse_unknown(spec: TableSpec, columns: Iterable[str]) -> None:
    """Raises ArchiveError that names the columns that the table does not have."""
    if unknown := sorted(set(columns) - set(spec.schema.names)):
        raise ArchiveError(f"table {spec.name} has no column {', '.join(unknown)}")


def _refuse_duplicates(spec: TableSpec, table: pa.Table) -> None:
    counts = table.group_by(list(spec.key)).aggregate([([], "count_all")])
    twice = counts.filter(pc.greater(counts.column("count_all"), 1))
    if twice.num_rows:
        first = twice.select(list(spec.key)).to_pylist()[0]
        raise ArchiveError(f"table {spec.name}: {first} comes twice among the rows to be merged")


def by_partition(spec: TableSpec, table: pa.Table) -> Iterator[tuple[dict[str, int], pa.Table]]:
    """The rows of each partition with its values: `{"lok_sabha": 18, "session": 5}`."""
    for values in (
        table.select(list(spec.partitions)).group_by(list(spec.partitions)).aggregate([]).to_pylist()
    ):
        mask = pc.and_(*(pc.equal(table.column(column), value) for column, value in values.items()))
        yield values, table.filter(mask)
