"""Reads printed dates: `21ST JULY, 2015`, `JULY 15, 2019`, `12/02/2021`; also misprints (`8TH FERUARY`)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from rapidfuzz import fuzz, process

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
HINDI_MONTHS = {
    "जनवरी": 1, "फरवरी": 2, "फ़रवरी": 2, "मार्च": 3, "अप्रैल": 4, "मई": 5, "जून": 6, "जुलाई": 7, "अगस्त": 8,
    "सितंबर": 9, "सितम्बर": 9, "अक्टूबर": 10, "अक्तूबर": 10, "नवंबर": 11, "नवम्बर": 11, "दिसंबर": 12, "दिसम्बर": 12,
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1952, 2040
"""Accepted years. The House first sat in 1952; years of the Saka calendar stay below 1952 until March 2030.

Two-digit years above 40 are rejected, as `47` in `08.05.47`.
"""

SAKA_MONTHS = (
    "CHAITRA|VAI[SŚ]H?AKHA|JY[A-Z]+H?A|A[SŚ]H?A+DHA?|[SŚ]H?RAVANA|BHADRA[A-Z]*|ASV?[IH][A-Z]*A|KARTIKA?"
    "|AGRAHAYANA|PAUSH?A|MAGHA|PHALGUNA"
)
"""Months of the Saka calendar, in the spellings of the ministries."""

_FIGURES = re.compile(r"\b(\d{1,2})\s*[./,-]+\s*(\d{1,2})\s*[./,-]*\s*(\d{4})\b")
_SHORT_YEAR = re.compile(r"\b(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_LETTER_O = re.compile(r"(?<=\d)[Oo](?=\d|\s?th\b|\s?[./-])|\b[Oo](?=\d)", re.IGNORECASE)
"""The letter O printed for the figure 0: `3Oth`, `2O25`."""
_MISREAD_DAY = re.compile(r"\b(?:[0-3][gqlI]|[lI][0-9])(?=(?:st|nd|rd|th)\b|(?:ST|ND|RD|TH)\b)")
_MISREAD_FIGURES = str.maketrans("lIgq", "1199")
"""Letters that OCR reads for a figure of a day: `1gth` is 19th, `2lst` is 21st."""
_ORDINAL = r"(?:ST|ND|RD|TH|S T|N D|R D|T H|[™°*”“\"'’‘`]{1,3}H?)?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*{_ORDINAL}[\s,.'’-]*(?:(?:DAY\s+)?OF\s+)?([^\W\d_]{{3,10}})[\s,.'’-]*(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_BARE_DAY = re.compile(r"(?<!\d)(\d{2,3})[™°*”“\"'’]*\s+([^\W\d_]{3,10})[\s,.-]*(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,10})[\s.,]*(\d{1,2})\s*(?:ST|ND|RD|TH)?[\s,.]+(\d{4})(?!\d)", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_DATE = re.compile(
    rf"ST|ND|RD|TH|THE|ON|OF|DAY|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|SAKA|{SAKA_MONTHS}", re.IGNORECASE
)
_HINDI = re.compile(r"(\d{1,2})\s*(?:,|वीं|वाँ)?\s*([\u0900-\u097f]{2,10})\s*,?\s*(\d{4})")


def find_date(text: str) -> date | None:
    r"""The first date in the text; None if there is none.

    >>> find_date("ON THE 9TH FEBRUARY, 2023/ MAGHA 20, 1944 (SAKA)")
    datetime.date(2023, 2, 9)
    >>> find_date("MONDAY, JULY 15, 2019/ASHADHA 24,1941 (SAKA)")
    datetime.date(2019, 7, 15)
    >>> find_date("8TH FERUARY, 2022"), find_date("22ND OVEMBER, 2019"), find_date("26THJULY, 2022")
    (datetime.date(2022, 2, 8), datetime.date(2019, 11, 22), datetime.date(2022, 7, 26))
    >>> find_date("ON 19.12.2024"), find_date("12/02/2021"), find_date("MAGHA 20, 1944 (SAKA)")
    (datetime.date(2024, 12, 19), datetime.date(2021, 2, 12), None)
    >>> find_date("22-Dec-2021"), find_date("12.02.21")
    (datetime.date(2021, 12, 22), datetime.date(2021, 2, 12))
    >>> find_date("6'\" DECEMBER, 2019"), find_date("317 MARCH, 2023")
    (datetime.date(2019, 12, 6), None)
    >>> find_date("15™ DECEMBER, 2021")
    datetime.date(2021, 12, 15)
    >>> find_date("21 दिसंबर, 2021 को")
    datetime.date(2021, 12, 21)
    >>> [f"{find_date(t):%d%m}" for t in ("30TH JULY' 2025", "3Oth JULY, 2025", "30.072025", "30.07,2025")]
    ['3007', '3007', '3007', '3007']
    >>> [f"{find_date(t):%d%m}" for t in ("26'h JULY, 2018", "1gth JULY, 2018", "2lst JULY, 2018")]
    ['2607', '1907', '2107']
    >>> [f"{find_date(t):%d%m}" for t in ("O6TH FEBRUARY, 2019", "Monday, July, 29, 2024/Sravana 7")]
    ['0602', '2907']
    >>> find_date("2025-07-30"), find_date("08.05.47"), find_date("30.07.2052")
    (datetime.date(2025, 7, 30), None, None)
    """
    text = _plain_figures(text)
    found = [(m.start(), day) for m, day in _candidates(text) if day]
    short = _SHORT_YEAR.search(text)
    if not found and short:
        return _date(f"20{short[4]}", int(short[3]), short[1])
    return min(found)[1] if found else None


def find_scanned_date(text: str, cited: date | None) -> date | None:
    """The first date in text read by OCR, which may take a raised ordinal for a figure.

    OCR reads `5TH` as `57`, `31ST` as `317`, `22ND` as `228”`. `17` may be the 1st or the 17th: it is read
    only if the printed weekday, or `cited` (a date printed elsewhere in the document), agrees.

    >>> find_scanned_date("317 MARCH, 2023", None), find_scanned_date("57 MARCH, 2023", None)
    (datetime.date(2023, 3, 31), datetime.date(2023, 3, 5))
    >>> find_scanned_date("17 MARCH, 2023", None), find_scanned_date("FRIDAY, 17 MARCH, 2023", None)
    (None, datetime.date(2023, 3, 17))
    >>> find_scanned_date("15TH MARCH, 2023", None)
    datetime.date(2023, 3, 15)
    """
    bare = _BARE_DAY.search(text)
    if not bare or (len(bare[1]) == 2 and bare[1][1] != "7"):
        return find_date(text)
    readings = [bare[1][:2]] if len(bare[1]) == 3 else [bare[1], bare[1][0]]
    days = [day for reading in readings if (day := _date(bare[3], month_number(bare[2]), reading))]
    if len(days) > 1:
        days = [day for day in days if day == cited or f"{day:%A}".upper() in text.upper()]
    return days[0] if len(days) == 1 else None


def _plain_figures(text: str) -> str:
    """The text with figures for the letters that are printed or read in their place."""
    return _MISREAD_DAY.sub(lambda day: day[0].translate(_MISREAD_FIGURES), _LETTER_O.sub("0", text))


def is_date_like(text: str) -> bool:
    """Whether the text is a date or a part of one, and nothing else.

    >>> [is_date_like(t) for t in ("THE 30TH JULY, 2025", "OVEMBER, 2019", "WEDNESDAY, 30.07.2025", "2019")]
    [True, True, True, True]
    >>> is_date_like("Monday, July, 29, 2024/Sravana 7, 1946 (Saka)")
    True
    >>> [is_date_like(t) for t in ("G-20 SUMMIT", "CENSUS OF 10 MARCH 2021", "ON THE DAY")]
    [False, False, False]
    """
    words = _LETTERS.findall(_plain_figures(text))
    figures = any(c.isdigit() for c in text)
    return figures and all(_OF_DATE.fullmatch(word) or month_number(word) for word in words)


def _candidates(text: str) -> list[tuple[re.Match[str], date | None]]:
    figures = [(m, _date(m[3], int(m[2]), m[1])) for m in _FIGURES.finditer(text)]
    figures += [(m, _date(m[1], int(m[2]), m[3])) for m in _YEAR_FIRST.finditer(text)]
    day_first = [(m, _date(m[3], month_number(m[2]), m[1])) for m in _DAY_FIRST.finditer(text)]
    month_first = [(m, _date(m[3], month_number(m[1]), m[2])) for m in _MONTH_FIRST.finditer(text)]
    hindi = [(m, _date(m[3], HINDI_MONTHS.get(m[2]), m[1])) for m in _HINDI.finditer(text)]
    return figures + day_first + month_first + hindi


def _date(year: str, month: int | None, day: str) -> date | None:
    try:
        return date(int(year), month, int(day)) if month and FIRST_YEAR <= int(year) <= LAST_YEAR else None
    except ValueError:
        return None


@cache
def month_number(word: str) -> int | None:
    """The number (1-12) of a month, also abbreviated or misprinted; None for any other word.

    >>> month_number("FERUARY"), month_number("SEPT"), month_number("MAGHA"), month_number("OF")
    (2, 9, None, None)
    """
    word = word.lower()
    for number, month in enumerate(MONTHS, start=1):
        if len(word) >= 3 and month.startswith(word):
            return number
    best = process.extractOne(word, MONTHS, scorer=fuzz.ratio, score_cutoff=80)
    return best[2] + 1 if best else None
