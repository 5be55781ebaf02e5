from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from parsers.check import same_members, same_ministry, same_title
from parsers.parse import parse_record
from parsers.records import Listing
from parsers.vocabulary import QuestionType
from tests.parsers.documents import answer_pages
from tests.parsers.pages import layer_of

LISTED = Listing(
    question_id="LS17-S5-UNSTARRED-12",
    lok_sabha=17,
    session=5,
    question_type=QuestionType.UNSTARRED,
    question_no=12,
    date=date(2021, 2, 1),
    ministry="MINES ",
    subject="Mining of  Ore",
    members=[{"name": "Shri Govind Rao", "mp_code": 7}],
)


def verdicts(changes: dict[str, Any], **parts: str) -> dict[str, str]:
    listing = LISTED.model_copy(update=changes)
    record = parse_record(layer_of(*answer_pages(**parts)), listing=listing)
    return {check.field: check.verdict.value for check in record.checks}


FIELDS = ["house", "question_no", "question_type", "date", "ministry", "subject", "members"]
AGREES = dict.fromkeys(FIELDS, "agrees")


def test_all_fields_agree() -> None:
    assert verdicts({}) == AGREES


@pytest.mark.parametrize(
    ("field", "listed"),
    [
        ("question_no", 21),
        ("question_type", QuestionType.STARRED),
        ("date", date(2021, 2, 2)),
        ("ministry", "COAL"),
        ("subject", "Farmers' Suicides"),
        ("members", [{"name": "Dr. T.R. Paarivendhar"}]),
    ],
)
def test_one_field_differs(field: str, listed: object) -> None:
    listing = Listing.model_validate(LISTED.model_dump() | {field: listed})
    record = parse_record(layer_of(*answer_pages()), listing=listing)
    assert {check.field: check.verdict.value for check in record.checks} == AGREES | {field: "differs"}
    assert record.flags == [f"{field}_differs"]


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("question_no", {"number": "UNSTARRED QUESTION", "members": "SHRI GOVIND RAO:"}),
        ("date", {"date": "TO BE ANSWERED ON"}),
        ("subject", {"subject": ""}),
        ("members", {"members": ""}),
    ],
)
def test_one_field_is_absent(field: str, parts: dict[str, str]) -> None:
    assert verdicts({}, **parts) == AGREES | {field: "absent"}


def test_a_document_of_the_other_house_is_the_wrong_file() -> None:
    pages = [page.replace("LOK SABHA", "RAJYA SABHA") for page in answer_pages()]
    record = parse_record(layer_of(*pages), listing=LISTED)
    checks = {check.field: (check.listing, check.document, check.verdict) for check in record.checks}
    assert checks["house"] == ("lok_sabha", "rajya_sabha", "differs")
    assert record.flags == ["house_differs"]


def test_list_fills_fields_missing_in_the_document() -> None:
    record = parse_record(
        layer_of(*answer_pages(date="TO BE ANSWERED ON 03.02.2021", subject="")), listing=LISTED
    )
    assert (record.question_id, record.lok_sabha, record.session) == ("LS17-S5-UNSTARRED-12", 17, 5)
    assert (record.date, record.subject) == (date(2021, 2, 1), "Mining of  Ore")
    assert [(member.name_printed, member.name, member.mp_code) for member in record.members] == [
        ("SHRI GOVIND RAO", "Shri Govind Rao", 7)
    ]
    assert record.flags == ["date_differs", "no_subject"]


def test_printed_number_is_kept_if_the_list_differs() -> None:
    record = parse_record(layer_of(*answer_pages()), listing=LISTED.model_copy(update={"question_no": 21}))
    assert record.question_no == 12


def test_department_of_the_prime_minister_matches_the_listed_ministry() -> None:
    top = "DEPARTMENT OF SPACE\nLOK SABHA\nUNSTARRED QUESTION NO. 12\nANSWERED ON 01.02.2021\nMINING OF ORE"
    will = "Will the PRIME MINISTER be pleased to state:"
    assert verdicts({"ministry": "SPACE"}, heading=top, will=will) == AGREES


@pytest.mark.parametrize(
    ("listed", "printed", "same"),
    [
        ("COMMUNICATION ", "COMMUNICATIONS", True),
        ("ENVIRONMENT,  FORESTS AND CLIMATE CHANGE", "ENVIRONMENT, FOREST & CLIMATE CHANGE", True),
        (
            "CONSUMER AFFAIRS, FOOD AND PUBLIC DISTRIBUTION",
            "CONSUMER AFFAIRS, FOOD & PUBLIC DISTRIBUTION",
            True,
        ),
        ("Education", "EDUCATION", True),
        ("AGRICULTURE AND FARMERS WELFARE", "AGRICULTUREANDFARMERSWELFARE", True),
        ("ATOMIC ENERGY", "PRIME MINISTER", False),
        ("HOME AFFAIRS", "TRIBAL AFFAIRS", False),
        ("MINES", "PRIME MINISTER", False),
        ("FINANCE", "DEFENCE", False),
        ("COAL", "MINES", False),
        ("SCIENCE AND TECHNOLOGY", "ELECTRONICS AND INFORMATION TECHNOLOGY", False),
    ],
)
def test_same_ministry(listed: str, printed: str, *, same: bool) -> None:
    assert same_ministry(listed, printed) is same


@pytest.mark.parametrize(
    ("listed", "printed", "same"),
    [
        ("Farmers' Suicides", "FARMER’S SUICIDE", True),
        ("National Tele-Mental Health Mision", "NATIONAL TELE-MENTAL HEALTH MISSION", True),
        ("Carbon Emission", "CARBONEMISSION", True),
        ("Suicide Cases", "MENTAL HEALTH", False),
    ],
)
def test_same_title(listed: str, printed: str, *, same: bool) -> None:
    assert same_title(listed, printed) is same


@pytest.mark.parametrize(
    ("listed", "printed", "same"),
    [
        ("Shri A. Raja; Dr. B Kumar", "DR. B. KUMAR; SHRI A RAJA", True),
        ("Ajay (Teni) Misra", "SHRI AJAY MISRA TENI", True),
        ("NISHIKANT  DUBEY", "DR. NISHIKANT DUBEY", True),
        ("Adv Adoor Prakash; Shri K. Sudhakaran", "ADV. ADOOR PRAKASH", True),
        ("Dr. (Smt.) Kakoli Ghosh", "SMT. KAKOLI GHOSH", True),
        ("Kunwar Danish Ali", "SHRI DANISH ALI", True),
        ("Shri Raja A", "SHRI A. RAJA", True),
        ("Shri A. Raja", "SHRI PRASUN BANERJEE", False),
    ],
)
def test_same_members(listed: str, printed: str, *, same: bool) -> None:
    assert same_members(listed, printed) is same


HINDI = """
                    भारत सरकार
                    {ministry} मंत्रालय
                    लोक सभा
                    {number}
                    अयस्क का खनन
12. श्री गोविंद राव:
क्या खान मंत्री यह बताने की कृपा करेंगे कि:
(क) क्या अयस्क का खनन होता है?
                    उत्तर
                    खान मंत्री
                    (श्रीमती आशा देवी)
(क): जी हां।
"""
NUMBER_AND_DATE = "अतारांकित प्रश्न संख्या 12\n                    01.02.2021 को उत्तर के लिए"


@pytest.mark.parametrize(
    ("listed", "printed", "verdict"),
    [
        ("MINES", "खान", "agrees"),
        ("COAL", "खान", "differs"),
        ("HEALTH AND FAMILY WELFARE", "स्वास्थ्य एवं परिवार कल्याण", "agrees"),
        ("MICRO, SMALL AND MEDIUM ENTERPRISES", "सूक्ष्म , लघु और मध्यम उद्यम", "agrees"),
        ("TEXTILES", "वस्‍त्र", "agrees"),
        ("EDUCATION", "मानव संसाधन विकास", "agrees"),
        ("MINES", "अज्ञात", "absent"),
    ],
)
def test_hindi_document_of_an_english_list(listed: str, printed: str, verdict: str) -> None:
    layer = layer_of(HINDI.format(ministry=printed, number=NUMBER_AND_DATE))
    record = parse_record(layer, listing=LISTED.model_copy(update={"ministry": listed}))
    assert {check.field: check.verdict.value for check in record.checks} == AGREES | {
        "ministry": verdict,
        "subject": "absent",
    }
    assert record.flags == (["ministry_differs"] if verdict == "differs" else [])


@pytest.mark.parametrize(
    "printed",
    [
        "01.02.2021 के\n                    अतारांकित प्रश्न सं. 12 का उत्तर",
        "01.02.2021 के अतारांकित प्रश्न सं. 12 का उत्तर",
        "01.02.2021 के लोक सभा अतारांकित प्रश्न सं. 12 का उत्तर",
    ],
)
def test_date_above_the_number_as_the_railways_print_it(printed: str) -> None:
    record = parse_record(layer_of(HINDI.format(ministry="रेल", number=printed)))
    assert (record.date, record.question_no, record.question_type) == (date(2021, 2, 1), 12, "UNSTARRED")
    assert (record.subject, record.flags) == ("अयस्क का खनन", [])


@pytest.mark.parametrize(
    "top",
    [
        "DEPARTMENT OF ATOMIC ENERGY\nLOK SABHA",
        "DEPARTMENT OF ATOMIC ENERGY LOK SABHA",
        "Deptt. of Atomic Energy\nLok Sabha",
    ],
)
def test_department_answered_by_the_prime_minister_is_kept(top: str) -> None:
    heading = f"{top}\nUNSTARRED QUESTION NO. 12\nANSWERED ON 01.02.2021\nMINING OF ORE"
    record = parse_record(
        layer_of(*answer_pages(heading=heading, will="Will the PRIME MINISTER be pleased to state:"))
    )
    assert (record.ministry, record.department) == ("PRIME MINISTER", "ATOMIC ENERGY")
    assert (record.kind, record.flags) == ("answer", [])
