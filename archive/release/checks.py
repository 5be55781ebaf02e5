"""What must hold before a draft becomes the current release: nothing that was there may have got lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import polars as pl

from archive.errors import ReleaseRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.release.manifest import SessionPart

_NEVER_FEWER = ("questions", "answers", "files", "changes")
"""Tables of which no row is ever taken away."""
_MAY_EMPTY = frozenset({"delisted", "link_cause", "link_cause_hindi", "cause", "change", "flags", "tables"})
"""Columns whose filling tells of trouble, or of what a replaced document need not have."""
_MAX_LOST_SHARE = 0.02
_MAX_LOST_VALUES = 5
"""Single values do go: a link withdrawn, a document replaced."""
_EXTRACTED = ("clauses", "answered", "tables", "cells", "characters")


class CheckResult(msgspec.Struct, frozen=True):
    """One check of a draft."""

    name: str
    success: bool
    notes: str


class ContentCounts(msgspec.Struct):
    """How much was read from documents whose bytes both releases have."""

    clauses: int = 0
    answered: int = 0
    tables: int = 0
    cells: int = 0
    characters: int = 0

    def add(self, other: ContentCounts) -> None:
        """Counts another session's in."""
        for name in _EXTRACTED:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def count_content(answers: pl.DataFrame) -> ContentCounts:
    """How much the records hold."""
    clauses = pl.col("question").struct.field("clauses")
    answered = clauses.list.eval(pl.element().struct.field("answer_items").list.len() > 0)
    counts = answers.select(
        clauses=clauses.list.len().sum(),
        answered=answered.list.sum().sum(),
        tables=pl.col("tables").list.len().sum(),
        cells=(_cells("header") + _cells("rows")).sum(),
        characters=pl.col("answer").struct.field("text").str.len_chars().sum(),
    )
    return ContentCounts(**counts.row(0, named=True))


def _cells(rows: str) -> pl.Expr:
    """How many cells the tables of a record have in their `header` or their `rows`."""
    lines = pl.element().struct.field(rows)
    widths = lines.list.eval(pl.element().list.len())
    return pl.col("tables").list.eval(widths.list.sum()).list.sum().fill_null(0)


def same_documents(old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The records of both that were read from the same bytes."""
    key = ["question_id", "language", "sha256"]
    return old.join(new, on=key, how="semi"), new.join(old, on=key, how="semi")


def check_parts(old: list[SessionPart], new: list[SessionPart]) -> Iterator[CheckResult]:
    """Counts and fill of each session that both releases have."""
    now = {part.name: part for part in new}
    gone = [part.name for part in old if part.name not in now]
    yield CheckResult("every session is still there", not gone, ", ".join(gone))
    both = [(part, now[part.name]) for part in old if part.name in now]
    fewer = [text for was, part in both for text in _fewer_rows(was, part)]
    yield CheckResult("no table has fewer rows", not fewer, "; ".join(fewer))
    emptier = [text for was, part in both for text in _emptier_fields(was, part)]
    yield CheckResult("no field is filled less often", not emptier, "; ".join(emptier))


def check_extraction(old: ContentCounts, new: ContentCounts) -> CheckResult:
    """What the same documents gave before and give now."""
    poorer = [
        f"{name} {getattr(old, name)} -> {getattr(new, name)}"
        for name in _EXTRACTED
        if _is_lost(getattr(old, name), getattr(new, name))
    ]
    return CheckResult("the same documents give no less", not poorer, "; ".join(poorer))


def require(checks: list[CheckResult]) -> None:
    """Raises ReleaseRefused that names each check that failed."""
    failed = [f"{check.name}: {check.notes}" for check in checks if not check.success]
    if failed:
        told = "; ".join(failed)
        raise ReleaseRefused(
            f"not published, the current release stays: {told} (--accept-losses publishes it all the same)"
        )


def _fewer_rows(was: SessionPart, now: SessionPart) -> list[str]:
    return [
        f"{was.name} {table} {was.rows[table]} -> {now.rows.get(table, 0)}"
        for table in _NEVER_FEWER
        if now.rows.get(table, 0) < was.rows.get(table, 0)
    ]


def _emptier_fields(was: SessionPart, now: SessionPart) -> list[str]:
    return [
        f"{was.name} {table}.{column} {count} -> {now.filled.get(table, {}).get(column, 0)}"
        for table in _NEVER_FEWER
        for column, count in was.filled.get(table, {}).items()
        if column not in _MAY_EMPTY and _is_lost(count, now.filled.get(table, {}).get(column, 0))
    ]


def _is_lost(before: int, now: int) -> bool:
    """Whether more is gone than replaced documents and withdrawn links explain.

    >>> _is_lost(1000, 990), _is_lost(1000, 900), _is_lost(6, 2)
    (False, True, False)
    """
    return before - now > max(_MAX_LOST_VALUES, before * _MAX_LOST_SHARE)


def filled(frame: pl.DataFrame) -> dict[str, int]:
    """How many values of each column are neither null nor empty.

    >>> filled(pl.DataFrame({"a": ["x", None], "b": [[], [1]]}))
    {'a': 1, 'b': 1}
    """
    counts: dict[str, Any] = {}
    for name, kind in frame.schema.items():
        column = frame[name]
        some = column.list.len() > 0 if isinstance(kind, pl.List) else column.is_not_null()
        counts[name] = int(some.sum() or 0)
    return counts
