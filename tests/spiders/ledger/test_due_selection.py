"""Which files a selection makes due."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from spiders.ledger.due_files import Selection, due_files
from tests.spiders.ledger.row_helpers import LAST, LATER, NOW, entry, files, first_seen, good, questions


def due(choice: Selection = Selection(), *known: dict[str, Any]) -> list[str]:  # noqa: B008 - frozen in effect
    old = first_seen()
    rows = questions(
        old,
        {**old, "question_id": "b", "file": "f2", "date": dt.date(2026, 2, 14), "ministry": "COAL"},
        {**old, "question_id": "c", "file": "f2", "date": dt.date(2026, 2, 14)},
        {**old, "question_id": "d", "file": None, "file_word": "w3", "url_word": "u3"},
        {**old, "question_id": "e", "file": None},
        {**old, "question_id": "f", "file": "f6", "delisted": NOW},
    )
    return [
        f"{row['question_id']} {row['file']}"
        for row in due_files(rows, files(*known), choice, NOW).to_dicts()
    ]


FIRST = "LS18-S7-STARRED-220 annex/187/AS220_NEp9ne.pdf"


def test_each_file_is_due_once_newest_sitting_first() -> None:
    assert due() == ["b f2", FIRST, "d w3"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param(Selection(since=dt.date(2026, 2, 14)), ["b f2"], id="since"),
        pytest.param(Selection(until=dt.date(2026, 2, 13)), [FIRST, "d w3"], id="until"),
        pytest.param(Selection(ministry="coal"), ["b f2"], id="ministry"),
        pytest.param(Selection(question_type="UNSTARRED"), [], id="type"),
        pytest.param(
            Selection(languages=("hi",)), ["b qhindi/187/AS220_NEp9ne.pdf"], id="a Hindi file shared by all"
        ),
    ],
)
def test_selection_of_questions(choice: Selection, expected: list[str]) -> None:
    assert due(choice) == expected


def known(status: str, **fields: Any) -> dict[str, Any]:
    row = entry(**good()).row | {"file": "f2", "status": status, "checked_at": LAST}
    return row | fields


@pytest.mark.parametrize(
    ("row", "choice", "expected"),
    [
        pytest.param(known("ok"), Selection(), False, id="in the archive"),
        pytest.param(known("ok"), Selection(recheck_before=NOW), True, id="looked at again"),
        pytest.param(
            known("ok", checked_at=NOW), Selection(recheck_before=NOW), False, id="looked at just now"
        ),
        pytest.param(
            known("ok"),
            Selection(recheck_before=NOW, recheck_since=dt.date(2026, 2, 15)),
            False,
            id="too old",
        ),
        pytest.param(known("missing", next_attempt=NOW), Selection(), True, id="due again"),
        pytest.param(known("missing", next_attempt=LATER), Selection(), False, id="not yet due"),
        pytest.param(
            known("missing", next_attempt=LATER), Selection(ignore_schedule=True), True, id="all the same"
        ),
        pytest.param(known("unavailable", next_attempt=LAST), Selection(), True, id="given up, looked for"),
    ],
)
def test_status_of_a_file_decides_whether_it_is_due(
    row: dict[str, Any], choice: Selection, expected: bool
) -> None:
    assert ("b f2" in due(choice, row)) is expected


def test_the_newest_version_decides() -> None:
    assert "b f2" not in due(Selection(), known("missing", next_attempt=LAST), known("ok", version=2))
