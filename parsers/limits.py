"""What one document may cost, so that a hostile or broken file costs only itself."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.vocabulary import Unreadable

MAX_BYTES = 200 * 1024 * 1024
"""Of the file as served; the largest answer known has 12 MB."""

MAX_PAGES = 1000

MAX_SECONDS = 120.0
"""Of processor time for one document, OCR included: on a busy machine the same pages are read."""

PATIENCE = 5.0
"""Times its processor time: how long another program may take by the clock."""

MAX_PAGE_CHARACTERS = 200_000

MAX_PAGE_OBJECTS = 100_000
"""Lines, pictures and texts drawn on one page."""

MAX_PICTURE_PIXELS = 40_000_000
"""Of one page drawn for OCR."""

MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes of the text of a .docx after decompression."""

MAX_WORDS = 400_000
"""Of a Word or HTML file."""


class UnreadableError(Exception):
    """A document that has no text layer, with its cause."""

    def __init__(self, cause: Unreadable, detail: str) -> None:
        super().__init__(f"{cause}: {detail}")
        self.cause = cause


class Deadline:
    """The processor time that is left for one document."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._end = _spent() + seconds

    @property
    def left(self) -> float:
        """Seconds; 0 when it is over."""
        return max(0.0, self._end - _spent())


def _spent() -> float:
    """Seconds of processor time that this process and the programs that it ran have taken."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def limit_memory(memory_mb: int) -> None:
    """Let the address space of this process grow by so much and no more, where the system can (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as statm:
        now = int(statm.read().split()[0]) * resource.getpagesize()
    limit = now + memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def limit_time(seconds: int) -> None:
    """Let the system end this process after so much processor time, where it can (not Windows)."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
