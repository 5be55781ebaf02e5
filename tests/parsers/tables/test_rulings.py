"""Tables whose rulings are broken, shaded, or drawn in one direction only; text that only looks like them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.parsers.printing import all_of, drawn, in_cells, lattice, text_at
from tests.parsers.tables.table_pdfs import STATES, read_one_table, read_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.parsers.printing import Draw

XS = [60, 110, 200, 300, 380]
YS = [700, 680, 660, 640, 620]
WORDS = [
    ["State", "Mine", "Remark"],
    ["Bihar", "Rajmahal block", "Work goes on"],
    ["Goa", "None", "No coal found"],
    ["Odisha", "Talcher block", "In use"],
]
WORD_XS = [60, 160, 300, 420]


def pieces(length: float, pitch: float, *, thickness: float = 0.5) -> Draw:
    """The lattice of `XS` and `YS`, each ruling a row of filled boxes; `pitch` is between their starts."""

    def draw(paper: Any) -> None:
        for y in YS:
            for n in range(int((XS[-1] - XS[0]) / pitch) + 1):
                paper.rect(XS[0] + n * pitch, y, length, thickness, stroke=0, fill=1)
        for x in XS:
            for n in range(int((YS[0] - YS[-1]) / pitch) + 1):
                paper.rect(x, YS[-1] + n * pitch, thickness, length, stroke=0, fill=1)

    return draw


@pytest.mark.parametrize(
    ("length", "pitch"),
    [
        pytest.param(0.5, 1.5, id="fine dots"),
        pytest.param(1.0, 4.0, id="dots"),
        pytest.param(1.0, 7.0, id="dots far apart"),
        pytest.param(3.0, 5.0, id="short dashes"),
        pytest.param(8.0, 14.0, id="long dashes"),
        pytest.param(6.0, 15.0, id="gaps longer than the dashes"),
    ],
)
def test_broken_rulings(length: float, pitch: float) -> None:
    table = read_one_table(drawn(all_of(pieces(length, pitch), in_cells(XS, YS, STATES))))
    assert (table.header, table.rows) == (STATES[:1], STATES[1:])


def test_dash_pattern_of_the_pen() -> None:
    def dashed(paper: Any) -> None:
        paper.setDash(6, 4)
        lattice(XS, YS)(paper)

    assert read_one_table(drawn(all_of(dashed, in_cells(XS, YS, STATES)))).rows == STATES[1:]


@pytest.mark.parametrize("apart", [(2, 2), (5, 5), (6, 6), (5, 2), (2, 6), (6, 0)], ids=str)
def test_cells_as_boxes_apart(apart: tuple[float, float]) -> None:
    beside, below = apart

    def boxes(paper: Any) -> None:
        for (top, bottom), (x0, x1) in ((y, x) for y in pairwise(YS) for x in pairwise(XS)):
            paper.rect(x0 + beside / 2, bottom + below / 2, x1 - x0 - beside, top - bottom - below)

    table = read_one_table(drawn(all_of(boxes, in_cells(XS, YS, STATES))))
    assert (table.header, table.rows) == (STATES[:1], STATES[1:])


def shaded(boxes: Sequence[tuple[float, float, float, float]], grey: float = 0.85) -> Draw:
    """Filled boxes (x0, top, x1, bottom) without an outline; y runs upwards."""

    def draw(paper: Any) -> None:
        paper.setFillGray(grey)
        for x0, top, x1, bottom in boxes:
            paper.rect(x0, bottom, x1 - x0, top - bottom, stroke=0, fill=1)
        paper.setFillGray(0)

    return draw


def stripes(numbers: Sequence[int]) -> list[tuple[float, float, float, float]]:
    """The rows with these numbers, from 0."""
    return [(XS[0], YS[n], XS[-1], YS[n + 1]) for n in numbers]


CELLS = [(x0, top, x1, bottom) for top, bottom in pairwise(YS) for x0, x1 in pairwise(XS)]


@pytest.mark.parametrize(
    "boxes",
    [
        pytest.param(stripes([0, 2]), id="odd rows"),
        pytest.param(stripes([1, 3]), id="even rows"),
        pytest.param(CELLS, id="each cell"),
        pytest.param([(x0, top, x1 - 2, bottom + 2) for x0, top, x1, bottom in CELLS], id="cells apart"),
        pytest.param([*CELLS[:4], *CELLS[8:12]], id="cells of odd rows"),
    ],
)
def test_shading_instead_of_rulings(boxes: list[tuple[float, float, float, float]]) -> None:
    table = read_one_table(drawn(all_of(shaded(boxes), in_cells(XS, YS, STATES))))
    assert (table.header, table.rows) == (STATES[:1], STATES[1:])


def test_white_shading_shows_no_table() -> None:
    page = all_of(shaded(stripes([0, 2]), grey=1), in_cells(WORD_XS, YS, WORDS))
    assert read_tables(drawn(page)) == []


def level(ys: Sequence[float], x0: float = 60, x1: float = 420) -> Draw:
    """Horizontal rulings."""

    def draw(paper: Any) -> None:
        for y in ys:
            paper.line(x0, y, x1, y)

    return draw


def upright(xs: Sequence[float], top: float = 700, bottom: float = 620) -> Draw:
    """Vertical rulings."""

    def draw(paper: Any) -> None:
        for x in xs:
            paper.line(x, top, x, bottom)

    return draw


@pytest.mark.parametrize(
    "rulings",
    [
        pytest.param(level(YS), id="horizontal"),
        pytest.param(level([YS[0], YS[1], YS[-1]]), id="above, below the header and at the end"),
        pytest.param(upright(WORD_XS), id="vertical"),
        pytest.param(upright(WORD_XS[1:-1]), id="vertical without the sides"),
        pytest.param(all_of(upright(WORD_XS), level([YS[0], YS[1], YS[-1]])), id="none between the rows"),
    ],
)
@pytest.mark.parametrize("cells", [WORDS, [row[:3] for row in STATES]], ids=["words", "figures"])
def test_rulings_in_one_direction(rulings: Draw, cells: list[list[str]]) -> None:
    table = read_one_table(drawn(all_of(rulings, in_cells(WORD_XS, YS, cells))))
    assert (table.header, table.rows) == (cells[:1], cells[1:])


def test_cell_of_several_lines_between_level_rulings_is_one_row() -> None:
    ys = [700, 680, 640, 600]
    lines = [
        (64, 670, "Bihar"),
        (164, 670, "Rajmahal and"),
        (164, 658, "Talcher blocks"),
        (304, 670, "In use"),
    ]
    more = [(64, 630, "Goa"), (164, 630, "None"), (304, 630, "No coal"), (304, 618, "found there")]
    words = all_of(*(text_at(*place) for place in [*lines, *more]))
    table = read_one_table(drawn(all_of(level(ys), words, in_cells(WORD_XS, ys[:2], WORDS[:1]))))
    assert table.rows == [
        ["Bihar", "Rajmahal and Talcher blocks", "In use"],
        ["Goa", "None", "No coal found there"],
    ]


def lines_at(lines: Sequence[str], top: float) -> Draw:
    """Lines of text 14 points apart."""
    return all_of(*(text_at(64, top - 14 * n, line) for n, line in enumerate(lines)))


def test_figures_stacked_in_one_cell_are_one_row() -> None:
    xs, ys = [60, 110, 200, 300], [700, 680, 630]
    stacked = all_of(
        text_at(63, 668, "1"),
        text_at(113, 668, "Bihar"),
        *(text_at(203, 668 - 12 * n, figure) for n, figure in enumerate(("12", "34", "56"))),
    )
    page = all_of(lattice(xs, ys), in_cells(xs, ys[:2], [["S.No.", "State", "Cases"]]), stacked)
    assert read_one_table(drawn(page)).rows == [["1", "Bihar", "12 34 56"]]


PARAGRAPH = [
    "The scheme is carried out by the States and is",
    "supervised by a committee of the Ministry, which",
]
ADDRESS = ["Shri A. B. Rao", "Director", "Krishi Bhawan", "New Delhi"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            all_of(
                level([700, 660, 620, 580]),
                *(text_at(64, 686 - 14 * n - 12 * (n // 2), PARAGRAPH[n % 2]) for n in range(6)),
            ),
            id="paragraphs between rulings",
        ),
        pytest.param(
            all_of(
                level([700, 640, 560]), *(text_at(64, 680 - 14 * n, line) for n, line in enumerate(ADDRESS))
            ),
            id="an address between rulings",
        ),
        pytest.param(
            all_of(level([700], 60, 200), level([680], 60, 330), *(text_at(60, 702, "Underlined title"),)),
            id="underlined titles",
        ),
        pytest.param(
            all_of(
                upright([40, 560], 800, 60), *(text_at(64, 700 - 14 * n, PARAGRAPH[n % 2]) for n in range(8))
            ),
            id="a frame at both sides of the page",
        ),
        pytest.param(
            all_of(shaded(stripes([0, 2])), *(text_at(64, 686 - 20 * n, PARAGRAPH[n % 2]) for n in range(4))),
            id="shaded paragraphs",
        ),
        pytest.param(
            lines_at(["Item . . . . . . . . . . . . 3"] * 5, 700),
            id="leaders of typed dots",
        ),
    ],
)
def test_text_with_rulings_that_is_no_table(page: Draw) -> None:
    assert read_tables(drawn(page)) == []
