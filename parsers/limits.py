"""Limits of size, time and memory per document, so that a hostile or broken file stops no others."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.vocabulary import Unreadable

MAX_BYTES = 200 * 1024 * 1024
"""Size of a file in bytes; the largest known answer has 12 MB."""

MAX_PAGES = 1000
"""Pages per PDF."""

MAX_SECONDS = 120.0
"""Processor time per document, OCR included; independent of the machine's load."""

PATIENCE = 5.0
"""In multiples of its processor time: the wall time that another program may take."""

MAX_PAGE_CHARACTERS = 200_000
"""Characters read per PDF page."""

MAX_PAGE_OBJECTS = 100_000
"""Lines, images and texts drawn on one page."""

MAX_PICTURE_PIXELS = 40_000_000
"""Pixels of the image of one page for OCR."""

MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes of the text of a Word or HTML file, after decompression of a .docx."""

MAX_WORDS = 400_000
"""Words of a Word or HTML file."""


class UnreadableError(Exception):
    """A document that cannot be read, with its cause; raised by the readers, caught in `parsers.extract`."""

    def __init__(self, cause: Unreadable, detail: str) -> None:
        super().__init__(f"{cause}: {detail}")
        self.cause = cause


class Deadline:
    """The processor time left for one document."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._end = _processor_time() + seconds

    @property
    def left(self) -> float:
        """Seconds left, 0 at the end."""
        return max(0.0, self._end - _processor_time())


def _processor_time() -> float:
    """Seconds of processor time used by this process and by the programs it has run."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def limit_memory(memory_mb: int) -> None:
    """Let the address space of this process grow by `memory_mb` MiB at most; only on Linux."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as statm:
        now = int(statm.read().split()[0]) * resource.getpagesize()
    limit = now + memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def limit_time(seconds: int) -> None:
    """Let the system end this process after `seconds` of processor time; not on Windows."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
