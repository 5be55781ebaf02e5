"""DISCOVER: the calendar, the reference lists and the question list of one Lok Sabha."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import scrapy
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from spiders import pages
from spiders.codes import Codes
from spiders.errors import BadReply, SiteRefuses, SiteUnreachable, SpidersError
from spiders.manners import is_environment_fault
from spiders.report import CrawlReport, Ended, Progress, say
from spiders.rows import read_row
from spiders.walk import TRIES, ListWalk, Walked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator, Sequence

    from archive.settings import Settings
    from spiders.ledger import Ledger

NEWEST = 2
"""Sessions that are always asked for, whatever the calendar says of them."""


NEWEST = 2
"""Sessions that are always asked for, whatever the calendar says of them."""


class QuestionsSpider(scrapy.Spider):
    """Walks the list of the wanted sessions, or of those that may hold answers of one day."""

    name = "questions"

    def __init__(
        self,
        *,
        site: Settings,
        ledger: Ledger,
        lok_sabha: int | None = None,
        sessions: Sequence[int] = (),
        on: dt.date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(self.name, **kwargs)
        self.site, self.ledger = site, ledger
        self.lok_sabha, self.sessions, self.on = lok_sabha, sorted(set(sessions)), on
        self.report = CrawlReport(crawl=self.name, run_id=ledger.run_id)

    async def start(self) -> AsyncIterator[Any]:
        """Everything in one line of requests: the next one depends on the reply."""
        try:
            calendar = pages.read_calendar(await self.reply("calendar", pages.CALENDAR))
            lok_sabha = self.lok_sabha or max(calendar, default=0)
            sessions = calendar.get(lok_sabha, {})
            codes = await self.codes(lok_sabha)
            for session in self.chosen_sessions(sessions):
                walked = await self.walk(lok_sabha, session, sessions.get(session, []))
                tally = await asyncio.to_thread(
                    self.ledger.record_session, lok_sabha, session, walked, codes, sessions.get(session, [])
                )
                self.report.sessions.append(tally)
                yield tally
        except SpidersError as error:
            self.report.end(ended_by(error), str(error))
            raise CloseSpider(self.report.ended) from error

    def chosen_sessions(self, calendar: dict[int, list[dt.date]]) -> list[int]:
        """The sessions asked for; else those that sit on the day and the newest ones; else all."""
        if self.sessions:
            return self.sessions
        if self.on is None:
            return sorted(calendar)
        sitting = {session for session, days in calendar.items() if self.on in days}
        return sorted(sitting | set(sorted(calendar)[-NEWEST:]))

    async def codes(self, lok_sabha: int) -> Codes:
        """Ministries and members of the term with their codes."""
        query = {"lkNo": lok_sabha, "locale": "en"}
        ministries = await self.reply("ministries", pages.MINISTRIES, query)
        members = await self.reply("members", pages.MEMBERS, query)
        return Codes(
            pages.read_names(ministries, code="minCode", name="minName"),
            pages.read_names(members, code="mpNo", name="mpName"),
        )

    async def walk(self, lok_sabha: int, session: int, sittings: list[dt.date]) -> Walked:
        """The session's list, complete or with its holes named."""
        known = await asyncio.to_thread(self.ledger.known_total, lok_sabha, session)
        served = 0

        async def ask(page: int, size: int) -> pages.ListPage:
            nonlocal served
            query = {"loksabhaNo": lok_sabha, "sessionNumber": session, "pageNo": page, "pageSize": size}
            body = await self.get(pages.QUESTIONS, query | {"locale": "en"})
            served += 1
            await asyncio.to_thread(self.ledger.keep_page, lok_sabha, session, served, body)
            read = pages.read_list_page(body, lok_sabha, session)
            say(Progress(what=f"list of session {session}", done=min(page * size, read.total), of=read.total))
            return read

        return await ListWalk(
            ask,
            self.pause,
            lambda raw: read_row(raw, self.site.site_url),
            known_total=known,
            stop_if_unchanged=self.on is not None and self.on not in sittings,
        ).walk()

    async def reply(self, name: str, path: str, query: dict[str, Any] | None = None) -> bytes:
        """A reference reply after some tries, archived as served."""
        for attempt in range(TRIES):
            await self.pause(attempt)
            try:
                body = await self.get(path, query or {})
            except BadReply:
                if attempt + 1 == TRIES:
                    raise
                continue
            await asyncio.to_thread(self.ledger.keep_reference, name, body)
            return body
        raise AssertionError("unreachable")

    async def pause(self, attempt: int) -> None:
        """Twice as long before each further try, in units of the configured delay."""
        if attempt:
            await asyncio.sleep(min(60.0, self.site.delay * 2**attempt))

    async def get(self, path: str, query: dict[str, Any]) -> bytes:
        """The body of a reply; raises `BadReply`, `SiteRefuses` or `SiteUnreachable`."""
        request = scrapy.Request(
            f"{self.site.site_url}{path}?{urlencode(query)}",
            headers={
                "Accept": "application/json, text/plain, */*",
                "Referer": f"{self.site.site_url}/ls/questions/questions-and-answers",
            },
            meta={"dont_retry": True},  # the walk retries with smaller pages
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            raise refusal(error, request.url) from error
        if response.status in {403, 429}:
            raise SiteRefuses(f"{self.site.site_url} answers HTTP {response.status} to {request.url}")
        if response.status != HTTPStatus.OK:
            raise BadReply(f"HTTP {response.status} from {request.url}")
        return response.body


def ended_by(error: SpidersError) -> Ended:
    """How a crawl ends that stopped with this error."""
    return {SiteRefuses: Ended.REFUSED, SiteUnreachable: Ended.UNREACHABLE}.get(type(error), Ended.FAILED)


def refusal(error: Exception, url: str) -> SpidersError:
    """What a failed download means for the walk."""
    if is_environment_fault(error):
        return SiteUnreachable(f"cannot reach {url}: {error}")
    if isinstance(error, IgnoreRequest):
        return SiteRefuses(f"robots.txt, or a redirect off the site, keeps us from {url}: {error}")
    return BadReply(f"{url}: {type(error).__name__} {error}")
