from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response

from samples.documents.docx import render_nil_docx
from samples.documents.files import ERROR_PAGE, STUB
from samples.parliament import sample_parliament
from spiders.causes import Cause, Status
from spiders.failure_kinds import FailureKind
from spiders.health import error_share, session_checks
from spiders.middlewares import error_kind, response_kind, retry_after
from spiders.report import SessionTally
from spiders.site.file_check import file_problem, media_type
from spiders.throttle import RateLimiter

if TYPE_CHECKING:
    from pathlib import Path

PDF = sample_parliament().files["annex/185/AU1474_hYbJRR.pdf"].make()
NOW = dt.datetime(2025, 7, 29, 14, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        pytest.param(PDF, None, id="pdf"),
        pytest.param(b"\n\n" + PDF, None, id="pdf after blank lines"),
        pytest.param(PDF + b"\r\n" * 500, None, id="padded pdf"),
        pytest.param(render_nil_docx(), None, id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), None, id="doc"),
        pytest.param(STUB, Cause.STUB, id="stub"),
        pytest.param(b"", Cause.STUB, id="nothing"),
        pytest.param(ERROR_PAGE, Cause.HTML, id="web page without <html>"),
        pytest.param(b"<", Cause.HTML, id="the least of web pages"),
        pytest.param(PDF[: len(PDF) * 2 // 3], Cause.TRUNCATED, id="truncated"),
        pytest.param(b"PK\x03\x04" + bytes(1000), Cause.NOT_A_DOCUMENT, id="zip"),
        pytest.param(b"Rar!" + bytes(1000), Cause.NOT_A_DOCUMENT, id="rar"),
        pytest.param(b'{"status":500}' + b" " * 500, Cause.NOT_A_DOCUMENT, id="json"),
    ],
)
def test_the_first_doubt_about_some_bytes(body: bytes, cause: Cause | None) -> None:
    assert file_problem(body) is cause


def test_real_documents_are_documents_and_real_error_pages_none(shared: Path) -> None:
    lines = (shared / "corpus" / "MANIFEST.tsv").read_text().splitlines()[1:]
    kinds = {line.split("\t")[0]: line.split("\t")[4] for line in lines}
    there = {name: kind for name, kind in kinds.items() if (shared / "corpus" / name).is_file()}
    doubts = {name: file_problem((shared / "corpus" / name).read_bytes()) for name in there}
    pages = {name for name, kind in there.items() if "html" in kind}
    assert {name: doubt for name, doubt in doubts.items() if doubt} == dict.fromkeys(pages, Cause.HTML)
    assert len(pages) < len(there)


def test_the_media_type_is_told_by_the_bytes() -> None:
    assert media_type(PDF) == "application/pdf"
    assert (media_type(render_nil_docx()) or "").endswith("wordprocessingml.document")
    assert media_type(ERROR_PAGE) is None


@pytest.mark.parametrize("value", [None, b"", b"soon", b"-5"])
def test_a_retry_after_that_says_nothing(value: bytes | None) -> None:
    assert retry_after(value, NOW) is None


@pytest.mark.parametrize(
    ("error", "strike"),
    [
        (CannotResolveHostError("sansad.in"), FailureKind.UNREACHED),
        (DownloadConnectionRefusedError(), FailureKind.UNREACHED),
        (DownloadFailedError("[('SSL routines', '', 'certificate verify failed')]"), FailureKind.UNREACHED),
        (DownloadFailedError("Connection to the other side was lost"), FailureKind.SILENT),
        (DownloadTimeoutError(), FailureKind.SILENT),
        (ResponseDataLossError(), FailureKind.SILENT),
        (DownloadCancelledError("too large"), None),
        (IgnoreRequest("Forbidden by robots.txt"), None),
    ],
)
def test_what_silence_says_of_the_site(error: Exception, strike: FailureKind | None) -> None:
    assert error_kind(error) is strike


@pytest.mark.parametrize(
    ("status", "body", "meta", "strike"),
    [
        (200, PDF, {}, None),
        (200, b"\n<link>", {}, FailureKind.WEB_PAGE),
        (200, b"\n<link>", {"web_page_before": True}, None),
        (500, b"<html>", {}, None),
        (404, b"", {}, None),
        (403, b"", {}, FailureKind.REFUSED),
        (429, b"", {}, FailureKind.REFUSED),
        (503, b"", {}, FailureKind.BUSY),
    ],
)
def test_what_a_reply_says_of_our_welcome(
    status: int, body: bytes, meta: dict[str, bool], strike: FailureKind | None
) -> None:
    url = "https://sansad.in/getFile/x"
    assert response_kind(Request(url, meta=meta), Response(url, status=status, body=body)) is strike


def test_robots_txt_is_never_a_refusal() -> None:
    url = "https://sansad.in/robots.txt"
    assert response_kind(Request(url), Response(url, status=403)) is None


def test_requests_go_one_at_a_time_a_delay_apart() -> None:
    async def ten() -> list[float]:
        pace = RateLimiter(0.02)
        return sorted(await asyncio.gather(*(pace.acquire() for _ in range(10))))

    turns = asyncio.run(ten())
    assert all(later - earlier >= 0.02 for earlier, later in itertools.pairwise(turns))


def test_after_a_rest_the_pace_is_slower() -> None:
    async def rest() -> tuple[float, float]:
        pace = RateLimiter(0.0)
        pace.pause(0.05)
        return await pace.acquire() - pace.paused_at, pace.delay

    waited, delay = asyncio.run(rest())
    assert waited >= 0.05
    assert delay == pytest.approx(0.1)


def test_every_cause_leads_to_a_status_and_says_what_it_means() -> None:
    assert {cause.status for cause in Cause} == {Status.MISSING, Status.BROKEN, Status.REFUSED}
    assert all(member.meaning for vocabulary in (Cause, Status, FailureKind) for member in vocabulary)


def tally(**fields: object) -> SessionTally:
    known = {
        "lok_sabha": 18,
        "session": 5,
        "declared": 3,
        "listed": 3,
        "sittings": [dt.date(2025, 7, 28), dt.date(2025, 7, 29), dt.date(2025, 7, 30)],
        "days": {dt.date(2025, 7, 28): 1, dt.date(2025, 7, 29): 2},
        "walked_at": NOW,
        "run_id": "r1",
    }
    return SessionTally.model_validate(known | fields)


@pytest.mark.parametrize(
    ("now", "before", "failed"),
    [
        pytest.param(tally(), tally(), [], id="all is well, tomorrow's sitting is planned"),
        pytest.param(tally(), None, [], id="the first walk"),
        pytest.param(
            tally(declared=0, listed=0, sittings=[], days={}), None, ["session known"], id="unknown session"
        ),
        pytest.param(
            tally(declared=0, listed=0, sittings=[dt.date(2026, 1, 1)], days={}), None, [], id="all planned"
        ),
        pytest.param(
            tally(days={dt.date(2025, 7, 28): 3}),
            None,
            ["rows on each sitting day of the week"],
            id="a day without rows",
        ),
        pytest.param(tally(sittings=[dt.date(2025, 7, 21)]), None, [], id="a day without rows long ago"),
        pytest.param(tally(), tally(declared=4), ["no fewer rows than last time"], id="fewer rows"),
        pytest.param(tally(complete=False), None, ["list complete"], id="holes"),
        pytest.param(tally(issues=["field x is new"]), None, ["row shape as before"], id="another shape"),
        pytest.param(tally(issues=["row LS18-S5: date"]), None, [], id="one bad row"),
    ],
)
def test_health_checks(now: SessionTally, before: SessionTally | None, failed: list[str]) -> None:
    checks = session_checks(now, before, NOW)
    assert [check.name.partition(":")[0] for check in checks if not check.success] == failed
    assert {check.required for check in checks} == {False}


@pytest.mark.parametrize(
    ("wanted", "failed", "again", "success"),
    [
        pytest.param(0, 0, 0, True, id="nothing asked for"),
        pytest.param(100, 14, 0, True, id="14 of 100"),
        pytest.param(100, 15, 0, False, id="15 of 100"),
        pytest.param(1, 1, 0, False, id="the only one"),
        pytest.param(7, 7, 7, True, id="all had failed before"),
        pytest.param(107, 21, 7, True, id="14 of 100 and seven again"),
    ],
)
def test_from_15_percent_of_failures_on_the_site_is_at_fault(
    wanted: int, failed: int, again: int, success: bool
) -> None:
    assert error_share(wanted, {"new": wanted - failed, "http_500": failed}, again).success is success
