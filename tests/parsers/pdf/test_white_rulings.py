"""White rulings make no table, unless they separate coloured cells."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from parsers.extract import read_text_layer
from tests.parsers.printing import all_of, drawn, in_cells, lattice

if TYPE_CHECKING:
    from tests.parsers.printing import Draw

CELLS = [["State", "Cases"], ["Goa", "12"], ["Bihar", "120"]]
XS, YS = [72, 200, 300], [500, 480, 460, 440]


def white(paper: Any) -> None:
    """Rulings in white."""
    paper.saveState()
    paper.setStrokeColorRGB(1, 1, 1)
    lattice(XS, YS)(paper)
    paper.restoreState()


def transparent(paper: Any) -> None:
    """Rulings that are not seen."""
    paper.saveState()
    paper.setStrokeAlpha(0)
    lattice(XS, YS)(paper)
    paper.restoreState()


def shaded(paper: Any) -> None:
    """Coloured cells."""
    paper.saveState()
    paper.setFillColorRGB(0.8, 0.88, 0.95)
    for top, bottom in pairwise(YS):
        paper.rect(XS[0], bottom, XS[-1] - XS[0], top - bottom, stroke=0, fill=1)
    paper.restoreState()


def white_boxes(paper: Any) -> None:
    """White cells, which are not seen on white paper."""
    paper.saveState()
    paper.setFillColorRGB(1, 1, 1)
    paper.rect(XS[0], YS[-1], XS[-1] - XS[0], YS[0] - YS[-1], stroke=0, fill=1)
    paper.restoreState()


@pytest.mark.parametrize("damage", [b"/Pages", b"/Pagez"], ids=["pdfium", "pdfplumber"])
@pytest.mark.parametrize(
    ("rulings", "grids"),
    [
        pytest.param(white, [], id="white"),
        pytest.param(all_of(white_boxes, white), [], id="white on white cells"),
        pytest.param(all_of(shaded, white), [CELLS], id="white between coloured cells"),
        pytest.param(lattice(XS, YS), [CELLS], id="black"),
    ],
)
def test_white_rulings(rulings: Draw, grids: list[list[list[str]]], damage: bytes) -> None:
    data = drawn(all_of(rulings, in_cells(XS, YS, CELLS))).replace(b"/Pages", damage)
    page = read_text_layer(data).pages[0]
    assert page.engine == ("pdfplumber" if damage == b"/Pagez" else "pdfium")
    assert [grid.rows for grid in page.grids] == grids


def test_transparent_rulings() -> None:
    assert read_text_layer(drawn(all_of(transparent, in_cells(XS, YS, CELLS)))).pages[0].grids == []
