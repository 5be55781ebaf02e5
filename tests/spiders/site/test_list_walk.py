from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from spiders.errors import BadReply
from spiders.site.api import ListPage
from spiders.site.list_walk import (
    GAPS_IN_A_ROW,
    RESTARTS,
    SIZES,
    TRIES,
    Gap,
    ListWalk,
    PreviousWalk,
    WalkResult,
)
from spiders.site.rows import read_row

if TYPE_CHECKING:
    from collections.abc import Callable

LARGE, SMALL = SIZES[0], SIZES[-1]
NEVER = PreviousWalk()


def raw(number: int) -> dict[str, Any]:
    return {
        "quesNo": number,
        "subjects": f"Subject {number}",
        "lokNo": "18",
        "member": ["Shri A. B. Namoona"],
        "ministry": "COAL",
        "type": "UNSTARRED",
        "date": "29.07.2025",
        "questionText": None,
        "answerText": None,
        "answerTextHindi": None,
        "questionsFilePath": f"https://sansad.in/getFile/lsapps/loksabhaquestions/annex/185/AU{number}_a.pdf",
        "questionsFilePathHindi": None,
        "sessionNo": "5",
        "supplementaryQuestionResDtoList": None,
        "supplementaryType": False,
    }


class List:
    """A question list: the newest number first; what is asked of it, and how it fails."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = list(numbers)
        self.asked: list[tuple[int, int]] = []
        self.pauses: list[int] = []
        self.fails: Callable[[int, int, int], ListPage | str | None] = lambda _page, _size, _nth: None

    async def ask(self, page: int, size: int) -> ListPage:
        self.asked.append((page, size))
        reply = self.fails(page, size, len(self.asked))
        if isinstance(reply, str):
            raise BadReply(reply)
        return reply or self.page(page, size)

    def page(self, page: int, size: int) -> ListPage:
        return ListPage([raw(n) for n in self.numbers[size * (page - 1) : size * page]], len(self.numbers))

    async def pause(self, attempt: int) -> None:
        self.pauses.append(attempt)

    def walk(self, before: PreviousWalk = NEVER, *, stop_if_unchanged: bool = False) -> WalkResult:
        walk = ListWalk(
            self.ask,
            self.pause,
            lambda row: read_row(row, "https://sansad.in"),
            before,
            stop_if_unchanged=stop_if_unchanged,
        )
        return asyncio.run(walk.walk())


def numbers(walked: WalkResult) -> list[int]:
    return [row.question_no for row in walked.rows.values()]


@pytest.fixture
def long() -> List:
    return List(*range(1000, 0, -1))


def test_each_page_is_asked_for_once(long: List) -> None:
    walked = long.walk()
    assert long.asked == [(page, LARGE) for page in (1, 2, 3, 4, 5)]
    assert numbers(walked) == long.numbers
    assert (walked.total, walked.complete, walked.duplicates, walked.issues) == (1000, True, [], [])


@pytest.mark.parametrize("total", [0, 1, LARGE - 1, LARGE, LARGE + 1, 2 * LARGE])
def test_any_total_ends(total: int) -> None:
    walked = List(*range(total, 0, -1)).walk()
    assert (len(walked.rows), walked.total, walked.complete) == (total, total, True)


def test_a_failed_page_is_asked_for_again(long: List) -> None:
    long.fails = lambda page, _size, nth: "HTTP 500" if page == 2 and nth < 2 + TRIES - 1 else None
    assert long.walk().complete
    assert long.asked == [(1, LARGE), *[(2, LARGE)] * TRIES, (3, LARGE), (4, LARGE), (5, LARGE)]
    assert long.pauses == [0, 0, 1, 2, 0, 0, 0]


def test_pages_shrink_where_large_ones_fail_and_grow_again() -> None:
    """Old sessions answer 500 for some large pages, the later ones are well."""
    rows = List(*range(2 * LARGE, 0, -1))
    rows.fails = lambda page, size, _nth: "HTTP 500" if size > 60 and size * (page - 1) < LARGE // 2 else None
    walked = rows.walk()
    assert numbers(walked) == rows.numbers
    assert walked.complete
    sizes = [size for _page, size in rows.asked]
    assert sizes == [240] * TRIES + [120] * TRIES + [60, 60] + [120] + [240]
    assert rows.asked[-2:] == [(2, 120), (2, 240)]


def test_a_row_that_does_not_come_is_a_hole_and_hides_no_others(long: List) -> None:
    long.fails = lambda page, size, _nth: "HTTP 500" if size * (page - 1) < 500 <= size * page else None
    walked = long.walk()
    assert walked.gaps == [Gap(499, 1, "HTTP 500")]
    assert not walked.complete
    assert sorted(numbers(walked)) == [n for n in range(1, 1001) if n != 501]
    assert walked.total == 1000
    assert len(long.asked) < 40


def test_rows_that_do_not_come_are_a_hole_and_the_walk_goes_on(long: List) -> None:
    long.fails = lambda page, size, _nth: (
        "HTTP 500" if size * (page - 1) < 510 and size * page > 480 else None
    )
    walked = long.walk()
    assert walked.gaps == [Gap(480, 30, "HTTP 500")]
    assert not walked.complete
    assert numbers(walked) == [*range(1000, 520, -1), *range(490, 0, -1)]
    assert walked.total == 1000


def test_a_hole_at_the_end_of_the_list_is_narrowed_no_further_than_the_list_goes(long: List) -> None:
    long.fails = lambda page, size, _nth: "HTTP 500" if size * page > 992 else None
    walked = long.walk()
    assert walked.gaps == [*(Gap(n, 1, "HTTP 500") for n in range(992, 996)), Gap(996, 6, "HTTP 500")]
    assert len(walked.rows) == 992
    assert max(size * (page - 1) for page, size in long.asked) < 1000


def test_a_hole_is_asked_for_once_more_at_the_end(long: List) -> None:
    down = {"until": 60}
    long.fails = lambda page, size, nth: (
        "HTTP 500" if size * (page - 1) < 500 <= size * page and nth < 20 else None
    )
    walked = long.walk()
    assert walked.complete, down
    assert sorted(numbers(walked)) == list(range(1, 1001))
    assert long.asked[-1] == (17, 30)


def test_many_holes_in_a_row_end_the_walk_with_the_rest_named(long: List) -> None:
    long.fails = lambda page, size, _nth: "HTTP 500" if size * page > LARGE else None
    walked = long.walk()
    assert [(hole.offset, hole.size) for hole in walked.gaps] == [
        *[(LARGE + SMALL * i, SMALL) for i in range(GAPS_IN_A_ROW)],
        (LARGE + SMALL * GAPS_IN_A_ROW, 1000 - LARGE - SMALL * GAPS_IN_A_ROW),
    ]
    assert sum(hole.size for hole in walked.gaps) + len(walked.rows) == walked.total == 1000


def test_a_list_that_never_answers_is_an_error(long: List) -> None:
    long.fails = lambda _page, _size, _nth: "HTTP 500"
    with pytest.raises(BadReply, match=r"question list not available: HTTP 500"):
        long.walk()
    assert len(long.asked) == TRIES * (len(SIZES) + GAPS_IN_A_ROW - 1)


def test_growth_in_mid_walk_starts_the_walk_again(long: List) -> None:
    """A sitting day is put in front: all later pages shift by 250 rows."""

    def grow(_page: int, _size: int, nth: int) -> None:
        if nth == 3:
            long.numbers[:0] = range(1250, 1000, -1)

    long.fails = grow
    walked = long.walk()
    assert [page for page, _size in long.asked] == [1, 2, 3, 1, 2, 3, 4, 5, 6]
    assert numbers(walked) == list(range(1250, 0, -1))
    assert walked.complete
    assert walked.duplicates == []


def test_a_list_that_never_stands_still_is_an_error(long: List) -> None:
    def grow(page: int, _size: int, _nth: int) -> None:
        if page == 2:
            long.numbers.insert(0, long.numbers[0] + 1)

    long.fails = grow
    with pytest.raises(BadReply, match=f"changed during {RESTARTS} walks in a row"):
        long.walk()


def test_a_shift_that_the_total_does_not_show_is_found_by_its_duplicate(long: List) -> None:
    """One row goes, one comes: page 2 begins with the last row of page 1, and the new row is not seen."""

    def shift(_page: int, _size: int, nth: int) -> None:
        if nth == 2:
            long.numbers.remove(300)
            long.numbers.insert(0, 1001)

    long.fails = shift
    walked = long.walk()
    assert numbers(walked) == [1001, *range(1000, 300, -1), *range(299, 0, -1)]
    assert (walked.complete, walked.duplicates) == (True, [])


def test_a_row_that_is_listed_twice_is_believed_when_a_second_walk_says_so() -> None:
    """LS17-S4 UNSTARRED 2204 is served twice, byte for byte the same."""
    rows = List(4, 3, 3, 2, 1)
    walked = rows.walk()
    assert len(rows.asked) == 2
    assert (walked.total, len(walked.rows), walked.duplicates) == (5, 4, ["LS18-S5-UNSTARRED-3"])
    assert walked.complete
    again = rows.walk(PreviousWalk(listed=4, total=5, duplicates=frozenset(walked.duplicates)))
    assert again == walked
    assert len(rows.asked) == 3


def test_a_repeated_page_is_no_page(long: List) -> None:
    long.fails = lambda page, size, nth: long.page(1, size) if page == 2 and nth == 2 else None
    walked = long.walk()
    assert [page for page, _size in long.asked] == [1, 2, 2, 3, 4, 5]
    assert (walked.complete, walked.duplicates) == (True, [])


def test_a_short_page_is_asked_for_again(long: List) -> None:
    long.fails = lambda page, size, nth: (
        ListPage(long.page(page, size).rows[:-1], 1000) if nth in {1, 4} else None
    )
    assert long.walk().complete
    assert [page for page, _size in long.asked] == [1, 1, 2, 3, 3, 4, 5]


def test_of_a_page_that_stays_short_nothing_is_lost(long: List) -> None:
    """The site counts a row that it does not show."""

    def without_500(page: int, size: int, _nth: int) -> ListPage:
        whole = long.page(page, size)
        return ListPage([row for row in whole.rows if row["quesNo"] != 500], whole.total)

    long.fails = without_500
    walked = long.walk()
    assert sorted(numbers(walked)) == [n for n in range(1, 1001) if n != 500]
    assert walked.gaps == [Gap(500, 1, "0 rows instead of 1")]
    assert (walked.total, walked.complete, walked.duplicates) == (1000, False, [])


@pytest.mark.parametrize("times", [1, 2, 5])
def test_an_empty_first_page_is_not_believed_where_rows_were_listed(times: int) -> None:
    rows = List(3, 2, 1)
    rows.fails = lambda _page, _size, nth: ListPage([], 0) if nth <= times else None
    assert numbers(rows.walk(PreviousWalk(listed=3, total=3))) == [3, 2, 1]


def test_a_list_that_stays_empty_is_an_error_where_rows_were_listed() -> None:
    with pytest.raises(BadReply, match="empty list, but 3 rows were listed before"):
        List().walk(PreviousWalk(listed=3, total=3))


def test_an_empty_list_is_believed_when_a_second_reply_says_so(long: List) -> None:
    long.fails = lambda _page, _size, nth: ListPage([], 0) if nth == 1 else None
    assert len(long.walk().rows) == len(long.numbers)


def test_a_list_known_to_be_empty_is_asked_for_once() -> None:
    nothing = List()
    assert nothing.walk(PreviousWalk(total=0)).complete
    assert nothing.asked == [(1, LARGE)]


def test_an_empty_list_is_complete_where_none_was_listed() -> None:
    """LS18-S1 sat and took no questions."""
    rows = List()
    assert rows.walk() == WalkResult(total=0)
    assert len(rows.asked) == 2


@pytest.mark.parametrize(
    ("before", "requests"),
    [
        pytest.param(PreviousWalk(1000, 1000), 1, id="same total"),
        pytest.param(PreviousWalk(999, 999), 5, id="another total"),
        pytest.param(PreviousWalk(1000, None), 5, id="the last walk was not complete"),
        pytest.param(PreviousWalk(), 5, id="never walked"),
    ],
)
def test_a_quiet_session_is_left_after_its_first_page(
    long: List, before: PreviousWalk, requests: int
) -> None:
    walked = long.walk(before, stop_if_unchanged=True)
    assert (len(long.asked), walked.unchanged) == (requests, requests == 1)


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_kept() -> None:
    rows = List(3, 2, 1)
    bad = raw(2) | {"date": "soon"}
    rows.fails = lambda _page, _size, _nth: ListPage([raw(3), bad, raw(1)], 3)
    walked = rows.walk()
    assert numbers(walked) == [3, 1]
    assert walked.issues == ["row LS18-S5-UNSTARRED-2: date 'soon' is not DD.MM.YYYY"]
    assert not walked.complete


def test_rows_without_a_field_that_they_need_are_an_error_told_once(long: List) -> None:
    long.fails = lambda page, size, _nth: ListPage(
        [{name: row[name] for name in row if name != "ministry"} for row in long.page(page, size).rows], 1000
    )
    with pytest.raises(BadReply, match="none of 1000 rows can be read: field 'ministry' is missing"):
        long.walk()


def test_each_new_field_is_told_once(long: List) -> None:
    long.fails = lambda page, size, _nth: ListPage(
        [row | {"isWithdrawn": False} for row in long.page(page, size).rows], 1000
    )
    walked = long.walk()
    assert walked.issues == ["field isWithdrawn is new"]
    assert walked.complete


def test_whatever_fails_the_accounts_add_up() -> None:
    """Declared = rows + holes, for any pattern of failures."""
    for seed in range(25):
        rows = List(*range(700, 0, -1))
        rows.fails = lambda page, size, _nth, s=seed: (  # type: ignore[misc]
            "HTTP 500" if (page * size * 7919 + s * 104729) % 11 < 4 else None
        )
        try:
            walked = rows.walk()
        except BadReply:
            continue
        assert len(walked.rows) + sum(min(h.size, 700 - h.offset) for h in walked.gaps) == 700
        assert max(Counter(numbers(walked)).values()) == 1
