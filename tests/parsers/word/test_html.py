"""HTML files: paragraphs, tables, page breaks, charsets."""

from __future__ import annotations

import pytest

from parsers.extract import read_text_layer
from parsers.grids.printed_lines import text_lines
from parsers.layer import MediaType, TextLayer
from parsers.vocabulary import Flag
from tests.parsers.tables.table_pdfs import tables_of

HIDDEN, STRUCK = Flag.HIDDEN_TEXT, Flag.STRUCK_TEXT


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


@pytest.mark.parametrize(
    ("body", "expected", "struck", "notes"),
    [
        pytest.param("<p>a<span style='display: none'>no</span>b</p>", ["ab"], [], [HIDDEN], id="hidden"),
        pytest.param("<div hidden><p>no</p></div><p>b</p>", ["b"], [], [HIDDEN], id="attribute"),
        pytest.param("<p>a<span style='mso-hide:all'>no</span></p>", ["a"], [], [HIDDEN], id="Word"),
        pytest.param(
            "<style>.x{color:red;display:none}</style><p>a</p><p class='y x'>no</p>",
            ["a"], [], [HIDDEN], id="by class",
        ),
        pytest.param("<p>a <font color='#FFFFFF'>no</font></p>", ["a"], [], [HIDDEN], id="white"),
        pytest.param(
            "<p style='background:navy'>a <span style='color:white'>yes</span></p>",
            ["a yes"], [], [], id="on navy",
        ),
        pytest.param("<p>It is <s>54</s> 45.</p>", ["It is 45."], ["54"], [STRUCK], id="struck"),
        pytest.param("<p><del>54</del><ins>45</ins></p>", ["45"], ["54"], [STRUCK], id="deleted"),
        pytest.param(
            "<p style='text-decoration:line-through'>54</p><p>45</p>",
            ["45"], ["54"], [STRUCK], id="line through",
        ),
        pytest.param("<p>de&shy;velop</p>", ["develop"], [], [], id="soft hyphen"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(body: str, expected: list[str], struck: list[str], notes: list[Flag]) -> None:
    layer = read(body)
    (page,) = layer.pages
    assert (lines(layer), [word.text for word in page.struck], page.notes) == ([expected], struck, notes)


def test_hidden_and_struck_cells() -> None:
    body = """<table><tr><td>State<td>Cases</tr><tr style="display:none"><td>no<td>9</tr>
    <tr><td>Goa<td><s>54</s> 45</tr></table>"""
    (page,) = read(body).pages
    assert page.grids[0].rows == [["State", "Cases"], ["Goa", "45"]]
    assert [word.text for word in page.struck] == ["54"]
    assert page.notes == [HIDDEN, STRUCK]
