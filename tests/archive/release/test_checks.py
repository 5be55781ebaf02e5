from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from archive.errors import ReleaseRefused
from archive.release.checks import check_parts
from archive.release.manifest import SessionPart, latest
from archive.tables import Tables
from tests.archive.release.publishing import publish_now
from tests.archive.rows import answer_row, question_row

if TYPE_CHECKING:
    from archive.store import Store


def emptied(number: int) -> dict[str, Any]:
    """An answer from the same document with less content than before."""
    return answer_row(number, parser_version="2", record_hash="22", question=None, answer=None, tables=[])


def test_a_release_with_less_content_is_refused_unless_losses_are_accepted(store: Store) -> None:
    tables = Tables(store)
    tables.merge("questions", [question_row(n) for n in range(1, 11)])
    tables.merge("answers", [answer_row(n) for n in range(1, 11)])
    first = publish_now(store, tables)
    tables.merge("answers", [emptied(n) for n in range(1, 8)])

    losses = "clauses 10 -> 3; answered 10 -> 3; tables 10 -> 3; cells 60 -> 18; characters 120 -> 36"
    with pytest.raises(ReleaseRefused, match=losses):
        publish_now(store, tables)
    current = latest(store)
    assert current is not None
    assert current.manifest == first.manifest

    assert publish_now(store, tables, accept_losses=True).version == "1.1.0"


def test_a_release_with_emptier_columns_is_refused(store: Store) -> None:
    tables = Tables(store)
    tables.merge("questions", [question_row(n) for n in range(1, 11)])
    publish_now(store, tables)
    tables.merge("questions", [question_row(n, ministry=None) for n in range(1, 8)])

    with pytest.raises(ReleaseRefused, match=r"lok=18/session=5 questions\.ministry 10 -> 3"):
        publish_now(store, tables)


def part(session: int, **rows: int) -> SessionPart:
    return SessionPart(18, session, "", rows=rows, filled={}, coverage={})


@pytest.mark.parametrize(
    ("old", "new", "failed"),
    [
        ([part(4, questions=9), part(5)], [part(5)], ["every session is still there: lok=18/session=4"]),
        (
            [part(5, questions=9, files=3)],
            [part(5, questions=8, files=3)],
            ["no table has fewer rows: lok=18/session=5 questions 9 -> 8"],
        ),
        ([part(5, questions=9)], [part(5, questions=9), part(6)], []),
    ],
    ids=["session lost", "row lost", "nothing lost"],
)
def test_lost_sessions_and_rows_fail_a_check(
    old: list[SessionPart], new: list[SessionPart], failed: list[str]
) -> None:
    checks = check_parts(old, new)

    assert [f"{check.name}: {check.notes}" for check in checks if not check.success] == failed
