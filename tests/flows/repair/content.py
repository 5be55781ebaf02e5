"""What a store says, for comparison before a damage and after its repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.schemas import TABLES
from flows.commands.show import tallies
from flows.steps.accounting import session_status

if TYPE_CHECKING:
    from tests.flows.conftest import SamplePipeline

VOLATILE = {"run_id", "parsed_at", "checked_at", "http_status", "at", "last_listed", "next_attempt"}
"""Columns that say when and by which run a row was written: releases lack them, so they may be lost."""


def content(line: SamplePipeline) -> dict[str, Any]:
    """The rows of the tables, the accounts and the raw files, without when they were written."""
    tables = {
        name: sorted(line.tables.read(name).drop(VOLATILE, strict=False).iter_rows(named=True), key=str)
        for name in TABLES
    }
    accounts = [{**session_status(line.tables, tally), "walked_at": None} for tally in tallies(line.store)]
    return {**tables, "accounts": accounts, "raw": sorted(line.store.keys("raw/"))}
