"""Legacy fonts: which words are Hindi, by the font's name and by their letters."""

from __future__ import annotations

import pytest

from parsers.hindi.fonts import FONTS, Script, script_of_font, script_of_word, to_unicode


@pytest.mark.parametrize(("script", "name"), [pytest.param(s, name, id=name) for s, _, name in FONTS])
def test_each_font_pattern_matches_its_example(script: Script, name: str) -> None:
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
def test_other_words_are_unchanged(word: str) -> None:
    assert script_of_word(word, "Arial") is Script.PLAIN
    assert to_unicode([(word, "Arial")]) == [word]


def test_a_word_next_to_kruti_dev_is_converted_only_in_the_same_font() -> None:
    line = [("of", "Arial"), ("vkSj", "Times"), ("ea=h", "Times"), ("McDonald", "Arial"), ("vkSj", "Arial")]
    assert to_unicode(line) == ["of", "और", "मंत्री", "McDonald", "vkSj"]
