"""Raised and lowered characters: powers, marks of notes, ordinals, formulas; and what is none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.extract import read_text_layer
from parsers.layer import Word
from parsers.pdf.page import build_page
from parsers.pdf.pdfplumber_fallback import iter_pages
from parsers.pdf.raised_marks import join_marks
from parsers.tables.cells import CellKind, figure_of, kind_of
from parsers.text.lines import page_lines
from tests.parsers.letter import LETTER, lines_at
from tests.parsers.printing import all_of, drawn, in_cells, lattice, text_at
from tests.parsers.tables.table_pdfs import read_one_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from tests.parsers.printing import Draw

Piece = tuple[str, float, float]
"""Text, type size and rise in points."""


def in_one_line(*pieces: Piece) -> Draw:
    """Pieces of a line set in one text object, as a text processor sets them."""

    def draw(paper: Canvas) -> None:
        text = paper.beginText(72, 700)
        for string, size, rise in pieces:
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(string)
        paper.drawText(text)

    return draw


def apart(*pieces: Piece) -> Draw:
    """The same line, but its marks are drawn after all other text."""
    parts, x = [], 72.0
    for string, size, rise in pieces:
        parts.append((rise != 0, text_at(x, 700 + rise, string, size=size)))
        x += stringWidth(string, "Helvetica", size)
    return all_of(*(draw for _, draw in sorted(parts, key=lambda part: part[0])))


LINES: list[tuple[str, Sequence[Piece], str]] = [
    ("power", [("about 10", 12, 0), ("6", 7, 5), (" tonnes", 12, 0)], "about 10⁶ tonnes"),
    ("negative power", [("10", 12, 0), ("-6", 7, 5), (" m", 12, 0)], "10⁻⁶ m"),
    ("square", [("25 km", 12, 0), ("2", 7, 5), (", in all", 12, 0)], "25 km², in all"),
    ("mark", [("1,23,456", 12, 0), ("1", 7, 5), (" tonnes", 12, 0)], "1,23,456¹ tonnes"),
    ("two marks", [("7,890", 12, 0), ("1,2", 7, 5)], "7,890¹,²"),
    ("letter", [("7,890", 12, 0), ("a", 7, 5), (" tonnes", 12, 0)], "7,890ᵃ tonnes"),
    ("asterisk", [("7,890", 12, 0), ("*", 7, 5), (" tonnes", 12, 0)], "7,890* tonnes"),
    (
        "ordinal",
        [("the 21", 12, 0), ("st", 7, 5), (" day, the 1", 12, 0), ("ST", 7, 5)],
        "the 21st day, the 1ST",
    ),
    ("formula", [("CO", 12, 0), ("2", 8, -3), (" and H", 12, 0), ("2", 8, -3), ("O", 12, 0)], "CO₂ and H₂O"),
    ("raised and lowered", [("10", 12, 0), ("6", 7, 5), (" t of CO", 12, 0), ("2", 7, -3)], "10⁶ t of CO₂"),
    ("note", [("2", 6, 4), ("Revised figures", 10, 0)], "² Revised figures"),
    ("plain figures", [("CO2 and 106 in 2023-24", 12, 0)], "CO2 and 106 in 2023-24"),
    ("fraction", [("3 ", 12, 0), ("1", 7, 5), ("/", 12, 0), ("2", 7, 0), (" years", 12, 0)], "3 1/2 years"),
    ("smaller on the baseline", [("Rs. ", 12, 0), ("45", 8, 0), (" lakh", 12, 0)], "Rs. 45 lakh"),
]


@pytest.mark.parametrize("draw", [in_one_line, apart], ids=["in one line", "marks drawn last"])
@pytest.mark.parametrize(("pieces", "line"), [pytest.param(*case[1:], id=case[0]) for case in LINES])
def test_marks_belong_to_their_words(draw: Callable[..., Draw], pieces: Sequence[Piece], line: str) -> None:
    pdf = drawn(draw(*pieces))
    (fallback,) = iter_pages(pdf, [1], beyond=1)
    for page in (read_text_layer(pdf).pages[0], build_page(1, fallback.content, "pdfplumber")):
        assert [found.text for found in page_lines(page, [])] == [line]


def test_marks_in_cells_are_no_part_of_the_figure() -> None:
    xs, ys = [72, 150, 250], [600, 580, 560, 540]
    rows = [["State", "Stock"], ["Goa", "1,23,456"], ["Bihar", "45,67,890"]]
    marks = [
        text_at(153 + stringWidth(rows[r][1], "Helvetica", 10), ys[r + 1] + 8, str(r), size=6) for r in (1, 2)
    ]
    table = read_one_table(drawn(all_of(lines_at(LETTER), lattice(xs, ys), in_cells(xs, ys, rows), *marks)))
    cells = [row[1] for row in table.rows]
    assert cells == ["1,23,456¹", "45,67,890²"]
    assert [kind_of(cell) for cell in cells] == [CellKind.FIGURE] * 2
    assert [str(figure_of(cell)) for cell in cells] == ["123456", "4567890"]


def test_a_small_word_in_the_next_cell_is_no_mark() -> None:
    parts = [text_at(72, 700, "1,23,456", size=12), text_at(130, 704, "2", size=7)]
    page = read_text_layer(drawn(all_of(*parts))).pages[0]
    assert [word.text for word in page.words] == ["1,23,456", "2"]


def test_words_without_a_size_are_no_marks() -> None:
    flat = [Word(text, x0, 100.0, x0 + 10, 100.0, 0.0, 0) for text, x0 in (("1", 72.0), ("2", 82.0))]
    large = Word("tonnes", 100.0, 90.0, 150.0, 102.0, 12.0, 0)
    assert [word.text for word in join_marks([*flat, large])] == ["1", "2", "tonnes"]
