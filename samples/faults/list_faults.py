"""Faults of the question list and the calendar."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from samples.faults.actions import is_list, is_page, on_each, on_first, send_error, send_half, send_reply
from samples.faults.names import Fault
from samples.replies.http import Reply, Request, error_reply, json_reply
from samples.rows import FILES_PREFIX, OLDER_PREFIX

if TYPE_CHECKING:
    from samples.faults.actions import Action, ActiveFault, Handler, Middleware

Change: TypeAlias = Callable[[int, dict[str, Any]], dict[str, Any]]
"""Position of a list row in its session (from 0) and the row -> the row to send."""

_NOTHING = json_reply([{"listOfQuestions": [], "totalRecordSize": 0, "_metadata": None}])
_NULLS = json_reply([{"listOfQuestions": None, "totalRecordSize": None, "_metadata": None}])
BAD_LINKS = (
    (" ", "blank_link"),
    (None, "null_link"),
    ("annex/185", "malformed_link"),
    ("http://[::1/annex/185/AU1_a.pdf", "malformed_link"),
    ("https://elsewhere.example/annex/185/AU1_b.pdf", "off_site"),
    ("http://127.0.0.1@elsewhere.example/annex/185/AU1_c.pdf", "off_site"),
    ("http://127.0.0.1:9/annex/185/AU1_d.pdf", "off_site"),
    ("http://169.254.169.254/annex/185/AU1_e.pdf", "off_site"),
    ("http://10.0.0.1/annex/185/AU1_f.pdf", "off_site"),
    ("http://[::1]/annex/185/AU1_i.pdf", "off_site"),
    ("http://[::ffff:127.0.0.1]/annex/185/AU1_j.pdf", "off_site"),
    ("file:///annex/185/AU1_g.pdf", "off_site"),
    ("//elsewhere.example/annex/185/AU1_h.pdf", "off_site"),
)
"""Links that a crawler must not follow, and the cause it should report for each."""


def _rows(change: Change) -> Action:
    """Changes each row of a list page with `change`."""

    def action(request: Request, call_next: Handler) -> Reply:
        (envelope,) = json.loads(call_next(request).body)
        size, page = (int(request.query.get(name, "1")) for name in ("pageSize", "pageNo"))
        changed = [change(size * (page - 1) + i, row) for i, row in enumerate(envelope["listOfQuestions"])]
        return json_reply([envelope | {"listOfQuestions": changed}])

    return action


def _without_last(request: Request, call_next: Handler) -> Reply:
    (envelope,) = json.loads(call_next(request).body)
    return json_reply([envelope | {"listOfQuestions": envelope["listOfQuestions"][:-1]}])


def _dirty(_position: int, row: dict[str, Any]) -> dict[str, Any]:
    subject, ministry = str(row["subjects"]), str(row["ministry"])
    head, tail = subject[:8], subject[8:]
    return row | {
        "subjects": f"  {head}\u2060 {tail} \n" + " " * 900,
        "ministry": f"{ministry.replace(' ', '  ')} ",
        "type": str(row["type"]).ljust(10),
    }


def _bad_link(position: int, row: dict[str, Any]) -> dict[str, Any]:
    return row | {"questionsFilePath": BAD_LINKS[position][0]} if position < len(BAD_LINKS) else row


def _older_links(_position: int, row: dict[str, Any]) -> dict[str, Any]:
    def older(link: str) -> str:
        return link.replace(FILES_PREFIX, OLDER_PREFIX).replace("=lsapps", "=pqals")

    return {name: older(v) if isinstance(v, str) else v for name, v in row.items()}


def _without(_position: int, row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "supplementaryType"}


def _null_links(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    def change(position: int, row: dict[str, Any]) -> dict[str, Any]:
        return row | {"questionsFilePath": None} if position < active.amount else row

    return _rows(change)(request, call_next) if request.is_list else call_next(request)


def _large_pages(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    large = request.is_list and int(request.query.get("pageSize", "10")) > active.amount
    return error_reply(500, request) if large else call_next(request)


def _row_500(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    size, page = int(request.query.get("pageSize", "10")), int(request.query.get("pageNo", "1"))
    holds = request.is_list and size * (page - 1) < active.amount <= size * page
    return error_reply(500, request) if holds else call_next(request)


def _lok_sabha_500(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    broken = request.is_list and int(request.query["loksabhaNo"]) == active.amount
    return error_reply(500, request) if broken else call_next(request)


def _session_of(request: Request) -> tuple[int, int]:
    return int(request.query["loksabhaNo"]), int(request.query["sessionNumber"])


def _grow_mid_walk(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    """Add a sitting day to the requested session, once."""
    wanted = is_page(2)(request) and "sessionNumber" in request.query
    if wanted and active.site.count(active.fault) == 1:
        active.site.add_sitting_day(_session_of(request), questions=int(active.amount))
    return call_next(request)


def _shift_mid_walk(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    """Remove and add the same number of rows, once, so that the total does not change."""
    if is_page(2)(request) and active.site.count(active.fault) == 1:
        key = _session_of(request)
        for row in active.site.sessions[key][: int(active.amount)]:
            active.site.remove_row(row.listing.question_id)
        active.site.add_sitting_day(key, questions=int(active.amount))
    return call_next(request)


def _repeated_page(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    if is_page(2)(request) and active.is_due():
        return call_next(dataclasses.replace(request, query={**request.query, "pageNo": "1"}))
    return call_next(request)


def _ignored_session(active: ActiveFault, request: Request, call_next: Handler) -> Reply:
    asked = request.query.get("sessionNumber")
    if not request.is_list or asked is None:
        return call_next(request)
    term = request.query["loksabhaNo"]
    others = [str(s) for lok, s in active.site.sessions if str(lok) == term and str(s) != asked]
    return call_next(
        dataclasses.replace(request, query={**request.query, "sessionNumber": (others or [asked])[0]})
    )


def _empty_calendar(request: Request, call_next: Handler) -> Reply:
    terms = json.loads(call_next(request).body)
    for term in terms:
        max(term["sessions"], key=lambda session: session["sessionNo"])["dates"] = []
    return json_reply(terms)


LIST_FAULTS: dict[Fault, Middleware] = {
    Fault.LIST_500_ONCE: on_first(is_list, send_error(500)),
    Fault.LIST_500_LARGE_PAGES: _large_pages,
    Fault.LIST_500_ROW: _row_500,
    Fault.LIST_500_LOK_SABHA: _lok_sabha_500,
    Fault.GROW_MID_WALK: _grow_mid_walk,
    Fault.SHIFT_MID_WALK: _shift_mid_walk,
    Fault.EMPTY_FIRST_PAGE_ONCE: on_first(is_page(1), send_reply(_NOTHING)),
    Fault.REPEATED_PAGE: _repeated_page,
    Fault.SHORT_PAGE: on_first(is_list, _without_last),
    Fault.IGNORED_SESSION: _ignored_session,
    Fault.TRUNCATED_LIST_BODY: on_first(is_list, send_half),
    Fault.NEW_FIELD: on_each(is_list, _rows(lambda _position, row: row | {"isWithdrawn": False})),
    Fault.LOST_FIELD: on_each(is_list, _rows(_without)),
    Fault.DIRTY_STRINGS: on_each(is_list, _rows(_dirty)),
    Fault.BAD_LINKS: on_each(is_list, _rows(_bad_link)),
    Fault.OLDER_LINKS: on_each(is_list, _rows(_older_links)),
    Fault.NULL_LINKS: _null_links,
    Fault.LIST_WITHOUT_FIELDS: on_first(is_list, send_reply(_NULLS)),
    Fault.EMPTY_CALENDAR: on_each(lambda request: "SessionDates" in request.path, _empty_calendar),
}
