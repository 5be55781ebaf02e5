"""RTF files, which Word also saves under the name .doc."""

from __future__ import annotations

import pytest

from parsers.extract import read_text_layer
from parsers.layer import MediaType
from parsers.media_types import document_type
from parsers.parse import read_file
from parsers.vocabulary import Flag, Kind
from spiders.site.file_check import file_problem
from tests.parsers.letter import text_of
from tests.parsers.tables.table_pdfs import tables_of
from tests.parsers.word.test_docx_visibility import ANSWER

HIDDEN, STRUCK = Flag.HIDDEN_TEXT, Flag.STRUCK_TEXT
HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red0\green0\blue128;}"
    r"{\stylesheet{\s0 Normal;}}{\*\generator Writer;}{\info{\title no}}"
)


def rtf(body: str) -> bytes:
    return f"{HEAD}{body}}}".encode("ascii")


@pytest.mark.parametrize(
    ("body", "lines", "struck", "notes"),
    [
        pytest.param(r"\pard one\par two\line three\par", ["one", "two", "three"], [], [], id="paragraphs"),
        pytest.param(r"Rs\'80 \'93a\'94 b\emdash c", ["Rs€ “a” b—c"], [], [], id="characters"),
        pytest.param(r"\uc1\u2325?\u2371?\u2359?\u2367? x", ["कृषि x"], [], [], id="Unicode"),
        pytest.param(r"{\uc0\u2325\u2359}\uc2 \u8364\'3f\'3f!", ["कष€!"], [], [], id="replacements left out"),
        pytest.param(r"kept{\v  gone} too", ["kept too"], [], [HIDDEN], id="hidden"),
        pytest.param(r"\v gone\v0 kept", ["kept"], [], [HIDDEN], id="hidden until switched off"),
        pytest.param(r"It is {\strike 54} 45.", ["It is 45."], ["54"], [STRUCK], id="struck"),
        pytest.param(r"It is {\striked1 54} 45.", ["It is 45."], ["54"], [STRUCK], id="struck twice"),
        pytest.param(r"new{\deleted old}", ["new"], [], [], id="tracked deletion"),
        pytest.param(r"a {\cf2 white}{\cf1 b}", ["a b"], [], [HIDDEN], id="white"),
        pytest.param(r"a {\cf2\chcbpat3 white}", ["a white"], [], [], id="white on blue"),
        pytest.param(r"a {\fs2 tiny}b", ["a b"], [], [HIDDEN], id="one point"),
        pytest.param(
            r"{\field{\*\fldinst { DATE }}{\fldrslt 30.07.2025}} x", ["30.07.2025 x"], [], [], id="field"
        ),
        pytest.param(r"a{\pict\bin5 }{}}x}b", ["ab"], [], [], id="binary picture"),
        pytest.param(r"de\-velop a\_b c\~d", ["develop a-b c d"], [], [], id="hyphens"),
        pytest.param(r"10{\super 6} tonnes", ["10⁶ tonnes"], [], [], id="power"),
        pytest.param(
            r"45{\super\chftn{\footnote\pard {\super\chftn} Provisional.}}.\par b",
            ["45.", "b", "¹ Provisional."], [], [], id="footnote",
        ),
        pytest.param(
            r"a {\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt BOX}}{\shprslt BOX}}",
            ["a BOX"], [], [], id="text box",
        ),
    ],
)  # fmt: skip
def test_text(body: str, lines: list[str], struck: list[str], notes: list[Flag]) -> None:
    layer = read_text_layer(rtf(body))
    (page,) = layer.pages
    assert (layer.media_type, layer.cause, page.engine) == (MediaType.RTF, None, "rtf")
    assert (text_of(page), [word.text for word in page.struck], page.notes) == (lines, struck, notes)


def row(cells: list[str], marks: str = "") -> str:
    defined = "".join(rf"{mark}\cellx{2000 * (n + 1)}" for n, mark in enumerate(marks.split(",") or cells))
    return rf"\trowd {defined}\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row "


def test_a_table_with_merged_cells() -> None:
    top = row(["State", "2023", ""], r"\clvmgf,\clmgf,\clmrg")
    below = row(["", "Cases", "Deaths"], r"\clvmrg,,")
    layer = read_text_layer(rtf(rf"Cases\par {top}{below}{row(['Goa', '5', '1'], ',,')}\pard End\par"))
    (found,) = tables_of(layer)
    assert found.table.header == [["State", "2023", None], [None, "Cases", "Deaths"]]
    assert found.table.rows == [["Goa", "5", "1"]]
    assert text_of(layer.pages[0])[-1] == "End"


def test_an_answer_is_archived_and_parsed() -> None:
    data = rtf(r"\par ".join([*ANSWER, "(a): It is 45 tonnes."]))
    assert (file_problem(data), document_type(data)) == (None, MediaType.RTF)
    record = read_file(data)
    assert (record.kind, record.question_no, record.flags) == (Kind.ANSWER, 1474, [])
    assert record.answer is not None
    assert record.answer.text == "(a): It is 45 tonnes."


@pytest.mark.parametrize("data", [b"{\\rtf1 a", b"{\\rtf1" + b"{" * 100 + b"a", b"{\\rtf1 a}}}}}} b\\"])
def test_damaged_groups_are_read_as_far_as_possible(data: bytes) -> None:
    assert text_of(read_text_layer(data).pages[0])[0].startswith("a")


def test_groups_without_end_have_a_limit() -> None:
    assert read_text_layer(b"{\\rtf1" + b"{" * 5000).cause == "damaged"
