"""Rows of `questions` and `files` for tests of the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from archive.schemas import FILES, QUESTIONS
from archive.tables import empty_frame
from spiders.items import DueFile, FetchResult
from spiders.ledger.file_rows import FileEntry, file_entry
from spiders.ledger.question_rows import listing_rows
from spiders.site.codes import Codes
from spiders.site.list_walk import Gap, WalkResult
from spiders.site.rows import read_row
from tests.spiders.raw_rows import FILES as LINKS
from tests.spiders.raw_rows import RAW, SITE

NOW = dt.datetime(2025, 7, 29, 14, tzinfo=dt.UTC)
LATER, LAST = NOW + dt.timedelta(days=1), NOW - dt.timedelta(days=1)
CODES = Codes([("External Affairs", 12)], [("Dr. Sanjay Jaiswal", 7), ("SHRI ANIL FIROJIYA", 8)])
WANTED = DueFile(
    "LS18-S5-UNSTARRED-1474", 18, 5, "en", "annex/185/AU1474_a.pdf", f"{LINKS}/annex/185/AU1474_a.pdf"
)


def walked(*raws: dict[str, Any], gaps: int = 0) -> WalkResult:
    rows = [read_row(raw, SITE) for raw in raws]
    return WalkResult(
        total=len(rows) + gaps,
        rows={row.question_id: row for row in rows},
        gaps=[Gap(0, gaps, "HTTP 500")] if gaps else [],
    )


def questions(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.concat(
        [empty_frame(QUESTIONS), *(pl.DataFrame([row], empty_frame(QUESTIONS).schema) for row in rows)]
    )


def written(found: WalkResult, known: pl.DataFrame, now: dt.datetime = NOW) -> list[tuple[Any, Any]]:
    return list(listing_rows(found, known, CODES, now=now, last_walk=LAST, run_id="r1"))


def first_seen() -> dict[str, Any]:
    ((row, old),) = written(walked(RAW), questions())
    assert old is None
    assert isinstance(row, dict)
    return row


def entry(known: dict[str, Any] | None = None, **fields: Any) -> FileEntry:
    return file_entry(FetchResult(WANTED, **fields), known, now=NOW, run_id="r1")


def good(sha256: str = "ab") -> dict[str, Any]:
    return {"http_status": 200, "sha256": sha256, "size": 2000, "media_type": "application/pdf"}


def files(*rows: dict[str, Any]) -> pl.DataFrame:
    schema = empty_frame(FILES).schema
    return pl.concat([empty_frame(FILES), *(pl.DataFrame([row], schema) for row in rows)])
