"""Publishing as the tests do it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from archive.keys import release_key
from archive.release.publish import Edition, publish
from archive.tables import Tables
from tests.archive.rows import NOON, answer_row, change_row, file_row, question_row

if TYPE_CHECKING:
    from pathlib import Path

    from archive.release.manifest import Release
    from archive.store import Store


def filled(store: Store) -> Tables:
    """Two sessions of questions; of one, a file in two versions, its answer and a change."""
    tables = Tables(store)
    tables.merge("questions", [question_row(n, session=session) for session in (4, 5) for n in (2, 1)])
    tables.merge("files", [file_row(1, version=1), file_row(1, version=2), file_row(2)])
    tables.merge("answers", [answer_row(1), answer_row(2, kind="nil", question=None, answer=None, tables=[])])
    tables.merge("changes", [change_row(1)])
    return tables


def publish_now(
    store: Store, tables: Tables, *, accept_losses: bool = False, kept: Path | None = None, **said: Any
) -> Release:
    edition = {
        "run_id": "run-9",
        "now": NOON,
        "schema_version": "1.0",
        "parser_version": "7",
        "source_note": "From sansad.in.",
    }
    return publish(store, tables, Edition(**(edition | said)), accept_losses=accept_losses, kept=kept)


def json_lines(store: Store, version: str, name: str) -> list[dict[str, Any]]:
    text = gzip.decompress(store.get(release_key(version, name))).decode()
    return [json.loads(line) for line in text.splitlines()]
