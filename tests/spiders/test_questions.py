"""Question lists of the sample site, walked by a crawl in its own process into a real store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import zstandard

from samples.faults.list_faults import BAD_LINKS
from samples.faults.names import Fault
from spiders.report import CrawlOutcome

if TYPE_CHECKING:
    from samples.site import Site
    from spiders.report import CrawlReport
    from tests.spiders.crawl_runner import Crawls

LIST = "qetFilteredQuestionsAns"


def failed_checks(report: CrawlReport) -> list[str]:
    return [check.name for check in report.checks if not check.success]


def pages_asked(site: Site) -> list[tuple[str, str, str]]:
    return [
        (query["sessionNumber"], query["pageNo"], query["pageSize"])
        for _m, _p, query in site.requests_for(LIST)
    ]


def test_every_listed_question_is_in_the_table(crawls: Crawls, site: Site) -> None:
    report = crawls.questions(sessions="4,5")
    assert report.ended is CrawlOutcome.COMPLETE
    assert [(t.session, t.declared, t.listed, t.new, t.complete) for t in report.sessions] == [
        (4, 3, 3, 3, True),
        (5, 33, 33, 33, True),
    ]
    listed = {row.listing.question_id for key in ((18, 4), (18, 5)) for row in site.sessions[key]}
    assert {question_id for (question_id,) in crawls.rows("questions", "question_id")} == listed
    assert crawls.rows("changes", "kind", "what") == [("ADD", "question")] * 36


def test_replies_are_stored_as_served(crawls: Crawls) -> None:
    crawls.questions()
    keys = sorted(crawls.store.keys("listings/"))
    assert keys == [
        "listings/lok=18/session=5/latest.json",
        "listings/lok=18/session=5/r0/p0001.json.zst",
        "listings/reference/r0/calendar.json.zst",
        *[f"listings/reference/r0/lok=18/{name}.json.zst" for name in ("members", "ministries")],
    ]
    page = zstandard.decompress(crawls.store.get("listings/lok=18/session=5/r0/p0001.json.zst"))
    assert json.loads(page)[0]["totalRecordSize"] == 33


def test_a_second_walk_writes_nothing(crawls: Crawls) -> None:
    crawls.questions()
    before = crawls.rows("questions"), crawls.rows("changes")
    report = crawls.questions()
    assert [(t.new, t.changed, t.unchanged, t.delisted) for t in report.sessions] == [(0, 0, 33, 0)]
    assert (crawls.rows("questions"), crawls.rows("changes")) == before


def test_whitespace_and_invisible_characters_are_cleaned(crawls: Crawls, site: Site) -> None:
    crawls.questions()
    before = crawls.rows("questions", "question_id", "subject", "ministry", "row_hash")
    site.set_fault(Fault.DIRTY_STRINGS)
    crawls.questions()
    after = crawls.rows("questions", "question_id", "subject", "ministry", "row_hash")
    assert [row[2] for row in after] == [row[2] for row in before]
    assert [row[1].replace(" ", "") for row in after] == [row[1].replace(" ", "") for row in before]
    assert all(subject == " ".join(subject.split()) for _id, subject, _ministry, _hash in after)


def test_a_removed_row_is_kept_and_its_return_is_a_change(crawls: Crawls, site: Site) -> None:
    crawls.questions()
    gone = site.sessions[18, 5][3].listing.question_id
    rows = site.sessions[18, 5]
    site.remove_row(gone)
    report = crawls.questions()
    assert [(t.delisted, t.unchanged) for t in report.sessions] == [(1, 32)]
    assert failed_checks(report) == ["no fewer rows than last time: Lok Sabha 18 session 5"]
    assert [q for q, gone_at in crawls.rows("questions", "question_id", "delisted") if gone_at] == [gone]
    site.sessions[18, 5] = rows
    crawls.questions()
    kinds = sorted(
        kind for question_id, kind in crawls.rows("changes", "question_id", "kind") if question_id == gone
    )
    assert kinds == ["ADD", "ADD", "DEL"]
    assert len(crawls.rows("questions")) == 33


def test_an_incomplete_walk_removes_no_rows(crawls: Crawls, site: Site) -> None:
    crawls.questions()
    site.remove_row(site.sessions[18, 5][0].listing.question_id)
    site.set_fault(Fault.LIST_500_ROW, 31)
    report = crawls.questions()
    (tally,) = report.sessions
    assert (tally.complete, tally.delisted, tally.listed, tally.declared) == (False, 0, 31, 32)
    assert len(tally.holes) == 1
    assert tally.holes[0].startswith("row 31: HTTP 500 from ")
    assert "list complete: Lok Sabha 18 session 5" in failed_checks(report)
    assert {gone for (gone,) in crawls.rows("questions", "delisted")} == {None}


def test_a_sitting_day_added_during_a_walk(crawls: Crawls, site: Site) -> None:
    site.set_fault(Fault.LIST_500_LARGE_PAGES, 30)
    site.set_fault(Fault.GROW_MID_WALK)
    report = crawls.questions()
    assert [(t.declared, t.listed, t.complete) for t in report.sessions] == [(40, 40, True)]
    assert len(crawls.rows("questions")) == 40


@pytest.mark.parametrize(
    ("fault", "amount"),
    [
        (Fault.LIST_500_ONCE, 2),
        (Fault.LIST_500_LARGE_PAGES, 30),
        (Fault.EMPTY_FIRST_PAGE_ONCE, 2),
        (Fault.TRUNCATED_LIST_BODY, 2),
        (Fault.SHORT_PAGE, 2),
        (Fault.TOO_MANY_REQUESTS, 2),
        (Fault.BUSY, 2),
        (Fault.FORBIDDEN, 2),
        (Fault.HANG_UP, 2),
        (Fault.CAPTCHA, 2),
    ],
)
def test_a_temporary_fault_changes_no_row(crawls: Crawls, site: Site, fault: Fault, amount: float) -> None:
    crawls.questions()
    before = crawls.state()
    site.set_fault(fault, amount)
    report = crawls.questions()
    assert (report.ended, report.error, failed_checks(report)) == (CrawlOutcome.COMPLETE, None, [])
    assert [t.unchanged for t in report.sessions] == [33]
    assert crawls.state() == before


def test_a_repeated_page_is_requested_again(crawls: Crawls, site: Site) -> None:
    site.set_fault(Fault.LIST_500_LARGE_PAGES, 30)
    site.set_fault(Fault.REPEATED_PAGE, 2)
    (tally,) = crawls.questions().sessions
    assert (tally.complete, tally.listed, tally.duplicates) == (True, 33, [])


def test_a_page_of_another_session_is_rejected(crawls: Crawls, site: Site) -> None:
    """The site ignores unknown parameters and returns more rows instead of an error."""
    site.set_fault(Fault.IGNORED_SESSION)
    report = crawls.questions()
    assert (report.ended, report.sessions) == (CrawlOutcome.COMPLETE, [])
    (check,) = report.checks
    assert (check.name, check.required, check.success) == (
        "question list available: Lok Sabha 18 session 5",
        True,
        False,
    )
    assert "rows of another session: [('18', '4')]" in check.notes
    assert crawls.rows("questions") == []


def test_sessions_after_one_without_a_list_are_walked(crawls: Crawls, site: Site) -> None:
    crawls.questions(sessions="4,5")
    site.sessions[18, 4] = []
    report = crawls.questions(sessions="4,5")
    assert [t.session for t in report.sessions] == [5]
    assert failed_checks(report) == ["question list available: Lok Sabha 18 session 4"]
    assert {gone for (gone,) in crawls.rows("questions", "delisted")} == {None}


@pytest.mark.parametrize(
    ("fault", "issue"),
    [
        (Fault.NEW_FIELD, "field isWithdrawn is new"),
        (Fault.LOST_FIELD, "field supplementaryType is missing"),
    ],
)
def test_a_new_or_missing_field_fails_a_check(crawls: Crawls, site: Site, fault: Fault, issue: str) -> None:
    site.set_fault(fault)
    report = crawls.questions()
    assert report.sessions[0].issues == [issue]
    assert failed_checks(report) == ["row shape as before: Lok Sabha 18 session 5"]
    assert len(crawls.rows("questions")) == 33


def test_bad_links_have_a_cause(crawls: Crawls, site: Site) -> None:
    site.set_fault(Fault.BAD_LINKS)
    crawls.questions()
    causes = dict(crawls.rows("questions", "question_id", "link_cause"))
    placed = [causes[row.listing.question_id] for row in site.sessions[18, 5]]
    assert placed[: len(BAD_LINKS)] == [cause for _link, cause in BAD_LINKS]


def test_a_url_with_another_prefix_is_the_same_file(crawls: Crawls, site: Site) -> None:
    site.set_fault(Fault.OLDER_LINKS)
    crawls.questions()
    older = dict(crawls.rows("questions", "file", "url"))
    site.clear_faults()
    crawls.questions()
    newer = dict(crawls.rows("questions", "file", "url"))
    assert older.keys() == newer.keys()
    assert all(not url or ("/lsapps/" in url and url != older[file]) for file, url in newer.items())
    assert {kind for (kind,) in crawls.rows("changes", "kind")} == {"ADD"}


def test_the_newest_sessions_are_walked_whatever_the_calendar_says(crawls: Crawls, site: Site) -> None:
    site.set_fault(Fault.EMPTY_CALENDAR)
    report = crawls.questions("--on", "2025-07-29", sessions="")
    assert [t.session for t in report.sessions] == [4, 5]
    assert len(crawls.rows("questions")) == 36


def test_a_day_without_sitting_walks_the_newest_sessions(crawls: Crawls, site: Site) -> None:
    crawls.questions(sessions="4,5")
    site.request_log.clear()
    report = crawls.questions("--on", "2025-09-01", sessions="")
    assert pages_asked(site) == [("4", "1", "240"), ("5", "1", "240")]
    assert [(t.session, t.unchanged) for t in report.sessions] == [(4, 3), (5, 33)]
    site.add_sitting_day((18, 5))
    report = crawls.questions("--on", "2025-09-01", sessions="")
    assert [(t.session, t.new, t.unchanged) for t in report.sessions] == [(4, 0, 3), (5, 7, 33)]


def test_a_sitting_day_walks_its_whole_session(crawls: Crawls, site: Site) -> None:
    crawls.questions(sessions="5")
    changed = site.sessions[18, 5][-1].listing.question_id
    site.change_row(changed, subject="Another subject")
    (tally,) = [t for t in crawls.questions("--on", "2025-07-29", sessions="").sessions if t.session == 5]
    assert (tally.changed, tally.unchanged) == (1, 32)
    assert ("MOD", "subject", changed) in crawls.rows("changes", "kind", "what", "question_id")


def test_an_unknown_session_fails_a_check(crawls: Crawls) -> None:
    report = crawls.questions(sessions="99")
    assert [(t.session, t.declared, t.sittings) for t in report.sessions] == [(99, 0, [])]
    assert failed_checks(report) == ["session known: Lok Sabha 18 session 99"]


@pytest.mark.parametrize(
    ("fault", "ended", "error"),
    [
        (Fault.FORBIDDEN, CrawlOutcome.REFUSED, "the site blocks the crawler, 3 times in a row: HTTP 403"),
        (Fault.CAPTCHA, CrawlOutcome.REFUSED, "a web page (perhaps a captcha)"),
        (Fault.COME_BACK_TOMORROW, CrawlOutcome.REFUSED, "asks us to wait for 86400 seconds"),
        (Fault.ROBOTS_ALL, CrawlOutcome.REFUSED, "robots.txt"),
        (Fault.HANG_UP, CrawlOutcome.FAILED, "AllLoksabhaAndSessionDates"),
    ],
)
def test_outcome_when_the_site_blocks_or_fails(
    crawls: Crawls, site: Site, fault: Fault, ended: CrawlOutcome, error: str
) -> None:
    site.set_fault(fault)
    report = crawls.questions()
    assert report.ended is ended
    assert error in (report.error or "")
    assert len(site.request_log) <= 25
    assert crawls.rows("questions") == []
