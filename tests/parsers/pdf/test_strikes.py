"""Crossed-out text is kept apart; underlines, rulings and fraction bars cross nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.extract import read_text_layer
from tests.parsers.letter import text_of
from tests.parsers.pdf.answer_page import ODD, X, answer_with, outcome, read
from tests.parsers.printing import all_of, drawn, in_cells, lattice, text_at

if TYPE_CHECKING:
    from tests.parsers.printing import Draw

LINE = "It was 45 54 tonnes."
KEPT = "(a): The stock is 45 tonnes.\nIt was 54 tonnes.\n(b): Steps are taken."
WHOLE = "(a): The stock is 45 tonnes.\nIt was 45 54 tonnes.\n(b): Steps are taken."
START, END = (X + stringWidth(text, "Helvetica", 10) for text in ("It was ", "It was 45"))


def bar(height: float, start: float = START, end: float = END, thickness: float = 0.6) -> Draw:
    """A line `height` points above the baseline of the odd line."""

    def draw(paper: Any) -> None:
        paper.setLineWidth(thickness)
        paper.line(start, ODD + height, end, ODD + height)

    return draw


def filled_bar(paper: Any) -> None:
    """A thin filled box, as Word draws it."""
    paper.rect(START, ODD + 2.5, END - START, 0.6, stroke=0, fill=1)


def double(paper: Any) -> None:
    """Two lines."""
    all_of(bar(2.2), bar(3.8))(paper)


@pytest.mark.parametrize(
    "strike",
    [bar(3), bar(2), bar(4), bar(3, START - 2, END + 2), filled_bar, double],
    ids=["middle", "low", "high", "wider", "filled", "double"],
)
def test_a_figure_that_is_crossed_out(strike: Draw) -> None:
    data = answer_with(text_at(X, ODD, LINE), strike)
    assert outcome(data) == (KEPT, ["struck_text"])
    struck = read(data).struck_out
    assert [(one.text, one.page) for one in struck] == [("45", 1)]
    assert struck[0].bbox == pytest.approx((START, 841.9 - ODD - 7.5, END, 841.9 - ODD + 2.5), abs=0.2)


def test_words_that_are_crossed_out_together() -> None:
    end = X + stringWidth("It was 45 54", "Helvetica", 10)
    record = read(answer_with(text_at(X, ODD, LINE), bar(3, START, end)))
    assert [one.text for one in record.struck_out] == ["45 54"]


def test_the_part_of_a_word_that_is_crossed_out() -> None:
    line = "It was 4554 tonnes."
    data = answer_with(text_at(X, ODD, line), bar(3))
    assert outcome(data) == (KEPT, ["struck_text"])
    assert [one.text for one in read(data).struck_out] == ["45"]


NOT_STRUCK = {
    "underline": bar(-1.2),
    "line above": bar(8),
    "line at the baseline": bar(0.3),
    "line beyond the words": bar(3, X - 30, 500),
    "ruling of a table": all_of(
        bar(3, START - 1, END + 1), lattice([START - 1, END + 1], [ODD - 5, ODD + 3, ODD + 20])
    ),
    "thick box": lambda paper: paper.rect(START, ODD - 3, END - START, 12, stroke=1, fill=0),
}


@pytest.mark.parametrize("lines", NOT_STRUCK.values(), ids=NOT_STRUCK)
def test_lines_that_cross_nothing_out(lines: Draw) -> None:
    data = answer_with(text_at(X, ODD, LINE), lines)
    assert (outcome(data), read(data).struck_out) == ((WHOLE, []), [])


def test_a_fraction_bar_crosses_nothing_out() -> None:
    fraction = all_of(
        text_at(200, 700, "The share is"),
        text_at(264, 705, "3", size=8),
        text_at(264, 695, "4", size=8),
        lambda paper: paper.line(262, 703, 270, 703),
    )
    page = read_text_layer(drawn(fraction)).pages[0]
    assert (sorted(word.text for word in page.words), page.struck) == (["3", "4", "The", "is", "share"], [])


def test_crossed_out_text_in_a_cell() -> None:
    xs, ys = [72, 200, 300], [500, 480, 460]
    cells = [["State", "Cases"], ["Goa", "12 15"]]
    width = stringWidth("12", "Helvetica", 10)
    strike = lambda paper: paper.line(203, 467, 203 + width, 467)  # noqa: E731
    page = read_text_layer(drawn(all_of(lattice(xs, ys), in_cells(xs, ys, cells), strike))).pages[0]
    assert [grid.rows for grid in page.grids] == [[["State", "Cases"], ["Goa", "15"]]]
    assert ([word.text for word in page.struck], page.notes) == (["12"], ["struck_text"])


def test_crossed_out_text_on_a_landscape_page() -> None:
    def draw(paper: Any) -> None:
        paper.setPageRotation(90)
        paper.translate(300, 100)
        paper.rotate(90)
        text_at(0, 0, "The stock is 45 54 tonnes.")(paper)
        start = stringWidth("The stock is ", "Helvetica", 10)
        paper.line(start, 3, start + stringWidth("45", "Helvetica", 10), 3)

    page = read_text_layer(drawn(draw)).pages[0]
    assert (text_of(page), [word.text for word in page.struck]) == (["The stock is 54 tonnes."], ["45"])
