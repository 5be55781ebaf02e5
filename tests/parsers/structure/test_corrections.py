"""Statements that correct an earlier answer."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.records import Correction
from parsers.vocabulary import House, Kind
from tests.parsers.documents import read_answer, read_pages

TOP = """
                    GOVERNMENT OF INDIA
                    MINISTRY OF MINES
                    LOK SABHA
"""
TEXT = "In reply to part (a) the quantity was given as 45 tonnes. It may be read as 54 tonnes."
ENGLISH = {
    "title": (
        f"{TOP}     STATEMENT CORRECTING THE REPLY GIVEN ON 24.07.2025 TO\n"
        "     UNSTARRED QUESTION NO. 1474 ASKED BY SHRI GOVIND RAO\n     REGARDING MINING OF ORE",
        ("UNSTARRED", 1474, date(2025, 7, 24)),
    ),
    "corrigendum": (
        f"{TOP}     CORRIGENDUM TO THE REPLY TO STARRED QUESTION NO. *12\n     ANSWERED ON 24TH JULY, 2025",
        ("STARRED", 12, date(2025, 7, 24)),
    ),
    "by the minister": (
        f"{TOP}  STATEMENT BY SHRI GOVIND RAO, MINISTER OF MINES CORRECTING THE REPLY TO STARRED\n"
        "  QUESTION NO. 12 GIVEN ON 24.07.2025 REGARDING MINING OF ORE",
        ("STARRED", 12, date(2025, 7, 24)),
    ),
    "correcting statement": (
        f"{TOP}     CORRECTING STATEMENT\n     UNSTARRED QUESTION NO. 1474 ANSWERED ON 24.07.2025",
        ("UNSTARRED", 1474, date(2025, 7, 24)),
    ),
    "abbreviated number": (
        f"{TOP}     STATEMENT CORRECTING REPLY TO USQ NO. 1474 DATED 24.07.2025",
        ("UNSTARRED", 1474, date(2025, 7, 24)),
    ),
    "title below the heading of the question": (
        f"{TOP}     UNSTARRED QUESTION NO. 1474\n     ANSWERED ON 24.07.2025\n     MINING OF ORE\n\n"
        "     CORRECTION IN REPLY",
        ("UNSTARRED", 1474, date(2025, 7, 24)),
    ),
    "part in small letters": (
        f"{TOP}  STATEMENT FOR CORRECTING THE ANSWER GIVEN ON 24TH JULY, 2025 TO PART (a) OF LOK\n"
        "  SABHA STARRED QUESTION NO. 12.",
        ("STARRED", 12, date(2025, 7, 24)),
    ),
    "title in small letters": (
        f"{TOP}Statement correcting the answer to Unstarred Question No. 1474 dated 24.07.2025 given\n"
        "by the Minister of Mines",
        ("UNSTARRED", 1474, date(2025, 7, 24)),
    ),
    "revised reply": (
        f"{TOP}     REVISED REPLY TO UNSTARRED QUESTION NO. 1474 FOR 24.07.2025",
        ("UNSTARRED", 1474, date(2025, 7, 24)),
    ),
    "laid on the Table": (
        f"{TOP}     DATED: 06.08.2025\nStatement by the Minister of Mines laid on the Table correcting\n"
        "the reply given on 24.07.2025 to Unstarred Question No. 1474",
        ("UNSTARRED", 1474, date(2025, 7, 24)),
    ),
}


@pytest.mark.parametrize(("title", "cited"), ENGLISH.values(), ids=ENGLISH.keys())
def test_statement(title: str, cited: tuple[str, int, date]) -> None:
    record = read_pages(f"{title}\n\n{TEXT}\n                    *****")
    assert (record.kind, record.house, record.ministry, record.flags) == (
        Kind.CORRECTION,
        House.LOK_SABHA,
        "MINES",
        [],
    )
    correction = record.correction
    assert correction is not None
    assert (correction.question_type, correction.question_no, correction.date) == cited
    assert correction.text == TEXT
    assert (record.question, record.answer, record.question_no) == (None, None, None)


def test_sentence_without_a_title() -> None:
    text = (
        "In reply to part (a) of Unstarred Question No. 1474 answered on 24.07.2025 the\n"
        "quantity was given as 45 tonnes. It may be read as 54 tonnes."
    )
    record = read_pages(f"{TOP}\n{text}\n                    *****")
    assert record.kind == Kind.CORRECTION
    assert record.correction == Correction(
        text=text.replace("\n", " "),
        question_type="UNSTARRED",
        question_no=1474,
        date=date(2025, 7, 24),
    )


@pytest.mark.parametrize(
    "title",
    [
        "अतारांकित प्रश्न संख्या 1474 के दिनांक 24.07.2025 को दिए गए\nउत्तर में शुद्धि करने वाला विवरण",
        "दिनांक 24.07.2025 के अतारांकित प्रश्न संख्या 1474 के उत्तर को शुद्ध करने वाला विवरण",
        "24 जुलाई, 2025 को पूछे गए अतारांकित प्रश्न सं. 1474 के उत्तर में संशोधन",
        "शुद्धि-पत्र\nअतारांकित प्रश्न संख्या 1474 दिनांक 24.07.2025",
    ],
)
def test_hindi(title: str) -> None:
    record = read_pages(
        f"          भारत सरकार\n          खान मंत्रालय\n          लोक सभा\n{title}\n\n"
        "भाग (क) के उत्तर में 45 टन के स्थान पर 54 टन पढ़ा जाए।"
    )
    assert (record.kind, record.language) == (Kind.CORRECTION, "hi")
    correction = record.correction
    assert correction is not None
    assert (correction.question_type, correction.question_no, correction.date) == (
        "UNSTARRED",
        1474,
        date(2025, 7, 24),
    )
    assert correction.text == "भाग (क) के उत्तर में 45 टन के स्थान पर 54 टन पढ़ा जाए।"


@pytest.mark.parametrize(
    "subject",
    ["CORRECTION OF ANSWER SHEETS", "CORRECTING REPLIES TO RTI QUESTIONS", "CORRECTION OF REPLY TO QUESTION"],
)
def test_answer_about_corrections(subject: str) -> None:
    record = read_answer(subject=subject)
    assert (record.kind, record.subject, record.correction) == (Kind.ANSWER, subject, None)


def test_answer_that_cites_a_corrected_reply() -> None:
    reply = "(a) to (d): In reply to Unstarred Question No. 7 the quantity was 45; it may be read as 54."
    assert read_answer(reply=reply).kind == Kind.ANSWER


def test_revised_reply_with_its_question_is_an_answer() -> None:
    top = f"{TOP}                    REVISED REPLY\n                    UNSTARRED QUESTION NO. 12\n"
    record = read_answer(heading=f"{top}                    ANSWERED ON 01.02.2021\n       MINING OF ORE")
    assert (record.kind, record.question_no, record.subject) == (Kind.ANSWER, 12, "MINING OF ORE")
