"""Text layers of documents of any type: words, limits, and causes of files that cannot be read."""

from __future__ import annotations

import pytest

from parsers.extract import EXTRACTOR, read_text_layer
from parsers.layer import MediaType, decode_layer, encode_layer
from parsers.parse import parse_record
from parsers.vocabulary import Unreadable
from tests.parsers.letter import LETTER, lines_at, text_of
from tests.parsers.printing import all_of, drawn, lattice


def test_words_and_their_coordinates() -> None:
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


def test_a_layer_survives_encoding() -> None:
    layer = read_text_layer(drawn(all_of(lines_at(LETTER), lattice([72, 200, 300], [500, 480, 460]))))
    assert decode_layer(encode_layer(layer)) == layer


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


def test_a_file_cut_short_is_read_in_part_or_is_truncated() -> None:
    data = plain()
    causes = {read_text_layer(data[: len(data) * n // 20]).cause for n in range(1, 20)}
    assert causes <= {None, Unreadable.TRUNCATED}
    assert Unreadable.TRUNCATED in causes


def test_a_file_that_is_too_big(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.extract.MAX_BYTES", 100)
    assert read_text_layer(plain()).cause == Unreadable.TOO_BIG


def test_the_first_pages_of_a_document_with_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.pdf.reader.MAX_PAGES", 2)
    layer = read_text_layer(drawn(*[lines_at(LETTER)] * 3))
    assert (layer.cause, [text_of(page) for page in layer.pages]) == (None, [LETTER, LETTER])
    assert [page.notes for page in layer.pages] == [[], [Unreadable.TOO_MANY_PAGES]]
    assert Unreadable.TOO_MANY_PAGES in parse_record(layer).flags


def test_a_document_that_exceeds_its_time() -> None:
    assert read_text_layer(plain(), seconds=0.0).cause == Unreadable.TIMEOUT
