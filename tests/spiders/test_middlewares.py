from __future__ import annotations

import datetime as dt

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

from spiders.failure_kinds import FailureKind, error_kind
from spiders.items import META_KEY, RequestState
from spiders.middlewares import response_kind, retry_after

NOW = dt.datetime(2025, 7, 29, 14, tzinfo=dt.UTC)


@pytest.mark.parametrize("value", [None, b"", b"soon", b"-5"])
def test_an_invalid_retry_after_is_none(value: bytes | None) -> None:
    assert retry_after(value, NOW) is None


@pytest.mark.parametrize(
    ("error", "kind"),
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
def test_kind_of_failure_without_a_reply(error: Exception, kind: FailureKind | None) -> None:
    assert error_kind(error) is kind


@pytest.mark.parametrize(
    ("status", "body", "web_page_before", "kind"),
    [
        (200, b"%PDF-1.4", False, None),
        (200, b"\n<link>", False, FailureKind.WEB_PAGE),
        (200, b"\n<link>", True, None),
        (500, b"<html>", False, None),
        (404, b"", False, None),
        (403, b"", False, FailureKind.REFUSED),
        (429, b"", False, FailureKind.REFUSED),
        (503, b"", False, FailureKind.BUSY),
    ],
)
def test_kind_of_failure_of_a_reply(
    status: int, body: bytes, web_page_before: bool, kind: FailureKind | None
) -> None:
    url = "https://sansad.in/getFile/x"
    request = Request(url, meta={META_KEY: RequestState(web_page_before=web_page_before)})
    assert response_kind(request, Response(url, status=status, body=body)) is kind


def test_a_reply_for_robots_txt_is_never_a_failure() -> None:
    url = "https://sansad.in/robots.txt"
    assert response_kind(Request(url), Response(url, status=403)) is None
