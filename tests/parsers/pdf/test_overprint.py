"""Doubled text, watermarks, stamps, braces, initials, leaning pages: each line is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.extract import read_text_layer
from parsers.pdf.page import build_page
from parsers.pdf.pdfplumber_fallback import iter_pages
from parsers.text.lines import page_lines
from parsers.vocabulary import Flag
from tests.parsers.printing import all_of, drawn, text_at, turned

if TYPE_CHECKING:
    from parsers.layer import Page
    from tests.parsers.printing import Draw

TEXT = [
    "Will the Minister of COAL be pleased to state:",
    "(a) the stock of coal in each State, and how it is reviewed each week;",
    "(b) whether coal is sent by rail, by road or by sea; and",
    "(c) the steps taken by the Government in this regard, and the results",
    "of each of them in the last three years?",
]
SIGNATURE = ["Digitally signed by", "RAMESH KUMAR VERMA", "Date: 2025.07.30", "11:24:05 +05'30'"]
STAMP = all_of(text_at(300, 686, "RECEIVED", size=14), text_at(300, 671, "30 JUL 2025", size=14))


def body(lines: list[str] = TEXT) -> Draw:
    return all_of(*(text_at(72, 700 - 16 * n, line, size=12) for n, line in enumerate(lines)))


def read_page(*parts: Draw) -> Page:
    return read_text_layer(drawn(all_of(*parts))).pages[0]


def lines_of(page: Page) -> list[str]:
    return [line.text for line in page_lines(page, [])]


def moved(x: float, y: float, draw: Draw) -> Draw:
    return turned(0, x, y, draw)


@pytest.mark.parametrize(
    ("x", "y"), [(0, 0), (0.3, 0), (0, 0.3), (0.7, -0.7)], ids=["in place", "right", "above", "aslant"]
)
def test_a_page_drawn_twice_has_each_word_once(x: float, y: float) -> None:
    page = read_page(body(), moved(x, y, body()))
    assert lines_of(page) == TEXT
    assert page.notes == []


def test_a_page_drawn_four_times_is_no_scan() -> None:
    page = read_page(*(moved(0.2 * n, 0, body()) for n in range(4)))
    assert (lines_of(page), page.engine) == (TEXT, "pdfium")


def test_words_drawn_twice_for_bold_print() -> None:
    words = [text_at(x, 700, "11,22", size=12) for x in (72, 72.3, 120, 120.3)]
    assert lines_of(read_page(*words)) == ["11,22 11,22"]


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(turned(50, 130, 480, text_at(0, 0, "CONFIDENTIAL", size=70)), id="slanted"),
        pytest.param(text_at(72, 650, "DRAFT COPY", size=60), id="level"),
        pytest.param(text_at(72, 650, "D R A F T", size=60), id="letter-spaced"),
        pytest.param(
            all_of(
                *(
                    turned(30, 60 + 100 * i, 75 + 43 * j, text_at(0, 0, "Lok Sabha", size=9))
                    for i in range(5)
                    for j in range(16)
                )
            ),
            id="slanted tiles",
        ),
        pytest.param(
            all_of(
                *(
                    text_at(60 + 100 * i, 70 + 23 * j, "Lok Sabha", size=9)
                    for i in range(5)
                    for j in range(31)
                )
            ),
            id="level tiles",
        ),
        pytest.param(STAMP, id="stamp"),
        pytest.param(
            all_of(*(text_at(300, 690 - 9 * n, line, size=8) for n, line in enumerate(SIGNATURE))),
            id="electronic signature",
        ),
    ],
)
@pytest.mark.parametrize("behind", [True, False], ids=["behind the text", "over it"])
def test_marks_are_left_out_and_noted(mark: Draw, behind: bool) -> None:
    page = read_page(*((mark, body()) if behind else (body(), mark)))
    assert lines_of(page) == TEXT
    assert page.notes == [Flag.WATERMARK]


@pytest.mark.parametrize("size", [18, 24, 30])
def test_a_brace_beside_two_members_joins_no_lines(size: float) -> None:
    members = ["1474. SHRI RAMESH KUMAR:", "SHRI SURESH NATH:", *TEXT]
    page = read_page(body(members), text_at(250, 692 - size / 4, "}", size=size))
    assert lines_of(page) == members
    assert page.notes == []


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        pytest.param([text_at(72, 730, "COAL STOCKS", size=18)], ["COAL STOCKS", *TEXT], id="a heading"),
        pytest.param(
            [text_at(72, 725, "REPORT ON COAL STOCKS", size=30)],
            ["REPORT ON COAL STOCKS", *TEXT],
            id="a title",
        ),
        pytest.param([text_at(300, 720, "{12}", size=12)], ["{12}", *TEXT], id="brackets of the same size"),
        pytest.param(
            [text_at(72, 730, "State", size=8), text_at(200, 729, "Stock", size=12)],
            ["State Stock", *TEXT],
            id="cells of two sizes",
        ),
    ],
)
def test_large_text_that_covers_nothing_stays(parts: list[Draw], lines: list[str]) -> None:
    page = read_page(*parts, body())
    assert lines_of(page) == lines
    assert page.notes == []


def test_an_initial_over_two_lines_begins_the_first() -> None:
    lines = ["he stock of coal in each State is kept", "and reviewed each week by the States", "as before."]
    parts = [text_at(95, 700 - 16 * n, line, size=12) for n, line in enumerate(lines)]
    page = read_page(text_at(72, 684, "T", size=36), *parts)
    assert lines_of(page) == ["T" + lines[0], *lines[1:]]


@pytest.mark.parametrize("degrees", [1.5, -1.5, 2, -2])
def test_the_lines_of_a_leaning_page_are_whole(degrees: float) -> None:
    pdf = drawn(turned(degrees, 0, 0, body()))
    (fallback,) = iter_pages(pdf, [1], beyond=1)
    for page in (read_text_layer(pdf).pages[0], build_page(1, fallback.content, "pdfplumber")):
        assert lines_of(page) == TEXT
        assert {round(word.bottom - word.top) for word in page.words} == {12}


@pytest.mark.parametrize("rise", [0.035, -0.035])
def test_the_lines_of_an_askew_scan_are_whole(rise: float) -> None:
    """As a scanner's OCR places them: each word upright, in its place on the leaning sheet."""
    words: list[Draw] = []
    for n, line in enumerate(TEXT):
        x = 72.0
        for word in line.split():
            words.append(text_at(x, 700 - 16 * n + rise * x, word, size=12))
            x += stringWidth(word + " ", "Helvetica", 12)
    assert lines_of(read_page(*words)) == TEXT
