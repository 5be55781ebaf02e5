"""What a crawl leaves behind: replies as served, rows of the tables, session tallies."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import zstandard

from archive import keys
from archive.errors import MissingKey
from spiders.accounts import file_row, listing_changes, listing_rows
from spiders.errors import SiteRefuses
from spiders.queue import due_files
from spiders.report import SessionTally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archive.store import Store
    from archive.tables import Tables
    from spiders.answers import Fetched
    from spiders.codes import Codes
    from spiders.queue import Choice, Wanted
    from spiders.walk import Walked

COOL_DOWN = dt.timedelta(hours=6)
"""How long a site that refused us is left alone."""


class Ledger:
    """One run's hand on the bucket and the tables."""

    def __init__(self, store: Store, tables: Tables, run_id: str) -> None:
        self.store, self.tables, self.run_id = store, tables, run_id

    def keep_page(self, lok_sabha: int, session: int, page: int, body: bytes) -> None:
        """A list page as served, before it is read."""
        self.store.put(keys.listing_key(lok_sabha, session, self.run_id, page), zstandard.compress(body))

    def keep_reference(self, name: str, body: bytes) -> None:
        """The calendar or a list of codes as served."""
        self.store.put(keys.reference_key(self.run_id, name), zstandard.compress(body))

    def keep_bytes(self, sha256: str, body: bytes) -> None:
        """The bytes of a file under their hash, once."""
        self.store.put_once(keys.raw_key(sha256), body)

    def tally(self, lok_sabha: int, session: int) -> SessionTally | None:
        """The tally of the last walk over a session."""
        try:
            return SessionTally.model_validate_json(self.store.get(keys.tally_key(lok_sabha, session)))
        except MissingKey:
            return None

    def known_total(self, lok_sabha: int, session: int) -> int:
        """Rows that the list declared when it was last walked, 0 where it never was or was not complete."""
        tally = self.tally(lok_sabha, session)
        return tally.declared if tally and tally.complete else 0

    def record_session(
        self, lok_sabha: int, session: int, walked: Walked, codes: Codes, sittings: list[dt.date]
    ) -> SessionTally:
        """The walked session written down; changes first, so that a killed run tells them again."""
        now = dt.datetime.now(dt.UTC)
        before = self.tally(lok_sabha, session)
        if walked.unchanged and before:
            return before.model_copy(
                update={"new": 0, "changed": 0, "delisted": 0, "unchanged": before.listed, "walked_at": now}
            )
        known = {
            row["question_id"]: row
            for row in self.tables.read("questions", lok_sabha=lok_sabha, session=session).iter_rows(
                named=True
            )
        }
        seen = before.walked_at if before else now
        rows = listing_rows(walked, known, codes, now=now, seen=seen, run_id=self.run_id)
        changes: list[dict[str, Any]] = []
        if rows:
            changes = listing_changes(rows, known, now=now, run_id=self.run_id)
            if changes:
                self.tables.merge("changes", changes)
            self.tables.merge("questions", rows)
        tally = _tally(lok_sabha, session, walked, changes, now)
        tally = tally.model_copy(update={"sittings": sittings, "run_id": self.run_id})
        if walked.rows or known or sittings:
            self.store.put(keys.tally_key(lok_sabha, session), tally.model_dump_json().encode())
        return tally

    def due(self, lok_sabha: int, sessions: Iterable[int], choice: Choice) -> Iterator[Wanted]:
        """The files that are due, session by session."""
        left = choice.limit
        for session in sessions:
            questions = self.tables.read("questions", lok_sabha=lok_sabha, session=session)
            files = self.tables.read("files", lok_sabha=lok_sabha, session=session)
            for wanted in due_files(questions, files, choice, dt.datetime.now(dt.UTC)):
                if left is not None:
                    if not left:
                        return
                    left -= 1
                yield wanted

    def record_files(self, batch: list[Fetched]) -> list[str]:
        """What each outcome was, now written down: `new`, `changed`, `unchanged` or its cause."""
        now = dt.datetime.now(dt.UTC)
        entries = [file_row(fetched, now=now, run_id=self.run_id) for fetched in batch]
        changes = [entry.change for entry in entries if entry.change]
        if changes:
            self.tables.merge("changes", changes)
        self.tables.merge("files", [entry.row for entry in entries])
        return [entry.outcome for entry in entries]

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

    def start_cool_down(self) -> None:
        """Leave the site alone for some hours."""
        until = dt.datetime.now(dt.UTC) + COOL_DOWN
        self.store.put(keys.COOL_DOWN, until.isoformat().encode())


def _tally(
    lok_sabha: int,
    session: int,
    walked: Walked,
    changes: list[dict[str, Any]],
    now: dt.datetime,
) -> SessionTally:
    kinds = [change["kind"] for change in changes]
    new, changed, gone = (kinds.count(kind) for kind in ("ADD", "MOD", "DEL"))
    return SessionTally(
        lok_sabha=lok_sabha,
        session=session,
        declared=walked.total,
        listed=len(walked.rows),
        new=new,
        changed=changed,
        unchanged=len(walked.rows) - new - changed,
        delisted=gone,
        complete=walked.complete,
        duplicates=walked.duplicates,
        holes=[
            f"rows {h.offset + 1} to {min(h.offset + h.size, walked.total)}: {h.reason}" for h in walked.holes
        ],
        issues=walked.issues,
        walked_at=now,
        run_id="",
    )
