from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from spiders.errors import BadReply
from spiders.site.api import read_calendar, read_list_page, read_members, read_ministries

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html>", "not JSON"),
        (b'[{"listOfQuestions":[', "not JSON"),
        (b"{}", "not a page of the question list"),
        (b"[]", "not a page of the question list"),
        (b'[{"listOfQuestions":[]}]', "not a page of the question list"),
        (b'[{"listOfQuestions":[{"lokNo":"18","sessionNo":"4"}],"totalRecordSize":1}]', "another session"),
        (b'[{"listOfQuestions":[{"lokNo":"17","sessionNo":"5"}],"totalRecordSize":1}]', "another session"),
    ],
)
def test_invalid_list_pages(body: bytes, message: str) -> None:
    with pytest.raises(BadReply, match=message):
        read_list_page(body, 18, 5)


ERROR = b'{"timestamp":"x","status":500,"error":"Internal Server Error","path":"/api_ls/x"}'


@pytest.mark.parametrize("read", [read_calendar, read_members, read_ministries])
@pytest.mark.parametrize("body", [ERROR, b'{"message":"Internal Server Error"}'])
def test_a_json_error_is_no_list(read: Callable[[bytes], object], body: bytes) -> None:
    with pytest.raises(BadReply, match=r"an error with HTTP 200 instead of .*: 'Internal Server Error'"):
        read(body)


def test_an_empty_calendar_is_no_calendar() -> None:
    with pytest.raises(BadReply, match="not the calendar of sittings"):
        read_calendar(b"[]")


@pytest.mark.parametrize("rows", [b"null", b"{}", b'"x"'])
def test_a_list_page_has_an_array_of_rows(rows: bytes) -> None:
    with pytest.raises(BadReply, match="not a page of the question list"):
        read_list_page(b'[{"listOfQuestions":%s,"totalRecordSize":0}]' % rows, 18, 5)
