"""A document of the other House that was uploaded as the answer to a Lok Sabha question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.archive.release.publishing import filled, json_lines, publish_now
from tests.archive.rows import answer_row

if TYPE_CHECKING:
    from archive.store import Store


def test_answers_no_question_in_a_release(store: Store) -> None:
    tables = filled(store)
    tables.merge("answers", [answer_row(1, house="rajya_sabha"), answer_row(2, house="lok_sabha")])
    release = publish_now(store, tables)

    part = next(part for part in release.manifest.parts if part.session == 5)
    assert part.coverage["records"] == {"en": {"answer": 1}}
    assert part.coverage["missing"] == {"en": {"other_house": 1}}
    missing = json_lines(store, release.version, "jsonl/missing/lok=18/session=5.jsonl.gz")
    assert [(row["question_id"], row["cause"]) for row in missing] == [("LS18-S5-UNSTARRED-1", "other_house")]
    for table in ("clauses", "tables", "cells"):
        rows = json_lines(store, release.version, f"jsonl/{table}/lok=18/session=5.jsonl.gz")
        assert {row["question_id"] for row in rows} == {"LS18-S5-UNSTARRED-2"}
    answers = json_lines(store, release.version, "jsonl/answers/lok=18/session=5.jsonl.gz")
    assert [row["house"] for row in answers] == ["rajya_sabha", "lok_sabha"]
