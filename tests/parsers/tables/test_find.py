from __future__ import annotations

from typing import Any

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.parsers.printing import (
    all_of,
    drawn,
    gap,
    in_cells,
    lattice,
    printed,
    ruled,
    text_at,
)
from tests.parsers.tables.table_pdfs import STATES, numbered_rows, read_one_table, read_tables


def test_ruled_table() -> None:
    table = read_one_table(printed("Details of cases:", ruled(STATES)))
    assert table.header == STATES[:1]
    assert table.rows == STATES[1:]
    assert (table.page, table.pages, table.section) == (1, [1], "answer")


def test_landscape_page() -> None:
    assert read_one_table(printed(ruled(STATES), size=landscape(A4))).rows == STATES[1:]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_table_drawn_rotated(turn: int) -> None:
    xs, ys = [60, 110, 200, 260, 320], [-60, -80, -100, -120, -140]
    table = all_of(lattice(xs, ys), in_cells(xs, ys, STATES))

    def draw(paper: Any) -> None:
        paper.translate(*{90: (100, 100), 180: (500, 100), 270: (300, 700)}[turn])
        paper.rotate({90: 90, 180: 180, 270: -90}[turn])
        table(paper)

    assert read_one_table(drawn(draw)).rows == STATES[1:]


def test_page_with_rotation_entry() -> None:
    xs, ys = [60, 110, 200, 260, 320], [-60, -80, -100, -120, -140]

    def draw(paper: Any) -> None:
        paper.setPageRotation(90)
        paper.rotate(90)
        all_of(lattice(xs, ys), in_cells(xs, ys, STATES))(paper)

    assert read_one_table(drawn(draw)).rows == STATES[1:]


def test_double_rulings_count_as_one() -> None:
    doubled = [("INNERGRID", (0, 0), (-1, -1), 0.5, "black", None, None, None, 2, 1.5)]
    table = read_one_table(
        printed(
            ruled(STATES, style=[*doubled, ("BOX", (0, 0), (-1, -1), 0.5, "black", None, None, None, 2, 1.5)])
        )
    )
    assert table.header == STATES[:1]
    assert table.rows == STATES[1:]


def test_cells_drawn_as_separate_boxes() -> None:
    xs, ys = [60, 110, 200, 260, 320], [700, 680, 660, 640, 620]

    def boxes(paper: Any) -> None:
        for r in range(4):
            for c in range(4):
                paper.rect(xs[c] + 1, ys[r + 1] + 1, xs[c + 1] - xs[c] - 2, ys[r] - ys[r + 1] - 2)

    assert read_one_table(drawn(all_of(boxes, in_cells(xs, ys, STATES)))).rows == STATES[1:]


def test_texts_that_meet_at_a_ruling_are_two_cells() -> None:
    xs, ys = [60, 110, 160], [700, 680, 660]
    words = all_of(text_at(63, 684, "State"), text_at(113, 684, "Cases"))
    meeting = all_of(text_at(86.5, 664, "Bihar"), text_at(110.2, 664, "1207"))
    assert read_one_table(drawn(all_of(lattice(xs, ys), words, meeting))).rows == [["Bihar", "1207"]]


def test_figures_that_run_over_a_ruling_are_whole() -> None:
    xs, ys = [60, 110, 170, 220, 270], [700, 680, 660, 640]
    cells = [
        ["S.No.", "State", "Stock", "Output"],
        ["1", "Bihar", "1,23,45,678", "12,34,567"],
        ["2", "Goa", "7,890", "45,67,890"],
    ]
    left = in_cells(xs, ys, [row[:2] for row in cells])
    right = all_of(
        *(
            text_at(
                xs[c + 1] + 6 - stringWidth(cells[r][c], "Helvetica", 9), ys[r + 1] + 4, cells[r][c], size=9
            )
            for r in range(3)
            for c in (2, 3)
        )
    )
    table = read_one_table(drawn(all_of(lattice(xs, ys), left, right)))
    assert (table.header, table.rows) == (cells[:1], cells[1:])


def test_headings_printed_vertically() -> None:
    xs, ys = [60, 150, 180, 210], [700, 620, 600, 580]

    def upwards(paper: Any) -> None:
        for x, heading in ((168, "Cases filed"), (198, "Cases closed")):
            paper.saveState()
            paper.translate(x, 625)
            paper.rotate(90)
            paper.drawString(0, 0, heading)
            paper.restoreState()

    cells = [["State"], ["Goa", "1", "2"], ["Bihar", "3", "4"]]
    above = text_at(60, 720, "The number of cases in each State is as under, as reported by the States:")
    table = read_one_table(drawn(all_of(above, lattice(xs, ys), in_cells(xs, ys, cells), upwards)))
    assert table.header == [["State", "Cases filed", "Cases closed"]]


def test_table_without_outer_rulings_at_the_sides() -> None:
    xs, ys = [60, 110, 200, 260, 320], [700, 680, 660, 640, 620]
    assert (
        read_one_table(drawn(all_of(lattice(xs, ys, sides=False), in_cells(xs, ys, STATES)))).rows
        == STATES[1:]
    )


def test_rows_without_rulings_are_split_by_serial_numbers() -> None:
    xs, ys = [60, 110, 200, 260], [700, 680, 600]
    cells = [
        ["S.No.", "State", "2023"],
        ["1", "Bihar", "3"],
        ["2", "Goa", "5"],
        ["3", "Kerala", "7"],
        ["", "Total", "15"],
    ]
    lines = all_of(
        *(in_cells(xs, [720 - 20 * r, 700 - 20 * r], [row]) for r, row in enumerate(cells, start=1))
    )
    assert read_one_table(drawn(all_of(lattice(xs, ys), lines))).rows == cells[1:]


def test_table_without_rulings() -> None:
    columns = [60, 110, 220, 300]
    cells = [
        ["S.No.", "State", "2022", "2023"],
        *([str(n), f"State{n}", str(n * 3), str(n * 5)] for n in range(1, 7)),
    ]
    lines = all_of(
        *(
            text_at(x, 700 - 16 * r, text)
            for r, row in enumerate(cells)
            for x, text in zip(columns, row, strict=True)
        )
    )
    table = read_one_table(drawn(lines))
    assert table.header == cells[:1]
    assert table.rows == cells[1:]


LETTER = [
    ["GOVERNMENT OF INDIA MINISTRY OF COAL", "LOK SABHA"],
    ["UNSTARRED QUESTION NO. 12", "ANSWERED ON 5.2.2020"],
]
PROSE = "The scheme is carried out by the States and is supervised by a committee of the Ministry. " * 6


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(ruled([["All States have been asked to report."]]), id="one cell"),
        pytest.param(ruled([["Patna"], ["Gaya"], ["Saran"]]), id="one column"),
        pytest.param(ruled([["", "", ""]] * 3, colWidths=60, rowHeights=20), id="empty grid"),
        pytest.param(ruled(LETTER), id="letterhead"),
        pytest.param(
            ruled([["(a) to (c):", "The data are kept."], ["(d):", "No such plan."]]),
            id="letters of the answer",
        ),
        pytest.param(
            "1. Bihar 3 4 5<br/>2. Goa 5 6 7<br/>3. Kerala 8 9 10<br/>4. Assam 1 2 3", id="a list in prose"
        ),
        pytest.param(PROSE, id="prose"),
    ],
)
def test_grids_and_text_that_are_not_tables(block: object) -> None:
    assert read_tables(printed("Reply:", block)) == []


def test_frame_around_prose_is_not_a_table() -> None:
    xs, ys = [60, 300, 540], [700, 500, 300]
    lines = [PROSE[n : n + 44] for n in range(0, 500, 44)]
    prose = all_of(
        *(
            text_at(x + 4, y - 14 * n, line)
            for x in xs[:2]
            for y in (680, 480)
            for n, line in enumerate(lines)
        )
    )
    assert read_tables(drawn(all_of(lattice(xs, ys), prose))) == []


def test_border_around_the_page_is_ignored() -> None:
    xs, ys = [60, 110, 200, 260, 320], [700, 680, 660, 640, 620]

    def border(paper: Any) -> None:
        paper.rect(20, 20, 555, 800)

    page = all_of(
        border, text_at(60, 706, "State-wise number of cases"), lattice(xs, ys), in_cells(xs, ys, STATES)
    )
    table = read_one_table(drawn(page))
    assert (table.caption, table.rows) == ("State-wise number of cases", STATES[1:])


def test_two_tables_on_a_page_are_in_order_from_the_top() -> None:
    found = read_tables(
        printed(
            ruled(STATES), gap(30), "Districts", ruled([["S.No.", "District", "Cases"], *numbered_rows(1, 3)])
        )
    )
    assert [(one.table.table_id, len(one.table.rows)) for one in found] == [("t1", 3), ("t2", 3)]
