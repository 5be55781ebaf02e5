"""The heading: ministry, department, house, type, number, date, subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812, TC003 - a field of the heading is named `date`
from typing import TYPE_CHECKING

from parsers.dates import HINDI_MONTHS, find_date, find_scanned_date
from parsers.members import own_number
from parsers.records import QuestionType
from parsers.rules import read, rule
from parsers.scripts import english_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.lines import Line
    from parsers.sections import Sections

HEADING = (
    rule(
        "government",
        r"^\W*GOVER\w*\s*OF\s*INDIA\W*$|^\W*भारत\s*सरकार\W*$",
        "GOVERNMENT OF INDIA",
        "भारत सरकार",
    ),
    rule(
        "number",
        r"(?:(?P<un>UN|IN)\s*[-–]?\s*)?STARR?ED\s*Q(?:U\w*\b|\.)?\s*(?:NO"
        r"|NUMBER)?[^\w\d]*(?P<no>\d{1,5})?(?!\d)",
        "UNSTARRED QUESTION NO.970",
        "STARRED QUESTION NO. *315",
        "UN-STARRED QUESTION NO -346",
        "UNSTARREDQUESTION 2989",
        "STARRED QUESTION NO: *340",
        "UNSTARRED QUESTION NO. †1942",
    ),
    rule(
        "number",
        r"(?P<short>SHORT\s*NOTICE)\s*QUESTION\s*(?:NO|NUMBER)?[^\w\d]*(?P<no>\d{1,5})?",
        "SHORT NOTICE QUESTION NO. 2",
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
        r"^\W*(?:LOK\s*SABHA\W*)?(?P<plain>QUESTION)\s*(?:NO"
        r"|NUMBER)?\.?\s*[:.–-]*\s*[†]?(?P<star>\*)?\s*(?P<no>\d{1,5})\s*\W*$",
        "QUESTION 2989",
        "QUESTION NO. *12",
    ),
    rule(
        "date",
        r"(?:TO\s*BE\s*)?ANS\w*RED\s*(?:ON|BY)|(?:FOR|DUE\s*FOR)\s*(?:ANSWER"
        r"|REPLY)\w*\s*ON|^\W*DATED?\s*[:–-]",
        "TO BE ANSWERED ON THE 17TH MARCH, 2020",
        "ANSWERED ON-20/03/2023",
        "FOR ANSWER ON 12.12.2019",
    ),
    rule(
        "date",
        r"दिनांक|को\s*(?:उत्तर|दिया\s*जाना)|उत्तर\s*(?:की\s*तारीख|दिया\s*जाना)|\d{4}\s*को\b"
        rf"|\d\s*(?:{'|'.join(HINDI_MONTHS)})\W*\d{{4}}",
        "21 दिसंबर, 2021 को उत्तर के लिए",
        "गुरुवार, 6 अगस्त, 2015/15 श्रावण, 1937 (शक)",
        "दिनांक 29.07.2025 को उत्तर",
    ),
    rule("house", r"^\W*L[O0]K\s*SABHA\W*$|^\W*लोक\s*सभा\W*$", "LOK SABHA", "LOKSABHA", "लोक सभा"),
    rule(
        "ministry",
        r"^\W*M\s?I\s?N\s?I\w{1,5}Y\s*(?:OF|FOR)\s*(?P<name>.*)$",
        "MINISTRY OF AGRICULTURE",
        "MINISRY OF FINANCE",
        "MINISTRYOFAGRICULTURE",
    ),
    rule(
        "department",
        r"^\W*(?:AND\s+)?DEP[A-Z]{4,8}T\s*(?:OF|FOR)\s*(?P<name>.*)$",
        "(DEPARTMENT OF FINANCIAL SERVICES)",
        "DEPARTMENT OF SCHOOL EDUCATION & LITERACY",
    ),
    rule("ministry", r"^(?P<name>[\u0900-\u097f\s,]+?)\s*मंत्रालय\W*$", "भारी उद्योग मंत्रालय"),
    rule("department", r"^\(?\s*(?P<name>[\u0900-\u097f\s,]+?)\s*विभाग\W*$", "(वित्तीय सेवाएं विभाग)"),
)
DATE_GOES_ON = rule(
    "Saka date",
    r"SAKA|^\W*(?:\d{1,2}\s*)?(?:CHAITRA|VAI[SŚ]H?AKHA|JY\w+H?A|A[SŚ]H?A+DHA?"
    r"|[SŚ]H?RAVANA|BHADRA\w*|ASV?[IH]\w*A|KARTIKA?|AGRAHAYANA|PAUSH?A|MAGHA"
    r"|PHALGUNA)\W*\d|शक",
    "/ MAGHA 20, 1944 (SAKA)",
    "AGRAHAYANA 9, 1943",
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 500
"""Characters of a heading's line; no printed one is longer, and a hostile one shall not take seconds."""
_OFFICES = {"ministry", "department", "government", "house"}
_HOUSE = re.compile(r"\bL[O0]K\s*SABHA|लोक\s*सभा", re.IGNORECASE)
_NUMBER = next(r.pattern for r in HEADING if r.name == "number")
_DUE = next(r.pattern for r in HEADING if r.name == "date")
_DEPARTMENT_WITHIN = re.compile(r"[\s,;(]+(?=DEP[A-Z]{4,8}T\s*(?:OF|FOR)\b)", re.IGNORECASE)


@dataclass(slots=True)
class Heading:
    """What stands over the question, as printed."""

    ministry: str | None = None
    department: str | None = None
    question_type: QuestionType | None = None
    question_no: int | None = None
    date_text: str = ""
    subject: str | None = None
    house: bool = False


@dataclass(slots=True)
class _Slots:
    """The heading's lines by what they say; `open` is the slot that an unclassified line goes on with."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    open: str | None = None

    def add(self, slot: str, text: str) -> None:
        self.lines.setdefault(slot, []).append(text)
        self.open = slot

    def text(self, slot: str) -> str:
        return " ".join(self.lines.get(slot, []))


def read_heading(lines: Sequence[Line], *, hindi: bool = False) -> Heading:
    """The heading that the lines over the members say."""
    slots, heading = _Slots(), Heading()
    for line in lines:
        text = line.text[:_LONGEST] if hindi else english_only(line.text[:_LONGEST])
        for part in _DEPARTMENT_WITHIN.split(text):
            _sort(part, slots, heading)
    heading.ministry = _office(slots.text("ministry"))
    heading.department = _office(slots.text("department"))
    heading.date_text = slots.text("date")
    heading.subject = _subject(slots.text("subject"))
    return heading


def _sort(text: str, slots: _Slots, heading: Heading) -> None:
    """Put one line where it belongs."""
    if not re.search(r"\w", text):
        return
    found = read(HEADING, text)
    if not found:
        _go_on(text, slots)
        return
    name, match = found[0].name, found[1]
    if slots.open == "subject" and name in _OFFICES:
        slots.add("subject", text)
        return
    heading.house |= bool(_HOUSE.search(text))
    if name == "number":
        _read_number(match, heading)
        _rest_of_number(text[match.end() :], slots)
    elif name in {"ministry", "department"}:
        slots.add(name, match["name"])
    elif name == "date":
        slots.add("date", text)
    else:
        slots.open = None


def _rest_of_number(rest: str, slots: _Slots) -> None:
    """Number and date may share a line."""
    found = read(HEADING, rest)
    if found and found[0].name == "date":
        slots.add("date", rest)
    else:
        slots.open = "number"


def _read_number(match: re.Match[str], heading: Heading) -> None:
    groups = match.groupdict()
    if heading.question_type is None and (groups.get("star") or not groups.get("plain")):
        kinds = QuestionType
        plain = kinds.UNSTARRED if groups.get("un") else kinds.STARRED
        heading.question_type = kinds.SHORT_NOTICE if groups.get("short") else plain
    if heading.question_no is None and groups.get("no"):
        heading.question_no = int(groups["no"])


def _go_on(text: str, slots: _Slots) -> None:
    """An unclassified line: the rest of an office's name, of the date or the number, or the subject."""
    if slots.open in {"ministry", "department"}:
        slots.lines[slots.open].append(text)
    elif slots.open == "date" and _is_date_rest(text, slots):
        slots.lines["date"].append(text)
    elif slots.open in {"date", "number", "subject"}:
        slots.add("subject", text)


def _is_date_rest(text: str, slots: _Slots) -> bool:
    without_year = not _YEAR.search(slots.text("date"))
    return bool(DATE_GOES_ON.pattern.search(text)) or (without_year and any(c.isdigit() for c in text))


def _office(text: str) -> str | None:
    text = re.sub(r"\)\s*\(", " ", text)
    text = " ".join(re.sub(r"^[\s(:,]+|[\s:.,;*]+$", "", text).split())
    if text.count(")") > text.count("("):
        text = text.removesuffix(")")
    return text.upper() or None


def _subject(text: str) -> str | None:
    text = re.sub(
        r"^(?:subject|sub|विषय)\s*[:–-]+|^[\s*:–-]+|[\s*]+$|\s+\.$", "", text, flags=re.IGNORECASE
    ).strip()
    return text if re.search(r"\w", text) else None


def settle_number(heading: Heading, sections: Sections) -> int | None:
    """The question's own number: over the question, before the members, in the statement's heading.

    None where two of them differ and no third decides: no number is better than a wrong one.
    """
    own = next(iter(printed_numbers(sections)), None)
    if heading.question_no is None or own in {None, heading.question_no}:
        return heading.question_no if heading.question_no is not None else own
    cited = [
        int(m["no"]) for m in map(_NUMBER.search, (line.text for line in sections.reply)) if m and m["no"]
    ]
    votes = [n for n in cited if n in {own, heading.question_no}]
    return votes[0] if votes else None


def settle_date(heading: Heading, sections: Sections) -> Date | None:
    """The day of the answer: over the question, else over the statement; None where a scan leaves doubt."""
    cited = statement_date(sections.reply)
    if any(line.scanned for line in sections.heading):
        return find_scanned_date(heading.date_text, cited) or cited
    return find_date(heading.date_text) or cited


def printed_numbers(sections: Sections) -> list[int]:
    """The numbers before the members: one, or none."""
    return [n for line in sections.members if (n := own_number(line.text)) is not None][:1]


def statement_date(lines: Sequence[Line]) -> Date | None:
    """The date in the STATEMENT's heading, for documents whose own is unreadable."""
    for n, line in enumerate(lines):
        found = _DUE.search(line.text)
        if found:
            rest = " ".join([line.text[found.end() :], *(after.text for after in lines[n + 1 : n + 2])])
            return find_date(rest)
    return None
