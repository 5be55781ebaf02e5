"""What one document may cost, so that a hostile or broken file costs only itself."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.records import Unreadable

MAX_BYTES = 200 * 1024 * 1024
"""Of the file as served; the largest answer known has 12 MB."""

MAX_PAGES = 1000

MAX_SECONDS = 90.0
"""For the text layer of one document, pages read by eye (OCR) included."""

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
    """The time that is left for one document."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; 0 when it is over."""
        return max(0.0, self._end - monotonic())
