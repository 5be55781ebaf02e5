"""Replays the archived list pages of a session through the functions of the crawl that stored them."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
import zstandard

from archive.errors import MissingKey
from archive.keys import listing_prefix, reference_key
from archive.schemas import QUESTIONS
from archive.tables import empty_frame
from spiders.errors import BadReply
from spiders.ledger.question_rows import QuestionRow, listing_change, listing_rows
from spiders.report import SessionTally
from spiders.site import api
from spiders.site.codes import Codes
from spiders.site.list_walk import ListWalk, PreviousWalk, WalkResult
from spiders.site.rows import read_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.store import Store
    from spiders.ledger.changes import ChangeRow

Reply = TypeVar("Reply")
_PAGE = re.compile(r"/(?P<run>[^/]+)/p(?P<page>\d+)\.json\.zst$")


@dataclass
class Replay:
    """A session as its archived list pages have it, oldest walk first."""

    rows: dict[str, QuestionRow] = field(default_factory=dict)
    changes: list[ChangeRow] = field(default_factory=list)
    tally: SessionTally | None = None
    """Counts of the newest complete walk, or of the newest one if none is complete."""


def page_keys(store: Store, lok_sabha: int, session: int) -> dict[str, list[str]]:
    """The keys of a session's list pages by run, in the order of the requests."""
    found: dict[str, list[str]] = {}
    for key in sorted(store.keys(listing_prefix(lok_sabha, session))):
        if match := _PAGE.search(key):
            found.setdefault(match["run"], []).append(key)
    return dict(sorted(found.items()))


def run_time(run_id: str) -> dt.datetime:
    """When a run started; now, if its name does not begin with a time.

    >>> run_time("20250729T133000-3f2a").isoformat()
    '2025-07-29T13:30:00+00:00'
    """
    try:
        return dt.datetime.strptime(run_id[:15], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime.now(dt.UTC)


def replay_session(store: Store, lok_sabha: int, session: int, site_url: str) -> Replay:
    """The rows and changes that all archived walks over a session give, without the site."""
    replay, last_walk = Replay(), None
    for run_id, keys in page_keys(store, lok_sabha, session).items():
        walked = replay_walk(store, keys, lok_sabha, session, site_url)
        if not walked.rows:
            continue
        now, codes = run_time(run_id), _codes(store, run_id, lok_sabha)
        known = pl.DataFrame(list(replay.rows.values()), schema=empty_frame(QUESTIONS).schema)
        found = listing_rows(walked, known, codes, now=now, last_walk=last_walk or now, run_id=run_id)
        for row, old in list(found):
            if change := listing_change(row, old, now=now, run_id=run_id):
                replay.changes.append(change)
            replay.rows[row["question_id"]] = row
        if walked.complete or not (replay.tally and replay.tally.complete):
            replay.tally = _tally(store, walked, lok_sabha, session, run_id)
        last_walk = now
    return replay


def replay_walk(store: Store, keys: list[str], lok_sabha: int, session: int, site_url: str) -> WalkResult:
    """The result of one walk; pages that cannot be read are as if the site had not served them.

    Requests that failed have left no page. Where the walk cannot be followed because of them, the result has
    the rows of all pages, and is complete if these are as many as the site declared.
    """
    pages = list(_pages(store, keys, lok_sabha, session))
    read = partial(read_row, site_url=site_url)
    united = _united(pages, read)
    try:
        walked = asyncio.run(_walk(list(pages), read))
    except BadReply:
        return united
    return walked if walked.complete or len(walked.rows) >= len(united.rows) else united


async def _walk(pages: list[api.ListPage | None], read: Callable[[dict[str, Any]], Any]) -> WalkResult:
    async def ask(_page: int, _size: int) -> api.ListPage:
        page = pages.pop(0) if pages else None
        if page is None:
            raise BadReply("no page is archived")
        return page

    async def pause(_attempt: int) -> None:
        """No site, hence no pause."""

    return await ListWalk(ask, pause, read, PreviousWalk()).walk()


def _pages(store: Store, keys: list[str], lok_sabha: int, session: int) -> Iterator[api.ListPage | None]:
    """Each page, None for a reply that is none."""
    for key in keys:
        try:
            yield api.read_list_page(zstandard.decompress(store.get(key)), lok_sabha, session)
        except (BadReply, zstandard.ZstdError):
            yield None


def _united(pages: list[api.ListPage | None], read: Callable[[dict[str, Any]], Any]) -> WalkResult:
    """The rows of all pages that declare the same total as the last one."""
    readable = [page for page in pages if page]
    walked = WalkResult(total=readable[-1].total if readable else 0)
    for page in readable:
        if page.total != walked.total:
            continue
        for raw in page.rows:
            try:
                row = read(raw)
            except BadReply as error:
                walked.issues.append(str(error))
                continue
            walked.rows[row.question_id] = row
    return walked


def _tally(store: Store, walked: WalkResult, lok_sabha: int, session: int, run_id: str) -> SessionTally:
    unknown: dict[int, dict[int, list[dt.date]]] = {}
    key = reference_key(run_id, "calendar")
    calendar = _reference(store, key, api.read_calendar, unknown)
    return SessionTally(
        lok_sabha=lok_sabha,
        session=session,
        declared=walked.total,
        listed=len(walked.rows),
        unchanged=len(walked.rows),
        complete=walked.complete,
        duplicates=walked.duplicates,
        holes=[gap.describe(walked.total) for gap in walked.gaps],
        issues=walked.issues,
        sittings=calendar.get(lok_sabha, {}).get(session, []),
        days=dict(sorted(Counter(row.date for row in walked.rows.values()).items())),
        walked_at=run_time(run_id),
        run_id=run_id,
    )


def _codes(store: Store, run_id: str, lok_sabha: int) -> Codes:
    """The codes as the run saw them; none if they are lost."""
    ministries, members = codes_keys(store, run_id, lok_sabha)
    return Codes(
        _reference(store, ministries, api.read_ministries, []),
        _reference(store, members, api.read_members, []),
    )


def codes_keys(store: Store, run_id: str, lok_sabha: int) -> list[str]:
    """The keys of the lists of ministries and members that a run was served for a Lok Sabha."""
    found = []
    for name in ("ministries", "members"):
        key, older = reference_key(run_id, name, lok_sabha), reference_key(run_id, name)
        # the first stores kept only those of the last Lok Sabha of a run
        found.append(older if not store.exists(key) and store.exists(older) else key)
    return found


def _reference(store: Store, key: str, read: Callable[[bytes], Reply], lost: Reply) -> Reply:
    try:
        return read(zstandard.decompress(store.get(key)))
    except (MissingKey, BadReply, zstandard.ZstdError):
        return lost
