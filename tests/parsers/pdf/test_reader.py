"""PDF pages with forms, drawings, legacy fonts or missing content."""

from __future__ import annotations

import re
from typing import Any

import pytest

from parsers.extract import read_text_layer
from parsers.vocabulary import Flag
from tests.parsers.letter import LETTER, lines_at, text_of
from tests.parsers.printing import all_of, drawn, in_cells, lattice, printed
from tests.parsers.tables.table_pdfs import tables_of


def test_deeply_nested_forms_are_cut_off() -> None:
    def draw(paper: Any) -> None:
        paper.beginForm("f0")
        paper.line(10, 10, 400, 10)
        paper.endForm()
        for n in range(1, 40):
            paper.beginForm(f"f{n}")
            paper.doForm(f"f{n - 1}")
            paper.endForm()
        paper.doForm("f39")
        lines_at(LETTER)(paper)

    assert text_of(read_text_layer(drawn(draw)).pages[0])[0] == LETTER[0]


def test_a_grid_inside_a_form_is_found() -> None:
    xs, ys = [72, 200, 300], [500, 480, 460]
    cells = [["State", "Cases"], ["Goa", "12"]]

    def draw(paper: Any) -> None:
        paper.beginForm("table")
        all_of(lattice(xs, ys), in_cells(xs, ys, cells))(paper)
        paper.endForm()
        paper.translate(30, 40)
        paper.doForm("table")

    assert tables_of(read_text_layer(drawn(draw)))[0].table.rows == [["Goa", "12"]]


def test_hindi_in_legacy_fonts() -> None:
    data = printed("Will the Minister of DEFENCE j{kk ea=h be pleased to state òãðìððÐð ¡ðøÜ the facts?")
    page = read_text_layer(data).pages[0]
    assert text_of(page) == ["Will the Minister of DEFENCE रक्षा मंत्री be pleased to state the facts?"]
    assert page.notes == [Flag.LEGACY_HINDI]


def test_a_page_without_content_leaves_the_others_readable() -> None:
    data = drawn(lines_at(LETTER), lines_at(LETTER))
    broken = re.sub(rb"/Contents \d+ 0 R", b"/Contents 99 0 R", data, count=1)
    pages = read_text_layer(broken).pages
    assert [bool(page.words) for page in pages] == [False, True]


@pytest.mark.parametrize("step", [5.0, 0.3], ids=["graph paper", "more lines than the limit"])
def test_a_drawing_of_many_lines_is_no_grid(step: float) -> None:
    edges = [900 + step * n for n in range(int(1090 / step))]
    paper = drawn(all_of(lines_at(LETTER), lattice([10, *edges], edges)), size=(2000, 2000))
    page = read_text_layer(paper).pages[0]
    assert text_of(page) == LETTER
    assert page.grids == []
