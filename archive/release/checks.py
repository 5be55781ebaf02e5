"""Checks of a draft against the current release: no data may be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import polars as pl

from archive.errors import ReleaseRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.release.manifest import SessionPart

_NEVER_FEWER = ("questions", "answers", "files", "changes")
"""Tables from which no row is ever removed."""
_MAY_EMPTY = frozenset({"delisted", "link_cause", "link_cause_hindi", "cause", "change", "flags", "tables"})
"""Columns that may lose values: they report problems, or a replaced document may do without them."""
_MAX_LOST_SHARE = 0.02
"""Share of values that may be lost: links are withdrawn, documents replaced."""
_MAX_LOST_VALUES = 5
"""Number of values that may be lost whatever their share."""


class CheckResult(msgspec.Struct, frozen=True):
    """One check of a draft."""

    name: str
    success: bool
    notes: str


class ContentCounts(msgspec.Struct):
    """Amount of content in records."""

    clauses: int = 0
    answered: int = 0
    """Clauses with an answer."""
    tables: int = 0
    cells: int = 0
    characters: int = 0
    """Characters of the answers."""

    def add(self, other: ContentCounts) -> None:
        """Add the counts of another session."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def count_content(answers: pl.DataFrame) -> ContentCounts:
    """The amount of content in these rows of `answers`."""
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
    """Number of cells in the `header` or the `rows` of the tables of each record."""
    lines = pl.element().struct.field(rows)
    widths = lines.list.eval(pl.element().list.len())
    return pl.col("tables").list.eval(widths.list.sum()).list.sum().fill_null(0)


def same_documents(old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of both frames that were read from the same file version."""
    key = ["question_id", "language", "sha256"]
    return old.join(new, on=key, how="semi"), new.join(old, on=key, how="semi")


def check_parts(old: list[SessionPart], new: list[SessionPart]) -> Iterator[CheckResult]:
    """Checks of sessions, rows and filled values against the current release."""
    now = {part.name: part for part in new}
    gone = [part.name for part in old if part.name not in now]
    yield CheckResult("every session is still there", not gone, ", ".join(gone))
    both = [(part, now[part.name]) for part in old if part.name in now]
    fewer = [text for was, part in both for text in _fewer_rows(was, part)]
    yield CheckResult("no table has fewer rows", not fewer, "; ".join(fewer))
    emptier = [text for was, part in both for text in _emptier_fields(was, part)]
    yield CheckResult("no field is filled less often", not emptier, "; ".join(emptier))


def check_extraction(old: ContentCounts, new: ContentCounts) -> CheckResult:
    """Check of the content that the same documents gave before and give now."""
    poorer = [
        f"{name} {getattr(old, name)} -> {getattr(new, name)}"
        for name in ContentCounts.__struct_fields__
        if _is_lost(getattr(old, name), getattr(new, name))
    ]
    return CheckResult("the same documents give no less", not poorer, "; ".join(poorer))


def require(checks: list[CheckResult]) -> None:
    """Raise ReleaseRefused, naming each check that failed."""
    failed = [f"{check.name}: {check.notes}" for check in checks if not check.success]
    if failed:
        raise ReleaseRefused(
            f"not published, the draft has less data than the current release: {'; '.join(failed)}"
            " (--accept-losses publishes it anyway)"
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
    """Whether more values are gone than replaced documents and withdrawn links explain.

    >>> _is_lost(1000, 990), _is_lost(1000, 900), _is_lost(6, 2)
    (False, True, False)
    """
    return before - now > max(_MAX_LOST_VALUES, before * _MAX_LOST_SHARE)


def filled(frame: pl.DataFrame) -> dict[str, int]:
    """The number of values that are neither null nor empty, by column.

    >>> filled(pl.DataFrame({"a": ["x", None], "b": [[], [1]]}))
    {'a': 1, 'b': 1}
    """
    counts: dict[str, Any] = {}
    for name, kind in frame.schema.items():
        column = frame[name]
        some = column.list.len() > 0 if isinstance(kind, pl.List) else column.is_not_null()
        counts[name] = int(some.sum() or 0)
    return counts
