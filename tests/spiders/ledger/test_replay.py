"""Archived list pages give the questions, the changes and the tally again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import zstandard

from archive.keys import listing_key, reference_key
from spiders.ledger.replay import page_keys, replay_session, run_time
from tests.spiders.raw_rows import RAW, SITE

if TYPE_CHECKING:
    from archive.store import Store

FIRST, SECOND = "20250728T120000-aaaa", "20250729T120000-bbbb"
LOK_SABHA, SESSION = int(RAW["lokNo"]), int(RAW["sessionNo"])


def raw(number: int, **fields: Any) -> dict[str, Any]:
    return {**RAW, "quesNo": number, **fields}


def archive_page(store: Store, run_id: str, page: int, rows: list[dict[str, Any]], total: int) -> None:
    body = json.dumps([{"listOfQuestions": rows, "totalRecordSize": total}]).encode()
    store.put(listing_key(LOK_SABHA, SESSION, run_id, page), zstandard.compress(body))


def archive_members(store: Store, run_id: str, lok_sabha: int | None) -> None:
    body = json.dumps([{"mpNo": 7, "mpName": RAW["member"][0]}]).encode()
    store.put(reference_key(run_id, "members", lok_sabha), zstandard.compress(body))


def summary(store: Store) -> tuple[dict[str, Any], list[tuple[str, str]], Any]:
    replay = replay_session(store, LOK_SABHA, SESSION, SITE)
    changes = [(change["kind"], change["question_id"].rpartition("-")[2]) for change in replay.changes]
    return {row["question_id"].rpartition("-")[2]: row for row in replay.rows.values()}, changes, replay.tally


@pytest.mark.parametrize(
    "lok_sabha", [LOK_SABHA, None], ids=["of the Lok Sabha", "as the first stores have it"]
)
def test_walks_are_replayed_in_their_order(store: Store, lok_sabha: int | None) -> None:
    archive_members(store, FIRST, lok_sabha)
    archive_page(store, FIRST, 1, [raw(1), raw(2)], 2)
    archive_page(store, SECOND, 1, [raw(2, subjects="RENAMED"), raw(3)], 2)

    rows, changes, tally = summary(store)

    assert changes == [("ADD", "1"), ("ADD", "2"), ("DEL", "1"), ("MOD", "2"), ("ADD", "3")]
    assert [rows[number]["first_listed"] for number in "123"] == [
        run_time(FIRST),
        run_time(FIRST),
        run_time(SECOND),
    ]
    assert (rows["1"]["delisted"], rows["2"]["subject"]) == (run_time(SECOND), "RENAMED")
    assert rows["1"]["members"][0]["mp_code"] == 7
    assert (tally.declared, tally.listed, tally.complete, tally.run_id) == (2, 2, True, SECOND)


@pytest.mark.parametrize("garbage", [b"garbage", zstandard.compress(b"<html>")], ids=["bytes", "web-page"])
def test_a_page_that_cannot_be_read_removes_nothing(store: Store, garbage: bytes) -> None:
    archive_page(store, FIRST, 1, [raw(1), raw(2)], 2)
    archive_page(store, SECOND, 1, [raw(1)], 3)
    store.put(listing_key(LOK_SABHA, SESSION, SECOND, 2), garbage)

    rows, changes, tally = summary(store)

    assert [row["delisted"] for row in rows.values()] == [None, None]
    assert changes == [("ADD", "1"), ("ADD", "2")]
    assert (tally.run_id, tally.complete) == (FIRST, True)


def test_pages_are_grouped_by_run(store: Store) -> None:
    archive_page(store, SECOND, 1, [], 0)
    archive_page(store, FIRST, 2, [], 0)
    archive_page(store, FIRST, 1, [], 0)
    assert page_keys(store, LOK_SABHA, SESSION) == {
        FIRST: [listing_key(LOK_SABHA, SESSION, FIRST, page) for page in (1, 2)],
        SECOND: [listing_key(LOK_SABHA, SESSION, SECOND, 1)],
    }
