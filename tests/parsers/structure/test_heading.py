from __future__ import annotations

from datetime import date

import pytest

from tests.parsers.documents import read_answer

TOP = "                    GOVERNMENT OF INDIA\n"
HOUSE = "                    LOK SABHA\n                    UNSTARRED QUESTION NO. 12\n                    "
DATED = HOUSE + "TO BE ANSWERED ON 01.02.2021\n                    MINING OF ORE"


@pytest.mark.parametrize(
    ("printed", "members", "kind", "number"),
    [
        ("UNSTARRED QUESTION NO.970", "970. SHRI X Y:", "UNSTARRED", 970),
        ("STARRED QUESTION NO -346", "*346. SHRI X Y:", "STARRED", 346),
        ("STARRED QUESTION No.*356", "*356 SHRI X Y:", "STARRED", 356),
        ("STARRED QUESTION NO: *340", "*340. SHRI X Y:", "STARRED", 340),
        ("STARRED QUESTION NO. 142", "142* SHRI X Y:", "STARRED", 142),
        ("UN-STARRED QUESTION NO. †1942", "†1942. SHRI X Y:", "UNSTARRED", 1942),
        ("UNSTARREDQUESTION 2989", "2989. SHRI X Y:", "UNSTARRED", 2989),
        ("STARRED QUESTION", "†*343. SHRI X Y:", "STARRED", 343),
        ("UNSTARRED QUESTION NO. 865", "865 SHRI X Y:", "UNSTARRED", 865),
        ("SHORT NOTICE QUESTION NO. 3", "3. SHRI X Y:", "SHORT NOTICE", 3),
        ("STARRED QUESTION NO. 7", "SHRI X Y:", "STARRED", 7),
        ("NON-STARRED QUESTION NO. 7", "7. SHRI X Y:", "UNSTARRED", 7),
        ("UN.STARRED QUESTION NO. 7", "7. SHRI X Y:", "UNSTARRED", 7),
        ("UN\n                    STARRED QUESTION NO. 7", "7. SHRI X Y:", "UNSTARRED", 7),
        ("UHSTARRED QUESTION NO. 7", "7. SHRI X Y:", None, 7),
        ("SHORT NOTICE STARRED QUESTION NO. 7", "7. SHRI X Y:", "SHORT NOTICE", 7),
        (
            "PROVISIONALLY ADMITTED STARRED QUESTION DY. NO. 8312\n          UNSTARRED QUESTION NO. 7",
            "7. SHRI X Y:",
            "UNSTARRED",
            7,
        ),
        ("UNSTARRED QUESTION NO.\n                    1474", "1474. SHRI X Y:", "UNSTARRED", 1474),
        ("UNSTARRED QUESTION NO. 1,474", "SHRI X Y:", "UNSTARRED", 1474),
        ("UNSTARRED QUESTION NO.", "1474\nSHRI X Y:", "UNSTARRED", 1474),
        ("UNSTARRED QUESTION NO.", "1. SHRI X Y:", "UNSTARRED", 1),
        ("UNSTARRED QUESTION NO. 7 (POSTPONED FROM STARRED QUESTION NO. 23)", "SHRI X Y:", "UNSTARRED", 7),
    ],
)
def test_number_and_type(printed: str, members: str, kind: str, number: int) -> None:
    record = read_answer(number=printed, members=members)
    assert (record.question_type, record.question_no) == (kind, number)
    assert [member.name_printed for member in record.members] == ["SHRI X Y"]


@pytest.mark.parametrize("above", ["142", "*142", "2025", "(123)", "Q.1474"])
def test_number_above_the_heading_is_not_the_question_number(above: str) -> None:
    record = read_answer(heading=f"   {above}\n{TOP}MINISTRY OF MINES\n{DATED}", members="SHRI X Y:")
    assert (record.question_no, record.subject, record.flags) == (12, "MINING OF ORE", [])


def test_numbered_members_without_a_question_number() -> None:
    record = read_answer(number="UNSTARRED QUESTION", members="1. SHRI X Y\n2. SHRI Z")
    assert (record.question_no, record.flags) == (None, ["no_number"])
    assert [member.name_printed for member in record.members] == ["SHRI X Y", "SHRI Z"]


def test_two_different_numbers_give_no_number() -> None:
    record = read_answer(number="UNSTARRED QUESTION NO. 12", members="21. SHRI X Y:")
    assert record.question_no is None
    assert record.flags == ["numbers_disagree"]


@pytest.mark.parametrize(
    "cited",
    [
        "STATEMENT REFERRED TO IN REPLY TO LOK SABHA STARRED QUESTION NO. 21",
        "STATEMENT REFERRED TO IN REPLY\nQUESTION NO. 21 (STARRED)",
        "विवरण\nलोक सभा के तारांकित प्रश्न सं. 21 के उत्तर में",
    ],
    ids=["type before the number", "type after the number", "Hindi"],
)
def test_statement_decides_between_two_numbers(cited: str) -> None:
    laid = "(a) to (d): A Statement is laid on the Table of the House."
    record = read_answer(
        f"{cited}\n\n(a) to (d): Yes.", number="STARRED QUESTION NO. 12", members="*21. SHRI X Y:", reply=laid
    )
    assert record.question_no == 21


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("TO BE ANSWERED ON 22ND DECEMBER, 2021", date(2021, 12, 22)),
        ("ANSWERED ON-20/03/2023", date(2023, 3, 20)),
        ("FOR ANSWER ON 26THJULY, 2022", date(2022, 7, 26)),
        ("TO BE ANSWERED ON THE14TH MARCH, 2023", date(2023, 3, 14)),
        ("TO BE ANSWERED ON TUESDAY, THE 8TH FERUARY, 2022", date(2022, 2, 8)),
        ("TO BE ANSWERED ON MONDAY, JULY 15, 2019/ASHADHA 24,1941 (SAKA)", date(2019, 7, 15)),
        (
            "TO BE ANSWERED ON THE 9TH FEBRUARY, 2023/\n                    MAGHA 20, 1944 (SAKA)",
            date(2023, 2, 9),
        ),
        ("TO BE ANSWERED ON THE 5TH AUGUST, 2024/\n                    14 SHRAVANA, 1946", date(2024, 8, 5)),
        ("TO BE ANSWERED ON THE 22ND\n                    OVEMBER, 2019", date(2019, 11, 22)),
        ("TO BE ANSWERED ON: 29.07.2025", date(2025, 7, 29)),
        ("TO BE ANWERED ON 29.07.2025", date(2025, 7, 29)),
        ("TO BE ANSWERED IN THE LOK SABHA ON 29.07.2025", date(2025, 7, 29)),
        ("TO BE ANSWERED 29.07.2025", date(2025, 7, 29)),
        ("FOR 29.07.2025", date(2025, 7, 29)),
        ("DATE OF ANSWER: 29.07.2025", date(2025, 7, 29)),
        ("29TH JULY, 2025", date(2025, 7, 29)),
        ("TO BE ANSWERED ON 29TH JULY' 2025", date(2025, 7, 29)),
        ("Dated: 24.07.2025\n        TO BE ANSWERED ON 29.07.2025", date(2025, 7, 29)),
        (
            "ORIGINALLY DUE FOR ANSWER ON 22.07.2025\n        TO BE ANSWERED ON 29.07.2025",
            date(2025, 7, 29),
        ),
        ("(POSTPONED FROM 22.07.2025)\n        TO BE ANSWERED ON 29.07.2025", date(2025, 7, 29)),
        ("TO BE ANSWERED ON 29.07.2052", None),
        ("TO BE ANSWERED ON 08.05.47", None),
        ("TO BE ANSWERED ON", None),
        ("TO BE ANSWERED ON 32.13.2021", None),
    ],
)
def test_date(printed: str, day: date | None) -> None:
    record = read_answer(date=printed)
    assert record.date == day
    assert record.subject == "MINING OF ORE"
    assert record.flags == ([] if day else ["no_date"])


@pytest.mark.parametrize(
    "cited",
    [
        "STATEMENT IN REPLY TO QUESTION\nNO. 12 DUE FOR ANSWER ON 01.02.2021",
        "विवरण\n1 फरवरी, 2021 को उत्तर के लिए प्रश्न संख्या 12",
    ],
    ids=["English", "Hindi"],
)
def test_date_of_the_statement_if_the_heading_has_none(cited: str) -> None:
    laid = "(a) to (d): A Statement is laid on the Table of the House."
    record = read_answer(f"{cited}\n\n(a) to (d): Yes.", date="TO BE ANSWERED ON", reply=laid)
    assert record.date == date(2021, 2, 1)


def test_date_of_a_cited_question_is_not_the_date_of_the_answer() -> None:
    cited = "(a) to (d): As in reply to Question No. 8 answered on 05.02.2020, yes."
    assert read_answer(date="TO BE ANSWERED ON", reply=cited).date is None


@pytest.mark.parametrize(
    "under",
    ["(RAILWAY BOARD)", "NORTH BLOCK, NEW DELHI", "PARLIAMENT OF INDIA", "LOK SABHA (LOWER HOUSE)", "*****"],
)
def test_lines_below_the_ministry_are_not_part_of_it(under: str) -> None:
    record = read_answer(heading=f"{TOP}MINISTRY OF MINES\n{under}\n{DATED}")
    assert (record.ministry, record.department, record.subject) == ("MINES", None, "MINING OF ORE")


@pytest.mark.parametrize(
    ("heading", "will", "ministry", "department"),
    [
        (TOP + "MINISTRY OF MINES\n" + DATED, "MINES", "MINES", None),
        (TOP + "MINISRY OF MINES\n" + DATED, "MINES", "MINES", None),
        (TOP + "MINISTRY OF FINANCE (DEPARTMENT OF REVENUE)\n" + DATED, "FINANCE", "FINANCE", "REVENUE"),
        (TOP + "MINISTRY OF FINANCE\nDEPARTMENT OF REVENUE\n" + DATED, "FINANCE", "FINANCE", "REVENUE"),
        (
            TOP + "MINISTRY OF CONSUMER AFFAIRS,\nFOOD & PUBLIC DISTRIBUTION\n(DEPARTMENT OF "
            "FOOD AND\nPUBLIC DISTRIBUTION)\n" + DATED,
            "MINES",
            "CONSUMER AFFAIRS, FOOD & PUBLIC DISTRIBUTION",
            "FOOD AND PUBLIC DISTRIBUTION",
        ),
        (TOP + "MINISTRY OF MINES\n(DEPARTMENT OF ORE (IRON))\n" + DATED, "MINES", "MINES", "ORE (IRON)"),
        (HOUSE + "TO BE ANSWERED ON 01.02.2021\nMINING OF ORE", "TEXTILES वस्त्र मंत्री", "TEXTILES", None),
        (TOP + "DEPARTMENT OF SPACE\n" + DATED, "PRIME", "PRIME MINISTER", "SPACE"),
        (TOP + "खान मंत्रालय\nMINISTRY OF MINES\n" + DATED, "MINES", "MINES", None),
    ],
    ids=[
        "plain",
        "misprint",
        "department on its line",
        "own line",
        "on two lines",
        "bracket inside",
        "none",
        "prime minister",
        "bilingual",
    ],
)
def test_ministry(heading: str, will: str, ministry: str, department: str | None) -> None:
    asked = "PRIME MINISTER" if will == "PRIME" else f"Minister of {will}"
    record = read_answer(heading=heading, will=f"Will the {asked}\nbe pleased to state:")
    assert (record.ministry, record.department, record.subject) == (ministry, department, "MINING OF ORE")


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        ("Mining of Ore", "Mining of Ore"),
        (
            "MINING OF ORE IN THE STATES OF\n               JHARKHAND AND ODISHA",
            "MINING OF ORE IN THE STATES OF JHARKHAND AND ODISHA",
        ),
        ("DR. AMBEDKAR FOUNDATION", "DR. AMBEDKAR FOUNDATION"),
        ("VACANCIES IN THE\n          MINISTRY OF MINES", "VACANCIES IN THE MINISTRY OF MINES"),
        ("SUBJECT: MINING OF ORE", "MINING OF ORE"),
        ("UNION BUDGET\n          2024", "UNION BUDGET 2024"),
        ("ABROGATION OF ARTICLE\n          370", "ABROGATION OF ARTICLE 370"),
        ("MINISTRY OF AYUSH SCHEMES", "MINISTRY OF AYUSH SCHEMES"),
        ("DEPARTMENT OF OFFICIAL LANGUAGE", "DEPARTMENT OF OFFICIAL LANGUAGE"),
        ("RAJYA SABHA TV", "RAJYA SABHA TV"),
        ("LIST OF QUESTIONS PENDING", "LIST OF QUESTIONS PENDING"),
        ("ASSURANCE ON STARRED QUESTION NO. 3", "ASSURANCE ON STARRED QUESTION NO. 3"),
        ("OSAKA EXPO", "OSAKA EXPO"),
        ("", None),
    ],
)
def test_subject(printed: str, subject: str | None) -> None:
    assert read_answer(subject=printed).subject == subject


@pytest.mark.parametrize("subject", ["G-20 SUMMIT", "CENSUS OF 10 MARCH 2021", "COVID-19"])
def test_subject_below_an_empty_date(subject: str) -> None:
    record = read_answer(date="TO BE ANSWERED ON", subject=subject)
    assert (record.date, record.subject) == (None, subject)


@pytest.mark.parametrize(
    "subject",
    [
        "MAJOR PORTS",
        "GENERAL PROVIDENT FUND",
        "RAJA RAM MOHAN ROY LIBRARY",
        "         DR. AMBEDKAR FOUNDATION",
    ],
)
def test_subject_that_looks_like_a_name(subject: str) -> None:
    record = read_answer(subject=subject, members="SHRI X Y:\nDR. Z:")
    assert record.subject == subject.strip()
    assert [member.name_printed for member in record.members] == ["SHRI X Y", "DR. Z"]


@pytest.mark.parametrize(
    "above",
    ["O.I.H.", "POSITION NO. 17", "6th Position", "1", "-1-"],
    ids=["OIH", "position", "6th", "figure", "dashes"],
)
def test_furniture_above_the_heading(above: str) -> None:
    first, *_ = [f"   {above}\n" + TOP + "MINISTRY OF MINES\n" + DATED]
    record = read_answer(heading=first)
    assert (record.ministry, record.question_no, record.subject, record.flags) == (
        "MINES",
        12,
        "MINING OF ORE",
        [],
    )
