"""Building blocks of faults: which requests a fault applies to, and what it sends instead."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from samples.replies.http import Reply, Request, error_reply, text_reply
from samples.rows import FILES_PREFIX, OLDER_PREFIX

if TYPE_CHECKING:
    from samples.faults.names import Fault
    from samples.replies.state import SiteState

Handler: TypeAlias = Callable[[Request], Reply]
Matcher: TypeAlias = Callable[[Request], bool]
Action: TypeAlias = Callable[[Request, Handler], Reply]
"""A request and the handler of the fault-free reply -> what is sent."""


@dataclasses.dataclass(frozen=True)
class ActiveFault:
    """A fault that is switched on, with its amount, and the site it applies to."""

    fault: Fault
    amount: float
    site: SiteState

    def is_due(self) -> bool:
        """Whether this request is among the first AMOUNT; counts it."""
        return self.site.count(self.fault) <= self.amount


class Middleware(Protocol):
    """A function between the request and the fault-free reply."""

    def __call__(self, active: ActiveFault, request: Request, call_next: Handler) -> Reply:
        """What is sent; `call_next(request)` gives the fault-free reply."""


def is_list(request: Request) -> bool:
    """Whether a page of the question list is requested."""
    return request.is_list


def is_page(number: int) -> Matcher:
    """Matches the page with that number of the question list."""
    return lambda request: request.is_list and request.query.get("pageNo", "1") == str(number)


def is_file(request: Request) -> bool:
    """Whether an answer file is requested, with either prefix."""
    return request.path.startswith((FILES_PREFIX, OLDER_PREFIX))


def is_robots(request: Request) -> bool:
    """Whether robots.txt is requested."""
    return request.path == "/robots.txt"


def is_not_robots(request: Request) -> bool:
    """Whether anything but robots.txt is requested."""
    return not is_robots(request)


def on_first(matches: Matcher, action: Action) -> Middleware:
    """Applies to the first AMOUNT matching requests."""

    def middleware(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
        applies = matches(request) and active.is_due()
        return action(request, call_next) if applies else call_next(request)

    return middleware


def on_each(matches: Matcher, action: Action) -> Middleware:
    """Applies to every matching request."""

    def middleware(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
        return action(request, call_next) if matches(request) else call_next(request)

    return middleware


def send_error(status: int, headers: dict[str, str] | None = None) -> Action:
    """Sends an error with the site's error body."""
    return lambda request, _handler: dataclasses.replace(error_reply(status, request), headers=headers or {})


def send_reply(reply: Reply) -> Action:
    """Sends the same reply each time."""
    return lambda _request, _handler: reply


def send_changed_body(change: Callable[[bytes], bytes]) -> Action:
    """Sends the fault-free reply with its body changed; the media type stays."""

    def action(request: Request, call_next: Handler) -> Reply:
        reply = call_next(request)
        return dataclasses.replace(reply, body=change(reply.body))

    return action


def send_redirect(target: Callable[[str], str]) -> Action:
    """Redirects (302) to the address that `target` makes from the path."""
    return lambda request, _handler: dataclasses.replace(
        text_reply("", 302), headers={"Location": target(request.path)}
    )


def send_half(request: Request, call_next: Handler) -> Reply:
    """Sends half of the fault-free body, then closes the connection."""
    reply = call_next(request)
    return dataclasses.replace(reply, sent=len(reply.body) // 2)
