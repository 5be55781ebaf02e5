"""Walks one session's question list; the result is complete or names its gaps.

The list has page numbers but no cursor. It is sorted newest first, so each new sitting day shifts all rows;
older sessions answer HTTP 500 for some large pages, while smaller pages and later ones work.

Every walk reads the whole list: rows change in place (a link comes late, a subject is corrected) while the
total stays the same, and the list says nothing about that. 3,499 rows are 15 pages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from spiders.errors import BadReply
from spiders.site.api import ListPage
from spiders.site.rows import ListRow, row_id

SIZES = (240, 120, 60, 30)
"""Rows per page; each divides the one before, so that smaller pages start where a larger one failed."""
NARROW_SIZES = (6, 1)
"""Rows per request when the smallest page fails, so that one bad row hides no others."""
TRIES = 3
"""Requests per page before a smaller page is tried."""
RESTARTS = 5
"""Walks from the start when the list changes in between."""
GAPS_IN_A_ROW = 4
"""Failed pages in a row after which the rest of the list is one gap."""

Ask = Callable[[int, int], Awaitable[ListPage]]
"""(pageNo, pageSize) -> the page; raises `BadReply` on anything else."""
Pause = Callable[[int], Awaitable[None]]
"""Waits before the given attempt, counted from 0."""


@dataclass(frozen=True)
class Gap:
    """Rows that the site did not serve: `size` rows from `offset` (from 0), perhaps past the end."""

    offset: int
    size: int
    reason: str

    def describe(self, total: int) -> str:
        """`rows 31 to 60: …`, counted from 1, up to the last row of a list of `total` rows."""
        first, last = self.offset + 1, min(self.offset + self.size, total)
        return f"{f'row {first}' if first == last else f'rows {first} to {last}'}: {self.reason}"


@dataclass
class WalkResult:
    """Result of one walk over a session's list; `total` is the number of rows that the site declares."""

    total: int = 0
    rows: dict[str, ListRow] = field(default_factory=dict)
    duplicates: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every declared row was read; rows that the site lists twice count as two."""
        return not self.gaps and len(self.rows) + len(self.duplicates) == self.total


@dataclass(frozen=True)
class PreviousWalk:
    """What earlier walks found.

    `listed` counts the rows that are still listed; `duplicates` are the rows listed twice; `total` is that of
    the last walk, None if it was incomplete.
    """

    listed: int = 0
    total: int | None = None
    duplicates: frozenset[str] = frozenset()


class _ListChanged(Exception):
    """Raised when the total changes during a walk: rows have moved between pages."""


@dataclass
class ListWalk:
    """Walks one session's list with the functions given; `read` makes a `ListRow` of a raw row."""

    ask: Ask
    pause: Pause
    read: Callable[[dict[str, Any]], ListRow]
    before: PreviousWalk = PreviousWalk()
    _total: int | None = None

    async def walk(self) -> WalkResult:
        """All rows; raises `BadReply` if no page can be read or the list changes during every walk.

        Duplicate rows are accepted if a second walk finds the same ones: rows that move between pages during
        a walk appear twice, too, and hide others. So is an empty list, unless it was empty before.
        """
        believed, empty = self.before.duplicates, self.before.total == 0
        for _ in range(RESTARTS):
            self._walked, self._total, self._incomplete = WalkResult(), None, dict[int, ListPage]()
            try:
                await self._walk_pages()
                await self._fill_gaps()
            except _ListChanged:
                continue
            self._take_incomplete_pages()
            self._walked.total = self._total or 0
            self._check_not_empty()
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
                self._take(page)
                level = _widest(offset + size, level)
            elif level + 1 < len(SIZES):
                level += 1
                continue
            else:
                walked.gaps.append(Gap(offset, size, page))
                if self._gives_up(offset):
                    return
            offset += size

    async def _page(self, offset: int, size: int, tries: int = TRIES) -> ListPage | str:
        """The page if it has all its rows, else the reason of the last failure."""
        reason = ""
        for attempt in range(tries):
            await self.pause(attempt)
            try:
                page = await self.ask(offset // size + 1, size)
            except BadReply as error:
                reason = str(error)
                continue
            reason = self._page_problem(page, offset, size)
            if not reason:
                return page
            if size == SIZES[-1]:
                self._incomplete[offset] = page
        return reason

    def _page_problem(self, page: ListPage, offset: int, size: int) -> str:
        """Why the page cannot be used, or ""; raises `_ListChanged` if its total is another."""
        if not offset and not page.rows and (self.before.listed or page.total):
            return f"empty first page, but {page.total or self.before.listed} rows were listed"
        if self._total is not None and page.total != self._total:
            raise _ListChanged
        expected = max(0, min(size, page.total - offset))
        if len(page.rows) != expected:
            return f"{len(page.rows)} rows instead of {expected}"
        if expected > 1 and all(row_id(raw) in self._walked.rows for raw in page.rows):
            return "same rows as an earlier page"
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
        """Keep each issue once: a new or missing field is so in every row."""
        self._walked.issues += [issue for issue in issues if issue not in self._walked.issues]

    def _gives_up(self, offset: int) -> bool:
        """Whether too many pages failed in a row; the rest of the list is then one gap."""
        last = [gap.offset for gap in self._walked.gaps[-GAPS_IN_A_ROW:]]
        if last != [offset - SIZES[-1] * i for i in reversed(range(GAPS_IN_A_ROW))]:
            return False
        if self._total is None:
            raise BadReply(f"question list not available: {self._walked.gaps[-1].reason}")
        if (rest := self._total - offset - SIZES[-1]) > 0:
            self._walked.gaps.append(
                Gap(offset + SIZES[-1], rest, "not requested: too many failures in a row")
            )
        return True

    async def _fill_gaps(self) -> None:
        """Request the rows of each gap again, until one gap stays as it is: a short outage may be over."""
        gaps, self._walked.gaps = self._walked.gaps, []
        while gaps:
            gap = gaps.pop(0)
            left = await self._fill_gap(gap) if gap.size == SIZES[-1] else [gap]
            self._walked.gaps += left
            if left == [gap]:
                break
        self._walked.gaps += gaps

    async def _fill_gap(self, gap: Gap) -> list[Gap]:
        """The gaps that remain after one more request for the whole gap, then for its parts."""
        page = await self._page(gap.offset, gap.size)
        if isinstance(page, ListPage):
            self._take(page)
            return []
        return await self._narrow(gap)

    async def _narrow(self, gap: Gap) -> list[Gap]:
        """The gaps left after requests for smaller parts; the whole gap if the first parts all fail."""
        size = next((size for size in NARROW_SIZES if size < gap.size), None)
        if size is None:
            return [gap]
        left: list[Gap] = []
        for offset in range(gap.offset, min(gap.offset + gap.size, self._total or 0), size):
            page = await self._page(offset, size, tries=1)
            if isinstance(page, ListPage):
                self._take(page)
            else:
                left += await self._narrow(Gap(offset, size, page))
            lost = sum(part.size for part in left)
            if lost >= GAPS_IN_A_ROW and lost == offset + size - gap.offset:
                return [gap]
        return left

    def _check_not_empty(self) -> None:
        """Raises `BadReply` if no row was read although there are some."""
        walked = self._walked
        if self.before.listed and not walked.total:
            raise BadReply(f"empty list, but {self.before.listed} rows were listed before")
        if walked.total and not walked.rows:
            reasons = [*walked.issues, *(gap.reason for gap in walked.gaps)]
            raise BadReply(f"none of {walked.total} rows can be read: {reasons[0]}")

    def _take_incomplete_pages(self) -> None:
        """Add the rows of pages that had some of their rows; their gaps remain."""
        for gap in self._walked.gaps:
            page = self._incomplete.get(gap.offset)
            if page and page.total == self._total:
                new = [raw for raw in page.rows if row_id(raw) not in self._walked.rows]
                self._take(ListPage(new, page.total))


def _widest(offset: int, level: int) -> int:
    """Index in `SIZES` of the largest page that can start at an offset, at most `level`.

    >>> _widest(60, 3), _widest(90, 3), _widest(480, 3)
    (2, 3, 0)
    """
    while level and offset % SIZES[level - 1] == 0:
        level -= 1
    return level
