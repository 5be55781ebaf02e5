"""Publishing a release: draft it, check it, upload its files, then move `latest.json` to it."""

from __future__ import annotations

import logging
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime  # noqa: TC003 - msgspec reads the annotations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import orjson

from archive.errors import ArchiveError
from archive.keys import claim_key, release_key
from archive.record_schema import record_json_schema
from archive.release.checks import check_extraction, check_parts, require
from archive.release.diff import replay_name
from archive.release.draft import make_draft
from archive.release.exports.datapackage import datapackage
from archive.release.exports.json_schema import json_schema
from archive.release.exports.readme import LICENSE_DATA, dataset_card
from archive.release.files import write_file
from archive.release.manifest import MANIFEST, Manifest, Release, ReleaseFile, encode, latest, point_to
from archive.release.products import (
    UPLOAD_THREADS,
    cache_search_file,
    feed_ranges,
    write_atoms,
    write_feed,
    write_records,
    write_search_file,
)
from archive.release.schemas import RELEASED
from archive.schemas import TABLES
from parsers.records import PARSER_VERSION, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.release.draft import Draft
    from archive.store import Store
    from archive.tables import Tables

logger = logging.getLogger(__name__)

_ATTEMPTS = 100
"""Abandoned versions in a row that are skipped."""
_MEDIA_TYPES = {".json": "application/json", ".md": "text/markdown; charset=utf-8"}


class ReleaseMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """How a release was made, as its manifest states."""

    run_id: str
    now: datetime
    schema_version: str = SCHEMA_VERSION
    parser_version: str = PARSER_VERSION
    record_schema: bytes = msgspec.field(default_factory=record_json_schema)
    """JSON Schema of a record, as bytes."""
    source_note: str = ""
    """Paragraph about the source in the README."""
    accuracy: dict[str, Any] | None = None
    """Accuracy measured on documents read by hand."""


def publish(
    store: Store,
    tables: Tables,
    metadata: ReleaseMetadata,
    *,
    accept_losses: bool = False,
    search_cache: Path | None = None,
) -> Release:
    """Publish the tables as a release; returns the current release when it has the same content.

    An interrupted publication leaves the current release as it was. `search_cache` is a local copy of the
    current search file; it saves the next publication a download. Raises ArchiveError when the tables are
    empty, ReleaseRefused when the draft has less data than the current release (unless `accept_losses`).
    """
    found = latest(store)
    current = found.manifest if found else None
    versions = {name: tables.version(name) for name in TABLES}
    with tempfile.TemporaryDirectory(prefix="loksabha-release-") as directory:
        draft = make_draft(store, tables, versions, current, Path(directory))
        if not draft.files:
            raise ArchiveError(f"nothing to publish: the tables of {store.uri('')} are empty")
        draft.files += _schema_files(draft, metadata)
        if found and _content(found.manifest.files) == _content(draft.files):
            return found
        if current and not accept_losses:
            checks = [*check_parts(current.parts, draft.parts), check_extraction(draft.before, draft.now)]
            require(checks)
        draft.files.append(write_search_file(store, draft, current, search_cache))
        made = _write_release(store, draft, current, metadata, versions)
        if search_cache:
            cache_search_file(draft, search_cache)
        return Release(made, new=True)


def next_version(current: Manifest | None, schema_version: str, draft: Draft) -> str:
    """The version of the release after `current`.

    MAJOR is increased when a column is removed or changes type or the record schema breaks, MINOR when
    columns or rows are added or removed, else PATCH.
    """
    if current is None:
        return "1.0.0"
    major, minor, patch = (int(part) for part in current.version.split("."))
    columns = columns_of_tables()
    broken = any(
        columns.get(table, {}).get(name) != kind
        for table, known in current.columns.items()
        for name, kind in known.items()
    )
    if broken or schema_version.split(".")[0] != current.schema_version.split(".")[0]:
        return f"{major + 1}.0.0"
    if columns != current.columns or _keys(current.files) != _keys(draft.files):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def columns_of_tables() -> dict[str, dict[str, str]]:
    """Names and types of the columns, by released table."""
    return {name: {field.name: str(field.type) for field in spec.schema} for name, spec in RELEASED.items()}


def _write_release(
    store: Store,
    draft: Draft,
    current: Manifest | None,
    metadata: ReleaseMetadata,
    versions: dict[str, int | None],
) -> Manifest:
    feed = write_feed(draft, current)
    draft.files += [feed[0]] if feed else []
    draft.files += _replay_files(draft) if current else []
    draft.files += _text_files(draft, metadata)
    version = _claim(store, next_version(current, metadata.schema_version, draft), metadata.run_id)
    package = datapackage(version, metadata.now, draft.files)
    draft.files.append(write_file("datapackage.json", package, draft.place))
    ranges = feed_ranges(current, version, feed[1] if feed else None)
    manifest = _manifest(version, current, draft, metadata, tables=versions, feed=ranges)
    _upload_files(store, draft, manifest)
    write_records(store, draft)
    write_atoms(store, draft)
    _make_current(store, manifest)
    return manifest


def _manifest(
    version: str, current: Manifest | None, draft: Draft, metadata: ReleaseMetadata, **values: Any
) -> Manifest:
    return Manifest(
        version=version,
        previous=current.version if current else None,
        made_at=metadata.now,
        run_id=metadata.run_id,
        schema_version=metadata.schema_version,
        parser_version=metadata.parser_version,
        columns=columns_of_tables(),
        accuracy=metadata.accuracy,
        parts=draft.parts,
        files=draft.files,
        **values,
    )


def _schema_files(draft: Draft, metadata: ReleaseMetadata) -> Iterator[ReleaseFile]:
    texts = {
        f"{name}.schema.json": orjson.dumps(json_schema(spec), option=orjson.OPT_INDENT_2)
        for name, spec in RELEASED.items()
    }
    for name, data in (texts | {"record.schema.json": metadata.record_schema}).items():
        yield write_file(f"schema/{name}", data, draft.place)


def _text_files(draft: Draft, metadata: ReleaseMetadata) -> Iterator[ReleaseFile]:
    yield write_file("README.md", dataset_card(draft.parts, metadata.source_note).encode(), draft.place)
    yield write_file("LICENSE-DATA", LICENSE_DATA.encode(), draft.place)


def _replay_files(draft: Draft) -> Iterator[ReleaseFile]:
    for part, count in draft.changed.items():
        files = [draft.steps_file(part, table) for table in sorted(RELEASED)]
        data = b"".join(path.read_bytes() for path in files if path.exists())  # gzip allows members in a row
        yield write_file(replay_name(part), data, draft.place, part=part, rows=count)


def _keys(files: list[ReleaseFile]) -> dict[str, str]:
    return {file.name: file.keys_sha256 for file in files if file.keys_sha256}


def _content(files: list[ReleaseFile]) -> dict[str, str]:
    """Hashes that differ for releases with different rows or schemas, however Parquet encodes them."""
    rows = {file.name: file.rows_sha256 for file in files if file.rows_sha256}
    return rows | {file.name: file.sha256 for file in files if file.name.startswith("schema/")}


def _claim(store: Store, version: str, run_id: str) -> str:
    """Claim a version that no run has begun to publish: this one, or the next free patch version."""
    for _ in range(_ATTEMPTS):
        if store.put_once(claim_key(version), run_id.encode()):
            return version
        logger.warning("skipping the version of an abandoned release version=%s", version)
        major, minor, patch = version.split(".")
        version = f"{major}.{minor}.{int(patch) + 1}"
    raise ArchiveError(f"no free version before {version} below {store.uri('releases/')}")


def _upload_files(store: Store, draft: Draft, manifest: Manifest) -> None:
    """Upload the files, the manifest last; reused files are copied within the bucket."""
    largest_first = sorted(manifest.files, key=lambda file: -file.bytes)
    with ThreadPoolExecutor(UPLOAD_THREADS) as pool:
        list(pool.map(lambda file: _upload_file(store, draft, manifest.version, file.name), largest_first))
    store.put(release_key(manifest.version, MANIFEST), encode(manifest), "application/json")


def _upload_file(store: Store, draft: Draft, version: str, name: str) -> None:
    key, path = release_key(version, name), draft.place / name
    if name in draft.unchanged:
        store.copy(draft.unchanged[name], key)
    elif path.suffix in _MEDIA_TYPES:
        store.put(key, path.read_bytes(), _MEDIA_TYPES[path.suffix])
    else:
        store.upload(key, path)


def _make_current(store: Store, manifest: Manifest) -> None:
    """Move the pointer; ArchiveError when another publication has moved it in the meantime."""
    found = latest(store)
    if (found.version if found else None) != manifest.previous:
        raise ArchiveError(f"another release was published before {manifest.version}: publish again")
    point_to(store, manifest)
