"""Pages that pdfplumber reads because pdfium finds nothing or less."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from parsers.extract import read_text_layer
from parsers.grids.printed_lines import text_lines
from parsers.limits import Deadline
from parsers.parse import parse_record
from parsers.pdf import pdfplumber_fallback
from parsers.pdf.orientation import PageView
from parsers.pdf.page_content import PageContent
from parsers.pdf.pdfium_drawing import Drawing
from parsers.pdf.words import GlyphRun, PageText
from parsers.vocabulary import Flag, Unreadable
from tests.parsers.pdf.annotated import annotated
from tests.parsers.printing import all_of, drawn, in_cells, lattice, text_at

if TYPE_CHECKING:
    from parsers.layer import Page
    from tests.parsers.printing import Draw

CELLS = [["State", "Cases"], ["Goa", "12"], ["Bihar", "120"]]
XS, YS = [72, 200, 300], [500, 480, 460, 440]
TABLE = all_of(text_at(72, 700, "LOK SABHA"), lattice(XS, YS), in_cells(XS, YS, CELLS))


def letter(text: str = "LOK SABHA") -> bytes:
    return drawn(TABLE, text_at(72, 700, text))


def damage(old: bytes, new: bytes, *, data: bytes | None = None) -> bytes:
    """The letter with some bytes replaced by as many others."""
    sound = data or letter()
    assert old in sound
    assert len(old) == len(new)
    return sound.replace(old, new, 1)


def lines(page: Page) -> list[str]:
    return [" ".join(word.text for word in line) for line in text_lines(page.words)]


WITHOUT_TREE = damage(b"/Pages", b"/Pagez")


def test_a_file_that_pdfium_cannot_open() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(WITHOUT_TREE)
    sound, again = read_text_layer(letter()), read_text_layer(WITHOUT_TREE)
    assert again.cause is None
    assert [page.engine for page in again.pages] == ["pdfplumber", "pdfplumber"]
    assert [lines(page) for page in again.pages] == [lines(page) for page in sound.pages]
    assert [[grid.rows for grid in page.grids] for page in again.pages] == [[CELLS], []]
    assert [(page.width, page.height) for page in again.pages] == [(595.3, 841.9)] * 2
    assert parse_record(again).extraction.engine == "pdfplumber"


def test_pages_that_pdfium_does_not_count() -> None:
    data = damage(b"/Count 2", b"/Count 1")
    assert len(pypdfium2.PdfDocument(data)) == 1
    layer = read_text_layer(data)
    assert [(page.number, page.engine) for page in layer.pages] == [(1, "pdfium"), (2, "pdfplumber")]
    assert [lines(page) for page in layer.pages] == [lines(page) for page in read_text_layer(letter()).pages]
    assert parse_record(layer).extraction.engine == "pdfium+pdfplumber"


def test_a_page_that_pdfium_cannot_load() -> None:
    layer = read_text_layer(damage(b"/Kids [ 3 0 R ]", b"/Kids [99 0 R ]", data=drawn(TABLE)))
    assert [(page.engine, lines(page)[0], page.notes) for page in layer.pages] == [
        ("pdfplumber", "LOK SABHA", [])
    ]


def test_a_page_that_neither_reader_finds() -> None:
    layer = read_text_layer(damage(b"[ 3 0 R 4 0 R ]", b"[ 3 0 R 99 0 R]"))
    assert [page.engine for page in layer.pages] == ["pdfium", "pdfium"]
    assert layer.pages[1].notes == [Flag.PAGE_DAMAGED]


def test_words_have_the_coordinates_that_pdfium_finds() -> None:
    sound, again = (read_text_layer(data).pages[0] for data in (letter(), WITHOUT_TREE))
    assert [word.text for word in again.words] == [word.text for word in sound.words]
    for one, other in zip(sound.words, again.words, strict=True):
        assert (other.x0, other.top, other.x1) == pytest.approx((one.x0, one.top, one.x1), abs=0.3)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotated_pages(rotation: int) -> None:
    def draw(paper: object) -> None:
        paper.setPageRotation(rotation)
        TABLE(paper)

    data = drawn(draw)
    again = read_text_layer(damage(b"/Pages", b"/Pagez", data=data)).pages[0]
    sound = read_text_layer(data).pages[0]
    assert (again.engine, sound.engine) == ("pdfplumber", "pdfium")
    assert lines(again) == lines(sound)
    assert [grid.rows for grid in again.grids] == [CELLS]


@pytest.mark.parametrize("pages", [(TABLE, lambda paper: None), (lambda paper: None,)], ids=["one", "all"])
def test_blank_pages_stay_blank(pages: tuple[Draw, ...]) -> None:
    layer = read_text_layer(drawn(*pages))
    assert [page.engine for page in layer.pages] == ["pdfium"] * len(pages)
    assert layer.pages[-1].words == []


@pytest.mark.parametrize(
    ("text", "unmapped", "doubtful"),
    [
        pytest.param("LOKSABHA", 0, False, id="plain"),
        pytest.param("LOKSABHA" * 10, 8, False, id="a few characters without Unicode"),
        pytest.param("LOKSABHA", 2, True, id="many"),
        pytest.param("LOK\ue001\ue002", 0, True, id="private to the font"),
        pytest.param("", 5, True, id="all"),
    ],
)
def test_is_doubtful(text: str, unmapped: int, *, doubtful: bool) -> None:
    word = GlyphRun(text, (0, 0, 9, 9), [], [], (0, 0), 9, "Times")
    reading = PageContent(PageText([word], unmapped), Drawing([], []), PageView(0, 0, 595, 842))
    assert reading.is_doubtful() is doubtful


def test_a_file_that_neither_reader_opens_keeps_its_cause() -> None:
    assert read_text_layer(damage(b"/Root", b"/Toor")).cause == Unreadable.DAMAGED


def bomb() -> bytes:
    """A file that only pdfplumber opens, and whose page unpacks to 600 MB."""
    blanks = zlib.compress(b" " * 600_000_000, 9)
    page = b"<</Type/Page/MediaBox[0 0 9 9]/Contents 2 0 R>>"
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(blanks), blanks)
    parts = b"".join(
        b"%d 0 obj\n%s\nendobj\n" % part for part in enumerate((page, stream, b"<</Type/Catalog>>"), start=1)
    )
    return b"%PDF-1.4\n" + parts + b"trailer <</Root 3 0 R>>\n%%EOF"


def test_a_bomb_is_stopped_by_the_memory_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfplumber_fallback, "MAX_MEGABYTES", 200)
    assert pdfplumber_fallback.read_fallback_pages(bomb(), [], beyond=0, deadline=Deadline(20)) == {}


def test_a_slow_file_is_stopped_by_the_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = drawn(all_of(*(text_at(72, 700, "x" * 500) for _ in range(400))))
    monkeypatch.setattr(pdfplumber_fallback, "MAX_SECONDS", 1.0)
    assert pdfplumber_fallback.read_fallback_pages(endless, [1], beyond=0, deadline=Deadline(20)) == {}


@pytest.mark.parametrize(
    ("name", "limit", "reason"),
    [
        pytest.param("MAX_BYTES", 100, "too_big", id="bytes"),
        pytest.param("MAX_SECONDS", 0.5, "no_time", id="seconds"),
    ],
)
def test_a_file_over_the_limits_is_skipped(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, limit: float, reason: str
) -> None:
    caplog.set_level("INFO")
    monkeypatch.setattr(pdfplumber_fallback, name, limit)
    monkeypatch.setattr(pdfplumber_fallback, "Popen", None)
    assert pdfplumber_fallback.read_fallback_pages(letter(), [1], beyond=0, deadline=Deadline(20)) == {}
    assert caplog.messages == [f"pdfplumber skipped reason={reason}"]


def test_only_the_doubtful_pages_are_read() -> None:
    pages = list(pdfplumber_fallback.iter_pages(letter(), [2], beyond=2))
    assert [page.number for page in pages] == [2]


def test_white_text_is_left_out_and_notes_are_read() -> None:
    def draw(paper: Any) -> None:
        text_at(72, 700, "LOK SABHA")(paper)
        paper.setFillColorRGB(1, 1, 1)
        text_at(72, 680, "UNSEEN")(paper)
        paper.setFillColorRGB(0, 0, 0.4)
        paper.rect(70, 655, 100, 16, stroke=0, fill=1)
        paper.setFillColorRGB(1, 1, 1)
        text_at(72, 660, "HEADER")(paper)

    note = b"/Subtype/FreeText/F 4/DA(/F1 10 Tf)/Rect[70 600 300 616]/Contents(45 lakh)"
    page = read_text_layer(annotated(drawn(draw), note).replace(b"/Pages", b"/Pagez")).pages[0]
    assert (page.engine, lines(page)) == ("pdfplumber", ["LOK SABHA", "HEADER", "45 lakh"])
    assert page.notes == [Flag.HIDDEN_TEXT, Flag.ANNOTATION_TEXT]
