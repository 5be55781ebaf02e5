"""Our words against plain pdfplumber's on real documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.equivalence import Why, compare, differences
from parsers import ocr

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        pytest.param(["the", "9th"], ["9th", "the"], [], id="another order"),
        pytest.param(["LOK", "SABHA"], [], [Why.BLIND], id="blind"),
        pytest.param(["9", "th"], ["9th"], [Why.RAISED], id="a raised ordinal"),
        pytest.param(["22ND"], ["22", "ND"], [Why.RAISED], id="a raised ordinal, theirs in two"),
        pytest.param(["of", "May"], ["ofMay"], [Why.BLANKS], id="glued"),
        pytest.param(["₹5"], ["`5"], [Why.MEANING], id="a sign"),
        pytest.param(["रक्षा"], ["j{kk\0"], [Why.MEANING], id="an old font"),
        pytest.param(["Goa"], ["Gua"], [Why.OTHER], id="other letters"),
        pytest.param(["Goa", "12", "13"], ["Goa", "12"], [Why.OTHER], id="a word more"),
    ],
)
def test_reasons(ours: list[str], theirs: list[str], why: list[Why]) -> None:
    assert [found.why for found in differences("a.pdf", 1, ours, theirs)] == why


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_words_are_those_of_plain_pdfplumber(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    found = compare(sorted((shared / "corpus" / "answers").glob("*.pdf")))
    assert found.pages > 300
    assert found.share(Why.OTHER) <= 0.001
    assert found.share(Why.OTHER, Why.BLANKS) <= 0.003
    assert found.share() <= 0.02
