"""PDF pages: words and ruled grids."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pdfplumber

from parsers.layer import Grid, Page, Word

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage
    from pdfplumber.table import Table as PdfTable


def read_pages(data: bytes) -> list[Page]:
    """All pages of a PDF."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: PdfPage) -> Page:
    fonts: dict[str, int] = {}
    found = page.extract_words(
        x_tolerance_ratio=0.15, y_tolerance=3, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    words = [
        Word(
            w["text"],
            round(w["x0"], 1),
            round(w["top"], 1),
            round(w["x1"], 1),
            round(w["bottom"], 1),
            round(w["size"], 1),
            fonts.setdefault(w["fontname"], len(fonts)),
        )
        for w in found
    ]
    grids = [_grid(table) for table in page.find_tables()]
    return Page(page.page_number, page.width, page.height, words, grids, list(fonts), "pdfplumber")


def _grid(table: PdfTable) -> Grid:
    rows = [[None if c is None else " ".join(c.split()) for c in row] for row in table.extract()]
    x0, top, x1, bottom = (round(v, 1) for v in table.bbox)
    return Grid((x0, top, x1, bottom), rows)
