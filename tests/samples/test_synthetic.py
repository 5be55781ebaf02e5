from __future__ import annotations

import pypdfium2
import pytest

from samples.parliament import synthetic_parliament
from samples.rows import order_rows


@pytest.mark.parametrize("size", [0, 1, 20, 250, 251, 612])
def test_rows_are_in_list_order(size: int) -> None:
    rows = synthetic_parliament(size).sessions[18, 5]
    assert len(rows) == size
    assert list(rows) == order_rows(rows)
    assert len({row.listing.question_id for row in rows}) == size


def test_a_day_has_twenty_starred_and_230_unstarred_questions() -> None:
    day = synthetic_parliament(750).sessions[18, 5][250:500]
    assert {row.listing.date.isoformat() for row in day} == {"2025-07-22"}
    assert [row.listing.number for row in day] == [*range(40, 20, -1), *range(460, 230, -1)]


def test_each_row_has_its_own_file() -> None:
    parliament = synthetic_parliament(271, file_bytes=2000)
    files = {
        str(row.english): parliament.files[str(row.english)].make() for row in parliament.sessions[18, 5]
    }
    assert list(files) == list(parliament.files)
    assert len(set(files.values())) == 271
    assert {len(data) for data in files.values()} == {2000}


def test_a_file_prints_its_row() -> None:
    parliament = synthetic_parliament(3)
    row = parliament.sessions[18, 5][0]
    text = (
        pypdfium2.PdfDocument(parliament.files[str(row.english)].make())[0].get_textpage().get_text_bounded()
    )
    assert "STARRED QUESTION NO. *3\r\nANSWERED ON 21.07.2025\r\nPILOT ORCHARDS" not in text
    assert text.splitlines()[:6] == [
        "GOVERNMENT OF INDIA",
        f"MINISTRY OF {row.listing.ministry}",
        "LOK SABHA",
        "STARRED QUESTION NO. *3",
        "ANSWERED ON 21.07.2025",
        row.listing.subject.upper(),
    ]


@pytest.mark.parametrize(
    "identity",
    ["annex/185/AU231_000000.pdf", "annex/185/AU99999_000000.pdf", "annex/185/AS0_000000.pdf", "x"],
    ids=["wrong token", "past the end", "before the first", "no file name"],
)
def test_other_names_are_not_files(identity: str) -> None:
    assert identity not in synthetic_parliament(600).files
