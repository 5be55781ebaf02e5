"""DISCOVER: reads the calendar, the lists of ministries and members, and the question lists of sessions."""

from __future__ import annotations

import asyncio
import datetime as dt
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

import scrapy
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from archive.errors import ArchiveError
from spiders.base import SiteSpider
from spiders.errors import BadReply, SiteRefuses, SpidersError, Stopped
from spiders.health import list_not_available, session_checks
from spiders.report import CrawlOutcome, Progress, ProgressThrottle, SessionTally
from spiders.site import api
from spiders.site.codes import Codes
from spiders.site.list_walk import TRIES, ListWalk
from spiders.site.rows import read_row

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from spiders.site.list_walk import PreviousWalk, WalkResult

Reply = TypeVar("Reply")
NEWEST = 2
"""Number of newest sessions that are always walked, whatever the calendar says, and must have a list."""


def oldest_current(calendar: dict[int, dict[int, list[dt.date]]]) -> tuple[int, int]:
    """The older one of the newest sessions of the newest Lok Sabha.

    >>> oldest_current({17: {14: [], 15: []}, 18: {3: [], 4: [], 5: []}}), oldest_current({18: {1: []}})
    ((18, 4), (18, 1))
    >>> oldest_current({})
    (0, 0)
    """
    newest = max(calendar, default=0)
    return newest, min(sorted(calendar.get(newest, {}))[-NEWEST:], default=0)


class QuestionsSpider(SiteSpider):
    """Walks the lists of the given sessions, or of those that may have answers of one day."""

    name = "questions"

    def __init__(
        self,
        *,
        lok_sabha: int | None = None,
        sessions: Sequence[int] = (),
        on: dt.date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.lok_sabha, self.sessions, self.on = lok_sabha, sorted(set(sessions)), on
        self.progress = ProgressThrottle()
        self.oldest_current = (0, 0)
        """Lok Sabha and session from which on a list that is not available fails the run."""

    async def start(self) -> AsyncIterator[Any]:
        """Tallies of the sessions, one after the other: each request depends on the reply before."""
        try:
            calendar = await self.reply("calendar", api.read_calendar, api.CALENDAR)
            self.oldest_current = oldest_current(calendar)
            lok_sabha = self.lok_sabha or max(calendar, default=0)
            sessions = calendar.get(lok_sabha, {})
            codes = await self.codes(lok_sabha)
            for session in self.select_sessions(sessions):
                if tally := await self.discover(lok_sabha, session, sessions.get(session, []), codes):
                    yield tally
        except (SpidersError, ArchiveError) as error:
            self.report.end(
                CrawlOutcome.REFUSED if isinstance(error, SiteRefuses) else CrawlOutcome.FAILED, str(error)
            )
            raise CloseSpider(self.report.ended) from error

    def select_sessions(self, calendar: dict[int, list[dt.date]]) -> list[int]:
        """The sessions given; else those that sit on the day and the newest ones; else all."""
        if self.sessions:
            return self.sessions
        if self.on is None:
            return sorted(calendar)
        sitting = {session for session, days in calendar.items() if self.on in days}
        return sorted(sitting | set(sorted(calendar)[-NEWEST:]))

    async def codes(self, lok_sabha: int) -> Codes:
        """Codes of the ministries and members of one Lok Sabha."""
        return Codes(
            await self.reply("ministries", api.read_ministries, api.MINISTRIES, lok_sabha),
            await self.reply("members", api.read_members, api.MEMBERS, lok_sabha),
        )

    async def discover(
        self, lok_sabha: int, session: int, sittings: list[dt.date], codes: Codes
    ) -> SessionTally | None:
        """Walk one session and record it; None, with a failed check, if its list is not available."""
        known = await asyncio.to_thread(self.ledger.known, lok_sabha, session)
        try:
            walked = await self.walk(lok_sabha, session, known.before)
        except BadReply as error:
            required = (lok_sabha, session) >= self.oldest_current
            self.report.checks.append(list_not_available(lok_sabha, session, str(error), required=required))
            return None
        now, run_id = dt.datetime.now(dt.UTC), self.ledger.run_id
        blank = SessionTally(
            lok_sabha=lok_sabha, session=session, sittings=sittings, walked_at=now, run_id=run_id
        )
        tally = await asyncio.to_thread(self.ledger.record_session, blank, walked, known, codes)
        self.report.sessions.append(tally)
        self.report.checks += session_checks(tally, known.tally, now)
        return tally

    async def walk(self, lok_sabha: int, session: int, before: PreviousWalk) -> WalkResult:
        """The session's list, complete or with its gaps named."""
        served = 0

        async def ask(page: int, size: int) -> api.ListPage:
            nonlocal served
            query = {"loksabhaNo": lok_sabha, "sessionNumber": session, "pageNo": page, "pageSize": size}
            body = await self.get(api.QUESTIONS, query | {"locale": "en"})
            served += 1
            await asyncio.to_thread(self.ledger.keep_page, lok_sabha, session, served, body)
            read = api.read_list_page(body, lok_sabha, session)
            done, what = min(page * size, read.total), f"list of Lok Sabha {lok_sabha}, session {session}"
            self.progress.emit(Progress(what=what, done=done, of=read.total))
            return read

        return await ListWalk(
            ask,
            self.pause,
            lambda raw: read_row(raw, self.site.site_url),
            before,
        ).walk()

    async def reply(
        self, name: str, read: Callable[[bytes], Reply], path: str, lok_sabha: int | None = None
    ) -> Reply:
        """A calendar or list of codes, stored as served and parsed; raises `BadReply` after some attempts."""
        query = {} if lok_sabha is None else {"lkNo": lok_sabha, "locale": "en"}
        for attempt in range(TRIES):
            await self.pause(attempt)
            try:
                body = await self.get(path, query)
                await asyncio.to_thread(self.ledger.keep_reference, name, lok_sabha, body)
                return read(body)
            except BadReply as error:
                failure = error
        raise failure

    async def pause(self, attempt: int) -> None:
        """Wait `delay` * 2^attempt seconds, at most a minute; not before the first attempt (0)."""
        if attempt:
            await asyncio.sleep(min(60.0, self.site.delay * 2**attempt))

    async def get(self, path: str, query: dict[str, Any]) -> bytes:
        """The body of a reply; raises `BadReply`, `SiteRefuses`, or `Stopped` if the crawl has ended."""
        request = scrapy.Request(
            f"{self.site.site_url}{path}?{urlencode(query)}",
            headers={
                "Accept": "application/json, text/plain, */*",
                "Referer": f"{self.site.site_url}/ls/questions/questions-and-answers",
            },
            meta={"dont_retry": True},  # the walk itself repeats it, with smaller pages
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            raise self.no_reply_error(error, request.url) from error
        if self.report.ended is not CrawlOutcome.COMPLETE:
            raise Stopped(str(self.report.error))
        if response.status != HTTPStatus.OK:
            raise BadReply(f"HTTP {response.status} from {request.url}")
        return response.body

    def no_reply_error(self, error: Exception, url: str) -> SpidersError:
        """The error for a request without a reply."""
        if self.report.ended is not CrawlOutcome.COMPLETE:
            return Stopped(str(self.report.error))
        if isinstance(error, IgnoreRequest):
            return SiteRefuses(f"robots.txt or a redirect off the site forbids {url}: {error}")
        return BadReply(f"{url}: {type(error).__name__} {error}")
