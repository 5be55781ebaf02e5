"""What the faults of the sample site are made of: when one plays, and what it sends."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from samples.replies.http import Reply, Request, error_reply, text_reply
from samples.rows import FILES_PREFIX, OLDER_PREFIX

if TYPE_CHECKING:
    from samples.faults.names import Fault
    from samples.site import Site

Answer: TypeAlias = Callable[[Request], Reply]
Around: TypeAlias = Callable[["Site", Request, Answer, float], Reply]
"""The site, the request, the way to the honest reply, the fault's amount -> what is sent."""
Which: TypeAlias = Callable[[Request], bool]
Play: TypeAlias = Callable[[Request, Answer], Reply]


def is_list(request: Request) -> bool:
    """A page of the question list."""
    return request.is_list


def is_page(number: int) -> Which:
    """The page of that number of the question list."""
    return lambda request: request.is_list and request.query.get("pageNo", "1") == str(number)


def is_file(request: Request) -> bool:
    """An answer file, under either prefix."""
    return request.path.startswith((FILES_PREFIX, OLDER_PREFIX))


def is_robots(request: Request) -> bool:
    """robots.txt."""
    return request.path == "/robots.txt"


def is_other_than_robots(request: Request) -> bool:
    """Everything else."""
    return not is_robots(request)


def first(fault: Fault, which: Which, play: Play) -> Around:
    """Plays on the first AMOUNT requests of a kind."""

    def around(site: Site, request: Request, answer: Answer, amount: float) -> Reply:
        plays = which(request) and site.counted(fault) <= amount
        return play(request, answer) if plays else answer(request)

    return around


def always(which: Which, play: Play) -> Around:
    """Plays on each request of a kind."""
    return lambda _site, request, answer, _amount: (
        play(request, answer) if which(request) else answer(request)
    )


def fails(status: int, headers: dict[str, str] | None = None) -> Play:
    """An error in the site's own words."""
    return lambda request, _answer: dataclasses.replace(error_reply(status, request), headers=headers or {})


def says(reply: Reply) -> Play:
    """The same each time."""
    return lambda _request, _answer: reply


def sends(body: Callable[[bytes], bytes]) -> Play:
    """Other bytes, made from the honest ones, under the honest media type."""

    def play(request: Request, answer: Answer) -> Reply:
        reply = answer(request)
        return dataclasses.replace(reply, body=body(reply.body))

    return play


def redirects(target: Callable[[str], str]) -> Play:
    """To another address, made from the path."""
    return lambda request, _answer: dataclasses.replace(
        text_reply("", 302), headers={"Location": target(request.path)}
    )


def breaks_off(request: Request, answer: Answer) -> Reply:
    """Half of the honest body, then the connection ends."""
    reply = answer(request)
    return dataclasses.replace(reply, sent=len(reply.body) // 2)
