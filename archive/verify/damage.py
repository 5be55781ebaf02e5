"""Damage: one thing in the store that is missing, unreadable or does not add up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from parsers.documented_enum import DocumentedEnum

LOST = "lost"
"""`files.cause` of a version whose bytes are lost; the same as `spiders.causes.Cause.LOST`."""

OnProgress: TypeAlias = Callable[[str, int, int | None], None]
"""(what, done, of): called while objects are read."""


class DamageKind(DocumentedEnum):
    """What is damaged, and what `verify --repair` does about it."""

    remedy: str

    TABLE = "table", "a table that does not open, or a data file of it", "rebuilt from all that is known"
    ROWS = "rows", "rows that something else in the store proves", "restored from what proves them"
    LIST_PAGE = "list_page", "an archived list page, or a list of codes", "the session's list is walked again"
    TALLY = "tally", "the counts of the last walk over a session", "counted again from the list pages"
    RAW = "raw", "the bytes of an answer file", "marked in the table files, then fetched again"
    FILE = "file", "a file marked as lost, not fetched again yet", "fetched again"
    TEXT = "text", "a text layer", "extracted again from the bytes"
    RECORD = "record", "an archived file without its record", "parsed"
    RELEASE = "release", "a file of an immutable release", "the release is marked, a new one published"
    POINTER = "pointer", "the pointer to the current release", "set to the newest whole release"
    SUMMARY = "summary", "the summary of a run that wrote rows", "replaced by a note that it is lost"


@dataclass(frozen=True)
class Damage:
    """One damage: `place` is a key of the bucket, or the name of a table."""

    kind: DamageKind
    place: str
    detail: str
    question_id: str | None = None
    session: tuple[int, int] | None = None
    """(Lok Sabha, session), where one is concerned."""
