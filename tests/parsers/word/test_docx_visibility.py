"""Text of a .docx that is hidden, crossed out, white, deleted, or printed apart from its place."""

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.extract import read_text_layer
from parsers.parse import read_file
from parsers.vocabulary import Flag
from tests.parsers.letter import text_of
from tests.parsers.tables.table_pdfs import tables_of
from tests.parsers.word.test_docx_and_doc import W, cell, docx_of, p, pages, table

ANSWER = [
    "LOK SABHA",
    "UNSTARRED QUESTION NO. 1474",
    "TO BE ANSWERED ON 30.07.2025",
    "COAL STOCKS",
    "1474. SHRI RAMESH KUMAR:",
    "Will the Minister of COAL be pleased to state:",
    "(a) the stock of coal?",
    "ANSWER",
    "MINISTER OF COAL",
    "(SHRI G. KISHAN REDDY)",
]
STYLES = f"""<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>DEFAULTS</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Below"><w:basedOn w:val="Secret"/></w:style>
<w:style w:type="paragraph" w:styleId="Shown"><w:basedOn w:val="Secret"/>
<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Crossed"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Pool"/></w:style>
<w:style w:type="paragraph" w:styleId="Pool"><w:basedOn w:val="Loop"/></w:style>
</w:styles>"""
PLAIN = STYLES.replace("DEFAULTS", "")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    ("properties", "lines", "struck", "notes"),
    [
        pytest.param("<w:vanish/>", ["kept"], [], [Flag.HIDDEN_TEXT], id="hidden"),
        pytest.param('<w:vanish w:val="0"/>', ["kept gone"], [], [], id="switched off"),
        pytest.param("<w:specVanish/>", ["kept"], [], [Flag.HIDDEN_TEXT], id="always hidden"),
        pytest.param("<w:webHidden/>", ["kept gone"], [], [], id="hidden in web pages, printed"),
        pytest.param('<w:rStyle w:val="Unseen"/>', ["kept"], [], [Flag.HIDDEN_TEXT], id="by style"),
        pytest.param(
            '<w:rStyle w:val="Unseen"/><w:vanish w:val="false"/>', ["kept gone"], [], [], id="style off"
        ),
        pytest.param("<w:strike/>", ["kept"], ["gone"], [Flag.STRUCK_TEXT], id="struck"),
        pytest.param("<w:dstrike/>", ["kept"], ["gone"], [Flag.STRUCK_TEXT], id="struck twice"),
        pytest.param(
            '<w:rStyle w:val="Crossed"/>', ["kept"], ["gone"], [Flag.STRUCK_TEXT], id="struck by style"
        ),
        pytest.param('<w:strike w:val="0"/>', ["kept gone"], [], [], id="not struck"),
        pytest.param('<w:color w:val="FFFFFF"/>', ["kept"], [], [Flag.HIDDEN_TEXT], id="white"),
        pytest.param(
            '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>',
            ["kept gone"],
            [],
            [],
            id="on blue",
        ),
        pytest.param(
            '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', ["kept gone"], [], [], id="on black"
        ),
        pytest.param('<w:sz w:val="2"/>', ["kept"], [], [Flag.HIDDEN_TEXT], id="one point"),
    ],
)
def test_properties_of_a_run(properties: str, lines: list[str], struck: list[str], notes: list[Flag]) -> None:
    (page,) = read_text_layer(docx_of(para(run("kept"), run(" gone", properties)), styles=PLAIN)).pages
    assert text_of(page) == lines
    assert [word.text for word in page.struck] == struck
    assert page.notes == notes


@pytest.mark.parametrize(
    ("style", "run_style", "shown"),
    [
        pytest.param("Secret", "", False, id="hidden"),
        pytest.param("Below", "", False, id="based on a hidden style"),
        pytest.param("Shown", "", True, id="switched off in the style"),
        pytest.param("Secret", "Unseen", True, id="both styles: they cancel each other"),
        pytest.param("Loop", "", True, id="based on itself"),
        pytest.param("Nowhere", "", True, id="unknown style"),
    ],
)
def test_styles_of_paragraphs(style: str, run_style: str, shown: bool) -> None:
    text = run("check this", f'<w:rStyle w:val="{run_style}"/>' if run_style else "")
    body = p("first") + para(text, properties=f'<w:pStyle w:val="{style}"/>')
    layer = read_text_layer(docx_of(body, styles=PLAIN))
    assert pages(layer) == [["first", "check this"] if shown else ["first"]]
    assert layer.pages[0].notes == ([] if shown else [Flag.HIDDEN_TEXT])


def test_defaults_of_the_document() -> None:
    body = para(run("gone")) + para(run("kept", '<w:vanish w:val="0"/>'))
    layer = read_text_layer(docx_of(body, styles=STYLES.replace("DEFAULTS", "<w:vanish/>")))
    assert (pages(layer), layer.pages[0].notes) == ([["kept"]], [Flag.HIDDEN_TEXT])


def test_a_white_heading_on_a_shaded_cell_is_seen() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    shaded = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
    head = "".join(f"<w:tc>{shaded}{para(run(text, white))}</w:tc>" for text in ("State", "Cases"))
    layer = read_text_layer(docx_of(table(head, cell("Goa") + cell("5"), columns=2)))
    assert layer.pages[0].grids[0].rows == [["State", "Cases"], ["Goa", "5"]]
    assert layer.pages[0].notes == []


def test_rows_and_cells_that_are_hidden_struck_or_deleted() -> None:
    hidden = "".join(f"<w:tc>{para(run(text, '<w:vanish/>'))}</w:tc>" for text in ("Hidden", "9"))
    deleted = f"<w:trPr><w:del/></w:trPr>{cell('Deleted')}{cell('8')}"
    unseen = f"<w:trPr><w:hidden/></w:trPr>{cell('Unseen')}{cell('7')}"
    corrected = cell("Goa") + f"<w:tc>{para(run('54', '<w:strike/>'), run('45'))}</w:tc>"
    body = table(cell("State") + cell("Cases"), hidden, deleted, unseen, corrected, columns=2)
    (page,) = read_text_layer(docx_of(body)).pages
    assert page.grids[0].rows == [["State", "Cases"], ["Goa", "45"]]
    assert [word.text for word in page.struck] == ["54"]
    assert page.notes == [Flag.HIDDEN_TEXT, Flag.STRUCK_TEXT]
    (left, top, right, bottom) = page.grids[0].bbox
    assert left < page.struck[0].x0 < page.struck[0].x1 < right
    assert top < page.struck[0].top < page.struck[0].bottom < bottom


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(
            f"<w:p><w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
            ["new"],
            id="tracked changes",
        ),
        pytest.param(
            para(run("one "), properties="<w:rPr><w:del/></w:rPr>") + p("line"),
            ["one line"],
            id="deleted end",
        ),
        pytest.param(
            para(run("Stock. "), properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("It is 45."),
            ["Stock. It is 45."],
            id="hidden end",
        ),
        pytest.param(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> IF </w:instrText></w:r>"
            + run("in the code")
            + "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            + run("result")
            + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
            + run(" after")
            + "</w:p>",
            ["result after"],
            id="field",
        ),
        pytest.param(
            f"<w:p><w:r><w:ruby><w:rt>{run('kana')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r></w:p>",
            ["base"],
            id="ruby",
        ),
        pytest.param(p("de\u00advelop") + "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>",
                     ["develop", "a-b"], id="hyphens"),
        pytest.param(
            para(run("10"), run("6", '<w:vertAlign w:val="superscript"/>'), run(" tonnes")),
            ["10⁶ tonnes"],
            id="power",
        ),
        pytest.param(
            para(run("in text "), f"<w:r><w:pict><w:txbxContent>{p('BOX')}</w:txbxContent></w:pict></w:r>"),
            ["in text", "BOX"],
            id="text box behind its paragraph",
        ),
        pytest.param(
            para(f"<w:r><w:pict><w:txbxContent>{p('BOX')}</w:txbxContent></w:pict></w:r>", run("text")),
            ["BOX", "text"],
            id="text box before its paragraph",
        ),
    ],
)  # fmt: skip
def test_what_is_printed(body: str, lines: list[str]) -> None:
    assert pages(read_text_layer(docx_of(body, styles=PLAIN))) == [lines]


def note(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}">{para("<w:r><w:footnoteRef/></w:r>", run(f" {text}"))}</w:footnote>'


SEPARATOR = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
NOTES = f"<w:footnotes {W}>{SEPARATOR}{note(5, 'Provisional.')}{note(9, 'Revised.')}</w:footnotes>"


def test_footnotes_of_prose_end_the_page_and_those_of_a_table_follow_it() -> None:
    first = para(run("The stock is 45 tonnes."), '<w:r><w:footnoteReference w:id="5"/></w:r>')
    reference = '<w:r><w:footnoteReference w:id="9"/></w:r>'
    marked = f"<w:tc>{para(run('1,200'), reference)}</w:tc>"
    grid = table(cell("State") + cell("Cases"), cell("Goa") + marked, columns=2)
    layer = read_text_layer(docx_of(first + grid + p("*****"), footnotes=NOTES))
    assert pages(layer)[0] == [
        "The stock is 45 tonnes.", "State Cases", "Goa 1,200²", "² Revised.", "*****", "¹ Provisional."
    ]  # fmt: skip
    assert tables_of(layer)[0].table.rows == [["Goa", "1,200²"]]


def test_strict_documents_are_read() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = para(run("kept"), run("gone", "<w:vanish/>"))
    assert pages(read_text_layer(renamed(docx_of(body), usual))) == [["kept"]]


def renamed(data: bytes, usual: str) -> bytes:
    """A .docx in the namespace of Strict OOXML."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            strict = (
                source.read(name).decode().replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            )
            package.writestr(name, strict)
    return target.getvalue()


def test_struck_text_is_in_struck_out_and_nowhere_else() -> None:
    body = "".join(map(p, ANSWER)) + para(run("(a): It is "), run("54 ", "<w:strike/>"), run("45 tonnes."))
    record = read_file(docx_of(body))
    assert record.answer is not None
    assert record.answer.text == "(a): It is 45 tonnes."
    assert [(one.text, one.page) for one in record.struck_out] == [("54", 1)]
    assert record.flags == [Flag.STRUCK_TEXT]
