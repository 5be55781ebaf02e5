"""Reads periods from cells, headings and lines: years, financial years, days, months, parts of years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from parsers.observations.models import Period
from parsers.observations.period_rules import (
    AS_ON,
    DAY_TEXT,
    DURING,
    HINDI_DURING,
    JOINED,
    MONTH,
    MONTHS,
    NOT_OF_FIGURES,
    PRINTED,
    QUARTER,
    RANGE,
    SINCE,
    TERM,
    TILL_DATE,
    UP_TO_DAY,
    UP_TO_MONTH,
    YEAR,
    YEAR_TEXT,
)
from parsers.observations.vocabulary import PeriodKind
from parsers.text.dates import find_date, month_number

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a table and its answer say about years."""

    answered: date | None
    financial: bool = False
    """Whether the table has other financial years, or money."""


def whole_period(cell: str, known: Calendar) -> Period | None:
    """The period of a cell or heading that holds nothing else, a mark aside.

    >>> c = Calendar(date(2021, 11, 30))
    >>> whole_period("2018-19", c).kind.value, whole_period("2016*", c).start, whole_period("120", c)
    ('financial_year', datetime.date(2016, 1, 1), None)
    >>> whole_period("17th Lok Sabha", c).kind.value, whole_period("2014-2015", c)
    ('term', None)
    >>> whole_period("April, 2020", c).end
    datetime.date(2020, 4, 30)
    """
    text = re.sub(
        r"[*#@^+$]+|\b(?:provisional|prov\.?|p|year|f\.?y\.?|total|financial|calendar|the)\b\.?",
        " ",
        cell,
        flags=re.IGNORECASE,
    )
    found = find_period(text, known)
    if not found:
        return None
    rest = text.replace(found.printed, " ", 1) if found.printed in text else " "
    return found if not re.search(r"\w", re.sub(r"[(\[][^()\[\]]*[)\]]", " ", rest)) else None


def find_period(text: str, known: Calendar) -> Period | None:
    """The period named in a heading or label; None if there is none or more than one.

    >>> c = Calendar(date(2015, 7, 28))
    >>> p = find_period("2015-2016 ( Till date)", c); p.kind.value, p.start, p.end
    ('part', datetime.date(2015, 4, 1), datetime.date(2015, 7, 28))
    >>> p = find_period("Number of cases since 2014", c); p.kind.value, p.end
    ('since', datetime.date(2015, 7, 28))
    >>> find_period("Mental Healthcare Act, 2017", c), find_period("2014, 2015 and 2017", c)
    (None, None)
    """
    text = re.sub(r"\s+", " ", re.sub(rf"({YEAR_TEXT}\s?[-–])\s+(\d\d(?:\d\d)?)(?!\d)", r"\1\2", text))
    return (
        _day_period(text, known)
        or _since(text, known)
        or _months(text)
        or _month(text)
        or _quarter(text)
        or _years(text, known)
        or _term(text)
    )


def text_period(text: str, known: Calendar) -> Period | None:
    """The period of a caption or sentence: after "during", "for the year", "as on"; not that of a law.

    >>> c = Calendar(date(2021, 11, 30))
    >>> p = text_period("number of suicides during 2018-2020 including Andhra Pradesh:-", c); p.start, p.end
    (datetime.date(2018, 1, 1), datetime.date(2020, 12, 31))
    >>> text_period("(Study awarded – January,2007)", c), text_period("Burden of Disease Study 1990-2016", c)
    (None, None)
    >>> text_period("FOR ANSWER ON 22.12.2021", c), text_period("as on 31.03.2022", c).kind.value
    (None, 'as_on')
    """
    if found := AS_ON.pattern.search(text):
        return _on_day(found["day"], found[0])
    kept = _introduced(text)
    return find_period(kept, known) if kept else None


def _introduced(text: str) -> str:
    """The parts of a text that print a period after a word that introduces it."""
    text = re.sub(rf"({YEAR_TEXT}\s?[-–])\s+(\d\d(?:\d\d)?)(?!\d)", r"\1\2", text)
    parts = []
    for found in PRINTED.finditer(text):
        before = text[: found.start()]
        at_end = not text[found.end() :].strip() and re.search(r"[–-]\s*$", before)
        if (
            (DURING.pattern.search(before) or at_end or HINDI_DURING.pattern.match(text, found.start()))
            and not NOT_OF_FIGURES.pattern.search(before)
            and not re.search(r"\d[./-]\s?$", before)
        ):
            lead = re.search(r"(?:since|up\s?to|till|from)\s*(?:the\s+)?$", before, re.IGNORECASE)
            parts.append((lead[0] if lead else "") + found[0])
    return "; ".join(parts)


def _on_day(printed_day: str, printed: str) -> Period | None:
    day = find_date(printed_day)
    return Period(PeriodKind.AS_ON, day, day, printed) if day else None


def _day_period(text: str, known: Calendar) -> Period | None:
    """A period that ends on a day: "2025-26 (up to 30.11.2025)", "as on 31.03.2022"."""
    year = _years(_without_days(text), replace(known, financial=True))
    if found := UP_TO_DAY.pattern.search(text):
        day = find_date(found["day"])
        if year and _contains(year, day):
            return Period(PeriodKind.PART, year.start, day, text)
        return _on_day(found["day"], found[0])
    if found := UP_TO_MONTH.pattern.search(text):
        month = month_number(found["month"].rstrip("."))
        printed_year = (
            int(found["year"]) if found["year"] else (year.start.year if year and year.start else None)
        )
        if not month or not printed_year:
            return None
        last = _month_end(printed_year, month)
        spans = _years(text.replace(found[0], " "), known)
        start = spans.start if spans and _contains(spans, last) else date(printed_year, 1, 1)
        return Period(PeriodKind.PART, start, last, text)
    if TILL_DATE.pattern.search(text) and year and _contains(year, known.answered):
        return Period(PeriodKind.PART, year.start, known.answered, text)
    day = find_date(text) if re.fullmatch(rf"\W*(?:on\s+)?(?:{DAY_TEXT})\W*", text, re.IGNORECASE) else None
    return Period(PeriodKind.AS_ON, day, day, text.strip()) if day else None


def _without_days(text: str) -> str:
    return re.sub(DAY_TEXT, " ", text)


def _contains(period: Period, day: date | None) -> bool:
    return bool(day and period.start and period.end and period.start <= day <= period.end)


def _since(text: str, known: Calendar) -> Period | None:
    found = SINCE.pattern.search(text)
    if not found or NOT_OF_FIGURES.pattern.search(text[: found.start()]):
        return None
    year = int(found["year"] or found["from"])
    start = date(year, 4, 1) if found["next"] else date(year, 1, 1)
    return Period(PeriodKind.SINCE, start, known.answered, found[0])


def _years(text: str, known: Calendar) -> Period | None:
    """The year, or the span of years, of a text that names only one."""
    if (found := JOINED.search(text)) and not _is_law(text, found):
        return _joined(text, found)
    ranges = [found for found in RANGE.finditer(text) if not _is_law(text, found)]
    if ranges:
        made = [_range(found, known) for found in ranges]
        return made[0] if len({(p.start, p.end) if p else None for p in made}) == 1 else None
    years = {found[1]: found for found in YEAR.finditer(text) if not _is_law(text, found)}
    if len(years) != 1:
        return None
    year, found = next(iter(years.items()))
    return calendar_year(int(year), found[0])


def _is_law(text: str, found: re.Match[str]) -> bool:
    return bool(NOT_OF_FIGURES.pattern.search(text[: found.start()]))


def _joined(text: str, found: re.Match[str]) -> Period | None:
    """The span of "2014 to 2016" or "2014 and 2015"; None for "2014 and 2016", or if there are more years."""
    first, first_next, last, last_next = found.groups()
    further = YEAR.search(text.replace(found[0], " ")) or RANGE.search(text.replace(found[0], " "))
    listed = re.search(r"and|&", found[0], re.IGNORECASE) and int(last) != int(first) + 1
    if further or listed or int(first) >= int(last) or bool(first_next) != bool(last_next):
        return None
    start, end = date(int(first), 1, 1), date(int(last), 12, 31)
    if first_next:
        start, end = date(int(first), 4, 1), date(int(last) + 1, 3, 31)
    return Period(PeriodKind.SPAN, start, end, found[0])


def _range(found: re.Match[str], known: Calendar) -> Period | None:
    first = int(found[1])
    last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
    if last == first + 1 or (len(found[2]) == 2 and last % 100 == (first + 1) % 100):
        if len(found[2]) == 4 and not known.financial:
            return None
        return Period(PeriodKind.FINANCIAL_YEAR, date(first, 4, 1), date(first + 1, 3, 31), found[0])
    if not first < last <= 2049 or known.financial:
        return None
    return Period(PeriodKind.SPAN, date(first, 1, 1), date(last, 12, 31), found[0])


def is_ambiguous(text: str, known: Calendar) -> bool:
    """Whether a text has a range of years that may be one financial year or two calendar years.

    >>> is_ambiguous("during 2014-2015", Calendar(None)), is_ambiguous("2014-15", Calendar(None))
    (True, False)
    """
    return any(
        len(f[2]) == 4 and int(f[2]) == int(f[1]) + 1 and not known.financial for f in RANGE.finditer(text)
    )


def has_financial_year(texts: Iterable[str]) -> bool:
    """Whether one of the texts has a financial year in its short form, 2018-19."""
    return any(
        len(found[2]) == 2 and int(found[2]) == (int(found[1]) + 1) % 100
        for text in texts
        for found in RANGE.finditer(text)
    )


def calendar_year(year: int, printed: str) -> Period:
    """1 January to 31 December."""
    return Period(PeriodKind.CALENDAR_YEAR, date(year, 1, 1), date(year, 12, 31), printed)


def _months(text: str) -> Period | None:
    found = MONTHS.pattern.search(text)
    if not found:
        return None
    last_year = int(found["year"])
    first, last = (month_number(found[part].rstrip(".")) for part in ("first", "last"))
    if not first or not last:
        return None
    first_year = int(found["before"]) if found["before"] else last_year
    if (first_year, first) >= (last_year, last):
        return None
    is_quarter = first_year == last_year and last - first == 2 and first % 3 == 1
    kind = PeriodKind.QUARTER if is_quarter else PeriodKind.SPAN
    return Period(kind, date(first_year, first, 1), _month_end(last_year, last), found[0])


def _month(text: str) -> Period | None:
    found = MONTH.pattern.search(text)
    if not found or NOT_OF_FIGURES.pattern.search(text[: found.start()]):
        return None
    if len(YEAR.findall(text)) + len(RANGE.findall(text)) > 1:
        return None
    month = month_number(found["month"].rstrip("."))
    year = int(found["year"] or f"20{found['short']}")
    return (
        Period(PeriodKind.MONTH, date(year, month, 1), _month_end(year, month), found[0]) if month else None
    )


def _quarter(text: str) -> Period | None:
    """A quarter of a financial year: the fourth ends in March of the next year."""
    found = QUARTER.pattern.search(text)
    if not found:
        return None
    quarter, year = int(found["quarter"]), int(found["year"])
    first = 1 + 3 * (quarter % 4)
    year += quarter == 4
    return Period(PeriodKind.QUARTER, date(year, first, 1), _month_end(year, first + 2), found[0])


def _term(text: str) -> Period | None:
    found = TERM.pattern.search(text)
    return Period(PeriodKind.TERM, None, None, found[0]) if found else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def span_of(periods: Iterable[Period]) -> Period | None:
    """The span from the first to the last of several periods; None unless there are two different ones."""
    known = {(p.start, p.end) for p in periods if p.start and p.end}
    if len(known) < 2:
        return None
    return Period(PeriodKind.SPAN, min(start for start, _ in known), max(end for _, end in known))
