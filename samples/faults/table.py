"""The middleware that implements each fault, by name."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from samples.documents.files import ERROR_PAGE
from samples.faults.actions import (
    is_file,
    is_not_robots,
    is_robots,
    on_each,
    on_first,
    send_error,
    send_reply,
)
from samples.faults.file_faults import FILE_FAULTS
from samples.faults.list_faults import LIST_FAULTS
from samples.faults.names import Fault
from samples.replies.http import Reply, Request, error_reply, text_reply

if TYPE_CHECKING:
    from samples.faults.actions import ActiveFault, Handler, Middleware

_WEB_PAGE = Reply(200, ERROR_PAGE, "text/html;charset=UTF-8")
_CAPTCHA_BOM = Reply(200, b"\xef\xbb\xbf" + ERROR_PAGE, "application/octet-stream")
_DENIAL = text_reply("Request Rejected. Please consult with your administrator. Support ID: 7")
_SOON, _TOMORROW = {"Retry-After": "1"}, {"Retry-After": "86400"}


def _is_list_or_file(request: Request) -> bool:
    return request.is_list or is_file(request)


def _hangs_up(request: Request, call_next: Handler) -> Reply:
    return dataclasses.replace(call_next(request), status=0)


def _slow(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    time.sleep(active.amount)
    return call_next(request)


def _is_json_error(request: Request, _handler: Handler) -> Reply:
    return dataclasses.replace(error_reply(500, request), status=200)


def _plain_gzip(request: Request, call_next: Handler) -> Reply:
    reply = call_next(request)
    return dataclasses.replace(reply, headers={**reply.headers, "Content-Encoding": "gzip"})


def _cookie_wall(request: Request, call_next: Handler) -> Reply:
    headers = {name.lower(): value for name, value in request.headers.items()}
    if "session=1" in headers.get("cookie", ""):
        return call_next(request)
    query = f"?{urlencode(request.query)}" if request.query else ""
    again = {"Location": f"{request.base_url}{request.path}{query}", "Set-Cookie": "session=1; Path=/"}
    return dataclasses.replace(text_reply("", 302), headers=again)


def _crawl_delay(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    rules = text_reply(f"User-agent: *\nCrawl-delay: {active.amount}\nDisallow:\n")
    return rules if is_robots(request) else call_next(request)


def _forbids(path: str) -> Middleware:
    return on_each(is_robots, send_reply(text_reply(f"User-agent: *\nDisallow: {path}\n")))


MIDDLEWARE: dict[Fault, Middleware] = {
    **LIST_FAULTS,
    **FILE_FAULTS,
    Fault.CAPTCHA: on_first(_is_list_or_file, send_reply(_WEB_PAGE)),
    Fault.CAPTCHA_BOM: on_first(_is_list_or_file, send_reply(_CAPTCHA_BOM)),
    Fault.DENIAL_TEXT: on_first(_is_list_or_file, send_reply(_DENIAL)),
    Fault.JSON_ERROR: on_first(_is_list_or_file, _is_json_error),
    Fault.PLAIN_GZIP: on_each(_is_list_or_file, _plain_gzip),
    Fault.COOKIE_WALL: on_each(is_not_robots, _cookie_wall),
    Fault.FORBIDDEN: on_first(is_not_robots, send_error(403)),
    Fault.TOO_MANY_REQUESTS: on_first(is_not_robots, send_error(429, _SOON)),
    Fault.BUSY: on_first(is_not_robots, send_error(503, _SOON)),
    Fault.COME_BACK_TOMORROW: on_first(is_not_robots, send_error(429, _TOMORROW)),
    Fault.HANG_UP: on_first(is_not_robots, _hangs_up),
    Fault.SLOW: _slow,
    Fault.ROBOTS_FILES: _forbids("/getFile/"),
    Fault.ROBOTS_ALL: _forbids("/"),
    Fault.ROBOTS_CRAWL_DELAY: _crawl_delay,
}
