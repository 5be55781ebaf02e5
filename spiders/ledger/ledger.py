"""Writes a crawl's results: replies as served, rows of the tables, session tallies."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

import polars as pl
import zstandard

from archive import keys
from archive.errors import MissingKey
from spiders.errors import SiteRefuses
from spiders.ledger.due_files import FILE_COLUMNS, QUESTION_COLUMNS, due_files, newest_versions
from spiders.ledger.file_rows import FileEntry, FileRow, file_entry
from spiders.ledger.question_rows import QuestionRow, changed_links, listing_change, listing_rows
from spiders.report import SessionTally
from spiders.site.list_walk import PreviousWalk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from archive.store import Store
    from archive.tables import Tables
    from spiders.items import FetchResult
    from spiders.ledger.due_files import Selection
    from spiders.site.codes import Codes
    from spiders.site.list_walk import WalkResult

log = logging.getLogger(__name__)

COOL_DOWN = dt.timedelta(hours=6)
"""How long no crawl starts after the site blocked one."""
ROWS_PER_MERGE = 2000
MERGES_PER_COMPACTION = 20
"""Each merge adds a small file, and each later merge reads all of them."""


@dataclass
class StoredSession:
    """A session as stored before its walk; read first, so as not to miss rows that another run adds."""

    tally: SessionTally | None
    rows: pl.DataFrame

    @property
    def before(self) -> PreviousWalk:
        """What the walk needs to know about it."""
        listed = self.rows["delisted"].null_count()
        if self.tally is None:
            return PreviousWalk(listed)
        total = self.tally.declared if self.tally.complete else None
        return PreviousWalk(listed, total, frozenset(self.tally.duplicates))


class Ledger:
    """Writes the results of one run to the bucket and the tables."""

    def __init__(self, store: Store, tables: Tables, run_id: str) -> None:
        self.store, self.tables, self.run_id = store, tables, run_id
        self.merges = Counter[str]()

    def keep_page(self, lok_sabha: int, session: int, page: int, body: bytes) -> None:
        """Store a list page as served, before it is parsed."""
        self.store.put(keys.listing_key(lok_sabha, session, self.run_id, page), zstandard.compress(body))

    def keep_reference(self, name: str, lok_sabha: int | None, body: bytes) -> None:
        """Store the calendar, or a Lok Sabha's list of codes, as served."""
        self.store.put(keys.reference_key(self.run_id, name, lok_sabha), zstandard.compress(body))

    async def keep_bytes(self, sha256: str, body: bytes) -> None:
        """Store the bytes of a file under their SHA-256, unless they are there."""
        await self.store.put_once_async(keys.raw_key(sha256), body)

    def known(self, lok_sabha: int, session: int) -> StoredSession:
        """The session's tally and rows, as earlier runs stored them."""
        try:
            stored = self.store.get(keys.tally_key(lok_sabha, session))
            tally = SessionTally.model_validate_json(stored)
        except MissingKey:
            tally = None
        rows = self.tables.read("questions", lok_sabha=lok_sabha, session=session)
        return StoredSession(tally, rows)

    def record_session(
        self, tally: SessionTally, walked: WalkResult, known: StoredSession, codes: Codes
    ) -> SessionTally:
        """Write the rows, changes and tally of a walk; returns the tally with its counts."""
        before = known.tally
        now, run_id = tally.walked_at, self.run_id
        last_walk = before.walked_at if before else now
        rows = listing_rows(walked, known.rows, codes, now=now, last_walk=last_walk, run_id=run_id)
        counts = Counter[str]()
        while part := list(islice(rows, ROWS_PER_MERGE)):
            counts += self._record_rows(part, now)
        tally = _counted(tally, walked, counts)
        tally.issues = [*walked.issues, *_unresolved_names(walked, codes)]
        if walked.rows or known.rows.height or tally.sittings:
            self.store.put(keys.tally_key(tally.lok_sabha, tally.session), tally.model_dump_json().encode())
        return tally

    def _record_rows(
        self, rows: list[tuple[QuestionRow, QuestionRow | None]], now: dt.datetime
    ) -> Counter[str]:
        """Write the rows and their changes; returns the number of changes by kind.

        Changes are written first, so that a run killed in between writes them again.
        """
        found = [listing_change(row, old, now=now, run_id=self.run_id) for row, old in rows]
        changes = [change for change in found if change]
        self._merge("changes", changes)
        self._merge("questions", [row for row, _ in rows])
        return Counter(change["kind"] for change in changes)

    def due(self, lok_sabha: int, sessions: Sequence[int], choice: Selection) -> pl.DataFrame:
        """The files that are due, in the order of the sessions, with the columns of `DueFile`."""
        due = pl.concat([self._due_in(lok_sabha, session, choice) for session in sessions])
        return due if choice.limit is None else due.head(choice.limit)

    def _due_in(self, lok_sabha: int, session: int, choice: Selection) -> pl.DataFrame:
        questions = self.tables.read(
            "questions", lok_sabha=lok_sabha, session=session, columns=QUESTION_COLUMNS
        )
        files = self.tables.read("files", lok_sabha=lok_sabha, session=session, columns=FILE_COLUMNS)
        changes = self.tables.read(
            "changes", lok_sabha=lok_sabha, session=session, only={"kind": ["MOD"]}, columns=("file", "after")
        )
        return due_files(questions, files, choice, dt.datetime.now(dt.UTC), changed_links(changes))

    def record_files(self, batch: Iterable[FetchResult]) -> list[str]:
        """Write the results; returns an outcome per file: `new`, `changed`, `unchanged` or a cause."""
        parts: dict[tuple[int, int], list[FetchResult]] = {}
        for result in batch:
            parts.setdefault((result.due_file.lok_sabha, result.due_file.session), []).append(result)
        return [outcome for session, part in parts.items() for outcome in self._record_part(*session, part)]

    def _record_part(self, lok_sabha: int, session: int, part: list[FetchResult]) -> list[str]:
        found: list[list[FileEntry]] = []
        names = [result.due_file.file for result in part]

        def rows() -> list[FileRow]:
            """Made from the rows as stored now, also when repeated: another run may write the same files."""
            stored = self.tables.read("files", lok_sabha=lok_sabha, session=session, only={"file": names})
            newest = cast("Iterator[FileRow]", newest_versions(stored).iter_rows(named=True))
            known = {row["file"]: row for row in newest}
            now = dt.datetime.now(dt.UTC)
            entries = [file_entry(f, known.get(f.due_file.file), now=now, run_id=self.run_id) for f in part]
            found.append(entries)
            self._merge("changes", [entry.change for entry in entries if entry.change])
            return [entry.row for entry in entries]

        self.tables.update("files", rows)
        self._compact_sometimes("files")
        return [entry.outcome for entry in found[0]]  # a repetition finds what the first attempt wrote

    def _merge(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Merge rows into a table; merging the same rows twice changes nothing."""
        if rows:
            self.tables.merge(name, rows)
            self._compact_sometimes(name)

    def _compact_sometimes(self, name: str) -> None:
        self.merges[name] += 1
        if self.merges[name] % MERGES_PER_COMPACTION == 0:
            self.tables.compact(name)

    def check_cool_down(self, site_url: str) -> None:
        """Raises `SiteRefuses` during the cool-down after the site blocked a crawl."""
        try:
            until = dt.datetime.fromisoformat(self.store.get(keys.COOL_DOWN).decode())
        except MissingKey:
            return
        if dt.datetime.now(dt.UTC) < until:
            raise SiteRefuses(
                f"{site_url} blocked the crawler; no crawl starts until {until:%Y-%m-%d %H:%M} UTC "
                f"(delete {self.store.uri(keys.COOL_DOWN)} to start one sooner)"
            )

    def start_cool_down(self, seconds: float = 0) -> None:
        """Let no crawl start for six hours, or for as long as the site asked (seconds)."""
        until = dt.datetime.now(dt.UTC) + max(COOL_DOWN, dt.timedelta(seconds=seconds))
        self.store.put(keys.COOL_DOWN, until.isoformat().encode())


def _unresolved_names(walked: WalkResult, codes: Codes) -> list[str]:
    rows = walked.rows.values()
    names = (name for row in rows for name in row.members)
    return codes.issues(ministries=(row.ministry for row in rows), members=names)


def _counted(tally: SessionTally, walked: WalkResult, counts: Counter[str]) -> SessionTally:
    holes = [gap.describe(walked.total) for gap in walked.gaps]
    return tally.model_copy(
        update={
            "declared": walked.total,
            "listed": len(walked.rows),
            "new": counts["ADD"],
            "changed": counts["MOD"],
            "unchanged": len(walked.rows) - counts["ADD"] - counts["MOD"],
            "delisted": counts["DEL"],
            "complete": walked.complete,
            "duplicates": walked.duplicates,
            "holes": holes,
            "issues": walked.issues,
            "days": dict(sorted(Counter(row.date for row in walked.rows.values()).items())),
        }
    )
