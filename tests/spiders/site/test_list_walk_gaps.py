"""Walks over question lists whose rows fail in part."""

from __future__ import annotations

from collections import Counter

import pytest

from spiders.errors import BadReply
from spiders.site.api import ListPage
from spiders.site.list_walk import GAPS_IN_A_ROW, SIZES, TRIES, Gap
from tests.spiders.site.question_list import LARGE, SMALL, QuestionList, numbers


def test_a_row_that_fails_is_a_gap_and_hides_no_others(long: QuestionList) -> None:
    long.fails = lambda page, size, _nth: "HTTP 500" if size * (page - 1) < 500 <= size * page else None
    walked = long.walk()
    assert walked.gaps == [Gap(499, 1, "HTTP 500")]
    assert not walked.complete
    assert sorted(numbers(walked)) == [n for n in range(1, 1001) if n != 501]
    assert walked.total == 1000
    assert len(long.asked) < 40


def test_rows_that_fail_are_a_gap_and_the_walk_continues(long: QuestionList) -> None:
    long.fails = lambda page, size, _nth: (
        "HTTP 500" if size * (page - 1) < 510 and size * page > 480 else None
    )
    walked = long.walk()
    assert walked.gaps == [Gap(480, 30, "HTTP 500")]
    assert not walked.complete
    assert numbers(walked) == [*range(1000, 520, -1), *range(490, 0, -1)]
    assert walked.total == 1000


def test_a_gap_at_the_end_is_narrowed_only_up_to_the_end(long: QuestionList) -> None:
    long.fails = lambda page, size, _nth: "HTTP 500" if size * page > 992 else None
    walked = long.walk()
    assert walked.gaps == [*(Gap(n, 1, "HTTP 500") for n in range(992, 996)), Gap(996, 6, "HTTP 500")]
    assert len(walked.rows) == 992
    assert max(size * (page - 1) for page, size in long.asked) < 1000


def test_a_gap_is_requested_again_at_the_end(long: QuestionList) -> None:
    down = {"until": 60}
    long.fails = lambda page, size, nth: (
        "HTTP 500" if size * (page - 1) < 500 <= size * page and nth < 20 else None
    )
    walked = long.walk()
    assert walked.complete, down
    assert sorted(numbers(walked)) == list(range(1, 1001))
    assert long.asked[-1] == (17, 30)


def test_many_gaps_in_a_row_end_the_walk_and_the_rest_is_a_gap(long: QuestionList) -> None:
    long.fails = lambda page, size, _nth: "HTTP 500" if size * page > LARGE else None
    walked = long.walk()
    assert [(gap.offset, gap.size) for gap in walked.gaps] == [
        *[(LARGE + SMALL * i, SMALL) for i in range(GAPS_IN_A_ROW)],
        (LARGE + SMALL * GAPS_IN_A_ROW, 1000 - LARGE - SMALL * GAPS_IN_A_ROW),
    ]
    assert sum(gap.size for gap in walked.gaps) + len(walked.rows) == walked.total == 1000


def test_rows_of_a_page_that_stays_short_are_kept(long: QuestionList) -> None:
    """The site counts a row but does not list it."""

    def without_500(page: int, size: int, _nth: int) -> ListPage:
        whole = long.page(page, size)
        return ListPage([row for row in whole.rows if row["quesNo"] != 500], whole.total)

    long.fails = without_500
    walked = long.walk()
    assert sorted(numbers(walked)) == [n for n in range(1, 1001) if n != 500]
    assert walked.gaps == [Gap(500, 1, "0 rows instead of 1")]
    assert (walked.total, walked.complete, walked.duplicates) == (1000, False, [])


def test_rows_and_gaps_add_up_to_the_total_whatever_fails() -> None:
    """Declared = rows + gaps, for any pattern of failures."""
    for seed in range(25):
        rows = QuestionList(*range(700, 0, -1))
        rows.fails = lambda page, size, _nth, s=seed: (  # type: ignore[misc]
            "HTTP 500" if (page * size * 7919 + s * 104729) % 11 < 4 else None
        )
        try:
            walked = rows.walk()
        except BadReply:
            continue
        assert len(walked.rows) + sum(min(h.size, 700 - h.offset) for h in walked.gaps) == 700
        assert max(Counter(numbers(walked)).values()) == 1


def test_a_list_that_always_fails_is_an_error(long: QuestionList) -> None:
    long.fails = lambda _page, _size, _nth: "HTTP 500"
    with pytest.raises(BadReply, match=r"question list not available: HTTP 500"):
        long.walk()
    assert len(long.asked) == TRIES * (len(SIZES) + GAPS_IN_A_ROW - 1)
