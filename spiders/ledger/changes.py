"""Entries of the feed: the same news has the same id, however often it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.keys import short_hash

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


def change_row(
    row: Mapping[str, Any],
    kind: str,
    what: str,
    token: str,
    *,
    now: dt.datetime,
    run_id: str,
    **rest: str | int | None,
) -> dict[str, Any]:
    """An entry of the feed; the same news has the same `change_id`, however often it is told."""
    said = "|".join((row["question_id"], kind, what, token))
    return {
        "change_id": short_hash(said),
        "question_id": row["question_id"],
        "lok_sabha": row["lok_sabha"],
        "session": row["session"],
        "kind": kind,
        "what": what,
        "language": None,
        "file": None,
        "file_version": None,
        "before": None,
        "after": None,
        "at": now,
        "run_id": run_id,
        **rest,
    }
