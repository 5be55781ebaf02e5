"""The walk over one session's question list: complete, or with every hole named.

The list has no cursor: pages are cut from an order that is newest first, a sitting day is put in front,
and older sessions answer HTTP 500 for some large pages while the later ones are well.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from spiders.errors import BadReply
from spiders.site.api import ListPage
from spiders.site.rows import ListRow, row_id

SIZES = (240, 120, 60, 30)
"""Rows a page; each divides the one before, so that a smaller page starts where the larger one failed."""
NARROW_SIZES = (6, 1)
"""Rows a page of what the smallest page did not give: a row that the site cannot serve hides no others."""
TRIES = 3
RESTARTS = 5
GAPS_IN_A_ROW = 4

Ask = Callable[[int, int], Awaitable[ListPage]]
"""(pageNo, pageSize) -> the page; raises `BadReply` on anything else."""
Pause = Callable[[int], Awaitable[None]]
"""Waits before the given try."""


@dataclass(frozen=True)
class Gap:
    """Rows that the list would not give: `offset` from 0, `size` rows, as far as the total goes."""

    offset: int
    size: int
    reason: str

    def describe(self, total: int) -> str:
        """`rows 31 to 60: …`, counted from 1, as far as a list of so many rows goes."""
        first, last = self.offset + 1, min(self.offset + self.size, total)
        return f"{f'row {first}' if first == last else f'rows {first} to {last}'}: {self.reason}"


@dataclass
class WalkResult:
    """What a walk brought home."""

    total: int = 0
    rows: dict[str, ListRow] = field(default_factory=dict)
    duplicates: list[str] = field(default_factory=list)
    holes: list[Gap] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    unchanged: bool = False
    """CrawlOutcome at the first page: the total is the known one and nothing new was to be expected."""

    @property
    def complete(self) -> bool:
        """Whether every declared row is there, known duplicates aside."""
        return not self.holes and len(self.rows) + len(self.duplicates) == self.total


@dataclass(frozen=True)
class PreviousWalk:
    """What earlier walks found: how many rows, the total of the last complete walk, rows listed twice."""

    listed: int = 0
    total: int | None = None
    duplicates: frozenset[str] = frozenset()


class _Moved(Exception):
    """The total changed in mid-walk: pages shifted under us."""


@dataclass
class ListWalk:
    """Walks one session; `read` cleans a raw row."""

    ask: Ask
    pause: Pause
    read: Callable[[dict[str, Any]], ListRow]
    before: PreviousWalk = PreviousWalk()
    stop_if_unchanged: bool = False
    _total: int | None = None

    async def walk(self) -> WalkResult:
        """All rows; raises `BadReply` where the list cannot be had or never stands still.

        A row that comes twice is believed when a second walk finds it so: pages that shift while we walk show
        a row twice, too, and hide another. So is an empty list that was not known to be empty.
        """
        believed, empty = self.before.duplicates, self.before.total == 0
        for _ in range(RESTARTS):
            self._walked, self._total, self._short = WalkResult(), None, dict[int, ListPage]()
            try:
                await self._walk_pages()
                await self._mend_holes()
            except _Moved:
                continue
            self._take_short_pages()
            self._walked.total = self._total or 0
            self._refuse_nothing()
            if not self._walked.total and not empty:
                empty = True
                await self.pause(1)
                continue
            if believed >= set(self._walked.duplicates):
                return self._walked
            believed |= set(self._walked.duplicates)
        raise BadReply(f"the list changed during {RESTARTS} walks in a row")

    async def _walk_pages(self) -> None:
        walked, offset, level = self._walked, 0, 0
        while self._total is None or offset < self._total:
            size = SIZES[level]
            page = await self._page(offset, size)
            if isinstance(page, ListPage):
                self._total = page.total
                walked.unchanged = self.stop_if_unchanged and page.total == self.before.total
                if walked.unchanged:
                    return
                self._take(page)
                level = _widest(offset + size, level)
            elif level + 1 < len(SIZES):
                level += 1
                continue
            else:
                walked.holes.append(Gap(offset, size, page))
                if self._lost(offset):
                    return
            offset += size

    async def _page(self, offset: int, size: int, tries: int = TRIES) -> ListPage | str:
        """The page with all its rows, or why not, after some tries."""
        reason = ""
        for attempt in range(tries):
            await self.pause(attempt)
            try:
                page = await self.ask(offset // size + 1, size)
            except BadReply as error:
                reason = str(error)
                continue
            reason = self._doubt(page, offset, size)
            if not reason:
                return page
            if size == SIZES[-1]:
                self._short[offset] = page
        return reason

    def _doubt(self, page: ListPage, offset: int, size: int) -> str:
        """Why the page cannot be taken as it is, or ""."""
        if not offset and not page.rows and (self.before.listed or page.total):
            return f"an empty first page where {page.total or self.before.listed} rows were listed"
        if self._total is not None and page.total != self._total:
            raise _Moved
        expected = max(0, min(size, page.total - offset))
        if len(page.rows) != expected:
            return f"{len(page.rows)} rows where {expected} were due"
        if expected > 1 and all(row_id(raw) in self._walked.rows for raw in page.rows):
            return "the rows of an earlier page again"
        return ""

    def _take(self, page: ListPage) -> None:
        walked = self._walked
        for raw in page.rows:
            try:
                row = self.read(raw)
            except BadReply as error:
                self._note(str(error))
                continue
            self._note(*row.issues)
            if row.question_id in walked.rows:
                walked.duplicates.append(row.question_id)
            walked.rows[row.question_id] = row

    def _note(self, *issues: str) -> None:
        """Each issue once: a field that is new or gone is so in every row."""
        self._walked.issues += [issue for issue in issues if issue not in self._walked.issues]

    def _lost(self, offset: int) -> bool:
        """Whether so many pages failed in a row that the rest is one hole."""
        last = [hole.offset for hole in self._walked.holes[-GAPS_IN_A_ROW:]]
        if last != [offset - SIZES[-1] * i for i in reversed(range(GAPS_IN_A_ROW))]:
            return False
        if self._total is None:
            raise BadReply(f"the question list cannot be had: {self._walked.holes[-1].reason}")
        if (rest := self._total - offset - SIZES[-1]) > 0:
            self._walked.holes.append(Gap(offset + SIZES[-1], rest, "not asked: too many failures in a row"))
        return True

    async def _mend_holes(self) -> None:
        """Ask once more for the holes, until nothing comes: what failed for a minute may be well by now."""
        holes, self._walked.holes = self._walked.holes, []
        while holes:
            hole = holes.pop(0)
            left = await self._ask_again(hole) if hole.size == SIZES[-1] else [hole]
            self._walked.holes += left
            if left == [hole]:
                break
        self._walked.holes += holes

    async def _ask_again(self, hole: Gap) -> list[Gap]:
        """What is left of a hole."""
        page = await self._page(hole.offset, hole.size)
        if isinstance(page, ListPage):
            self._take(page)
            return []
        return await self._narrow(hole)

    async def _narrow(self, hole: Gap) -> list[Gap]:
        """What is left of a hole when its parts are asked for, row by row at last; all if nothing comes."""
        size = next((size for size in NARROW_SIZES if size < hole.size), None)
        if size is None:
            return [hole]
        left: list[Gap] = []
        for offset in range(hole.offset, min(hole.offset + hole.size, self._total or 0), size):
            page = await self._page(offset, size, tries=1)
            if isinstance(page, ListPage):
                self._take(page)
            else:
                left += await self._narrow(Gap(offset, size, page))
            lost = sum(part.size for part in left)
            if lost >= GAPS_IN_A_ROW and lost == offset + size - hole.offset:
                return [hole]
        return left

    def _refuse_nothing(self) -> None:
        walked = self._walked
        if self.before.listed and not walked.total:
            raise BadReply(f"an empty list where {self.before.listed} rows were listed")
        if walked.total and not walked.rows and not walked.unchanged:
            reasons = [*walked.issues, *(hole.reason for hole in walked.holes)]
            raise BadReply(f"none of {walked.total} rows can be read: {reasons[0]}")

    def _take_short_pages(self) -> None:
        """The rows that came of pages which stayed short: the hole is named, what is there is not lost."""
        for hole in self._walked.holes:
            page = self._short.get(hole.offset)
            if page and page.total == self._total:
                new = [raw for raw in page.rows if row_id(raw) not in self._walked.rows]
                self._take(ListPage(new, page.total))


def _widest(offset: int, level: int) -> int:
    """The level of the largest page that may start at an offset, from the present level up.

    >>> _widest(60, 3), _widest(90, 3), _widest(480, 3)
    (2, 3, 0)
    """
    while level and offset % SIZES[level - 1] == 0:
        level -= 1
    return level
