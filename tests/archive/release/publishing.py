"""Tables to publish, and publishing them with fixed metadata."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from archive.keys import release_key
from archive.release.publish import ReleaseMetadata, publish
from archive.tables import Tables
from tests.archive.rows import NOON, answer_row, change_row, file_row, question_row

if TYPE_CHECKING:
    from pathlib import Path

    from archive.release.manifest import Release
    from archive.store import Store


def filled(store: Store) -> Tables:
    """Tables with two sessions; one session has a file in two versions, answers and a change."""
    tables = Tables(store)
    tables.merge("questions", [question_row(n, session=session) for session in (4, 5) for n in (2, 1)])
    tables.merge("files", [file_row(1, version=1), file_row(1, version=2), file_row(2)])
    tables.merge("answers", [answer_row(1), answer_row(2, kind="nil", question=None, answer=None, tables=[])])
    tables.merge("changes", [change_row(1)])
    return tables


def publish_now(
    store: Store,
    tables: Tables,
    *,
    accept_losses: bool = False,
    search_cache: Path | None = None,
    **values: Any,
) -> Release:
    """Publish with fixed metadata; `values` replace some of them."""
    fixed = {
        "run_id": "run-9",
        "now": NOON,
        "schema_version": "1.0",
        "parser_version": "7",
        "source_note": "From sansad.in.",
    }
    metadata = ReleaseMetadata(**(fixed | values))
    return publish(store, tables, metadata, accept_losses=accept_losses, search_cache=search_cache)


def json_lines(store: Store, version: str, name: str) -> list[dict[str, Any]]:
    text = gzip.decompress(store.get(release_key(version, name))).decode()
    return [json.loads(line) for line in text.splitlines()]
