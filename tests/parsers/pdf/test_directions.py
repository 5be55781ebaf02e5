"""Text that runs up, down or upside down: commas, words, lines and tables in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parsers.extract import read_text_layer
from parsers.pdf.page import build_page
from parsers.pdf.pdfplumber_fallback import iter_pages
from parsers.text.lines import page_lines
from tests.parsers.letter import LETTER, lines_at
from tests.parsers.printing import all_of, drawn, in_cells, lattice, text_at, turned
from tests.parsers.tables.table_pdfs import read_one_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.layer import Page

FIGURES = "Stock, 1,23,456.78 i.e. more."
HEADS = [["Serial No."], ["Name of", "State"], ["Stock of coal", "in thousand", "tonnes"]]
CELLS = [["S.No.", "Name of State", "Stock"], ["1", "Goa", "7,890.5"], ["2", "West Bengal", "1,23,456"]]


def printed_lines(page: Page) -> list[str]:
    return [line.text for line in page_lines(page, [])]


def pdfium_page(pdf: bytes) -> Page:
    return read_text_layer(pdf).pages[0]


def fallback_page(pdf: bytes) -> Page:
    (found,) = iter_pages(pdf, [1], beyond=1)
    return build_page(1, found.content, "pdfplumber")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("reader", [pdfium_page, fallback_page])
def test_points_and_commas_stay_in_their_places_in_each_direction(
    reader: Callable[[bytes], Page], degrees: int
) -> None:
    lines = all_of(text_at(0, 0, FIGURES), text_at(0, -14, "The second line"))
    page = reader(drawn(all_of(lines_at(LETTER), turned(degrees, 300, 300, lines))))
    assert printed_lines(page) == [*LETTER, FIGURES, "The second line"]
    assert {word.rotation for word in page.words[-7:]} == {degrees}


def test_a_page_that_a_driver_turned_by_a_right_angle() -> None:
    pdf = drawn(turned(90, 500, 50, all_of(*(text_at(0, -20 * n, FIGURES) for n in range(3)))))
    page = read_text_layer(pdf.replace(b"/Rotate 0", b"/Rotate 90")).pages[0]
    assert printed_lines(page) == [FIGURES] * 3
    assert page.width > page.height


@pytest.mark.parametrize("degrees", [90, 270])
def test_headings_that_run_up_or_down(degrees: int) -> None:
    letter = [text_at(72, 540 - 20 * n, line) for n, line in enumerate(LETTER)]
    xs, ys = [72, 150, 250, 350], [700, 600, 580, 560]
    rows = [["", "", ""], *CELLS[1:]]
    first, step = (14, 12) if degrees == 90 else (60, -12)
    heads = [
        turned(degrees, xs[c] + first + step * n, 604 if degrees == 90 else 696, text_at(0, 0, line))
        for c, lines in enumerate(HEADS)
        for n, line in enumerate(lines)
    ]
    table = read_one_table(drawn(all_of(*letter, lattice(xs, ys), in_cells(xs, ys, rows), *heads)))
    assert table.header == [["Serial No.", "Name of State", "Stock of coal in thousand tonnes"]]
    assert table.rows == CELLS[1:]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_table_set_sideways_below_upright_text(degrees: int) -> None:
    xs, ys = [0, 60, 180, 260], [60, 40, 20, 0]
    table = turned(degrees, 300, 300, all_of(lattice(xs, ys), in_cells(xs, ys, CELLS)))
    found = read_one_table(drawn(all_of(lines_at(LETTER), table)))
    assert (found.header, found.rows) == (CELLS[:1], CELLS[1:])
