"""PUBLISH: what this code knows of a release, handed to the archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive.release.publish import Edition, publish
from parsers.records import PARSER_VERSION, SCHEMA_VERSION, Record

if TYPE_CHECKING:
    from archive.release.manifest import Release
    from flows.run import Run


def make_release(run: Run, *, accept_losses: bool, accuracy: dict[str, Any] | None) -> Release:
    """A release of what the tables hold, with the JSON Schema of its records."""
    schema = json.dumps(Record.model_json_schema(mode="serialization"), indent=1, sort_keys=True).encode()
    edition = Edition(
        run_id=run.run_id,
        now=run.now,
        schema_version=SCHEMA_VERSION,
        parser_version=PARSER_VERSION,
        schemas={"record.schema.json": schema},
        accuracy=accuracy,
        source_note=f"Question lists and answer documents: {run.settings.site_url}",
    )
    kept = run.settings.home / "release" / "search.sqlite"
    return publish(run.store, run.tables, edition, accept_losses=accept_losses, kept=kept)
