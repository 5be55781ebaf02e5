from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from samples.faults.names import Fault
from samples.faults.table import MIDDLEWARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from samples.site import Site

ROOT = Path(__file__).parents[3]
LIST = "/api_ls/question/qetFilteredQuestionsAns"
FIVE = {"loksabhaNo": "18", "sessionNumber": "5"}


def statuses(client: httpx.Client, times: int, path: str = LIST, **parameters: str) -> list[int]:
    return [client.get(path, params={**FIVE, **parameters}).status_code for _ in range(times)]


def test_each_fault_has_a_middleware() -> None:
    assert set(MIDDLEWARE) == set(Fault)


def test_list_500_once(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.LIST_500_ONCE)
    assert statuses(client, 3) == [500, 200, 200]
    site.set_fault(Fault.LIST_500_ONCE, 2)
    assert statuses(client, 3) == [500, 500, 200]


def test_list_500_large_pages(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.LIST_500_LARGE_PAGES)
    assert statuses(client, 1, pageSize="101") == [500]
    assert statuses(client, 1, pageSize="100") == [200]


def test_list_500_lok_sabha(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.LIST_500_LOK_SABHA, 16)
    assert statuses(client, 1, loksabhaNo="16") == [500]
    assert statuses(client, 1) == [200]


def test_grow_mid_walk(site: Site, list_page: Callable[..., dict[str, Any]]) -> None:
    site.set_fault(Fault.GROW_MID_WALK)
    first = list_page(sessionNumber=5)
    second = list_page(sessionNumber=5, pageNo=2)
    assert (first["totalRecordSize"], second["totalRecordSize"]) == (33, 40)
    assert second["listOfQuestions"][:7] == first["listOfQuestions"][3:]
    third = list_page(sessionNumber=5, pageNo=2)
    assert third == second


def test_empty_first_page_once(site: Site, list_page: Callable[..., dict[str, Any]]) -> None:
    site.set_fault(Fault.EMPTY_FIRST_PAGE_ONCE)
    assert list_page(sessionNumber=5, pageNo=2)["totalRecordSize"] == 33
    assert list_page(sessionNumber=5) == {"listOfQuestions": [], "totalRecordSize": 0, "_metadata": None}
    assert list_page(sessionNumber=5)["totalRecordSize"] == 33


def test_ignored_session(site: Site, list_page: Callable[..., dict[str, Any]]) -> None:
    site.set_fault(Fault.IGNORED_SESSION)
    assert {row["sessionNo"] for row in list_page(sessionNumber=5)["listOfQuestions"]} == {"4"}


def test_truncated_list_body(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.TRUNCATED_LIST_BODY)
    with pytest.raises(httpx.RemoteProtocolError, match="peer closed connection"):
        client.get(LIST, params=FIVE)
    assert statuses(client, 1) == [200]


def test_forbidden(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.FORBIDDEN)
    assert statuses(client, 1) == [403]
    assert statuses(client, 1, path="/getFile/loksabhaquestions/annex/185/AU1474_hYbJRR.pdf") == [403]
    assert statuses(client, 1, path="/robots.txt") == [200]
    site.clear_faults()
    assert statuses(client, 1) == [200]


def test_too_many_requests(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.TOO_MANY_REQUESTS, 2)
    refused = client.get(LIST, params=FIVE)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert statuses(client, 2) == [429, 200]


def test_slow(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.SLOW, 0.5)
    with pytest.raises(httpx.ReadTimeout):
        client.get("/robots.txt", timeout=0.1)


def test_faults_combine(site: Site, client: httpx.Client) -> None:
    site.set_fault(Fault.LIST_500_ONCE)
    site.set_fault(Fault.TOO_MANY_REQUESTS, 1)
    assert statuses(client, 3) == [429, 500, 200]
