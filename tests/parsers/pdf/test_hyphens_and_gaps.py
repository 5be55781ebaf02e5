"""Soft hyphens, printed hyphens at the end of a line, narrow blanks and letter-spaced words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from parsers.extract import read_text_layer
from parsers.pdf.page import build_page
from parsers.pdf.pdfplumber_fallback import iter_pages
from parsers.text.lines import page_lines
from parsers.text.prose import TextPiece, join_prose
from tests.parsers.letter import LETTER, lines_at
from tests.parsers.printing import all_of, drawn, lattice, text_at
from tests.parsers.tables.table_pdfs import read_one_table

if TYPE_CHECKING:
    from parsers.layer import Page
    from tests.parsers.printing import Draw


@pytest.fixture(autouse=True)
def font_with_soft_hyphens() -> None:
    """Vera prints U+00AD as a hyphen; in the standard fonts it is the same as the plain hyphen."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))


def both_pages(*parts: Draw) -> list[Page]:
    """The page as read by pdfium and by pdfplumber."""
    pdf = drawn(all_of(*parts))
    (fallback,) = iter_pages(pdf, [1], beyond=1)
    return [read_text_layer(pdf).pages[0], build_page(1, fallback.content, "pdfplumber")]


def lines_below(lines: list[str]) -> Draw:
    return all_of(*(text_at(72, 700 - 16 * n, line, size=11, font="Vera") for n, line in enumerate(lines)))


def prose_of(page: Page) -> str:
    return join_prose([TextPiece(line, line.text) for line in page_lines(page, [])])


def test_a_soft_hyphen_at_the_end_of_a_line_joins_a_word_and_a_printed_one_stays() -> None:
    lines = [
        "steps for the develop\xad",
        "ment of coal blocks and of rehabili\xad",
        "tation. State-",
        "wise data",
    ]
    (page, _) = both_pages(lines_below(lines))
    assert prose_of(page) == "steps for the development of coal blocks and of rehabilitation. State-wise data"


def test_a_font_that_prints_soft_hyphens_within_lines_prints_them_at_the_end_too() -> None:
    pdf = drawn(lines_below(["The State\xadwise list and the district\xad", "wise list"]))
    assert prose_of(read_text_layer(pdf).pages[0]) == "The State-wise list and the district-wise list"


def test_a_soft_hyphen_in_a_cell() -> None:
    parts = [lattice([72, 140, 220], [600, 570, 540]), lines_at(LETTER)]
    cells = [
        (75, 585, "Name"),
        (143, 585, "Stock"),
        (75, 560, "Corpo\xad"),
        (75, 548, "ration"),
        (143, 555, "7"),
    ]
    table = read_one_table(drawn(all_of(*parts, *(text_at(x, y, text, font="Vera") for x, y, text in cells))))
    assert table.rows == [["Corporation", "7"]]


@pytest.mark.parametrize("gap", [0.16, 0.2, 0.25, 0.4])
def test_a_gap_without_a_blank_separates_words(gap: float) -> None:
    x, parts = 72.0, []
    for word in ("Several", "steps", "taken", "by", "all"):
        parts.append(text_at(x, 700, word, size=12))
        x += stringWidth(word, "Helvetica", 12) + gap * 12
    for page in both_pages(*parts):
        assert prose_of(page) == "Several steps taken by all"


@pytest.mark.parametrize("gap", [0.0, 0.03, 0.1])
def test_a_smaller_gap_does_not(gap: float) -> None:
    x, parts = 72.0, []
    for part in ("develop", "ment", "al"):
        parts.append(text_at(x, 700, part, size=12))
        x += stringWidth(part, "Helvetica", 12) + gap * 12
    for page in both_pages(*parts):
        assert prose_of(page) == "developmental"
