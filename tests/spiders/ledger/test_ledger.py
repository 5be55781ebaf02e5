from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.tables import Tables
from spiders.causes import Cause
from spiders.items import DueFile, FetchResult
from spiders.ledger.ledger import Ledger

if TYPE_CHECKING:
    import polars as pl
    import pytest

    from archive.store import Store

FILE = "annex/185/AU1_abcdef.pdf"
WANTED = DueFile("LS18-S5-U1", 18, 5, "en", FILE, f"https://sansad.in/getFile/loksabhaquestions/{FILE}")
REFUSED = FetchResult(WANTED, Cause.HTTP_500, http_status=500)


def got(letter: str) -> FetchResult:
    return FetchResult(WANTED, http_status=200, sha256=letter * 64, size=9, media_type="application/pdf")


class BetweenReadAndWrite(Tables):
    """Tables into which another run writes just after the first read."""

    def __init__(self, store: Store, other: FetchResult) -> None:
        super().__init__(store)
        self.other: FetchResult | None = other
        self.store = store

    def read(self, *arguments: Any, **named: Any) -> pl.DataFrame:
        frame = super().read(*arguments, **named)
        if other := self.other:
            self.other = None
            Ledger(self.store, Tables(self.store), "other").record_files([other])
        return frame


def after_both(store: Store, one: FetchResult, other: FetchResult) -> list[tuple[Any, ...]]:
    Ledger(store, BetweenReadAndWrite(store, other), "one").record_files([one])
    return Tables(store).read("files").select("version", "status", "cause", "sha256", "attempts").rows()


def test_a_failure_does_not_replace_the_file_of_another_run(store: Store) -> None:
    assert after_both(store, REFUSED, got("a")) == [(1, "ok", None, "a" * 64, 0)]


def test_other_bytes_than_those_of_another_run_are_a_new_version(store: Store) -> None:
    assert after_both(store, got("b"), got("a")) == [
        (1, "ok", None, "a" * 64, 0),
        (2, "ok", None, "b" * 64, 0),
    ]


def test_the_same_bytes_from_two_runs_are_one_version(store: Store) -> None:
    assert after_both(store, got("a"), got("a")) == [(1, "ok", None, "a" * 64, 0)]


def test_outcomes_are_those_of_the_first_attempt(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it reads again because the reply to its commit was lost."""
    tables = Tables(store)
    update = tables.update

    def lost(name: str, make: Any) -> None:
        monkeypatch.setattr(tables, "update", update)
        update(name, make)
        update(name, make)

    monkeypatch.setattr(tables, "update", lost)
    assert Ledger(store, tables, "one").record_files([got("a")]) == ["new"]
    assert tables.read("files").height == 1
