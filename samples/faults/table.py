"""How each fault of the sample site is played: a function around the site's honest reply."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

from samples.documents.files import ERROR_PAGE
from samples.faults.actions import always, fails, first, is_file, is_other_than_robots, is_robots, says
from samples.faults.file_faults import FILE_FAULTS
from samples.faults.list_faults import LIST_FAULTS
from samples.faults.names import Fault
from samples.replies.http import Reply, Request, text_reply

if TYPE_CHECKING:
    from samples.faults.actions import Answer, Around
    from samples.site import Site

_WEB_PAGE = Reply(200, ERROR_PAGE, "text/html;charset=UTF-8")
_SOON, _TOMORROW = {"Retry-After": "1"}, {"Retry-After": "86400"}


def _is_list_or_file(request: Request) -> bool:
    return request.is_list or is_file(request)


def _hangs_up(request: Request, answer: Answer) -> Reply:
    return dataclasses.replace(answer(request), status=0)


def _slow(_site: Site, request: Request, answer: Answer, amount: float) -> Reply:
    time.sleep(amount)
    return answer(request)


def _forbids(path: str) -> Around:
    return always(is_robots, says(text_reply(f"User-agent: *\nDisallow: {path}\n")))


AROUND: dict[Fault, Around] = {
    **LIST_FAULTS,
    **FILE_FAULTS,
    Fault.CAPTCHA: first(Fault.CAPTCHA, _is_list_or_file, says(_WEB_PAGE)),
    Fault.FORBIDDEN: first(Fault.FORBIDDEN, is_other_than_robots, fails(403)),
    Fault.TOO_MANY_REQUESTS: first(Fault.TOO_MANY_REQUESTS, is_other_than_robots, fails(429, _SOON)),
    Fault.BUSY: first(Fault.BUSY, is_other_than_robots, fails(503, _SOON)),
    Fault.COME_BACK_TOMORROW: first(Fault.COME_BACK_TOMORROW, is_other_than_robots, fails(429, _TOMORROW)),
    Fault.HANG_UP: first(Fault.HANG_UP, is_other_than_robots, _hangs_up),
    Fault.SLOW: _slow,
    Fault.ROBOTS_FILES: _forbids("/getFile/"),
    Fault.ROBOTS_ALL: _forbids("/"),
}
