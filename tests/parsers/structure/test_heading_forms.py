"""Forms of the heading that ministries used between 1995 and 2025."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.vocabulary import House, Kind
from tests.parsers.documents import read_answer

DAY = date(2004, 6, 4)
TOP = """
                    GOVERNMENT OF INDIA
                    MINISTRY OF MINES
                    RAJYA SABHA
"""
HEADINGS = {
    "number and date run together": "QUESTION NO04.06.2004\nANSWERED ON\nMINING OF ORE .",
    "question on its own line": "QUESTION\nNO. 910\nANSWERED ON 04.06.2004\nMINING OF ORE",
    "number on its own line": "QUESTION NO\n910\nANSWERED ON\n04.06.2004\nMINING OF ORE",
    "type on its own line": "UNSTARRED\nQUESTION NO. 910\nANSWERED ON 04.06.2004\nMINING OF ORE",
    "subject above the date": "UNSTARRED QUESTION NO. 910\nMINING OF ORE\nTO BE ANSWERED ON 04.06.2004",
    "subject with its number": "UNSTARRED QUESTION NO. 910\nTO BE ANSWERED ON 04.06.2004\n910. MINING OF ORE",
    "weekday, month, day": "UNSTARRED QUESTION NO. 910\nFriday, June, 4, 2004/Jyaistha 14\nMINING OF ORE",
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS.keys())
@pytest.mark.parametrize("member", ["910 SHRI GOVIND RAO", "910 # SHRI GOVIND RAO:", "SHRI GOVIND RAO:"])
def test_heading(heading: str, member: str) -> None:
    numbered = "910" in heading or "910" in member
    record = read_answer(heading=TOP + heading, members=member if numbered else f"910. {member}")
    assert (record.kind, record.house) == (Kind.ANSWER, House.RAJYA_SABHA)
    assert (record.question_no, record.date, record.flags) == (910, DAY, [])
    assert (record.ministry, record.department, record.subject) == ("MINES", None, "MINING OF ORE")
    assert [one.name_printed for one in record.members] == ["SHRI GOVIND RAO"]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("UNSARRED QUESTION NO. 12", "UNSTARRED"),
        ("UNSTARRRED QUESTION NO. 12", "UNSTARRED"),
        ("UNSTATRRED QUESTION NO. 12", "UNSTARRED"),
        ("UNSTARTED QUESTION NO. 12", "UNSTARRED"),
        ("UNTARRED QUESTION NO. 12", "UNSTARRED"),
        ("SARRED QUESTION NO. 12", "STARRED"),
        ("STRRED QUESTION NO. 12", "STARRED"),
        ("UNSTARRED QUSTION NO. 12", "UNSTARRED"),
        ("UNSTARRED QESTION NO. 12", "UNSTARRED"),
        ("USTARRED QUESTION NO. 12", None),
        ("INSTARRED QUESTION NO. 12", "UNSTARRED"),
        ("QUESTION NO. 12", None),
    ],
)
def test_near_miss_of_the_type(printed: str, kind: str | None) -> None:
    record = read_answer(number=printed)
    assert (record.question_type, record.question_no, record.subject) == (kind, 12, "MINING OF ORE")


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("1gth JULY, 2018", date(2018, 7, 19)),
        ("26'h JULY, 2018", date(2018, 7, 26)),
        ("2lst JULY, 2018", date(2018, 7, 21)),
        ("O6TH FEBRUARY, 2019", date(2019, 2, 6)),
        ("Monday, July, 29, 2024/Sravana 7, 1946 (Saka)", date(2024, 7, 29)),
        ("1Sth JULY, 2018", None),
    ],
)
def test_misread_day(printed: str, day: date | None) -> None:
    record = read_answer(date=f"TO BE ANSWERED ON {printed}")
    assert (record.date, record.subject) == (day, "MINING OF ORE")


def test_subject_below_the_members() -> None:
    record = read_answer(subject="", members="12. SHRI GOVIND RAO:\n    SMT. ASHA DEVI:\n   MINING OF ORE")
    assert (record.subject, record.flags) == ("MINING OF ORE", [])
    assert [one.name_printed for one in record.members] == ["SHRI GOVIND RAO", "SMT. ASHA DEVI"]


def test_name_that_wraps_is_not_a_subject_below_the_members() -> None:
    record = read_answer(subject="", members="12. SHRI GOVIND RAO\n    BHONSLE PATIL:")
    assert (record.subject, record.flags) == (None, ["no_subject"])
    assert [one.name_printed for one in record.members] == ["SHRI GOVIND RAO BHONSLE PATIL"]


def test_subject_that_begins_with_a_number_keeps_it() -> None:
    record = read_answer(subject="100 DAYS OF WORK", members="12. SHRI GOVIND RAO:")
    assert (record.subject, record.question_no) == ("100 DAYS OF WORK", 12)


@pytest.mark.parametrize(("printed", "house"), [("RAJYA", House.RAJYA_SABHA), ("LOK", House.LOK_SABHA)])
def test_house_named_only_beside_the_date(printed: str, house: House) -> None:
    heading = (
        f"MINISTRY OF MINES\nUNSTARRED QUESTION NO. 12\nTO BE ANSWERED IN THE {printed} SABHA ON 01.02.2021"
    )
    record = read_answer(heading=f"{heading}\nMINING OF ORE")
    assert (record.kind, record.house, record.date) == (Kind.ANSWER, house, date(2021, 2, 1))
    assert (record.subject, record.flags) == ("MINING OF ORE", [])


@pytest.mark.parametrize(
    "subject", ["RAJYA SABHA SECRETARIAT RECRUITMENT", "LIVE TELECAST OF RAJYA SABHA DEBATES"]
)
def test_subject_that_names_the_other_house(subject: str) -> None:
    record = read_answer(subject=subject)
    assert (record.kind, record.house, record.subject) == (Kind.ANSWER, House.LOK_SABHA, subject)
