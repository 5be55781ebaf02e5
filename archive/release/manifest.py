"""`manifest.json` of a release, and `latest.json`, which points to the current release."""

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
    """`lok=18/session=5`; None for a file of the whole release."""
    rows: int | None = None
    """Number of rows; None for a file without rows."""
    rows_sha256: str | None = None
    """SHA-256 of the rows as JSON Lines: the same for the same values, however Parquet encodes them."""
    keys_sha256: str | None = None
    """SHA-256 of the sorted keys of the rows: differs when rows were added or removed."""


class SessionPart(msgspec.Struct, frozen=True):
    """A session in a release: the version of its inputs and counts of its rows."""

    lok_sabha: int
    session: int
    inputs: str
    """Hash of the session's files in the archive's tables, of the released columns and of the layout."""
    rows: dict[str, int]
    """Number of rows by table."""
    filled: dict[str, dict[str, int]]
    """Number of values that are neither null nor empty, by table and column."""
    coverage: dict[str, Any]
    """Counts: `questions`, `delisted`, `flagged`, `records` (language, kind), `missing` (language, cause)."""

    @property
    def name(self) -> str:
        """`lok=18/session=5`."""
        return part_name(self.lok_sabha, self.session)


class FeedRange(msgspec.Struct, frozen=True):
    """The changes that are new in one release; cursors continue those of the previous release."""

    key: str
    """Key of the file: `releases/1.2.0/feed.jsonl`."""
    first: int
    last: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `manifest.json`."""

    version: str
    """Version of the release, `MAJOR.MINOR.PATCH`."""
    previous: str | None
    made_at: datetime
    run_id: str
    schema_version: str
    """Schema version of the records, `MAJOR.MINOR`."""
    parser_version: str
    tables: dict[str, int | None]
    """Delta version of each table of the archive that was read; None for a table that does not exist."""
    columns: dict[str, dict[str, str]]
    """Names and types of the columns, by released table."""
    accuracy: dict[str, Any] | None
    """Accuracy measured on documents read by hand; None if not measured."""
    parts: list[SessionPart]
    feed: list[FeedRange]
    files: list[ReleaseFile]

    @property
    def rows(self) -> dict[str, int]:
        """Number of rows by table."""
        names = {name: None for part in self.parts for name in part.rows}
        return {name: sum(part.rows.get(name, 0) for part in self.parts) for name in names}


class Release(msgspec.Struct, frozen=True):
    """A published release."""

    manifest: Manifest
    new: bool
    """False when the release had been published before."""

    @property
    def version(self) -> str:
        """Version of the release, `MAJOR.MINOR.PATCH`."""
        return self.manifest.version


class _Pointer(msgspec.Struct, frozen=True):
    version: str
    manifest: str
    manifest_sha256: str


def part_name(lok_sabha: int, session: int) -> str:
    """The Hive partition path of a session.

    >>> part_name(18, 5)
    'lok=18/session=5'
    """
    return f"lok={lok_sabha}/session={session}"


def latest(store: Store) -> Release | None:
    """The current release, None before the first; ArchiveError when its manifest was altered."""
    try:
        pointer = msgspec.json.decode(store.get(LATEST), type=_Pointer)
    except MissingKey:
        return None
    data = store.get(pointer.manifest)
    if sha256_of(data) != pointer.manifest_sha256:
        raise ArchiveError(f"{store.uri(pointer.manifest)} is not the manifest that {LATEST} points to")
    return Release(msgspec.json.decode(data, type=Manifest), new=False)


def point_to(store: Store, manifest: Manifest) -> None:
    """Write the pointer, which makes the release the current one."""
    key = release_key(manifest.version, MANIFEST)
    pointer = _Pointer(manifest.version, key, sha256_of(encode(manifest)))
    store.put(LATEST, msgspec.json.encode(pointer), "application/json")


def encode(manifest: Manifest) -> bytes:
    """The manifest as the bytes of `manifest.json`."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2)
