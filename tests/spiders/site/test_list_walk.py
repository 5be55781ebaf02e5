"""Walks over question lists that change, repeat rows or are empty."""

from __future__ import annotations

import pytest

from spiders.errors import BadReply
from spiders.site.api import ListPage
from spiders.site.list_walk import RESTARTS, TRIES, PreviousWalk, WalkResult
from tests.spiders.site.question_list import LARGE, QuestionList, numbers, raw


def test_each_page_is_requested_once(long: QuestionList) -> None:
    walked = long.walk()
    assert long.asked == [(page, LARGE) for page in (1, 2, 3, 4, 5)]
    assert numbers(walked) == long.numbers
    assert (walked.total, walked.complete, walked.duplicates, walked.issues) == (1000, True, [], [])


@pytest.mark.parametrize("total", [0, 1, LARGE - 1, LARGE, LARGE + 1, 2 * LARGE])
def test_a_list_of_any_length(total: int) -> None:
    walked = QuestionList(*range(total, 0, -1)).walk()
    assert (len(walked.rows), walked.total, walked.complete) == (total, total, True)


def test_a_failed_page_is_requested_again(long: QuestionList) -> None:
    long.fails = lambda page, _size, nth: "HTTP 500" if page == 2 and nth < 2 + TRIES - 1 else None
    assert long.walk().complete
    assert long.asked == [(1, LARGE), *[(2, LARGE)] * TRIES, (3, LARGE), (4, LARGE), (5, LARGE)]
    assert long.pauses == [0, 0, 1, 2, 0, 0, 0]


def test_smaller_pages_after_failures_then_larger_ones_again() -> None:
    """Old sessions answer HTTP 500 for some large pages, but not for later ones."""
    rows = QuestionList(*range(2 * LARGE, 0, -1))
    rows.fails = lambda page, size, _nth: "HTTP 500" if size > 60 and size * (page - 1) < LARGE // 2 else None
    walked = rows.walk()
    assert numbers(walked) == rows.numbers
    assert walked.complete
    sizes = [size for _page, size in rows.asked]
    assert sizes == [240] * TRIES + [120] * TRIES + [60, 60] + [120] + [240]
    assert rows.asked[-2:] == [(2, 120), (2, 240)]


def test_growth_during_a_walk_restarts_it(long: QuestionList) -> None:
    """A new sitting day comes first in the list: all rows shift by 250."""

    def grow(_page: int, _size: int, nth: int) -> None:
        if nth == 3:
            long.numbers[:0] = range(1250, 1000, -1)

    long.fails = grow
    walked = long.walk()
    assert [page for page, _size in long.asked] == [1, 2, 3, 1, 2, 3, 4, 5, 6]
    assert numbers(walked) == list(range(1250, 0, -1))
    assert walked.complete
    assert walked.duplicates == []


def test_a_list_that_changes_during_every_walk_is_an_error(long: QuestionList) -> None:
    def grow(page: int, _size: int, _nth: int) -> None:
        if page == 2:
            long.numbers.insert(0, long.numbers[0] + 1)

    long.fails = grow
    with pytest.raises(BadReply, match=f"changed during {RESTARTS} walks in a row"):
        long.walk()


def test_a_shift_with_the_same_total_is_found_by_its_duplicate(long: QuestionList) -> None:
    """One row is removed, one added: page 2 begins with the last row of page 1, the new row is missed."""

    def shift(_page: int, _size: int, nth: int) -> None:
        if nth == 2:
            long.numbers.remove(300)
            long.numbers.insert(0, 1001)

    long.fails = shift
    walked = long.walk()
    assert numbers(walked) == [1001, *range(1000, 300, -1), *range(299, 0, -1)]
    assert (walked.complete, walked.duplicates) == (True, [])


def test_a_duplicate_row_is_accepted_if_a_second_walk_finds_it() -> None:
    """The site lists LS17-S4-UNSTARRED-2204 twice, with identical rows."""
    rows = QuestionList(4, 3, 3, 2, 1)
    walked = rows.walk()
    assert len(rows.asked) == 2
    assert (walked.total, len(walked.rows), walked.duplicates) == (5, 4, ["LS18-S5-UNSTARRED-3"])
    assert walked.complete
    again = rows.walk(PreviousWalk(listed=4, total=5, duplicates=frozenset(walked.duplicates)))
    assert again == walked
    assert len(rows.asked) == 3


def test_a_repeated_page_is_requested_again(long: QuestionList) -> None:
    long.fails = lambda page, size, nth: long.page(1, size) if page == 2 and nth == 2 else None
    walked = long.walk()
    assert [page for page, _size in long.asked] == [1, 2, 2, 3, 4, 5]
    assert (walked.complete, walked.duplicates) == (True, [])


def test_a_short_page_is_requested_again(long: QuestionList) -> None:
    long.fails = lambda page, size, nth: (
        ListPage(long.page(page, size).rows[:-1], 1000) if nth in {1, 4} else None
    )
    assert long.walk().complete
    assert [page for page, _size in long.asked] == [1, 1, 2, 3, 3, 4, 5]


@pytest.mark.parametrize("times", [1, 2, 5])
def test_an_empty_first_page_is_requested_again_if_rows_were_listed(times: int) -> None:
    rows = QuestionList(3, 2, 1)
    rows.fails = lambda _page, _size, nth: ListPage([], 0) if nth <= times else None
    assert numbers(rows.walk(PreviousWalk(listed=3, total=3))) == [3, 2, 1]


def test_a_list_that_stays_empty_is_an_error_if_rows_were_listed() -> None:
    with pytest.raises(BadReply, match="empty list, but 3 rows were listed before"):
        QuestionList().walk(PreviousWalk(listed=3, total=3))


def test_an_empty_list_is_requested_again(long: QuestionList) -> None:
    long.fails = lambda _page, _size, nth: ListPage([], 0) if nth == 1 else None
    assert len(long.walk().rows) == len(long.numbers)


def test_a_list_known_to_be_empty_is_requested_once() -> None:
    nothing = QuestionList()
    assert nothing.walk(PreviousWalk(total=0)).complete
    assert nothing.asked == [(1, LARGE)]


def test_an_empty_list_is_complete_if_none_was_listed() -> None:
    """LS18-S1 had sittings but no questions."""
    rows = QuestionList()
    assert rows.walk() == WalkResult(total=0)
    assert len(rows.asked) == 2


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(PreviousWalk(1000, 1000), id="same total"),
        pytest.param(PreviousWalk(999, 999), id="another total"),
        pytest.param(PreviousWalk(1000, None), id="the last walk was not complete"),
        pytest.param(PreviousWalk(), id="never walked"),
    ],
)
def test_every_page_is_requested_whatever_the_last_total(long: QuestionList, before: PreviousWalk) -> None:
    """An equal total is not an equal list."""
    walked = long.walk(before)
    assert (len(long.asked), len(walked.rows)) == (5, 1000)


def test_an_invalid_row_is_an_issue_and_the_others_are_kept() -> None:
    rows = QuestionList(3, 2, 1)
    bad = raw(2) | {"date": "soon"}
    rows.fails = lambda _page, _size, _nth: ListPage([raw(3), bad, raw(1)], 3)
    walked = rows.walk()
    assert numbers(walked) == [3, 1]
    assert walked.issues == ["row LS18-S5-UNSTARRED-2: date 'soon' is not DD.MM.YYYY"]
    assert not walked.complete


def test_rows_without_a_required_field_are_one_error(long: QuestionList) -> None:
    long.fails = lambda page, size, _nth: ListPage(
        [{name: row[name] for name in row if name != "ministry"} for row in long.page(page, size).rows], 1000
    )
    with pytest.raises(BadReply, match="none of 1000 rows can be read: field 'ministry' is missing"):
        long.walk()


def test_each_new_field_is_one_issue(long: QuestionList) -> None:
    long.fails = lambda page, size, _nth: ListPage(
        [row | {"isWithdrawn": False} for row in long.page(page, size).rows], 1000
    )
    walked = long.walk()
    assert walked.issues == ["field isWithdrawn is new"]
    assert walked.complete
