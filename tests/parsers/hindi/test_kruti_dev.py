from __future__ import annotations

import pytest

from parsers.hindi.fonts import FONTS, Script, script_of_font, script_of_word, to_unicode
from parsers.hindi.kruti_dev import kruti_to_unicode


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("Hkkjr ljdkj", "भारत सरकार", id="half letters and uprights"),
        pytest.param("fxjhjkt flag", "गिरीराज सिंह", id="short i before its letter"),
        pytest.param("fLFkfr", "स्थिति", id="short i before joined letters"),
        pytest.param("deZpkjh", "कर्मचारी", id="r above"),
        pytest.param("èkU;okn €", "धन्यवाद €", id="an unknown key stays"),
        pytest.param("vkSj vkS|ksfxd", "और औद्योगिक", id="au"),
        pytest.param(",oa ,sfrgkfld", "एवं ऐतिहासिक", id="e and ai"),
        pytest.param("bZ&xousZal", "ई-गवर्नेंस", id="long i and a hyphen"),
        pytest.param("yksd lHkk", "लोक सभा", id="o"),
        pytest.param('Ñf"k ¼2015½', "कृषि (2015)", id="brackets and figures"),
        pytest.param('jk"Vªh;', "राष्ट्रीय", id="r below"),
    ],
)
def test_kruti_dev(typed: str, printed: str) -> None:
    assert kruti_to_unicode(typed) == printed


@pytest.mark.parametrize(("script", "name"), [pytest.param(s, name, id=name) for s, _, name in FONTS])
def test_each_font_by_its_example(script: Script, name: str) -> None:
    assert script_of_font(name) is script


@pytest.mark.parametrize(
    "word",
    [
        "COAL",
        "(a)",
        "e=mc",
        "https://mausam.imd.gov.in/?id=12",
        "CO2=3",
        "Rs.100/-",
        "†*343.",
        "₹500",
        "कृषि",
        "R&D",
    ],
)
def test_ordinary_words_stay(word: str) -> None:
    assert script_of_word(word, "Arial") is Script.PLAIN
    assert to_unicode([(word, "Arial")]) == [word]


def test_only_what_stands_beside_sure_hindi_in_its_font_is_hindi() -> None:
    line = [("of", "Arial"), ("vkSj", "Times"), ("ea=h", "Times"), ("McDonald", "Arial"), ("vkSj", "Arial")]
    assert to_unicode(line) == ["of", "और", "मंत्री", "McDonald", "vkSj"]
