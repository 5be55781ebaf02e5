"""What a release's `manifest.json` says, and the pointer to the current release."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - msgspec reads the annotations
from typing import TYPE_CHECKING, Any

import msgspec

from archive.errors import ArchiveError, MissingKey
from archive.keys import LATEST, release_key, sha256_of

if TYPE_CHECKING:
    from archive.store import Store

MANIFEST = "manifest.json"


class ReleaseFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of a release."""

    name: str
    bytes: int
    sha256: str
    part: str | None = None
    """`lok=18/session=5`; None for a file that is about the whole release."""
    rows: int | None = None
    """None for a file that holds no rows."""
    rows_sha256: str | None = None
    """Of the rows as JSON Lines: differs where any value does, however Parquet packs it."""
    keys_sha256: str | None = None
    """Of the sorted keys of the rows: differs where rows came or went."""


class SessionPart(msgspec.Struct, frozen=True):
    """A session in a release: from what it was drawn, and what there is of it."""

    lok_sabha: int
    session: int
    inputs: str
    """Differs once the archive's files of the session do."""
    rows: dict[str, int]
    """Of each table."""
    filled: dict[str, dict[str, int]]
    """Of each table and column, how many values are neither null nor empty."""
    coverage: dict[str, Any]
    """`questions`, `records` by language and kind, `flagged`, `missing` by language and cause."""

    @property
    def name(self) -> str:
        """`lok=18/session=5`."""
        return part_name(self.lok_sabha, self.session)


class FeedRange(msgspec.Struct, frozen=True):
    """The changes that one release brought, numbered on from those of the release before."""

    key: str
    """Such as `releases/1.2.0/feed.jsonl`."""
    first: int
    last: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a release's `manifest.json` says."""

    version: str
    """`MAJOR.MINOR.PATCH`."""
    previous: str | None
    made_at: datetime
    run_id: str
    schema_version: str
    """Of the records, `MAJOR.MINOR`."""
    parser_version: str
    tables: dict[str, int | None]
    """Of each table of the archive, the version that was read; None: nobody had written it."""
    columns: dict[str, dict[str, str]]
    """Of each released table, its columns and their types."""
    accuracy: dict[str, Any] | None
    """As measured on hand-read documents; None: not measured."""
    parts: list[SessionPart]
    feed: list[FeedRange]
    files: list[ReleaseFile]

    @property
    def rows(self) -> dict[str, int]:
        """The rows of each table."""
        names = {name: None for part in self.parts for name in part.rows}
        return {name: sum(part.rows.get(name, 0) for part in self.parts) for name in names}


class Release(msgspec.Struct, frozen=True):
    """A release that lies in the bucket."""

    manifest: Manifest
    new: bool
    """False: it was there already."""

    @property
    def version(self) -> str:
        """`MAJOR.MINOR.PATCH`."""
        return self.manifest.version


class _Pointer(msgspec.Struct, frozen=True):
    version: str
    manifest: str
    manifest_sha256: str


def part_name(lok_sabha: int, session: int) -> str:
    """A session as a path that Hive understands.

    >>> part_name(18, 5)
    'lok=18/session=5'
    """
    return f"lok={lok_sabha}/session={session}"


def latest(store: Store) -> Release | None:
    """The current release, None before the first."""
    try:
        pointer = msgspec.json.decode(store.get(LATEST), type=_Pointer)
    except MissingKey:
        return None
    data = store.get(pointer.manifest)
    if sha256_of(data) != pointer.manifest_sha256:
        raise ArchiveError(f"{store.uri(pointer.manifest)} is not the manifest that {LATEST} points to")
    return Release(msgspec.json.decode(data, type=Manifest), new=False)


def point_to(store: Store, manifest: Manifest) -> None:
    """Makes a release the current one."""
    key = release_key(manifest.version, MANIFEST)
    pointer = _Pointer(manifest.version, key, sha256_of(encode(manifest)))
    store.put(LATEST, msgspec.json.encode(pointer), "application/json")


def encode(manifest: Manifest) -> bytes:
    """The manifest as it is written."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2)
