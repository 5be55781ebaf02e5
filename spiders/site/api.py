"""Parses replies of the list API: list pages, the calendar, ministries and members."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from spiders.errors import BadReply

CALENDAR = "/api_ls/business/AllLoksabhaAndSessionDates"
QUESTIONS = "/api_ls/question/qetFilteredQuestionsAns"
"""The site spells it so."""
MINISTRIES = "/api_ls/question/getMinistry"
MEMBERS = "/api_ls/question/getMembers"


@dataclass(frozen=True)
class ListPage:
    """One page of the question list; `total` is the number of rows of the whole session."""

    rows: list[dict[str, Any]]
    total: int


def read_list_page(body: bytes, lok_sabha: int, session: int) -> ListPage:
    """The page; raises `BadReply` if the reply is no list page or has rows of another session.

    Source: `[{"listOfQuestions":[{row}, …],"totalRecordSize":3499,"_metadata":null}]`
    """
    reply = read_array(body, "a page of the question list")
    try:
        (envelope,) = reply
        rows, total = envelope["listOfQuestions"], int(envelope["totalRecordSize"])
        strangers = {(str(r["lokNo"]).strip(), str(r["sessionNo"]).strip()) for r in rows}
    except (TypeError, ValueError, KeyError) as error:
        raise BadReply(f"not a page of the question list: {error!r}, {body[:80]!r}") from error
    if not isinstance(rows, list):
        raise BadReply(f"not a page of the question list: {body[:80]!r}")
    strangers -= {(str(lok_sabha), str(session))}
    if strangers:
        raise BadReply(f"rows of another session: {sorted(strangers)}; the site ignored a parameter")
    return ListPage(rows, total)


def read_calendar(body: bytes) -> dict[int, dict[int, list[dt.date]]]:
    """Sitting days by Lok Sabha and session, planned days included.

    Source: `[{"loksabha":18,"sessions":[{"sessionNo":4,"sessionPeriod":["31/01/2025 to 13/02/2025"],
    "dates":["31/01/2025",…]}]}]`
    """
    try:
        return {
            int(term["loksabha"]): {
                int(session["sessionNo"]): [_calendar_date(day) for day in session["dates"] or []]
                for session in term["sessions"]
            }
            for term in read_array(body, "the calendar of sittings", may_be_empty=False)
        }
    except (TypeError, ValueError, KeyError) as error:
        raise BadReply(f"not the calendar of sittings: {error!r}, {body[:80]!r}") from error


def read_ministries(body: bytes) -> list[tuple[str, int]]:
    """Names and codes of ministries.

    Source: `[{"minCode":30,"minName":"AGRICULTURE AND FARMERS WELFARE","minNameHindi":"…"}]`
    """
    return _read_names(body, code="minCode", name="minName")


def read_members(body: bytes) -> list[tuple[str, int]]:
    """Names and codes of members.

    Source: `[{"mpNo":5126,"mpName":"…","mpNameHindi":"…"}]`
    """
    return _read_names(body, code="mpNo", name="mpName")


def _read_names(body: bytes, *, code: str, name: str) -> list[tuple[str, int]]:
    try:
        return [(str(entry[name]), int(entry[code])) for entry in read_array(body, f"a list of {name}")]
    except (TypeError, ValueError, KeyError) as error:
        raise BadReply(f"not a list of {name}: {error!r}, {body[:80]!r}") from error


def read_array(body: bytes, wanted: str, *, may_be_empty: bool = True) -> list[Any]:
    """The JSON array of a reply, which should be `wanted`; raises `BadReply` for anything else.

    Source of an error with status 200: `{"timestamp":"…","status":500,"error":"Internal Server Error",…}`
    """
    try:
        reply = json.loads(body)
    except ValueError as error:
        raise BadReply(f"not JSON ({error}): {body[:80]!r}") from error
    if isinstance(reply, dict) and (what := reply.get("error") or reply.get("message")):
        raise BadReply(f"an error with HTTP 200 instead of {wanted}: {str(what)[:80]!r}")
    if not isinstance(reply, list) or not (reply or may_be_empty):
        raise BadReply(f"not {wanted}: {body[:80]!r}")
    return reply


def _calendar_date(text: str) -> dt.date:
    return dt.datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
