"""What a crawl leaves behind: replies as served, rows of the tables, session tallies."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
import zstandard

from archive import keys
from archive.errors import ArchiveError, MissingKey
from spiders.errors import SiteRefuses
from spiders.ledger.due_files import FILE_COLUMNS, QUESTION_COLUMNS, due_files, newest_versions
from spiders.ledger.file_rows import FileEntry, file_entry
from spiders.ledger.question_rows import listing_change, listing_rows
from spiders.report import SessionTally
from spiders.site.list_walk import PreviousWalk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from archive.store import Store
    from archive.tables import Tables
    from spiders.items import FetchResult
    from spiders.ledger.due_files import Selection
    from spiders.site.codes import Codes
    from spiders.site.list_walk import WalkResult

log = logging.getLogger(__name__)

Result = TypeVar("Result")
COOL_DOWN = dt.timedelta(hours=6)
"""How long a site that refused us is left alone."""
ROWS_A_MERGE = 2000
COMPACTED_AFTER = 20
"""Merges; each leaves a small file, and every later one has to look into all of them."""
PAUSES = (0.5, 2.0, 8.0)
"""Seconds between tries at a table."""


@dataclass
class StoredSession:
    """A session as it was before the walk: read first, so that a row which another run adds is not missed."""

    tally: SessionTally | None
    rows: pl.DataFrame

    @property
    def before(self) -> PreviousWalk:
        """What the walk needs to know of it."""
        listed = self.rows["delisted"].null_count()
        if self.tally is None:
            return PreviousWalk(listed)
        total = self.tally.declared if self.tally.complete else None
        return PreviousWalk(listed, total, frozenset(self.tally.duplicates))


def with_retries(work: Callable[[], Result]) -> Result:
    """What the work gives, again where the archive fails: Delta Lake does not ask twice for a cut reply."""
    for pause in PAUSES:
        try:
            return work()
        except ArchiveError as error:
            log.warning("the archive failed, trying again seconds=%s error=%s", pause, error)
            time.sleep(pause)
    return work()


class Ledger:
    """One run's hand on the bucket and the tables."""

    def __init__(self, store: Store, tables: Tables, run_id: str) -> None:
        self.store, self.tables, self.run_id = store, tables, run_id
        self.merges = Counter[str]()

    def keep_page(self, lok_sabha: int, session: int, page: int, body: bytes) -> None:
        """A list page as served, before it is read."""
        self.store.put(keys.listing_key(lok_sabha, session, self.run_id, page), zstandard.compress(body))

    def keep_reference(self, name: str, body: bytes) -> None:
        """The calendar or a list of codes as served."""
        self.store.put(keys.reference_key(self.run_id, name), zstandard.compress(body))

    async def keep_bytes(self, sha256: str, body: bytes) -> None:
        """The bytes of a file under their hash, once."""
        await self.store.put_once_async(keys.raw_key(sha256), body)

    def known(self, lok_sabha: int, session: int) -> StoredSession:
        """What earlier runs know of a session."""
        try:
            stored = self.store.get(keys.tally_key(lok_sabha, session))
            tally = SessionTally.model_validate_json(stored)
        except MissingKey:
            tally = None
        rows = with_retries(partial(self.tables.read, "questions", lok_sabha=lok_sabha, session=session))
        return StoredSession(tally, rows)

    def record_session(
        self, tally: SessionTally, walked: WalkResult, known: StoredSession, codes: Codes
    ) -> SessionTally:
        """The walked session written down, its tally counted out."""
        before = known.tally
        if walked.unchanged and before:
            kept = {"sittings": tally.sittings, "walked_at": tally.walked_at, "unchanged": before.listed}
            return before.model_copy(update={"new": 0, "changed": 0, "delisted": 0, **kept})
        now, run_id = tally.walked_at, self.run_id
        seen = before.walked_at if before else now
        rows = listing_rows(walked, known.rows, codes, now=now, seen=seen, run_id=run_id)
        counts = Counter[str]()
        while part := list(islice(rows, ROWS_A_MERGE)):
            counts += self._record_rows(part, now)
        tally = _counted(tally, walked, counts)
        tally.issues = [*walked.issues, *_open_names(walked, codes)]
        if walked.rows or known.rows.height or tally.sittings:
            self.store.put(keys.tally_key(tally.lok_sabha, tally.session), tally.model_dump_json().encode())
        return tally

    def _record_rows(
        self, rows: list[tuple[dict[str, Any], dict[str, Any] | None]], now: dt.datetime
    ) -> Counter[str]:
        """How many are news of which kind; a moved link is none.

        Changes are written first, so that a run killed in between tells them again.
        """
        found = [listing_change(row, old, now=now, run_id=self.run_id) for row, old in rows]
        changes = [change for change in found if change]
        self._merge("changes", changes)
        self._merge("questions", [row for row, _ in rows])
        return Counter(change["kind"] for change in changes)

    def due(self, lok_sabha: int, sessions: Sequence[int], choice: Selection) -> pl.DataFrame:
        """The files that are due, session by session, in the columns of `DueFile`."""
        due = pl.concat([self._due_in(lok_sabha, session, choice) for session in sessions])
        return due if choice.limit is None else due.head(choice.limit)

    def _due_in(self, lok_sabha: int, session: int, choice: Selection) -> pl.DataFrame:
        questions = self.tables.read(
            "questions", lok_sabha=lok_sabha, session=session, columns=QUESTION_COLUMNS
        )
        files = self.tables.read("files", lok_sabha=lok_sabha, session=session, columns=FILE_COLUMNS)
        return due_files(questions, files, choice, dt.datetime.now(dt.UTC))

    def record_files(self, batch: Iterable[FetchResult]) -> list[str]:
        """What each outcome was, now written down: `new`, `changed`, `unchanged` or its cause."""
        parts: dict[tuple[int, int], list[FetchResult]] = {}
        for result in batch:
            parts.setdefault((result.due_file.lok_sabha, result.due_file.session), []).append(result)
        return [outcome for session, part in parts.items() for outcome in self._record_part(*session, part)]

    def _record_part(self, lok_sabha: int, session: int, part: list[FetchResult]) -> list[str]:
        found: list[list[FileEntry]] = []
        names = [result.due_file.file for result in part]

        def rows() -> list[dict[str, Any]]:
            """Made of the newest rows as they stand now: another run may write the same files."""
            stored = self.tables.read("files", lok_sabha=lok_sabha, session=session, only={"file": names})
            known = {row["file"]: row for row in newest_versions(stored).iter_rows(named=True)}
            now = dt.datetime.now(dt.UTC)
            entries = [file_entry(f, known.get(f.due_file.file), now=now, run_id=self.run_id) for f in part]
            found.append(entries)
            self._merge("changes", [entry.change for entry in entries if entry.change])
            return [entry.row for entry in entries]

        with_retries(lambda: self.tables.update("files", rows))
        self._compact_now_and_then("files")
        return [entry.outcome for entry in found[0]]  # a second look would find what the first wrote

    def _merge(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows into a table; the same rows may be merged again and again."""
        if rows:
            with_retries(lambda: self.tables.merge(name, rows))
            self._compact_now_and_then(name)

    def _compact_now_and_then(self, name: str) -> None:
        self.merges[name] += 1
        if self.merges[name] % COMPACTED_AFTER == 0:
            with_retries(lambda: self.tables.compact(name))

    def check_cool_down(self, site_url: str) -> None:
        """Raises `SiteRefuses` while a site that refused us is to be left alone."""
        try:
            until = dt.datetime.fromisoformat(self.store.get(keys.COOL_DOWN).decode())
        except MissingKey:
            return
        if dt.datetime.now(dt.UTC) < until:
            raise SiteRefuses(
                f"{site_url} refused us; it is left alone until {until:%Y-%m-%d %H:%M} UTC "
                f"(delete {self.store.uri(keys.COOL_DOWN)} to ask sooner)"
            )

    def start_cool_down(self, seconds: float = 0) -> None:
        """Leave the site alone for some hours, or for as long as it asked."""
        until = dt.datetime.now(dt.UTC) + max(COOL_DOWN, dt.timedelta(seconds=seconds))
        self.store.put(keys.COOL_DOWN, until.isoformat().encode())


def _open_names(walked: WalkResult, codes: Codes) -> list[str]:
    rows = walked.rows.values()
    names = (name for row in rows for name in row.members)
    return codes.issues(ministries=(row.ministry for row in rows), members=names)


def _counted(tally: SessionTally, walked: WalkResult, counts: Counter[str]) -> SessionTally:
    holes = [hole.describe(walked.total) for hole in walked.holes]
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
