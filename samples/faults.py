"""Faults of the sample site, switched on by name: each is a function around the site's honest reply."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from samples.http import Reply, error_reply, json_reply

if TYPE_CHECKING:
    from samples.http import Request
    from samples.site import Site

Answer = Callable[["Request"], Reply]
Around = Callable[["Site", "Request", Answer, float], Reply]
"""The site, the request, the way to the honest reply, the fault's amount."""


class Fault(StrEnum):
    """A way to go wrong; the amount is what `--fault NAME=AMOUNT` changes."""

    meaning: str
    amount: float

    def __new__(cls, value: str, meaning: str, amount: float = 1) -> Self:
        """The member, its meaning and usual amount beside its value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        member.amount = amount
        return member

    LIST_500_ONCE = "list_500_once", "the first AMOUNT list requests are answered 500"
    LIST_500_LARGE_PAGES = "list_500_large_pages", "list pages of more than AMOUNT rows are answered 500", 100
    GROW_MID_WALK = "grow_mid_walk", "a sitting day of AMOUNT questions appears before page 2 is answered", 7
    EMPTY_FIRST_PAGE_ONCE = "empty_first_page_once", "page 1 is empty, total 0, for the first AMOUNT times"
    IGNORED_SESSION = "ignored_session", "list pages come from another session of the same Lok Sabha"
    TRUNCATED_LIST_BODY = "truncated_list_body", "the first AMOUNT list replies break off in mid-chunk"
    FORBIDDEN = "forbidden", "everything but robots.txt is answered 403"
    TOO_MANY_REQUESTS = (
        "too_many_requests",
        "the first AMOUNT requests are answered 429 with Retry-After: 1",
        3,
    )
    SLOW = "slow", "each reply waits AMOUNT seconds", 1.0


def read_fault(text: str) -> tuple[Fault, float]:
    """Name and amount of `NAME` or `NAME=AMOUNT`; raises `ValueError` on an unknown name.

    >>> read_fault("slow=0.5")
    (<Fault.SLOW: 'slow'>, 0.5)
    """
    name, _, amount = text.partition("=")
    known = {fault.value: fault for fault in Fault}
    if name not in known:
        raise ValueError(f"{name!r} is not a fault")
    fault = known[name]
    return fault, float(amount) if amount else fault.amount


def _list_500(site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    if request.is_list and site.counted(Fault.LIST_500_ONCE) <= amount:
        return error_reply(500, request)
    return answer(request)


def _list_500_large_pages(_site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    if request.is_list and int(request.query.get("pageSize", "10")) > amount:
        return error_reply(500, request)
    return answer(request)


def _grow_mid_walk(site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    """Grow the session that is walked, once."""
    wanted = request.is_list and request.query.get("pageNo") == "2" and "sessionNumber" in request.query
    if wanted and site.counted(Fault.GROW_MID_WALK) == 1:
        key = int(request.query["loksabhaNo"]), int(request.query["sessionNumber"])
        site.add_sitting_day(key, questions=int(amount))
    return answer(request)


def _empty_first_page(site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    first = request.is_list and request.query.get("pageNo", "1") == "1"
    if first and site.counted(Fault.EMPTY_FIRST_PAGE_ONCE) <= amount:
        return json_reply([{"listOfQuestions": [], "totalRecordSize": 0, "_metadata": None}])
    return answer(request)


def _ignored_session(site: Site, request: Request, answer: Answer, _amount: float) -> Reply:
    asked = request.query.get("sessionNumber")
    if not request.is_list or asked is None:
        return answer(request)
    term = request.query["loksabhaNo"]
    others = [str(s) for lok, s in site.sessions if str(lok) == term and str(s) != asked]
    return answer(
        dataclasses.replace(request, query={**request.query, "sessionNumber": (others or [asked])[0]})
    )


def _truncated_list_body(site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    reply = answer(request)
    if request.is_list and site.counted(Fault.TRUNCATED_LIST_BODY) <= amount:
        return dataclasses.replace(reply, sent=len(reply.body) // 2)
    return reply


def _forbidden(_site: Site, request: Request, answer: Answer, _amount: float) -> Reply:
    return answer(request) if request.path == "/robots.txt" else error_reply(403, request)


def _too_many_requests(site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    if request.path != "/robots.txt" and site.counted(Fault.TOO_MANY_REQUESTS) <= amount:
        return dataclasses.replace(error_reply(429, request), headers={"Retry-After": "1"})
    return answer(request)


def _slow(_site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    time.sleep(amount)
    return answer(request)


AROUND: dict[Fault, Around] = {
    Fault.LIST_500_ONCE: _list_500,
    Fault.LIST_500_LARGE_PAGES: _list_500_large_pages,
    Fault.GROW_MID_WALK: _grow_mid_walk,
    Fault.EMPTY_FIRST_PAGE_ONCE: _empty_first_page,
    Fault.IGNORED_SESSION: _ignored_session,
    Fault.TRUNCATED_LIST_BODY: _truncated_list_body,
    Fault.FORBIDDEN: _forbidden,
    Fault.TOO_MANY_REQUESTS: _too_many_requests,
    Fault.SLOW: _slow,
}
