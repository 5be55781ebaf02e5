"""Type 3 fonts whose declared size says nothing about the size of their letters."""

from __future__ import annotations

import pytest

from parsers.extract import read_text_layer

MAP = (
    b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
    b" 1 beginbfrange <20> <5A> <0020> endbfrange endcmap"
)
GLYPH = b"600 0 0 0 500 700 d1 0 0 500 700 re f"
FONT = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[%(unit)s 0 0 %(unit)s 0 0]"
    b"/CharProcs<</g 6 0 R>>"
    b"/Encoding<</Type/Encoding/Differences[65" + b"/g" * 26 + b"]>>/FirstChar 32/LastChar 90"
    b"/Widths[" + b"600 " * 59 + b"]/ToUnicode 7 0 R>>"
)
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"


def type3_page(unit: bytes, size: bytes) -> bytes:
    """A page with two words in letters of 12 points."""
    content = b"BT /F1 %s Tf 1 0 0 1 72 700 Tm (LOK SABHA) Tj ET" % size
    streams = [b"<</Length %d>>stream\n%s\nendstream" % (len(one), one) for one in (content, GLYPH, MAP)]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        streams[0],
        FONT % {b"unit": unit},
        *streams[1:],
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % part for part in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 8/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


@pytest.mark.parametrize(
    ("unit", "size"), [(b"0.001", b"12"), (b"0.02", b"0.6"), (b"0.1", b"0.12"), (b"1", b"0.012")]
)
def test_the_size_is_that_of_the_letters(unit: bytes, size: bytes) -> None:
    words = read_text_layer(type3_page(unit, size)).pages[0].words
    assert [(word.text, word.x0, word.top, word.x1, word.bottom, word.size) for word in words] == [
        ("LOK", 72.0, 133.0, 93.6, 145.0, 12.0),
        ("SABHA", 100.8, 133.0, 136.8, 145.0, 12.0),
    ]
