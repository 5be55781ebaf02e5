"""Our tables against plain pdfplumber's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.table_comparison import TableReason, compare_tables
from parsers.pdf import ocr
from tests.parsers.printing import all_of, drawn, in_cells, lattice

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from tests.parsers.printing import Draw

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
    ("draw", "common", "reason"),
    [
        pytest.param(TABLE, 1, [], id="the same table"),
        pytest.param(shade, 0, [TableReason.SHADE], id="coloured areas"),
        pytest.param(frame, 0, [TableReason.BOX], id="a frame"),
        pytest.param(all_of(TABLE, shade), 1, [TableReason.SHADE], id="a table and coloured areas"),
    ],
)
def test_table_reasons(draw: Draw, common: int, reason: list[TableReason], tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn(draw))
    found = compare_tables([file])
    assert [one.reason for one in found.differences] == reason
    assert (found.ours, found.common) == (common, common)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_tables_are_those_of_plain_pdfplumber(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: None)
    found = compare_tables(sorted((shared / "corpus" / "answers").glob("*.pdf")))
    assert found.common >= 80
    assert found.count(TableReason.ONE_READER, TableReason.OTHER) <= 0.01 * found.common
    assert found.same_cells() >= 0.985
    assert found.count(TableReason.RULES, TableReason.EXTENT, TableReason.OTHER) <= 0.01 * found.cells
