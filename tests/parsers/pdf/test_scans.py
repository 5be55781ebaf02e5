"""Scanned pages: OCR, OCR layers, rulings in images, and text printed over images."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from parsers import limits
from parsers.extract import read_text_layer
from parsers.layer import Page
from parsers.pdf import ocr
from parsers.vocabulary import Flag
from tests.parsers.letter import LETTER, lines_at, text_of
from tests.parsers.printing import all_of, drawn, text_at
from tests.parsers.tables.table_pdfs import tables_of

needs_tesseract = pytest.mark.skipif(ocr.languages() is None, reason="tesseract is not installed")


def hidden(lines: list[str]) -> Any:
    """Invisible text, as in the OCR layer of a scanner."""

    def draw(paper: Any) -> None:
        for n, line in enumerate(lines):
            text = paper.beginText(72, 760 - 24 * n)
            text.setTextRenderMode(3)
            text.textOut(line)
            paper.drawText(text)

    return draw


def scan(lines: list[str], *, ruled: bool = False, tilt: float = 0.0) -> Any:
    """A scan: an image that covers the whole page."""
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


def test_the_image_of_a_huge_page_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
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


@needs_tesseract
@pytest.mark.parametrize("tilt", [0.0, 0.6, -0.9], ids=["level", "falling", "rising"])
def test_ocr_of_a_scanned_page(tilt: float) -> None:
    layer = read_text_layer(drawn(scan(LETTER, ruled=True, tilt=tilt)))
    assert layer.pages[0].engine == "tesseract"
    assert text_of(layer.pages[0])[: len(LETTER)] == LETTER
    assert [found.table.rows for found in tables_of(layer)] == [
        [["Bihar", "1207", "311"], ["Goa", "415", "268"]]
    ]


def test_a_scan_is_noted_if_ocr_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    monkeypatch.setattr(ocr, "languages", lambda: None)
    page = read_text_layer(drawn(scan(LETTER))).pages[0]
    assert (page.words, page.notes) == ([], [Flag.NEEDS_OCR])
    assert caplog.messages == ["ocr skipped page=1 reason=no_tesseract"]


def test_a_good_ocr_layer_is_kept_and_rulings_come_from_the_image() -> None:
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
def test_ocr_replaces_a_garbled_ocr_layer() -> None:
    garbled = ["GOVERNTTIENT OF I]IDIA", "MtNtsTRy OF EARTH SCIENCES", "QUESTIOI{ NO. 2936"]
    page = read_text_layer(drawn(all_of(scan(LETTER), hidden(garbled)))).pages[0]
    assert (page.engine, text_of(page)) == ("tesseract", LETTER)


def test_visible_text_over_a_background_image_is_kept() -> None:
    watermark = Image.new("L", (100, 140), 230)
    picture = drawn(all_of(lambda c: c.drawImage(ImageReader(watermark), 0, 0, 595, 842), lines_at(LETTER)))
    page = read_text_layer(picture).pages[0]
    assert (page.engine, text_of(page)) == ("pdfium", LETTER)


def test_only_installed_languages_are_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    fake = tmp_path / "tesseract"
    fake.write_text("#!/bin/sh\necho 'List of available languages (2):'\necho eng\necho osd\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.languages.cache_clear()
    try:
        assert ocr.languages() == "eng"
    finally:
        ocr.languages.cache_clear()


@needs_tesseract
def test_a_scan_with_a_stamp_is_recognised() -> None:
    page = read_text_layer(drawn(all_of(scan(LETTER), text_at(500, 30, "Page 1 of 2")))).pages[0]
    assert page.engine == "tesseract"
    assert text_of(page)[: len(LETTER)] == LETTER
