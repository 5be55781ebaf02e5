"""Kruti Dev to Unicode."""

from __future__ import annotations

import pytest

from parsers.hindi.kruti_dev import kruti_to_unicode


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("Hkkjr ljdkj", "भारत सरकार", id="half letters and stems"),
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
