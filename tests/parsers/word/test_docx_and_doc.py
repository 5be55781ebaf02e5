"""Word files, .docx and .doc: paragraphs, numbering, tables, and files that are not documents."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from parsers.extract import read_text_layer
from parsers.grids.printed_lines import text_lines
from parsers.layer import MediaType, TextLayer
from parsers.vocabulary import Flag, Unreadable
from parsers.word import docx_package
from samples.documents.ole2 import build_ole2
from tests.parsers.tables.table_pdfs import tables_of

if TYPE_CHECKING:
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NUMBERS = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""


def docx_of(body: str, **parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return data.getvalue()


def p(text: str, properties: str = "") -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in text.split("|"))
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def numbered(text: str, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str, columns: int = 3) -> str:
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in range(columns))
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def pages(layer: TextLayer) -> list[list[str]]:
    return [[" ".join(w.text for w in line) for line in text_lines(page.words)] for page in layer.pages]


def test_paragraphs_are_lines_from_top_to_bottom() -> None:
    layer = read_text_layer(docx_of(p("LOK SABHA", '<w:jc w:val="center"/>') + p("1. SHRI| A B:") + p("")))
    assert (layer.media_type, layer.cause, layer.pages[0].engine) == (MediaType.DOCX, None, "docx")
    assert pages(layer) == [["LOK SABHA", "1. SHRI A B:"]]
    first, *_, last = layer.pages[0].words
    assert first.top < last.top
    assert first.x0 > last.x0


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("<w:p><w:r><w:t>No</w:t><w:tab/><w:t>12</w:t></w:r></w:p>", ["No 12"], id="tab"),
        pytest.param(
            "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>", ["one", "two"], id="line break"
        ),
        pytest.param(
            "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>",
            ["kept"],
            id="deleted",
        ),
        pytest.param("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>", ["new"], id="inserted"),
        pytest.param(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice>"
            "<mc:Fallback><w:t>once</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["once"],
            id="text box",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent>" + p("inside") + "</w:sdtContent></w:sdt>", ["inside"], id="control"
        ),
        pytest.param(
            table(cell("ANSWER"), cell("MINISTER OF COAL"), columns=1),
            ["ANSWER", "MINISTER OF COAL"],
            id="frame",
        ),
        pytest.param(
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="Kruti Dev 010"/></w:rPr><w:t>d`f"k</w:t></w:r></w:p>',
            ["कृषि"],
            id="font",
        ),
    ],
)
def test_what_a_paragraph_holds(body: str, lines: list[str]) -> None:
    assert pages(read_text_layer(docx_of(body))) == [lines]


def test_labels_of_numbered_paragraphs() -> None:
    body = numbered("whether so;") + numbered("first;", 1) + numbered("second;", 1) + numbered("if so; and")
    assert pages(read_text_layer(docx_of(body, numbering=NUMBERS))) == [
        ["(a) whether so;", "(i) first;", "(ii) second;", "(b) if so; and"]
    ]


def test_page_breaks_start_new_pages() -> None:
    body = p("first") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("second")
    assert pages(read_text_layer(docx_of(body))) == [["first"], ["second"]]


def test_a_table_with_merged_cells() -> None:
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("State", down) + cell("2023", wide),
        cell("", on) + cell("Cases") + cell("Deaths"),
        cell("Goa") + cell("5") + cell("1"),
    )
    found = tables_of(read_text_layer(docx_of(p("Details of cases") + body)))
    assert [one.table.header for one in found] == [[["State", "2023", None], [None, "Cases", "Deaths"]]]
    assert found[0].table.rows == [["Goa", "5", "1"]]
    assert found[0].table.caption == "Details of cases"


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 10_000)
    assert read_text_layer(docx_of(p("a" * 20_000))).cause == Unreadable.TOO_BIG


def test_entities_are_not_expanded() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        bomb = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
        package.writestr(
            "word/document.xml", f"{bomb}<w:document {W}><w:body>{p('&b;')}</w:body></w:document>"
        )
    assert read_text_layer(data.getvalue()).cause == Unreadable.DAMAGED


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        pytest.param(docx_of("")[:-30], Unreadable.DAMAGED, id="cut short"),
        pytest.param(docx_of("<w:p>"), Unreadable.DAMAGED, id="broken XML"),
    ],
)
def test_broken_packages(data: bytes, cause: Unreadable) -> None:
    assert read_text_layer(data).cause == cause


def test_a_zip_of_something_else_is_not_a_document() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert read_text_layer(data.getvalue()).cause == Unreadable.NOT_A_DOCUMENT


def doc_of(text: str, *, flags: int = 0x0200, narrow: bool = False) -> bytes:
    """A .doc with one piece of text and no paragraph properties."""
    raw = text.encode("cp1252" if narrow else "utf-16-le")
    place = 2048 * 2 | 0x40000000 if narrow else 2048
    piece = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, place, 0)
    clx = struct.pack("<BI", 2, len(piece)) + piece
    main = bytearray(2048)
    struct.pack_into("<H", main, 0, 0xA5EC)
    struct.pack_into("<H", main, 0x0A, flags)
    struct.pack_into("<I", main, 0x4C, len(text))
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    return build_ole2({"1Table": clx, "WordDocument": bytes(main) + raw})


@pytest.mark.parametrize("narrow", [False, True], ids=["two bytes a character", "one byte a character"])
def test_the_text_of_an_old_word_file(narrow: bool) -> None:
    text = "LOK SABHA\r1.\x13 DATE \x14 SHRI\x15 A\x1eB:\rone\x0btwo\x0cANNEXURE\r"
    layer = read_text_layer(doc_of(text, narrow=narrow))
    assert (layer.media_type, layer.cause, layer.pages[0].engine) == (MediaType.DOC, None, "doc")
    assert pages(layer) == [["LOK SABHA", "1. SHRI A-B:", "one", "two"], ["ANNEXURE"]]


def test_a_table_by_its_cell_marks() -> None:
    rows = [["S.No.", "State", "2023"], ["1", "Goa", ""], ["2", "Bihar", "7"]]
    text = "Cases\r" + "".join("".join(f"{cell}\x07" for cell in row) + "\x07" for row in rows) + "End\r"
    layer = read_text_layer(doc_of(text))
    found = tables_of(layer)
    assert [(one.table.header, one.table.rows) for one in found] == [(rows[:1], rows[1:])]
    assert pages(layer)[0][0] == "Cases"
    assert pages(layer)[0][-1] == "End"


def test_an_encrypted_word_file() -> None:
    assert read_text_layer(doc_of("x\r", flags=0x0300)).cause == Unreadable.ENCRYPTED


def test_a_compound_file_of_something_else() -> None:
    assert read_text_layer(build_ole2({"Workbook": b"x" * 5000})).cause == Unreadable.NOT_A_DOCUMENT


def test_hindi_that_cannot_be_converted_is_noted() -> None:
    layer = read_text_layer(doc_of("Minister of SCIENCE òãðìððÐð ¡ðøÜ be\r"))
    assert (pages(layer), layer.pages[0].notes) == ([["Minister of SCIENCE be"]], [Flag.LEGACY_HINDI])


@pytest.mark.parametrize(
    ("name", "size", "first", "last"),
    [
        pytest.param("LS16_S05_AU1267.doc", (29, 12), "Andhra Pradesh", "580", id="merged header"),
        pytest.param("LS16_S05_AU3712.doc", (24, 5), "1", "5513.86", id="merged total"),
        pytest.param("LS16_S05_AS10.docx", (14, 9), "1", "30", id="docx"),
    ],
)
def test_real_word_files(shared: Path, name: str, size: tuple[int, int], first: str, last: str) -> None:
    found = tables_of(read_text_layer((shared / "corpus" / "word" / name).read_bytes()))
    rows = found[0].table.rows
    assert len(found) == 1
    assert ((len(rows), len(rows[0])), rows[0][0], rows[-1][-1]) == (size, first, last)
