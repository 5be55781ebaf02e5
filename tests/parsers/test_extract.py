from __future__ import annotations

import re
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from parsers import limits
from parsers.extract import EXTRACTOR, read_text_layer
from parsers.grids.grid import text_lines
from parsers.layer import MediaType, Page, decode_layer, encode_layer
from parsers.media_types import media_type
from parsers.pdf import ocr
from parsers.tables.find import find_tables
from parsers.vocabulary import Flag, Unreadable
from tests.parsers.printing import all_of, drawn, in_cells, lattice, printed, text_at

LETTER = [
    "GOVERNMENT OF INDIA",
    "MINISTRY OF EARTH SCIENCES",
    "UNSTARRED QUESTION NO. 2936",
    "TO BE ANSWERED ON 15.12.2021",
    "Will the Minister of EARTH SCIENCES be pleased to state:",
    "(a) whether any weather stations have been set up; and",
    "(b) if so, the details thereof?",
]
needs_tesseract = pytest.mark.skipif(ocr.languages() is None, reason="tesseract is not installed")


def text_of(page: Page) -> list[str]:
    return [" ".join(word.text for word in line) for line in text_lines(page.words)]


def lines_at(lines: list[str], **how: Any) -> Any:
    return all_of(*(text_at(72, 760 - 24 * n, line, **how) for n, line in enumerate(lines)))


def hidden(lines: list[str]) -> Any:
    """Text that is not painted, as a scanner's OCR leaves it."""

    def draw(paper: Any) -> None:
        for n, line in enumerate(lines):
            text = paper.beginText(72, 760 - 24 * n)
            text.setTextRenderMode(3)
            text.textOut(line)
            paper.drawText(text)

    return draw


def scan(lines: list[str], *, ruled: bool = False, tilt: float = 0.0) -> Any:
    """A picture of a page over the whole of it."""
    paper = Image.new("L", (1240, 1754), 255)
    brush, letters = ImageDraw.Draw(paper), ImageFont.load_default(30)
    for n, line in enumerate(lines):
        brush.text((150, 150 + 60 * n), line, fill=0, font=letters)
    if ruled:
        for y in range(900, 1141, 80):
            brush.line((150, y, 900, y), fill=0, width=3)
        for x in (150, 400, 650, 900):
            brush.line((x, 900, x, 1140), fill=0, width=3)
        for r, row in enumerate(
            [["State", "Cases", "Deaths"], ["Bihar", "1207", "311"], ["Goa", "415", "268"]]
        ):
            for c, cell in enumerate(row):
                brush.text((175 + 250 * c, 920 + 80 * r), cell, fill=0, font=letters)
    tilted = paper.rotate(tilt, fillcolor=255)
    return lambda canvas: canvas.drawImage(ImageReader(tilted), 0, 0, 595, 842)


def test_the_words_of_a_page_and_where_they_stand() -> None:
    layer = read_text_layer(drawn(lines_at(LETTER, size=12)))
    page = layer.pages[0]
    assert (layer.media_type, layer.extractor, layer.cause) == (MediaType.PDF, EXTRACTOR, None)
    assert (page.number, page.width, page.height, page.engine) == (1, 595.3, 841.9, "pdfium")
    assert text_of(page) == LETTER
    first = page.words[0]
    assert (first.text, round(first.x0), first.top, first.bottom, first.size) == (
        "GOVERNMENT",
        72,
        72.9,
        84.9,
        12.0,
    )
    assert page.fonts == ["Helvetica"]


def test_a_layer_is_read_back_as_it_was_written() -> None:
    layer = read_text_layer(drawn(all_of(lines_at(LETTER), lattice([72, 200, 300], [500, 480, 460]))))
    assert decode_layer(encode_layer(layer)) == layer


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        pytest.param(b"%PDF-1.7\n", MediaType.PDF, id="pdf"),
        pytest.param(b"\r\n\r\n%PDF-1.4", MediaType.PDF, id="pdf after blank lines"),
        pytest.param(b"PK\x03\x04\x14\x00", MediaType.DOCX, id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType.DOC, id="compound file"),
        pytest.param(b"<!-- saved from --><html>", MediaType.HTML, id="html"),
        pytest.param(b"\n\n<link href='error.css'/><div>", MediaType.HTML, id="error page without html"),
        pytest.param(b"<?xml version='1.0'?>", MediaType.OTHER, id="xml"),
        pytest.param(b"NIL", MediaType.OTHER, id="plain text"),
        pytest.param(b"", MediaType.OTHER, id="nothing"),
    ],
)
def test_media_types(head: bytes, kind: MediaType) -> None:
    assert media_type(head) is kind


def plain() -> bytes:
    return drawn(lines_at(LETTER))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        pytest.param(b"", Unreadable.EMPTY, id="no bytes"),
        pytest.param(b" \n", Unreadable.EMPTY, id="blanks"),
        pytest.param(b"NIL", Unreadable.NOT_A_DOCUMENT, id="plain text"),
        pytest.param(b"%PDF-1.4\n%", Unreadable.TRUNCATED, id="stub"),
        pytest.param(b"%PDF-1.4\nnothing\n%%EOF", Unreadable.DAMAGED, id="no objects"),
        pytest.param(drawn(lines_at(LETTER), encrypt="secret"), Unreadable.ENCRYPTED, id="password"),
        pytest.param(b"PK\x03\x04rubbish", Unreadable.DAMAGED, id="broken zip"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rubbish", Unreadable.DAMAGED, id="broken compound file"
        ),
    ],
)
def test_unreadable_files_have_a_cause(data: bytes, cause: Unreadable) -> None:
    layer = read_text_layer(data)
    assert (layer.cause, layer.pages) == (cause, [])


def test_a_file_cut_short_is_read_as_far_as_it_goes_or_called_truncated() -> None:
    data = plain()
    causes = {read_text_layer(data[: len(data) * n // 20]).cause for n in range(1, 20)}
    assert causes <= {None, Unreadable.TRUNCATED}
    assert Unreadable.TRUNCATED in causes


@pytest.mark.parametrize(
    ("name", "limit", "cause"),
    [
        pytest.param("parsers.pdf.reader.MAX_PAGES", 2, Unreadable.TOO_MANY_PAGES, id="pages"),
        pytest.param("parsers.extract.MAX_BYTES", 100, Unreadable.TOO_BIG, id="bytes"),
    ],
)
def test_limits(monkeypatch: pytest.MonkeyPatch, name: str, limit: int, cause: Unreadable) -> None:
    monkeypatch.setattr(name, limit)
    assert read_text_layer(drawn(*[lines_at(LETTER)] * 3)).cause == cause


def test_time_runs_out() -> None:
    assert read_text_layer(plain(), seconds=0.0).cause == Unreadable.TIMEOUT


def test_a_huge_page_is_drawn_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []
    monkeypatch.setattr(ocr, "languages", lambda: "eng")
    monkeypatch.setattr(
        ocr,
        "recognise_page",
        lambda n, picture, *_: sizes.append(picture.size) or Page(n, 1, 1, [], [], [], "tesseract"),
    )
    picture = Image.new("L", (10, 10), 0)
    read_text_layer(
        drawn(lambda c: c.drawImage(ImageReader(picture), 0, 0, 14000, 14000), size=(14000, 14000))
    )
    assert sizes[0][0] * sizes[0][1] <= limits.MAX_PICTURE_PIXELS * 1.01


def test_deeply_nested_forms_end() -> None:
    def draw(paper: Any) -> None:
        paper.beginForm("f0")
        paper.line(10, 10, 400, 10)
        paper.endForm()
        for n in range(1, 40):
            paper.beginForm(f"f{n}")
            paper.doForm(f"f{n - 1}")
            paper.endForm()
        paper.doForm("f39")
        lines_at(LETTER)(paper)

    assert text_of(read_text_layer(drawn(draw)).pages[0])[0] == LETTER[0]


def test_a_grid_inside_a_form_is_found() -> None:
    xs, ys = [72, 200, 300], [500, 480, 460]
    cells = [["State", "Cases"], ["Goa", "12"]]

    def draw(paper: Any) -> None:
        paper.beginForm("table")
        all_of(lattice(xs, ys), in_cells(xs, ys, cells))(paper)
        paper.endForm()
        paper.translate(30, 40)
        paper.doForm("table")

    assert find_tables(read_text_layer(drawn(draw)))[0].table.rows == [["Goa", "12"]]


@needs_tesseract
@pytest.mark.parametrize("tilt", [0.0, 0.6, -0.9], ids=["level", "falling", "rising"])
def test_a_picture_of_a_page_is_read_by_eye(tilt: float) -> None:
    layer = read_text_layer(drawn(scan(LETTER, ruled=True, tilt=tilt)))
    assert layer.pages[0].engine == "tesseract"
    assert text_of(layer.pages[0])[: len(LETTER)] == LETTER
    assert [found.table.rows for found in find_tables(layer)] == [
        [["Bihar", "1207", "311"], ["Goa", "415", "268"]]
    ]


def test_a_picture_is_noted_where_nothing_can_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    page = read_text_layer(drawn(scan(LETTER))).pages[0]
    assert (page.words, page.notes) == ([], [Flag.NEEDS_OCR])


def test_a_good_layer_beneath_a_picture_is_kept_and_its_rulings_are_seen() -> None:
    rows = ["State Cases Deaths", "Bihar 1207 311", "Goa 415 268"]

    def hidden_table(paper: Any) -> None:
        scan(LETTER, ruled=True)(paper)
        hidden(LETTER)(paper)
        for r, row in enumerate(rows):
            for c, word in enumerate(row.split()):
                text = paper.beginText(85 + 120 * c, 842 - (920 + 80 * r + 30) * 0.48)
                text.setTextRenderMode(3)
                text.textOut(word)
                paper.drawText(text)

    page = read_text_layer(drawn(hidden_table)).pages[0]
    assert (page.engine, page.notes) == ("pdfium", [Flag.OCR_LAYER])
    assert [grid.rows for grid in page.grids] == [[row.split() for row in rows]]


@needs_tesseract
def test_a_garbled_layer_beneath_a_picture_is_read_again() -> None:
    garbled = ["GOVERNTTIENT OF I]IDIA", "MtNtsTRy OF EARTH SCIENCES", "QUESTIOI{ NO. 2936"]
    page = read_text_layer(drawn(all_of(scan(LETTER), hidden(garbled)))).pages[0]
    assert (page.engine, text_of(page)) == ("tesseract", LETTER)


def test_visible_text_over_a_background_picture_stays() -> None:
    watermark = Image.new("L", (100, 140), 230)
    picture = drawn(all_of(lambda c: c.drawImage(ImageReader(watermark), 0, 0, 595, 842), lines_at(LETTER)))
    page = read_text_layer(picture).pages[0]
    assert (page.engine, text_of(page)) == ("pdfium", LETTER)


def test_hindi_in_old_fonts() -> None:
    data = printed("Will the Minister of DEFENCE j{kk ea=h be pleased to state òãðìððÐð ¡ðøÜ the facts?")
    page = read_text_layer(data).pages[0]
    assert text_of(page) == ["Will the Minister of DEFENCE रक्षा मंत्री be pleased to state the facts?"]
    assert page.notes == [Flag.LEGACY_HINDI]


def test_tesseract_is_not_asked_for_a_language_it_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    fake = tmp_path / "tesseract"
    fake.write_text("#!/bin/sh\necho 'List of available languages (2):'\necho eng\necho osd\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.languages.cache_clear()
    try:
        assert ocr.languages() == "eng"
    finally:
        ocr.languages.cache_clear()


def test_a_page_without_its_content_leaves_the_others() -> None:
    data = drawn(lines_at(LETTER), lines_at(LETTER))
    broken = re.sub(rb"/Contents \d+ 0 R", b"/Contents 99 0 R", data, count=1)
    pages = read_text_layer(broken).pages
    assert [bool(page.words) for page in pages] == [False, True]


@pytest.mark.parametrize("step", [5.0, 0.3], ids=["squared paper", "more lines than are looked at"])
def test_a_drawing_of_many_lines_is_no_grid(step: float) -> None:
    edges = [900 + step * n for n in range(int(1090 / step))]
    paper = drawn(all_of(lines_at(LETTER), lattice([10, *edges], edges)), size=(2000, 2000))
    page = read_text_layer(paper).pages[0]
    assert text_of(page) == LETTER
    assert page.grids == []


@needs_tesseract
def test_a_stamp_over_a_scan_does_not_hide_it() -> None:
    page = read_text_layer(drawn(all_of(scan(LETTER), text_at(500, 30, "Page 1 of 2")))).pages[0]
    assert page.engine == "tesseract"
    assert text_of(page)[: len(LETTER)] == LETTER
