"""Our words against plain pdfplumber's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.word_comparison import WordReason, compare_words, word_differences
from parsers.pdf import ocr

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        pytest.param(["the", "9th"], ["9th", "the"], [], id="another order"),
        pytest.param(["LOK", "SABHA"], [], [WordReason.NO_PLUMBER_WORDS], id="blind"),
        pytest.param(["9", "th"], ["9th"], [WordReason.RAISED], id="a raised ordinal"),
        pytest.param(["22ND"], ["22", "ND"], [WordReason.RAISED], id="a raised ordinal, theirs in two"),
        pytest.param(["of", "May"], ["ofMay"], [WordReason.BLANKS], id="glued"),
        pytest.param(["₹5"], ["`5"], [WordReason.NOT_ASCII], id="a sign"),
        pytest.param(["रक्षा"], ["j{kk\0"], [WordReason.NOT_ASCII], id="an old font"),
        pytest.param(["Goa"], ["Gua"], [WordReason.OTHER], id="other letters"),
        pytest.param(["Goa", "12", "13"], ["Goa", "12"], [WordReason.OTHER], id="a word more"),
    ],
)
def test_word_reasons(ours: list[str], theirs: list[str], reason: list[WordReason]) -> None:
    assert [found.reason for found in word_differences("a.pdf", 1, ours, theirs)] == reason


def test_words_that_pdfplumber_finds_in_content_stream_order() -> None:
    found = list(word_differences("a.pdf", 1, ["16.50"], ["1", "6.50"], flow=["16.50"]))
    assert [(one.reason, one.ours, one.theirs) for one in found] == [
        (WordReason.CLOSE_LINES, ["16.50"], ["1", "6.50"])
    ]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_words_are_those_of_plain_pdfplumber(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    found = compare_words(sorted((shared / "corpus" / "answers").glob("*.pdf")))
    assert found.pages > 300
    assert found.share(WordReason.OTHER, WordReason.BLANKS) <= 0.001
    assert found.share() <= 0.02
