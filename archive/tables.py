"""The Delta tables: rows merged by key, read with Polars or SQL."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import polars as pl
from deltalake import DeltaTable, QueryBuilder, WriterProperties
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from archive.errors import ServerBusy
from archive.keys import sha256_of, table_prefix
from archive.retries import repeat_on
from archive.row_checks import as_table, by_partition, refuse_unknown
from archive.s3.errors import as_table_error
from archive.schema_versions import (
    VERSION_PROPERTY,
    check_version,
    migrate,
    null_columns,
    outdated_types,
    stored_columns,
)
from archive.schemas import TABLES, TableSpec, spec_of
from archive.sql_query import checked_query

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    import pyarrow as pa

    from archive.row_checks import Rows
    from archive.store import Store

_KEPT_HOURS = 7 * 24
"""How long replaced files stay, for readers of an older version and for the row-level history."""
_ZSTD = WriterProperties(compression="ZSTD")
_repeated = repeat_on(ServerBusy, attempts=6, first_pause=0.5, longest_pause=8.0)
"""Delta Lake and Polars repeat no request whose reply was cut, and give up on a busy server too soon."""


class Tables:
    """The tables of a store, for use from several threads; a table without commits reads as empty."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._handles: dict[str, tuple[dict[str, str], DeltaTable]] = {}

    def merge(self, name: str, rows: Rows) -> None:
        """Insert the rows whose key is new and replace the others, in one commit per session.

        Raises ArchiveError when a row does not fit the table (`archive.row_checks.as_table`), or other
        writers commit first at every attempt.
        """
        spec = spec_of(name)
        table = as_table(spec, rows)
        for partition, part in by_partition(spec, table):
            self._with_retries(name, partial(_merge, spec, partition, part))

    def update(self, name: str, make_rows: Callable[[], Rows]) -> None:
        """Merge rows of one session that `make_rows` derives from the table.

        `make_rows` is called again if another writer commits between reading and writing.
        Raises as `merge` does.
        """
        spec = spec_of(name)

        def work(target: DeltaTable) -> None:
            for partition, part in by_partition(spec, as_table(spec, make_rows())):
                _merge(spec, partition, part, target)

        self._with_retries(name, work)

    @_repeated
    def read(
        self,
        name: str,
        *,
        lok_sabha: int | None = None,
        session: int | None = None,
        only: Mapping[str, Collection[str]] | None = None,
        columns: Sequence[str] | None = None,
        version: int | None = None,
    ) -> pl.DataFrame:
        """The rows in the order of their key, of one Lok Sabha or session if given.

        `only` maps a column to its accepted strings. `columns` None reads all columns, `version` None the
        newest version. Raises ArchiveError if `only` or `columns` names an unknown column.
        Delta Lake's engine runs the query, so that a crawl need not load that of Polars.
        """
        spec = spec_of(name)
        names = spec.schema.names if columns is None else columns
        refuse_unknown(spec, {*names, *(only or {})})
        table = self._load(name, version)
        if table is None:
            return empty_frame(spec).select(names)
        absent = set(names) - set(stored_columns(table))
        present = [column for column in names if column not in absent] or [spec.key[0]]
        query = _query(spec, present, only or {}, lok_sabha=lok_sabha, session=session)
        with self._translating_errors(f"table {name}"):
            frame = pl.DataFrame(QueryBuilder().register(name, table).execute(query))
        frame = frame.with_columns(null_columns(spec, absent)).select(names)
        return frame.cast(outdated_types(spec, frame.schema))

    def scan(self, name: str, *, version: int | None = None) -> pl.LazyFrame:
        """All columns of the table, its rows in no set order; nothing is read before `collect()`."""
        spec = spec_of(name)
        table = self._load(name, version)
        if table is None:
            return empty_frame(spec).lazy()
        frame = pl.scan_delta(table, storage_options=self._store.storage_options)
        absent = set(spec.schema.names) - set(stored_columns(table))
        frame = frame.with_columns(null_columns(spec, absent)).select(spec.schema.names)
        return frame.cast(outdated_types(spec, frame.collect_schema()))

    @_repeated
    def sql(self, query: str) -> pl.DataFrame:
        """The result of one SELECT over the four tables.

        Raises ArchiveError for what Polars' SQL does not know, and for whatever reads files or writes.
        """
        query = checked_query(query, TABLES)
        context = pl.SQLContext({name: self.scan(name) for name in TABLES})
        with self._translating_errors("SQL"):
            return context.execute(query).collect()

    def version(self, name: str) -> int | None:
        """The number of the newest commit; None for a table without commits."""
        table = self._load(spec_of(name).name)
        return None if table is None else table.version()

    def sessions(self, name: str, *, version: int | None = None) -> list[tuple[int, int]]:
        """The (Lok Sabha, session) pairs with rows, in order."""
        table = self._load(spec_of(name).name, version)
        found = table.partitions() if table else []
        return sorted((int(part["lok_sabha"]), int(part["session"])) for part in found)

    def session_hashes(self, name: str, *, version: int | None = None) -> dict[tuple[int, int], str]:
        """A hash per (Lok Sabha, session) that changes with its files; reads no rows."""
        table = self._load(spec_of(name).name, version)
        if table is None:
            return {}
        with self._translating_errors(f"table {name}"):
            files = pl.DataFrame(table.get_add_actions(flatten=True))
        paths: dict[tuple[int, int], list[str]] = {}
        for lok_sabha, session, path in files.select(
            "partition.lok_sabha", "partition.session", "path"
        ).iter_rows():
            paths.setdefault((int(lok_sabha), int(session)), []).append(path)
        return {part: sha256_of("\n".join(sorted(found)).encode()) for part, found in paths.items()}

    def compact(self, name: str) -> None:
        """Join small files, and remove files that were replaced more than a week ago."""
        if self._load(spec_of(name).name) is not None:
            self._with_retries(name, _compact)

    @_repeated
    def _with_retries(self, name: str, work: Callable[[DeltaTable], None]) -> None:
        """Do work that commits to a table; repeated whenever another writer commits first."""
        self._store.require_writable()
        with self._lock, self._translating_errors(f"table {name}"):
            try:
                self._commit(name, work)
            except CommitFailedError as error:
                raise ServerBusy(
                    f"table {name}: other writers keep committing first; try again later"
                ) from error

    @repeat_on(CommitFailedError, attempts=30, first_pause=0.05, growth=1.1, jitter=1.0, longest_pause=2.0)
    def _commit(self, name: str, work: Callable[[DeltaTable], None]) -> None:
        work(self._handle(name))  # at its newest version: only later commits conflict

    def _handle(self, name: str) -> DeltaTable:
        """The table at its newest version, created if absent; cached, so that a commit needs few requests."""
        options = self._store.storage_options
        kept_options, table = self._handles.get(name, (None, None))
        if table is None or kept_options != options:
            table = self._load(name) or self._create(spec_of(name))
            self._handles[name] = (options, table)
        else:
            table.update_incremental()
        migrate(spec_of(name), table)
        return table

    @_repeated
    def _load(self, name: str, version: int | None = None) -> DeltaTable | None:
        with self._translating_errors(f"table {name}"):
            try:
                table = DeltaTable(
                    self._uri(name), version=version, storage_options=self._store.storage_options
                )
            except TableNotFoundError:
                return None
        check_version(spec_of(name), table)
        return table

    def _create(self, spec: TableSpec) -> DeltaTable:
        return DeltaTable.create(
            self._uri(spec.name),
            spec.schema,
            mode="ignore",
            partition_by=list(spec.partitions),
            name=spec.name,
            description=spec.meaning,
            configuration={
                "delta.enableChangeDataFeed": "true",
                "delta.checkpointInterval": "20",
                # statistics of nested columns would swell the log and serve no query
                "delta.dataSkippingStatsColumns": ",".join(spec.key),
                VERSION_PROPERTY: str(spec.version),
            },
            raise_if_key_not_exists=False,
            storage_options=self._store.storage_options,
        )

    @contextmanager
    def _translating_errors(self, place: str) -> Iterator[None]:
        """Raises one-line ArchiveErrors for the errors of Delta Lake and Polars."""
        try:
            yield
        except CommitFailedError:
            raise
        except (DeltaError, OSError, pl.exceptions.PolarsError) as error:
            raise as_table_error(error, place, self._store.endpoint_url) from error

    def _uri(self, name: str) -> str:
        return self._store.uri(table_prefix(name))


def _merge(spec: TableSpec, partition: dict[str, int], rows: pa.Table, target: DeltaTable) -> None:
    conditions = [f"t.{column} = s.{column}" for column in spec.key]
    # The partition as a literal: only its files are read, and writers of others do not conflict.
    conditions += [f"t.{column} = {value}" for column, value in partition.items()]
    merger = target.merge(
        rows, " AND ".join(conditions), source_alias="s", target_alias="t", writer_properties=_ZSTD
    )
    merger.when_matched_update_all().when_not_matched_insert_all().execute()


def _compact(table: DeltaTable) -> None:
    table.optimize.compact(writer_properties=_ZSTD)
    table.vacuum(retention_hours=_KEPT_HOURS, dry_run=False)
    table.create_checkpoint()


def _query(
    spec: TableSpec, columns: Sequence[str], only: Mapping[str, Collection[str]], **partition: int | None
) -> str:
    wanted = [f"{column} = {value}" for column, value in partition.items() if value is not None]
    for column, values in only.items():
        quoted = ", ".join("'{}'".format(value.replace("'", "''")) for value in values)
        wanted.append(f"{column} IN ({quoted})" if quoted else "false")
    where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
    return f"SELECT {', '.join(columns)} FROM {spec.name}{where} ORDER BY {', '.join(spec.key)}"  # noqa: S608 - the names come from the schema and the calling code, the values are quoted


def empty_frame(spec: TableSpec) -> pl.DataFrame:
    """No rows, with the table's columns and types."""
    return pl.DataFrame(spec.schema.empty_table())
