"""HTML files: paragraphs, tables, page breaks, charsets."""

from __future__ import annotations

import pytest

from parsers.extract import read_text_layer
from parsers.grids.printed_lines import text_lines
from parsers.layer import MediaType, TextLayer
from tests.parsers.tables.table_pdfs import tables_of


def read(body: str) -> TextLayer:
    return read_text_layer(f"<html><head><title>no</title></head><body>{body}</body></html>".encode())


def lines(layer: TextLayer) -> list[list[str]]:
    return [[" ".join(w.text for w in line) for line in text_lines(page.words)] for page in layer.pages]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<p>LOK <b>SABHA</b></p><p>1. SHRI\n A B:</p>", ["LOK SABHA", "1. SHRI A B:"], id="paragraphs"
        ),
        pytest.param("one<br>two<div>three</div>four", ["one", "two", "three", "four"], id="breaks"),
        pytest.param("<p>a<!-- no -->b<script>no</script><style>no</style>c</p>", ["abc"], id="left out"),
        pytest.param("<table><tr><td><p>ANSWER</p></td></tr></table>", ["ANSWER"], id="layout table"),
        pytest.param("<p>&#2325;&#2371;&#2359;&#2367; &amp; more</p>", ["कृषि & more"], id="entities"),
    ],
)
def test_lines_of_a_page(body: str, expected: list[str]) -> None:
    layer = read(body)
    assert (layer.media_type, layer.cause, layer.pages[0].engine) == (MediaType.HTML, None, "html")
    assert lines(layer) == [expected]


def test_a_centred_heading_is_in_the_middle() -> None:
    heading, text = read("<p style='text-align:center'>LOK</p><p>SABHA</p>").pages[0].words
    assert (heading.x0 + heading.x1) / 2 == 297.5
    assert text.x0 == 72.0


def test_a_page_break() -> None:
    assert lines(read("<p>one</p><br style='page-break-before:always'><p>two</p>")) == [["one"], ["two"]]


def test_a_table_with_merged_cells() -> None:
    body = """<table><tr><td rowspan=2>State</td><td colspan=2>2023</td></tr>
    <tr><td>Cases</td><td>Deaths</td></tr><tr><td>Goa</td><td>5</td><td>1</td></tr></table>"""
    found = tables_of(read(body))
    assert [(one.table.header, one.table.rows) for one in found] == [
        ([["State", "2023", None], [None, "Cases", "Deaths"]], [["Goa", "5", "1"]])
    ]


def test_huge_spans_are_cut_off() -> None:
    assert read("<table><tr><td colspan=9999 rowspan=9999>x</td><td>y</td></tr></table>").cause is None


def test_deep_nesting_is_read() -> None:
    assert read("<div>" * 5000 + "deep" + "</div>" * 5000).cause is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"<meta charset=windows-1252><p>Rs\x96</p>", "Rs–", id="declared"),
        pytest.param("<p>कृषि</p>".encode(), "कृषि", id="utf-8"),
        pytest.param(b"<meta charset=nonsense><p>\x93a\x94</p>", "“a”", id="unknown name"),
    ],
)
def test_character_sets(data: bytes, text: str) -> None:
    assert lines(read_text_layer(data)) == [[text]]
