from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from samples.site import Site

LIST = "/api_ls/question/qetFilteredQuestionsAns"


def test_json_is_chunked_without_validators_or_reason_phrase(site: Site) -> None:
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc)
    connection.request("GET", f"{LIST}?loksabhaNo=18")
    reply = connection.getresponse()
    assert (reply.status, reply.reason) == (200, "")
    assert {name.lower(): value for name, value in reply.getheaders()} == {
        "content-type": "application/json",
        "cache-control": "no-cache, no-store",
        "transfer-encoding": "chunked",
    }
    connection.close()


def test_one_connection_serves_several_requests(site: Site) -> None:
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc)
    for _ in range(3):
        connection.request("GET", "/robots.txt")
        assert connection.getresponse().read() == b"User-agent: *\nDisallow:\n"
        assert connection.sock is not None
    connection.close()
