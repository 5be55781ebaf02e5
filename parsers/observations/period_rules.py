"""Patterns of printed periods, and of the words before them, each with examples."""

from __future__ import annotations

import re

from parsers.text.rules import rule

YEAR_TEXT = r"(?:19[5-9]\d|20[0-4]\d)"
DASH_TEXT = r"\s?[-–—/]\s?"
DAY_TEXT = (
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}"
)
MONTH_TEXT = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
RANGE = re.compile(rf"(?<![\d.,/-])({YEAR_TEXT}){DASH_TEXT}((?:\d\d)?\d\d)(?![\d.,]*\d)(?!{DASH_TEXT}\d)")
YEAR = re.compile(rf"(?<![\d.,/-])({YEAR_TEXT})(?![\d]|[.,/-]\d)")
JOINED = re.compile(
    rf"(?<![\d.,/-])({YEAR_TEXT})(?:{DASH_TEXT}(\d\d))?\s*(?:to|and|&|till|until)\s*({YEAR_TEXT})(?:{DASH_TEXT}(\d\d))?(?!\d)",
    re.IGNORECASE,
)
AS_ON = rule(
    "as on",
    rf"\b(?:as\s+(?:on|of|at)|position\s+on)\W{{0,3}}(?P<day>{DAY_TEXT})",
    "(As on 30.11.2021)",
    "as on 31st March, 2022",
)
UP_TO_DAY = rule(
    "up to",
    rf"\b(?:up\s?-?\s?to|till|until|as\s+on|as\s+of)\W{{0,3}}(?P<day>{DAY_TEXT})",
    "(up to 30.11.2025)",
)
UP_TO_MONTH = rule(
    "up to",
    rf"\b(?:up\s?-?\s?to|till|until)\W{{0,3}}(?P<month>{MONTH_TEXT})\W{{0,3}}(?P<year>{YEAR_TEXT})?",
    "upto June 2015",
    "(upto December , 2017)",
)
TILL_DATE = rule("till date", r"\b(?:till|upto|up\s+to|to)[\s-]+(?:date|now|present)\b", "(Till date)")
SINCE = rule(
    "since",
    rf"\bsince\s+(?P<year>{YEAR_TEXT})(?:{DASH_TEXT}(?P<next>\d\d))?(?!\d)|\bfrom\s+(?P<from>{YEAR_TEXT})\s+onwards",
    "since 2014",
)
MONTH = rule(
    "month",
    rf"\b(?P<month>{MONTH_TEXT})(?:[-,'’/ ]{{0,3}}(?P<year>{YEAR_TEXT})|\s?[-'’](?P<short>\d\d))(?!\d)",
    "April, 2020",
    "Apr-20",
)
MONTHS = rule(
    "months",
    rf"\b(?P<first>{MONTH_TEXT})\W{{0,2}}(?P<before>{YEAR_TEXT})?\s*(?:to|[-–])\s*(?P<last>{MONTH_TEXT})\W{{0,3}}(?P<year>{YEAR_TEXT})",
    "April to June 2020",
)
QUARTER = rule(
    "quarter", rf"\bQ(?P<quarter>[1-4])\b\D{{0,12}}(?P<year>{YEAR_TEXT}){DASH_TEXT}\d\d", "Q1 of 2020-21"
)
TERM = rule("term", r"\b\d{1,2}(?:st|nd|rd|th)\s+Lok\s+Sabha\b", "17th Lok Sabha")
NOT_OF_FIGURES = rule(
    "no period of the figures",
    r"\b(?:act|rules|policy|code|bill|scheme|yojana|mission|plan|report|study|survey|nfhs|regulations?|order|guidelines|version|"
    r"question|q\.?\s?no|reply|answer\w*|dated|awarded|submitted|notification|circular|vision|target)\b[\s,.:–—()'’\"-]*$",
    "Mental Healthcare Act, ",
    "Study ",
)
"""Words after which a year is that of a law or a study."""
DURING = rule(
    "during",
    r"\b(?:during|in|for|of|from|between|since|over|fy|year|years|upto|till|census|period)\b[\s:(-]*(?:the\s+)?(?:last\s+\w+\s+)?"
    r"(?:financial\s+|calendar\s+)?(?:fy|years?|period|f\.y\.?)?\s*(?:from\s+|of\s+|i\.e\.\s*|\()?\s*$|[(\[]\s*$",
    "during the years ",
    "for the FY ",
)
"""What a text prints before its period."""
HINDI_DURING = rule(
    "during", rf"{YEAR_TEXT}(?:{DASH_TEXT}\d\d)?\s*(?:के\s+दौरान|के\s+लिए|में)", "2014-15 के दौरान"
)
"""A period with the words that follow it in Hindi."""
_MONTH_AND_YEAR = rf"(?:{MONTH_TEXT}\W{{0,3}})?{YEAR_TEXT}"
PRINTED = re.compile(
    rf"{_MONTH_AND_YEAR}[^A-Za-z]*(?:(?:to|and|till)\s+{_MONTH_AND_YEAR}[^A-Za-z]*)*"
    r"(?:\(?\s*(?:up\s?to|till|onwards)[^()]{0,25}\)?)?",
    re.IGNORECASE,
)
"""A period as it is printed in a sentence, after a word that introduces it."""
