"""Rules for the lines of a heading: office, house, type and number, date."""

from __future__ import annotations

import re

from parsers.text.dates import HINDI_MONTHS, SAKA_MONTHS
from parsers.text.rules import first_match, rule
from parsers.vocabulary import QuestionType

_FIGURES = r"(?P<no>\d{1,2},\d{3}|\d{1,5})(?![.,]?\d|\s\d{1,3}(?!\S)|\s*[/-]\s*\d{1,2}\s*[/-])"
"""The figures of a question number, not of a date: `NO.970`, `No. 1,474`, but none in `NO 30.07.2025`."""


def _one_letter_off(word: str) -> str:
    """Pattern of the word with one letter left out, wrong or added; its first letter may only be left out.

    Another first letter could be the rest of a prefix: USTARRED may be UNSTARRED.
    """
    inner = range(1, len(word))
    wrong = [f"{word[:n]}[A-Z]?{word[n + 1 :]}" for n in inner]
    added = [f"{word[:n]}[A-Z]{word[n:]}" for n in inner]
    return "|".join([*wrong, *added, word[1:]])


_STARRED = rf"(?:S\s?T\s?A\s?R\s?(?:R\s?){{0,2}}(?:E\s?)?D|{_one_letter_off('STARRED')})"
"""STARRED, also letter-spaced or misprinted: `S T A R R E D`, `STARED`, `SARRED`, `STARTED`."""

_TRIED_FIRST = (
    rule(
        "government",
        r"^\W*GOVER\w*\s*OF\s*INDIA\W*$|^\W*PARLIAMENT\s*OF\s*INDIA\W*$|^\W*भारत\s*सरकार\W*$",
        "GOVERNMENT OF INDIA",
        "PARLIAMENT OF INDIA",
        "भारत सरकार",
    ),
    rule(
        "other number",
        r"PROVISIONAL\w*\s*ADM|\b(?:DY|DIARY)\.?\s*NO\b",
        "PROVISIONALLY ADMITTED STARRED QUESTION DY. NO. 8312",
        "Diary No. 8312",
    ),
    rule(
        "other day",
        r"^\W*(?:ORIGINALLY|EARLIER|POSTPONED|DEFERRED|TRANSFERRED|SHIFTED|CARRIED\s*OVER)\b",
        "(POSTPONED FROM 23.07.2025)",
        "ORIGINALLY DUE FOR ANSWER ON 23.07.2025",
    ),
)
"""Lines that look like the question's number or date and are neither."""
NUMBER = (
    rule(
        "number",
        rf"(?:{_STARRED}|SHORT\W*NOTICE)\W*(?:(?:PARLIAMENT(?:ARY)?|LOK\s*SABHA|ADMITTED)\W*)?(?P<asked>Q)"
        rf"(?:[UE][A-Z]*\b|\.)?\s*(?:\([A-Z.\s]{{1,9}}\)\s*)?(?:ADMITTED\s*)?(?:(?:SL\W*)?NOS?|NUMBER)?[^\w\d]*(?:{_FIGURES})?",
        "UNSTARRED QUESTION NO.970",
        "STARRED QUESTION NO. *315",
        "UN-STARRED QUESTION NO -346",
        "UNSTARREDQUESTION 2989",
        "STARRED QUESTION NO: *340",
        "UNSTARRED QUESTION NO. †1942",
        "UNSTARRD QUESTION NO. 12",
        "UNSARRED QUESTION NO. 12",
        "UNSTARRED QESTION NO. 12",
        "U N S T A R R E D  QUESTION NO. 12",
        "UNSTARRED PARLIAMENT QUESTION NO. 12",
        "SHORT NOTICE QUESTION NO. 2",
        "SHORT-NOTICE STARRED QUESTION NO. 2",
        "STARRED QUESTION",
    ),
    rule(
        "number",
        r"(?:(?P<un>अ\s*तारांकित|लिखित)|तारांकित|मौखिक)\s*प्रश्न\s*(?:संख्या|सं|क्रमांक"
        r"|नं)?[^\w\d]*(?P<no>\d{1,5})?",
        "अतारांकित प्रश्न संख्या 1474",
        "लिखित प्रश्न सं. 2960",
        "तारांकित प्रश्न संख्या *340",
    ),
    rule(
        "number",
        r"^\W*(?:(?:LOK\s*SABHA|PARLIAMENT)\W*)?(?P<plain>QUESTION)\s*(?:\((?P<kind>[A-Z\s-]+)\)\s*)?(?:NO"
        r"|NUMBER)?\.?\s*[:.–-]*\s*[†]?(?P<star>\*)?\s*(?P<no>\d{1,5})\s*(?:\((?P<kind_behind>[A-Z\s-]+)\))?\W*$",
        "QUESTION 2989",
        "QUESTION NO. *12",
        "QUESTION NO. 1474 (UNSTARRED)",
        "PARLIAMENT QUESTION (UNSTARRED) NO. 1474",
    ),
    rule(
        "number",
        r"^\W*QUESTION\s*(?:NO|NUMBER)?\W*(?=$|\d{1,2}[./-]\d{1,2}[./-]\d{4}\W*$)",
        "QUESTION",
        "QUESTION NO",
        "QUESTION NO04.06.1998",
    ),
)
ANSWERED = (
    rule(
        "answered",
        r"(?:TO\s*BE\s*)?(?:ANS\w*RE?D|ANW\w*RE?D|REPLIED|DUE|(?<=TO\sBE\s)AN\w{2,7}D)\s*"
        r"(?:IN\s*(?:THE\s*)?(?:LOK|RAJYA)\s*SABHA\s*)?(?:ON|BY|[:–-]|(?=\d))"
        r"|(?:FOR|DUE\s*FOR)\s*(?:(?:ORAL|WRITTEN)\s*)?(?:ANSWER|REPLY)\w*\s*(?:ON|:)"
        r"|^\W*(?:DATE\s*OF\s*(?:ANSWER|REPLY)|(?:ANSWER|REPLY)\s*(?:DATE|ON))\b",
        "TO BE ANSWERED ON THE 17TH MARCH, 2020",
        "ANSWERED ON-20/03/2023",
        "FOR ANSWER ON 12.12.2019",
        "TO BE ANWERED ON 30.07.2025",
        "TO BE ANSWERD ON 30.07.2025",
        "TO BE REPLIED ON 30.07.2025",
        "TO BE ANSWERED IN THE LOK SABHA ON 30.07.2025",
        "TO BE ANSWERED IN THE RAJYA SABHA ON 30.07.2025",
        "TO BE ANSWERED 30.07.2025",
        "DUE ON 30.07.2025",
        "DATE OF ANSWER: 30.07.2025",
        "ANSWER ON 30.07.2025",
    ),
    rule(
        "answered",
        r"^\W*\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4}\s*के\W*$|दिनांक|को\s*(?:उत्तर|दिया\s*जाना)|उत्तर\s*(?:की\s*तारीख|दिया\s*जाना)|\d{4}\s*को\b"
        rf"|\d\s*(?:{'|'.join(HINDI_MONTHS)})\W*\d{{4}}",
        "21 दिसंबर, 2021 को उत्तर के लिए",
        "गुरुवार, 6 अगस्त, 2015/15 श्रावण, 1937 (शक)",
        "दिनांक 29.07.2025 को उत्तर",
        "22.12.2021 के",
    ),
)
DATED = (
    rule(
        "dated",
        r"^\W*(?:DATED?\b|FOR\s+(?:THE\s+)?(?=\d{1,2}\W?\s?(?:\d|ST|ND|RD|TH)))",
        "Dated: 24.07.2025",
        "FOR 30.07.2025",
    ),
)
_HOUSE = (
    rule(
        "house",
        r"^\W*(?:L[O0]K|R[AO]JYA)\s*SABHA\W*(?:\([^)]*\)\W*)?$|^\W*COUNCIL\s*OF\s*STATES\W*$"
        r"|^\W*(?:लोक|राज्य)\s*सभा\W*$",
        "LOK SABHA",
        "LOKSABHA",
        "LOK SABHA (LOWER HOUSE)",
        "RAJYA SABHA",
        "लोक सभा",
        "राज्य सभा",
    ),
)
OFFICE = (
    rule(
        "ministry",
        r"^\W*M\s?I\s?N\s?I\w{1,5}Y\s*(?:OF|FOR)\s*(?P<name>.*)$",
        "MINISTRY OF AGRICULTURE",
        "MINISRY OF FINANCE",
        "MINISTRYOFAGRICULTURE",
    ),
    rule(
        "department",
        r"^\W*(?:AND\s+)?DEP(?:[A-Z]{4,8}T|T{1,2}\.?)\s*(?:OF|FOR)\s*(?P<name>.*)$",
        "(DEPARTMENT OF FINANCIAL SERVICES)",
        "DEPARTMENT OF SCHOOL EDUCATION & LITERACY",
        "Deptt. of Space",
    ),
    rule("ministry", r"^(?P<name>[\u0900-\u097f\s,]+?)\s*मंत्रालय\W*$", "भारी उद्योग मंत्रालय"),
    rule("department", r"^\(?\s*(?P<name>[\u0900-\u097f\s,]+?)\s*विभाग\W*$", "(वित्तीय सेवाएं विभाग)"),
)
HEADING = (*_TRIED_FIRST, *NUMBER, *ANSWERED, *DATED, *_HOUSE, *OFFICE)
"""All lines of a heading; the first rule that matches decides."""
NOT_OFFICE = (
    rule("address", r"NEW\s*DELHI|\bBLOCK\b|\bBHA[WV]AN\b|\bSABHA\b", "NORTH BLOCK, NEW DELHI"),
    rule("board", r"^\(.*(?:BOARD|DIVISION|SECTION|BRANCH|WING|CELL)\W*$", "(RAILWAY BOARD)"),
)
"""Lines below the name of an office that are not part of it."""
DATE_CONTINUED = rule(
    "Saka date",
    rf"(?<![^\W\d_])SAKA(?![^\W\d_])|^\W*(?:\d{{1,2}}\s*)?(?:{SAKA_MONTHS})\W*\d|शक",
    "/ MAGHA 20, 1944 (SAKA)",
    "AGRAHAYANA 9, 1943",
)
_TYPE = re.compile(
    rf"(?P<short>SHORT\W*NOTICE)|(?:(?P<un>(?:\b|(?<=SABHA))(?:U\s?N|IN|NON)[\W_]{{0,4}})|\b|(?<=SABHA)|(?P<odd>))"
    rf"{_STARRED}",
    re.IGNORECASE,
)


def heading_field(text: str) -> str | None:
    """The name of the heading field in a line; None if the line contains none.

    >>> heading_field("UNSTARRED QUESTION NO. 12"), heading_field("MINING OF ORE")
    ('number', None)
    """
    found = first_match(HEADING, text)
    return found[0].name if found else None


def question_type(number: re.Match[str]) -> QuestionType | None:
    """The question type in the match of a number line; None if it has none, two, or an unreadable one.

    >>> number = NUMBER[0].pattern
    >>> [str(question_type(number.search(f"{t} QUESTION"))) for t in ("NON-STARRED", "UN.STARRED")]
    ['UNSTARRED', 'UNSTARRED']
    >>> [question_type(number.search(f"{t} QUESTION")) for t in ("UHSTARRED", "UNSTARRED/STARRED")]
    [None, None]
    """
    groups = number.groupdict()
    if not groups:
        return None
    if "asked" not in groups and "plain" not in groups:
        return QuestionType.UNSTARRED if groups["un"] else QuestionType.STARRED
    if groups.get("star"):
        return QuestionType.STARRED
    text = groups.get("kind") or groups.get("kind_behind") or ""
    if "asked" in groups:
        text = number.string[: number.start("asked")]
    named = {_type_of(found) for found in _TYPE.finditer(text)}
    if QuestionType.SHORT_NOTICE in named:
        return QuestionType.SHORT_NOTICE
    return named.pop() if len(named) == 1 else None


def printed_number(number: re.Match[str]) -> int | None:
    """The question number in the match of a number line, without its comma (`1,474`); None if it has none."""
    figures = number.groupdict().get("no")
    return int(figures.replace(",", "")) if figures else None


def _type_of(found: re.Match[str]) -> QuestionType | None:
    """The type in a match of `_TYPE`; None if its prefix is unreadable."""
    if found["odd"] is not None:
        return None
    if found["short"]:
        return QuestionType.SHORT_NOTICE
    return QuestionType.UNSTARRED if found["un"] else QuestionType.STARRED
