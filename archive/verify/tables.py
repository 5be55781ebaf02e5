"""Checks of the Delta tables: whether each opens, and has its data files and all rows of the last release."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError

from archive.errors import ArchiveError
from archive.keys import table_prefix
from archive.schemas import TABLES
from archive.tables import Tables, empty_frame
from archive.verify.damage import Damage, DamageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.release.manifest import Manifest
    from archive.store import Store


@dataclass
class CheckedTables:
    """The rows of the tables that can be read, and the damage of those that cannot."""

    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)


def check_tables(store: Store) -> CheckedTables:
    """Open and read each table; one that is damaged has no rows in `frames`."""
    checked = CheckedTables()
    for name in TABLES:
        found = list(_table_damages(store, name))
        checked.damages += found
        checked.frames[name] = empty_frame(TABLES[name]) if found else Tables(store).read(name)
    return checked


def _table_damages(store: Store, name: str) -> Iterator[Damage]:
    prefix = f"{table_prefix(name)}/"
    sizes = store.sizes(prefix)
    try:
        table = DeltaTable(store.uri(table_prefix(name)), storage_options=store.storage_options)
        listed = pl.DataFrame(table.get_add_actions(flatten=True)).select("path", "size_bytes")
    except TableNotFoundError:
        if sizes:
            yield Damage(DamageKind.TABLE, name, "has data files, but no log")
        return
    except (DeltaError, OSError) as error:
        yield Damage(DamageKind.TABLE, name, f"does not open: {' '.join(str(error).split())[:160]}")
        return
    broken = [path for path, size in listed.iter_rows() if sizes.get(prefix + path) != size]
    for path in broken:
        state = "is missing" if prefix + path not in sizes else "has another size"
        yield Damage(DamageKind.TABLE, name, f"data file {path} {state}")
    if not broken:
        try:
            Tables(store).read(name)
        except (ArchiveError, pl.exceptions.PolarsError) as error:
            yield Damage(DamageKind.TABLE, name, f"cannot be read: {str(error)[:160]}")


def check_against_release(checked: CheckedTables, manifest: Manifest | None) -> Iterator[Damage]:
    """Tables with fewer rows of a session than the release that was made from them."""
    unreadable = {damage.place for damage in checked.damages}
    for part in manifest.parts if manifest else ():
        for name in TABLES:
            if name in unreadable:
                continue
            held = checked.frames[name].filter(lok_sabha=part.lok_sabha, session=part.session).height
            if held < part.rows.get(name, 0):
                lost = part.rows[name] - held
                detail = f"{lost} rows of the last release are missing in {part.name}"
                yield Damage(DamageKind.ROWS, name, detail, session=(part.lok_sabha, part.session))
