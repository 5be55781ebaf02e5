"""Hindi PDFs whose words are broken into syllables, and the signs of the product's own samples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from parsers.extract import read_text_layer
from parsers.parse import read_file
from parsers.pdf import ocr
from parsers.vocabulary import Flag, Kind
from samples.parliament import sample_parliament

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = sample_parliament()
LINES = (
    "भारत सरकार रेल मंत्रालय लोक सभा",
    "तारांकित प्रश्न संख्या 343 का उत्तर",
    "क्या रेलवे का विचार स्टेशनों का विकास करने का है",
    "अतारांकित: दिनांक 22.12.2021 (विदेशी मुद्रा भंडार)",
)
SYLLABLE = re.compile("[\u0904-\u0939](?:\u094d[\u0904-\u0939])*[\u093a-\u094d\u0900-\u0903]*|.")


def syllable_pdf(lines: tuple[str, ...], between: str = "") -> bytes:
    """A PDF in which each syllable is one glyph, as browsers write it.

    `between` is printed between the syllables of a word: "" or a blank, of no width then.
    """
    glyphs = sorted({part for line in lines for part in SYLLABLE.findall(line) if part != " "})
    codes = {part: 0x21 + n for n, part in enumerate(glyphs)} | {" ": 0x20}
    assert max(codes.values()) < 0x7F
    gap = f"<{0x20:02x}> 278 " if between else ""
    shown = [
        " ".join(f"<{codes[part]:02x}> {gap if part != ' ' else ''}" for part in SYLLABLE.findall(line))
        for line in lines
    ]
    text = "".join(f"1 0 0 1 72 {760 - 24 * n} Tm [{line}] TJ\n" for n, line in enumerate(shown))
    pairs = "\n".join(f"<{code:02x}> <{part.encode('utf-16-be').hex()}>" for part, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    widths = " ".join(["278", *["600"] * 0x5E])
    font = (
        "<</Type/Font/Subtype/TrueType/BaseFont/Glyphs/Encoding/WinAnsiEncoding/ToUnicode 6 0 R"
        f"/FirstChar 32/LastChar 126/Widths[{widths}]/FontDescriptor 7 0 R>>"
    )
    return _file(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        _stream(f"BT /F 12 Tf\n{text}ET"),
        font,
        _stream(cmap),
        "<</Type/FontDescriptor/FontName/Glyphs/Flags 32/Ascent 800/Descent -200/CapHeight 700/StemV 80"
        "/ItalicAngle 0/FontBBox[0 -200 1000 800]>>",
    )


def _stream(text: str) -> str:
    return f"<</Length {len(text)}>>stream\n{text}\nendstream"


def _file(*objects: str) -> bytes:
    body, places = "%PDF-1.4\n", []
    for n, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{n} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\n"
    return f"{body}{end}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")


def lines_of(data: bytes) -> list[str]:
    (page,) = read_text_layer(data).pages
    tops = sorted({word.top for word in page.words})
    return [" ".join(word.text for word in page.words if word.top == top) for top in tops]


@pytest.mark.parametrize("between", ["", " "], ids=["no blanks", "blanks without width"])
def test_syllables_are_joined_to_words(between: str) -> None:
    assert lines_of(syllable_pdf(LINES, between)) == list(LINES)


def test_words_that_cannot_be_joined_are_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: "eng")
    apart = tuple("  ".join(SYLLABLE.findall(line)) for line in LINES)
    (page,) = read_text_layer(syllable_pdf(apart)).pages
    assert (page.engine, page.notes) == ("pdfium", [Flag.FRAGMENTED_TEXT])
    assert page.words[0].text == "भा"


@pytest.mark.parametrize("name", [name for name in SAMPLES.files if name.startswith("qhindi/185/")])
def test_signs_stay_with_their_letters_in_the_samples(name: str) -> None:
    text = " ".join(
        word.text for page in read_text_layer(SAMPLES.files[name].make()).pages for word in page.words
    )
    words = text.split()
    assert not [word for word in words if re.match("[\u0900-\u0903\u093a-\u094f;,।?]", word)]
    assert {"कृषि", "बताने", "करेंगे"} & set(words)


@pytest.mark.parametrize("maker", ["chromium", "lo", "typ"])
@pytest.mark.parametrize("name", ["AS343_rail", "AU1474_fin", "AU1_health", "AU646_agri"])
def test_hindi_pdfs_have_the_words_of_their_source(shared: Path, maker: str, name: str) -> None:
    made = shared / "corpus" / "hindi_made"
    record = read_file((made / maker / f"{name}.pdf").read_bytes())
    source = read_file((made / f"{name}.html").read_bytes())
    assert (record.kind, source.kind) == (Kind.ANSWER, Kind.ANSWER)
    assert record.flags == source.flags
    assert (record.ministry, record.date, record.subject) == (source.ministry, source.date, source.subject)
    assert (record.question, source.question) != (None, None)
    assert [c.text for c in record.question.clauses] == [c.text for c in source.question.clauses]  # type: ignore[union-attr]
