"""Rows that change while the total of the list stays the same: late links, moved files, corrections."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from samples.faults.names import Fault
from samples.parliament import synthetic_parliament
from samples.server import serve
from tests.spiders.crawl_runner import selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls

OTHER_DAY = ("--on", "2025-09-01")
"""A day without a sitting."""
THE_DAY = selection(new_since="2025-09-01", new_until="2025-09-01")
"""What the run of that day requests."""


def test_a_late_link_under_an_equal_total_is_found_within_25_requests(
    crawling: Callable[[Site], Crawls],
) -> None:
    with serve(synthetic_parliament(3499)) as site:
        crawls = crawling(site)
        site.set_fault(Fault.NULL_LINKS, 30)
        crawls.questions()
        assert Counter(cause for (cause,) in crawls.rows("questions", "link_cause"))["null_link"] == 30
        site.clear_faults()
        site.request_log.clear()
        (tally,) = crawls.questions(*OTHER_DAY, sessions="").sessions
        assert (tally.changed, tally.unchanged, tally.declared) == (30, 3469, 3499)
        assert len(site.request_log) <= 25
    assert {cause for (cause,) in crawls.rows("questions", "link_cause")} == {None}
    changes = [row for row in crawls.rows("changes", "kind", "what") if row[0] == "MOD"]
    assert changes == [("MOD", "file, link_cause")] * 30


def test_a_late_link_is_due_on_whatever_day_it_comes(small: Crawls, small_site: Site) -> None:
    small_site.set_fault(Fault.NULL_LINKS, 5)
    small.questions()
    assert small.answers().outcomes == {"new": 7}
    small_site.set_fault(Fault.NULL_LINKS, 2)
    small.questions(*OTHER_DAY, sessions="")
    assert small.answers("--choice", THE_DAY).outcomes == {"new": 3}
    assert small.answers("--choice", THE_DAY).outcomes == {}


def test_a_file_at_another_address_is_fetched_and_the_old_one_no_longer_asked_for(
    small: Crawls, small_site: Site
) -> None:
    small.questions()
    assert small.answers("--choice", selection(limit=8)).outcomes == {"new": 8}
    small_site.set_fault(Fault.FILE_STATUS, 500)
    assert small.answers().outcomes == {"http_500": 4}
    small_site.clear_faults()
    small_site.set_fault(Fault.FILES_MOVED)
    small.questions(*OTHER_DAY, sessions="")
    small_site.request_log.clear()
    again = selection(ignore_schedule=True, recheck_before="2099-01-01T00:00:00Z", new_since="2099-01-01")
    assert small.answers("--choice", again).outcomes == {"new": 12}
    asked = [path for _method, path, _query in small_site.requests_for("/getFile/")]
    assert len(asked) == 12
    assert all("_moved" in path for path in asked)
    files = small.rows("files", "question_id", "file", "status", "sha256")
    assert Counter(status for _id, _file, status, _sha in files) == {"ok": 20, "missing": 4}
    by_question: dict[str, list[str]] = {}
    for question_id, _file, status, sha256 in files:
        by_question.setdefault(question_id, []).extend([sha256] if status == "ok" else [])
    assert len(by_question) == 12
    assert all(len(set(sums)) == 1 for sums in by_question.values()), "the same bytes have the same SHA-256"


def test_a_moved_file_is_a_change_with_both_addresses(small: Crawls, small_site: Site) -> None:
    small.questions()
    small_site.set_fault(Fault.FILES_MOVED)
    small.questions()
    changes = [row for row in small.rows("changes", "kind", "what", "before", "after") if row[0] == "MOD"]
    assert len(changes) == 12
    for _kind, what, before, after in changes:
        assert what == "file"
        assert json.loads(after)["file"] == json.loads(before)["file"].replace(".pdf", "_moved.pdf")


def test_corrections_of_a_row_are_written_with_their_old_values(small: Crawls, small_site: Site) -> None:
    small.questions()
    row = small_site.sessions[18, 5][3].listing
    new = {"subject": "Corrected subject", "ministry": "COAL AND MINES", "date": row.date.replace(day=1)}
    small_site.change_row(row.question_id, **new)
    (tally,) = small.questions(*OTHER_DAY, sessions="").sessions
    assert (tally.declared, tally.changed, tally.unchanged) == (12, 1, 11)
    stored = {values[0]: values[1:] for values in small.rows("questions", "question_id", *new)}
    assert stored[row.question_id] == tuple(new.values())
    ((_kind, what, before),) = [c for c in small.rows("changes", "kind", "what", "before") if c[0] == "MOD"]
    assert what == "date, ministry, subject"
    assert json.loads(before)["subject"] == row.subject
