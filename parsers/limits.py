"""What one document may cost, so that a hostile or broken file costs only itself."""

from __future__ import annotations

MAX_BYTES = 200 * 1024 * 1024
"""Of the file as served; the largest answer known has 12 MB."""

MAX_PAGES = 1000

MAX_SECONDS = 120.0
"""For the text layer of one document, pages read by eye (OCR) included."""

MAX_PAGE_CHARACTERS = 200_000

MAX_PAGE_OBJECTS = 100_000
"""Lines, pictures and texts drawn on one page."""

MAX_PICTURE_PIXELS = 60_000_000
"""Of one page rendered for OCR."""

MAX_UNZIPPED = 100 * 1024 * 1024
"""Bytes of one member of a .docx after decompression."""

MAX_WORDS = 400_000
"""Of a Word or HTML file."""
