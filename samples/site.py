"""The site: what it answers to each request, and how a test changes it between runs."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal

import msgspec

from samples.documents.files import File
from samples.faults.names import usual_amount
from samples.faults.table import AROUND
from samples.replies.honest import find_reply
from samples.rows import order_rows
from samples.synthetic import synthetic_file, synthetic_listing, synthetic_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Date  # noqa: N812

    from samples.faults.actions import Answer
    from samples.faults.names import Fault
    from samples.parliament import Parliament, SessionKey
    from samples.replies.http import Reply, Request
    from samples.rows import Row

Asked = tuple[str, str, dict[str, str]]
"""Method, path, query of one request."""


class Site:
    """A parliament on the air; the parliament itself is never changed."""

    def __init__(self, parliament: Parliament, faults: Mapping[Fault, float] | None = None) -> None:
        self.url = ""
        self.parliament = parliament
        self.request_log: list[tuple[float, Request]] = []
        """All requests with their times (monotonic seconds)."""
        self.sessions: dict[SessionKey, Sequence[Row]] = dict(parliament.sessions)
        self._faults: dict[Fault, float] = dict(faults or {})
        self._changed: dict[str, File] = {}
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Reply:
        """The reply, through the faults that are switched on."""
        with self._lock:
            self.request_log.append((time.monotonic(), request))
        answer: Answer = partial(find_reply, self)
        for fault, amount in self._faults.items():
            answer = partial(self._around, fault, amount, answer)
        return answer(request)

    def _around(self, fault: Fault, amount: float, answer: Answer, request: Request) -> Reply:
        return AROUND[fault](self, request, answer, amount)

    def counted(self, name: str) -> int:
        """How often this was called with `name`, this time included."""
        with self._lock:
            self._counts[name] += 1
            return self._counts[name]

    def file(self, identity: str) -> File | None:
        """The file as it stands now; None where there is none."""
        return self._changed.get(identity) or self.parliament.files.get(identity)

    @property
    def requests(self) -> list[Asked]:
        """Method, path, query of all requests."""
        return [(request.method, request.path, request.query) for _, request in self.request_log]

    def requests_for(self, part: str) -> list[Asked]:
        """The requests whose path contains `part`, such as `/getFile/`."""
        return [asked for asked in self.requests if part in asked[1]]

    def set_fault(self, fault: Fault, amount: float | None = None) -> None:
        """Switch a fault on, its count begun anew."""
        self._counts.pop(fault, None)
        self._faults[fault] = usual_amount(fault) if amount is None else amount

    def clear_faults(self) -> None:
        """Switch all faults off."""
        self._faults.clear()

    def replace_file(self, identity: str, data: bytes) -> None:
        """Serve other bytes under the same address, as after a silent re-upload."""
        self._changed[identity] = File(lambda: data)

    def fail_file(self, identity: str, times: int | None = None) -> None:
        """Answer 500 for the file, `times` times or for ever; raises `KeyError` on an unknown file."""
        self._counts.pop(identity, None)
        self._changed[identity] = File(self.parliament.files[identity].make, times)

    def remove_row(self, question_id: str) -> None:
        """Take a question off the list; raises `KeyError` where it is not listed."""
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
                _changed(row, fields) if row.listing.question_id == question_id else row for row in rows
            ]

    def add_sitting_day(self, key: SessionKey, *, questions: int = 7) -> list[str]:
        """A sitting day more, a tenth of its questions starred (at least one); their question ids."""
        rows = self.sessions[key]
        day = rows[0].listing.date + timedelta(days=1)
        starred = max(1, questions // 10)
        added = [
            *_next_rows(rows, "STARRED", starred, day),
            *_next_rows(rows, "UNSTARRED", questions - starred, day),
        ]
        self._changed |= {str(row.english): synthetic_file(row.listing) for row in added}
        self.sessions[key] = order_rows([*rows, *added])
        return [row.listing.question_id for row in added]


def _next_rows(
    rows: Sequence[Row], kind: Literal["STARRED", "UNSTARRED"], count: int, day: Date
) -> list[Row]:
    """Tiny questions with the numbers that follow those of the session."""
    session = {"lok_sabha": rows[0].listing.lok_sabha, "session": rows[0].listing.session}
    last = max((row.listing.number for row in rows if row.listing.type == kind), default=0)
    listings = (synthetic_listing(kind, last + place, day) for place in range(1, count + 1))
    return [synthetic_row(msgspec.structs.replace(listing, **session)) for listing in listings]


def _changed(row: Row, fields: dict[str, object]) -> Row:
    return dataclasses.replace(row, listing=msgspec.structs.replace(row.listing, **fields))
