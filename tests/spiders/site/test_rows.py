from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from spiders.causes import Cause
from spiders.errors import BadReply
from spiders.site.api import read_list_page
from spiders.site.links import Link, file_identity, is_on_site, read_link
from spiders.site.rows import ListRow, read_row, row_id

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://sansad.in"
FILES = "https://sansad.in/getFile/lsapps/loksabhaquestions"
RAW = {
    "quesNo": 220,
    "subjects": " Conference Clearance\u2060 \n System  Portal" + " " * 2000,
    "lokNo": "18",
    "member": ["Dr. Sanjay  Jaiswal", "Shri Anil Firojiya "],
    "ministry": "EXTERNAL  AFFAIRS ",
    "type": "STARRED   ",
    "date": "13.02.2026",
    "questionText": None,
    "answerText": None,
    "answerTextHindi": None,
    "questionsFilePath": f"{FILES}/annex/187/AS220_NEp9ne.pdf?source=lsapps",
    "questionsFilePathHindi": f"{FILES}/qhindi/187/AS220_NEp9ne.pdf?source=lsapps",
    "sessionNo": "7",
    "supplementaryQuestionResDtoList": None,
    "supplementaryType": False,
}


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


def test_fields_that_appear_or_vanish_are_issues() -> None:
    row = read_row({**{k: v for k, v in RAW.items() if k != "supplementaryType"}, "isWithdrawn": True}, SITE)
    assert row.issues == ("field supplementaryType is missing", "field isWithdrawn is new")
    assert row == read()


def test_the_word_fields_of_2026_are_none() -> None:
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
def test_a_row_without_what_it_must_have_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(BadReply, match=message):
        read(**fields)


def test_text_in_the_row_itself_is_the_answer_of_old_sessions() -> None:
    old = read(questionsFilePath=" ", questionsFilePathHindi=None, answerText="<p>(a) Yes, Sir.</p>")
    assert (old.english.cause, old.hindi.cause) == (Cause.INLINE_TEXT, Cause.NULL_LINK)
    assert read(answerText="<p>(a) Yes, Sir.</p>").english.cause is None


def test_the_hash_follows_what_the_row_says_not_where_its_files_lie() -> None:
    older = RAW["questionsFilePath"].replace("/lsapps/", "/").replace("=lsapps", "=pqals")  # type: ignore[attr-defined]
    assert read(questionsFilePath=older).row_hash == read().row_hash
    assert read(subjects="Another").row_hash != read().row_hash
    assert read(questionsFilePath=" ").row_hash != read().row_hash


@pytest.mark.parametrize(
    ("link", "cause"),
    [
        (None, Cause.NULL_LINK),
        (" ", Cause.BLANK_LINK),
        (7, Cause.MALFORMED_LINK),
        ("annex/185/AU1.pdf", Cause.MALFORMED_LINK),
        (f"{FILES}/annex/185/", Cause.MALFORMED_LINK),
        (f"{FILES}/annex/185/AU1.exe", Cause.MALFORMED_LINK),
        ("https://sansad.in/getFile/Annexture_New/lsq16/2/as2.htm", Cause.MALFORMED_LINK),
        ("http://[::1/x/annex/185/AU1.pdf", Cause.MALFORMED_LINK),
        ("https://elsewhere.example/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://notsansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in.elsewhere.example/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in@elsewhere.example/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://elsewhere.example\\.sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://user:secret@sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in:8443/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://127.0.0.1/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://169.254.169.254/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://[::1]/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("http://2130706433/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("file:///x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("ftp://sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("//sansad.in/x/annex/185/AU1.pdf", Cause.OFF_SITE),
        ("https://sansad.in/x/annex/185/AU1.pdf", None),
        ("https://sansad.in:443/x/annex/185/AU1.pdf", None),
        ("http://sansad.in/x/annex/185/AU1.pdf", None),
        ("https://files.sansad.in/x/annex/185/AU1.pdf?source=x", None),
        (" https://SANSAD.in/x/annex/185/AU1.PDF ", None),
    ],
)
def test_links_are_followed_on_the_site_alone(link: object, cause: Cause | None) -> None:
    assert read_link(link, SITE).cause is cause


def test_an_address_has_no_subdomains() -> None:
    assert is_on_site("http://127.0.0.1:80/x", "http://127.0.0.1")
    assert not is_on_site("http://evil.127.0.0.1/x", "http://127.0.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "https://sansad.in/getFile/loksabhaquestions/annex/185/AU1474_x1Y2z3.pdf?source=pqals",
        "https://sansad.in/getFile/lsapps/loksabhaquestions/annex/185/AU1474_x1Y2z3.pdf?source=lsapps",
        "https://sansad.in/getFile/loksabhaquestions/annex/185/AU1474_x1Y2z3.pdf",
    ],
)
def test_a_file_has_one_name_under_all_its_addresses(url: str) -> None:
    assert file_identity(url) == "annex/185/AU1474_x1Y2z3.pdf"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html>", "not JSON"),
        (b'[{"listOfQuestions":[', "not JSON"),
        (b"{}", "not a page of the question list"),
        (b"[]", "not a page of the question list"),
        (b'[{"listOfQuestions":[]}]', "not a page of the question list"),
        (b'[{"listOfQuestions":[{"lokNo":"18","sessionNo":"4"}],"totalRecordSize":1}]', "another session"),
        (b'[{"listOfQuestions":[{"lokNo":"17","sessionNo":"5"}],"totalRecordSize":1}]', "another session"),
    ],
)
def test_a_reply_that_is_no_page_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(BadReply, match=message):
        read_list_page(body, 18, 5)


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
