"""Our words and tables against plain pdfplumber's on real documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import tables
from bench.equivalence import Why, compare, differences
from bench.tables import compare_tables
from parsers.pdf import ocr
from tests.parsers.printing import all_of, drawn, in_cells, lattice

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from tests.parsers.printing import Draw


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


def test_words_that_pdfplumber_has_too_in_the_order_of_the_content() -> None:
    found = list(differences("a.pdf", 1, ["16.50"], ["1", "6.50"], flow=["16.50"]))
    assert [(one.why, one.ours, one.theirs) for one in found] == [(Why.MIXED, ["16.50"], ["1", "6.50"])]


XS, YS = [72, 200, 300], [500, 480, 460, 440]
CELLS = [["State", "Cases"], ["Goa", "12"], ["Bihar", "120"]]
TABLE = all_of(lattice(XS, YS), in_cells(XS, YS, CELLS))


def shade(paper: Canvas) -> None:
    """Coloured areas beside and below each other, without a line."""
    for n, (x, y) in enumerate([(72, 700), (172, 700), (72, 680), (172, 680)]):
        paper.setFillGray(0.8 + n / 20)
        paper.rect(x, y, 100, 20, stroke=0, fill=1)
    paper.setFillGray(0)
    paper.drawString(80, 705, "to be stated")


def frame(paper: Canvas) -> None:
    """A box around a paragraph, with a line across."""
    paper.rect(72, 600, 300, 60)
    paper.line(72, 640, 372, 640)
    paper.drawString(80, 620, "Government of India")


@pytest.mark.parametrize(
    ("draw", "common", "why"),
    [
        pytest.param(TABLE, 1, [], id="the same table"),
        pytest.param(shade, 0, [tables.Why.SHADE], id="coloured areas"),
        pytest.param(frame, 0, [tables.Why.BOX], id="a frame"),
        pytest.param(all_of(TABLE, shade), 1, [tables.Why.SHADE], id="a table and coloured areas"),
    ],
)
def test_reasons_of_tables(draw: Draw, common: int, why: list[tables.Why], tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn(draw))
    found = compare_tables([file])
    assert [one.why for one in found.differences] == why
    assert (found.ours, found.common) == (common, common)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_tables_are_those_of_plain_pdfplumber(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    found = compare_tables(sorted((shared / "corpus" / "answers").glob("*.pdf")))
    assert found.common >= 80
    assert found.count(tables.Why.ALONE, tables.Why.OTHER) <= 0.01 * found.common
    assert found.same_cells() >= 0.985
    assert found.count(tables.Why.RULES, tables.Why.EXTENT, tables.Why.OTHER) <= 0.01 * found.cells


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_words_are_those_of_plain_pdfplumber(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    found = compare(sorted((shared / "corpus" / "answers").glob("*.pdf")))
    assert found.pages > 300
    assert found.share(Why.OTHER, Why.BLANKS) <= 0.001
    assert found.share() <= 0.02
