"""Reads the minister's office from `Will the Minister of X be pleased to state`."""

from __future__ import annotations

import re

from parsers.hindi.scripts import english_only

_ENGLISH = re.compile(
    r"the\s*(?:Hon\w*\W*ble\s*)?(?:M\w{4,6}R\s*(?:of|for)\s*(?P<office>.+?)"
    r"|(?P<pm>(?:DEPUTY\s*)?PRIME\s*MINISTER)|(?P<bare>\w+\s+MINISTER))\s*(?:be\s*p|$)",
    re.IGNORECASE | re.DOTALL,
)
_HINDI = re.compile(r"क्या\s*(?P<office>.+?)\s*मंत्री")


def read_portfolio(asked: str) -> str | None:
    """The office of the minister who is asked, in capitals; None if none is printed.

    >>> read_portfolio("Will the Minister of TEXTILES वस्त्र मंत्री be pleased to state :")
    'TEXTILES'
    >>> read_portfolio("Will the PRIME MINISTER be pleased to state:")
    'PRIME MINISTER'
    """
    if hindi := _HINDI.search(asked):
        return hindi["office"].strip()
    found = _ENGLISH.search(english_only(asked))
    if not found:
        return None
    office = found["office"] or found["pm"] or found["bare"]
    return " ".join(office.split()).strip(" :,.").upper() or None
