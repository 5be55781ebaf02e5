"""Answer files of the sample site, fetched by a crawl in its own process into a real store."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from archive.keys import raw_key, sha256_of
from samples.faults.names import Fault
from spiders.report import CrawlOutcome
from tests.spiders.crawl_runner import count_causes, selection

if TYPE_CHECKING:
    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls

FILES = "/getFile/"


def test_outcome_of_each_file(crawls: Crawls, site: Site) -> None:
    """The sample parliament gives the expected outcome of each question."""
    crawls.questions(sessions="4,5")
    report = crawls.answers(sessions="4,5")
    assert (report.ended, report.wanted) == (CrawlOutcome.COMPLETE, 33)
    links = crawls.rows("questions", "question_id", "file", "link_cause")
    files = {file: cause or status for file, status, cause in crawls.rows("files", "file", "status", "cause")}
    outcomes = {question_id: files.get(file, cause) for question_id, file, cause in links}
    expected = {q: site.parliament.outcomes[q] for q in outcomes}
    assert outcomes == expected
    assert report.outcomes == {"new": 29, "http_500": 1, "html": 1, "stub": 1, "truncated": 1}


def test_bytes_are_stored_under_their_hash_even_if_broken(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small_site.set_fault(Fault.FILE_TRUNCATED, 2)
    small.answers()
    for file, sha256, size in small.rows("files", "file", "sha256", "bytes"):
        body = small.store.get(raw_key(sha256))
        served = small_site.parliament.files[file].make()
        assert (len(body), sha256_of(body)) == (size, sha256)
        assert served.startswith(body)
    assert count_causes(small) == {"ok": 10, "truncated": 2}


def test_a_second_crawl_requests_nothing(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers()
    small_site.request_log.clear()
    assert small.answers().wanted == 0
    assert small_site.request_log == []


def test_other_bytes_are_a_new_version_and_both_are_kept(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers()
    file, first = small.rows("files", "file", "sha256")[0]
    other = small_site.parliament.files[file].make().replace(b"Yes, Sir", b"No, Sir ")
    small_site.replace_file(file, other)
    recheck = selection(recheck_before=dt.datetime.now(dt.UTC))
    report = small.answers("--choice", recheck)
    assert report.outcomes == {"unchanged": 11, "changed": 1}
    versions = [row for row in small.rows("files", "file", "version", "status", "sha256") if row[0] == file]
    assert versions == [(file, 1, "ok", first), (file, 2, "ok", sha256_of(other))]
    assert small.store.get(raw_key(first)) != small.store.get(raw_key(sha256_of(other))) == other
    changes = [
        row
        for row in small.rows("changes", "kind", "what", "file", "file_version", "before", "after")
        if row[2]
    ]
    assert changes == [("MOD", "file", file, 2, first, sha256_of(other))]


def test_an_archived_file_stays_when_the_site_loses_it(small: Crawls, small_site: Site) -> None:
    small.list_questions()
    small.answers()
    before = small.rows("files", "file", "version", "status", "sha256")
    small_site.set_fault(Fault.FILE_STATUS, 500)
    report = small.answers("--choice", selection(recheck_before=dt.datetime.now(dt.UTC)))
    assert report.outcomes == {"http_500": 12}
    assert small.rows("files", "file", "version", "status", "sha256") == before


def test_a_shared_file_is_requested_once(crawls: Crawls, site: Site) -> None:
    crawls.questions()
    shared = [file for (file,) in crawls.rows("questions", "file") if file]
    assert len(shared) > len(set(shared))
    crawls.answers()
    asked = [path for _method, path, _query in site.requests_for(FILES)]
    flaky = {path for path in asked if asked.count(path) == 3}
    assert len(asked) == len(set(asked)) + 2 * len(flaky)
    assert len(crawls.rows("files")) == len(set(shared))


def test_hindi_files(crawls: Crawls) -> None:
    crawls.questions()
    crawls.answers("--choice", selection(languages=["hi"]))
    assert {language for (language,) in crawls.rows("files", "language")} == {"hi"}
    assert all(file.startswith("qhindi/") for (file,) in crawls.rows("files", "file"))
