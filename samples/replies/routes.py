"""Fault-free replies of the site: question list, calendar, ministries, members, files, robots.txt."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from samples.replies.http import LIST_PATHS, Reply, Request, error_reply, json_reply, text_reply
from samples.rows import FILES_PREFIX, OLDER_PREFIX, row_as_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from samples.replies.state import SiteState
    from samples.rows import Row

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
}


class _MissingParameterError(Exception):
    """A required parameter is missing: status 400, and plain text instead of JSON."""


def find_reply(site: SiteState, request: Request) -> Reply:
    """The reply to one request; HEAD is refused everywhere."""
    if request.method == "HEAD":
        return error_reply(403, request)
    if request.path.startswith((FILES_PREFIX, OLDER_PREFIX)):
        return reply_file(site, request)
    reply = ROUTES.get(request.path)
    if reply is None:
        return error_reply(404, request)
    try:
        return reply(site, request)
    except _MissingParameterError as error:
        return text_reply(f"Required request parameter '{error}' is not present", 400)
    except ValueError:  # as the site does for a value that is not a number, such as session V
        return error_reply(500, request)


def reply_list(site: SiteState, request: Request) -> Reply:
    """`[{"listOfQuestions": […], "totalRecordSize": 42, "_metadata": null}]`."""
    query = request.query
    page, size = int(query.get("pageNo", "1")), int(query.get("pageSize", "10"))
    if page < 1 or size < 1:
        raise ValueError(f"pageNo={page} pageSize={size}")
    rows = _filtered(site, query, _session_rows(site, query))
    shown = rows[(page - 1) * size : page * size]
    listed = [row_as_json(row, request.base_url) for row in shown]
    return json_reply([{"listOfQuestions": listed, "totalRecordSize": len(rows), "_metadata": None}])


def _required(query: dict[str, str], name: str) -> int:
    if not query.get(name, "").isdigit():
        raise _MissingParameterError(name)
    return int(query[name])


def _session_rows(site: SiteState, query: dict[str, str]) -> Sequence[Row]:
    """The rows of the session, or of the whole Lok Sabha if no session is given."""
    term = _required(query, "loksabhaNo")
    if "sessionNumber" in query:
        return site.sessions.get((term, int(query["sessionNumber"])), [])
    sessions = sorted((key for key in site.sessions if key[0] == term), reverse=True)
    return list(chain.from_iterable(site.sessions[key] for key in sessions))


def _filtered(site: SiteState, query: dict[str, str], rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that pass all filters; unknown parameters are ignored."""
    term, reference = int(query["loksabhaNo"]), site.parliament.reference
    if "ministryCode" in query:
        ministry = reference.ministry_name(term, int(query["ministryCode"]))
        rows = [row for row in rows if ministry and _key(row.listing.ministry) == _key(ministry)]
    if "memberCode" in query:
        member = reference.member_name(term, int(query["memberCode"]))
        rows = [row for row in rows if member in row.listing.members]
    if "questionType" in query:
        rows = [row for row in rows if row.listing.type == query["questionType"]]
    if "keyWord" in query:
        rows = [row for row in rows if _key(query["keyWord"]) in _key(row.listing.subject)]
    return rows


def _key(text: str) -> str:
    return " ".join(text.upper().split())


def reply_calendar(site: SiteState, _request: Request) -> Reply:
    """Sessions and sitting days, including planned ones."""
    return json_reply(site.parliament.reference.calendar())


def reply_ministries(site: SiteState, request: Request) -> Reply:
    """`[{"minCode": 30, "minName": "COAL", "minNameHindi": "…"}]`."""
    term = _required(request.query, "lkNo")
    found = [one for one in site.parliament.reference.ministries if one.lok_sabha == term]
    return json_reply(
        [{"minCode": one.code, "minName": one.name, "minNameHindi": one.hindi} for one in found]
    )


def reply_members(site: SiteState, request: Request) -> Reply:
    """`[{"mpNo": 5126, "mpName": "Adv A. B. Namoona", "mpNameHindi": "…"}]`."""
    term = _required(request.query, "lkNo")
    found = [one for one in site.parliament.reference.members if one.lok_sabha == term]
    return json_reply([{"mpNo": one.code, "mpName": one.name, "mpNameHindi": one.hindi} for one in found])


def reply_robots(_site: SiteState, _request: Request) -> Reply:
    """Everything is allowed."""
    return text_reply("User-agent: *\nDisallow:\n")


def reply_file(site: SiteState, request: Request) -> Reply:
    """The file, with the media type of its suffix; as on the site, an unknown file is a 500."""
    identity = request.path.removeprefix(FILES_PREFIX).removeprefix(OLDER_PREFIX)
    file = site.find_file(identity)
    if file is None or file.failures is None:
        return error_reply(500, request)
    if file.failures and site.count(identity) <= file.failures:
        return error_reply(500, request)
    return Reply(200, file.make(), _MEDIA_TYPES[identity.rpartition(".")[2]])


ROUTES: dict[str, Callable[[SiteState, Request], Reply]] = {
    **dict.fromkeys(LIST_PATHS, reply_list),
    "/api_ls/business/AllLoksabhaAndSessionDates": reply_calendar,
    "/api_ls/business/getAllLoksabhaAndSession": reply_calendar,
    "/api_ls/question/getMinistry": reply_ministries,
    "/api_ls/question/getMembers": reply_members,
    "/robots.txt": reply_robots,
}
