from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from spiders.causes import Cause
from spiders.errors import BadReply
from spiders.site.links import Link
from spiders.site.rows import ListRow, read_row, row_id
from tests.spiders.raw_rows import FILES, RAW, SITE

if TYPE_CHECKING:
    from pathlib import Path


def read(**fields: Any) -> ListRow:
    return read_row({**RAW, **fields}, SITE)


def test_a_row_is_cleaned() -> None:
    assert read() == ListRow(
        lok_sabha=18,
        session=7,
        question_type="STARRED",
        question_no=220,
        date=dt.date(2026, 2, 13),
        ministry="EXTERNAL AFFAIRS",
        subject="Conference Clearance System Portal",
        members=("Dr. Sanjay Jaiswal", "Shri Anil Firojiya"),
        english=Link("annex/187/AS220_NEp9ne.pdf", RAW["questionsFilePath"]),
        hindi=Link("qhindi/187/AS220_NEp9ne.pdf", RAW["questionsFilePathHindi"]),
        word=Link(cause=Cause.NULL_LINK),
        word_hindi=Link(cause=Cause.NULL_LINK),
    )
    assert read().issues == ()
    assert read().question_id == row_id(RAW) == "LS18-S7-STARRED-220"


def test_new_and_missing_fields_are_issues() -> None:
    row = read_row({**{k: v for k, v in RAW.items() if k != "supplementaryType"}, "isWithdrawn": True}, SITE)
    assert row.issues == ("field supplementaryType is missing", "field isWithdrawn is new")
    assert row == read()


def test_the_word_fields_of_2026_are_no_issue() -> None:
    row = read(questionsDocPath=f"{FILES}/annex/187/AS220_NEp9ne.docx", questionsDocPathHindi=None)
    assert (row.word.file, row.issues) == ("annex/187/AS220_NEp9ne.docx", ())


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param(
            {"date": "2026-02-13"}, "row LS18-S7-STARRED-220: date '2026-02-13' is not DD", id="date"
        ),
        pytest.param({"date": "31.02.2026"}, "day is out of range", id="no such day"),
        pytest.param({"type": "ORAL"}, "unknown type 'ORAL'", id="type"),
        pytest.param(
            {"member": "Dr. Sanjay Jaiswal"}, "members 'Dr. Sanjay Jaiswal' are no list", id="members"
        ),
        pytest.param({"quesNo": None}, "row LS18-S7-STARRED-None", id="number"),
        pytest.param({"subjects": 5}, "row LS18-S7-STARRED-220", id="subject"),
    ],
)
def test_invalid_rows(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(BadReply, match=message):
        read(**fields)


def test_inline_text_of_old_sessions() -> None:
    old = read(questionsFilePath=" ", questionsFilePathHindi=None, answerText="<p>(a) Yes, Sir.</p>")
    assert (old.english.cause, old.hindi.cause) == (Cause.INLINE_TEXT, Cause.NULL_LINK)
    assert read(answerText="<p>(a) Yes, Sir.</p>").english.cause is None


def test_row_hash_ignores_url_prefixes() -> None:
    older = RAW["questionsFilePath"].replace("/lsapps/", "/").replace("=lsapps", "=pqals")  # type: ignore[attr-defined]
    assert read(questionsFilePath=older).row_hash == read().row_hash
    assert read(subjects="Another").row_hash != read().row_hash
    assert read(questionsFilePath=" ").row_hash != read().row_hash


@pytest.mark.parametrize(
    ("name", "expected"), [("ls18_s2_full_raw.jsonl", 3499), ("ls18_s7_first600_raw.jsonl", 600)]
)
def test_every_real_row_is_read(shared: Path, name: str, expected: int) -> None:
    raws = [json.loads(line) for line in (shared / "listing" / name).read_text().splitlines()]
    rows = [read_row(raw, SITE) for raw in raws]
    assert len({row.question_id for row in rows}) == len(rows) == expected
    assert {row.english.cause for row in rows} == {None}
    assert {issue for row in rows for issue in row.issues} == set()


def test_every_odd_real_row_is_read(shared: Path) -> None:
    for raw in json.loads((shared / "listing" / "ls18_edge_rows.json").read_text())["rows"]:
        row = read_row(raw, SITE)
        assert row.subject == " ".join(row.subject.split())
        assert row.members
