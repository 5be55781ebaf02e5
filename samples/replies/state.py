"""State of the running sample site: rows, files, request log, and the changes tests make."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from samples.documents.files import File
from samples.rows import order_rows
from samples.synthetic import synthetic_file, synthetic_listing, synthetic_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Date  # noqa: N812

    from samples.parliament import Parliament, SessionKey
    from samples.replies.http import Request
    from samples.rows import Row

RequestLine = tuple[str, str, dict[str, str]]
"""Method, path and query of one request."""


class SiteState:
    """What the site serves now; the parliament behind it is never changed."""

    def __init__(self, parliament: Parliament) -> None:
        self.parliament = parliament
        self.request_log: list[tuple[float, Request]] = []
        """All requests with their times (monotonic seconds)."""
        self.sessions: dict[SessionKey, Sequence[Row]] = dict(parliament.sessions)
        self._replaced_files: dict[str, File] = {}
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def log_request(self, request: Request) -> None:
        """Add a request to the log."""
        with self._lock:
            self.request_log.append((time.monotonic(), request))

    def count(self, name: str) -> int:
        """Count one more use of `name`; returns the new count."""
        with self._lock:
            self._counts[name] += 1
            return self._counts[name]

    def reset_count(self, name: str) -> None:
        """Start the count of `name` at 0 again."""
        self._counts.pop(name, None)

    def find_file(self, identity: str) -> File | None:
        """The file as served now; None for an unknown identity."""
        return self._replaced_files.get(identity) or self.parliament.files.get(identity)

    @property
    def requests(self) -> list[RequestLine]:
        """Method, path and query of all requests."""
        return [(request.method, request.path, request.query) for _, request in self.request_log]

    def requests_for(self, part: str) -> list[RequestLine]:
        """The requests whose path contains `part`, such as `/getFile/`."""
        return [line for line in self.requests if part in line[1]]

    def replace_file(self, identity: str, data: bytes) -> None:
        """Serve other bytes at the same address, as after a silent re-upload."""
        self._replaced_files[identity] = File(lambda: data)

    def fail_file(self, identity: str, times: int | None = None) -> None:
        """Answer 500 for the file, `times` times (0: no more) or always; `KeyError` if there is none."""
        file = self.find_file(identity)
        if file is None:
            raise KeyError(identity)
        self.reset_count(identity)
        self._replaced_files[identity] = File(file.make, times)

    def remove_row(self, question_id: str) -> None:
        """Remove a question from the list; raises `KeyError` if it is not listed."""
        for key, rows in self.sessions.items():
            kept = [row for row in rows if row.listing.question_id != question_id]
            if len(kept) < len(rows):
                self.sessions[key] = kept
                return
        raise KeyError(question_id)

    def change_row(self, question_id: str, **fields: object) -> None:
        """Change fields of a listing, such as `subject`; its files keep their addresses."""
        for key, rows in self.sessions.items():
            self.sessions[key] = [
                _with_fields(row, fields) if row.listing.question_id == question_id else row for row in rows
            ]

    def change_link(self, question_id: str, english: str | None) -> None:
        """Change the English link of a row to a file's identity, or to None."""
        for key, rows in self.sessions.items():
            self.sessions[key] = [
                dataclasses.replace(row, english=english) if row.listing.question_id == question_id else row
                for row in rows
            ]

    def add_sitting_day(self, key: SessionKey, *, questions: int = 7, day: Date | None = None) -> list[str]:
        """Add questions of the next day, or of `day`, a tenth starred (at least one); returns their ids."""
        rows = self.sessions[key]
        day = day or rows[0].listing.date + timedelta(days=1)
        starred = max(1, questions // 10)
        added = [
            *_next_rows(rows, "STARRED", starred, day),
            *_next_rows(rows, "UNSTARRED", questions - starred, day),
        ]
        self._replaced_files |= {str(row.english): synthetic_file(row.listing) for row in added}
        self.sessions[key] = order_rows([*rows, *added])
        return [row.listing.question_id for row in added]


def _next_rows(
    rows: Sequence[Row], kind: Literal["STARRED", "UNSTARRED"], count: int, day: Date
) -> list[Row]:
    """Synthetic questions numbered on from the last one of the session."""
    session = {"lok_sabha": rows[0].listing.lok_sabha, "session": rows[0].listing.session}
    last = max((row.listing.number for row in rows if row.listing.type == kind), default=0)
    listings = (synthetic_listing(kind, last + position, day) for position in range(1, count + 1))
    return [synthetic_row(msgspec.structs.replace(listing, **session)) for listing in listings]


def _with_fields(row: Row, fields: dict[str, object]) -> Row:
    return dataclasses.replace(row, listing=msgspec.structs.replace(row.listing, **fields))
