"""Publishes a release: the tables as they are, with versions and accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.release.publish import ReleaseMetadata, publish

if TYPE_CHECKING:
    from archive.release.manifest import Release
    from flows.run import Run


def make_release(run: Run, *, accept_losses: bool, accuracy: dict[str, Any] | None) -> Release:
    """Publishes the tables."""
    metadata = ReleaseMetadata(
        run_id=run.run_id,
        now=run.now,
        accuracy=accuracy,
        source_note=f"Question lists and answer documents: {run.settings.site_url}",
    )
    search_cache = run.settings.home / "release" / "search.sqlite"
    return publish(run.store, run.tables, metadata, accept_losses=accept_losses, search_cache=search_cache)
