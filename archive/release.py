"""Releases: plain files for consumers, immutable; the pointer to the current one is moved last."""

from __future__ import annotations

import logging
import tempfile
from datetime import datetime  # noqa: TC003 - msgspec reads the annotations
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from archive.errors import ArchiveError, MissingKey
from archive.keys import LATEST, release_key, sha256_of
from archive.release_files import ReleaseFile, write_rows, write_text
from archive.release_notes import LICENSE_DATA, readme
from archive.schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archive.store import Store
    from archive.tables import Tables

logger = logging.getLogger(__name__)

_MANIFEST = "manifest.json"
_ATTEMPTS = 100
"""How many abandoned releases in a row are stepped over."""


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
    """Of each table, the version that was read; None: nobody had written it."""
    files: list[ReleaseFile]


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


def publish(
    store: Store,
    tables: Tables,
    *,
    run_id: str,
    now: datetime,
    schema_version: str,
    parser_version: str,
    schemas: Mapping[str, bytes],
    source_note: str = "",
) -> Release:
    """The release of what the tables hold, made unless the current one holds the same.

    `schemas` are JSON Schemas by file name, `{"record.schema.json": b"…"}`; `source_note` goes into the
    README. An interrupted publication leaves the current release as it was. Raises ArchiveError when the
    tables are empty.
    """
    current = latest(store)
    versions = {name: tables.version(name) for name in TABLES}
    with tempfile.TemporaryDirectory(prefix="loksabha-release-") as directory:
        place = Path(directory)
        files = list(write_rows(tables, versions, place))
        if not files:
            raise ArchiveError(f"nothing to publish: the tables of {store.uri('')} are empty")
        texts = {f"schema/{name}": data for name, data in schemas.items()}
        texts |= {"README.md": readme(source_note).encode(), "LICENSE-DATA": LICENSE_DATA.encode()}
        files += [write_text(name, data, place) for name, data in texts.items()]
        if current and _content(current.manifest.files) == _content(files):
            return current
        draft = Manifest(
            version=next_version(current.manifest if current else None, schema_version, files),
            previous=current.version if current else None,
            made_at=now,
            run_id=run_id,
            schema_version=schema_version,
            parser_version=parser_version,
            tables=versions,
            files=files,
        )
        return Release(_publish_draft(store, draft, place), new=True)


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


def next_version(current: Manifest | None, schema_version: str, files: list[ReleaseFile]) -> str:
    """The number of the release after `current`.

    Another major number where the schema's has moved, another minor where rows came or went, else another
    patch.
    """
    major = int(schema_version.split(".")[0])
    if current is None:
        return f"{major}.0.0"
    was_major, minor, patch = (int(part) for part in current.version.split("."))
    if major != was_major:
        return f"{major}.0.0"
    if _keys(current.files) != _keys(files):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def _keys(files: list[ReleaseFile]) -> dict[str, str]:
    return {file.name: file.keys_sha256 for file in files if file.keys_sha256}


def _content(files: list[ReleaseFile]) -> dict[str, str]:
    """What makes releases differ: rows and schemas, not how this or that Parquet library packs them."""
    return {file.name: file.sha256 for file in files if file.name.startswith(("jsonl/", "schema/"))}


def _publish_draft(store: Store, draft: Manifest, place: Path) -> Manifest:
    manifest = draft
    for _ in range(_ATTEMPTS):
        if _lay_down(store, manifest, place):
            _point_to(store, manifest)
            return manifest
        logger.warning("abandoned release stepped over version=%s", manifest.version)
        major, minor, patch = manifest.version.split(".")
        manifest = msgspec.structs.replace(manifest, version=f"{major}.{minor}.{int(patch) + 1}")
    raise ArchiveError(f"no free version after {draft.version} below {store.uri('releases/')}")


def _lay_down(store: Store, manifest: Manifest, place: Path) -> bool:
    """Writes the files, the manifest last; False when others already lie there under this version."""
    for file in manifest.files:
        key = release_key(manifest.version, file.name)
        if (
            not store.put_once(key, (place / file.name).read_bytes())
            and sha256_of(store.get(key)) != file.sha256
        ):
            return False
    return store.put_once(release_key(manifest.version, _MANIFEST), _encode(manifest), "application/json")


def _point_to(store: Store, manifest: Manifest) -> None:
    key = release_key(manifest.version, _MANIFEST)
    pointer = _Pointer(manifest.version, key, sha256_of(_encode(manifest)))
    store.put(LATEST, msgspec.json.encode(pointer), "application/json")


def _encode(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2)
