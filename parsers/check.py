"""CHECK: compares a row of the question list with the record of its document, field by field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from parsers.hindi.scripts import same_script
from parsers.names.ministries import ministry_id
from parsers.names.persons import pair_names
from parsers.records import Check
from parsers.vocabulary import House, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.records import Listing, Record

SAME_TITLE, SAME_WORD = 75, 87
"""Lowest similarity (0-100) at which two titles, or two words, count as the same."""
CUT_SHORT = 92
"""Lowest similarity (0-100) of a title to a part of a longer title: one of them was shortened."""
SAME_MINISTRY = 0.8
"""Lowest share of the words of the shorter ministry name that occur in the longer name."""


def check_listing(listing: Listing, record: Record) -> list[Check]:
    """One check per field: house, question_no, question_type, date, ministry, subject, members."""
    listed = "; ".join(member.name for member in listing.members)
    printed = "; ".join(member.name_printed for member in record.members)
    return [
        _check("house", House.LOK_SABHA.value, record.house and record.house.value, str.__eq__),
        _check("question_no", str(listing.question_no), _text(record.question_no), str.__eq__),
        _check("question_type", str(listing.question_type), _text(record.question_type), str.__eq__),
        _check("date", str(listing.date), _text(record.date), str.__eq__),
        _check("ministry", listing.ministry, _printed_ministry(listing, record), _same_office),
        _check("subject", listing.subject, record.subject, _same_subject),
        _check("members", listed, printed, same_members),
    ]


def _printed_ministry(listing: Listing, record: Record) -> str | None:
    """The printed ministry, or the printed department if the list names that: `ATOMIC ENERGY`, `SPACE`."""
    if _same_office(listing.ministry, record.ministry or ""):
        return record.ministry
    return record.department if _same_office(listing.ministry, record.department or "") else record.ministry


def _same_office(listed: str, printed: str) -> bool | None:
    """Whether two names are the same ministry, also in two languages; None for an unknown Hindi name."""
    if same_script(listed, printed):
        return same_ministry(listed, printed) or _same_id(listed, printed) is True
    return _same_id(listed, printed)


def _same_id(listed: str, printed: str) -> bool | None:
    ids = ministry_id(listed), ministry_id(printed)
    return None if None in ids else ids[0] == ids[1]


def _same_subject(listed: str, printed: str) -> bool | None:
    """Whether two subjects are the same; None if they are in two languages and cannot be compared."""
    return same_title(listed, printed) if same_script(listed, printed) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _check(
    field: str, listed: str | None, printed: str | None, same: Callable[[str, str], bool | None]
) -> Check:
    agrees = same(listed, printed) if listed and printed else None
    verdict = Verdict.ABSENT if agrees is None else Verdict.AGREES if agrees else Verdict.DIFFERS
    return Check(field=field, listing=listed or None, document=printed or None, verdict=verdict)


def normalise_title(text: str) -> str:
    """Lower-case words without punctuation, '&' as 'and'.

    >>> normalise_title("CONSUMER AFFAIRS,  FOOD & PUBLIC DISTRIBUTION ")
    'consumer affairs food and public distribution'
    """
    return " ".join(re.findall(r"[^\W_]+", text.replace("&", " and ").lower()))


def same_title(listed: str, printed: str) -> bool:
    """Whether two spellings are the same subject.

    >>> same_title("Farmers' Suicides", "FARMER’S SUICIDE"), same_title("Carbon Emission", "Mining Lease")
    (True, False)
    """
    a, b = normalise_title(listed), normalise_title(printed)
    whole = max(fuzz.token_sort_ratio(a, b), fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")))
    return whole >= SAME_TITLE or fuzz.partial_ratio(a, b) >= CUT_SHORT


def same_ministry(listed: str, printed: str) -> bool:
    """Whether two spellings are the same ministry; one may be a part of the other.

    >>> same_ministry("COMMUNICATION ", "COMMUNICATIONS"), same_ministry("HOME AFFAIRS", "TRIBAL AFFAIRS")
    (True, False)
    """
    shorter, longer = sorted((normalise_title(listed).split(), normalise_title(printed).split()), key=len)
    found = sum(any(fuzz.ratio(a, b) >= SAME_WORD for b in longer) for a in shorter)
    glued = fuzz.ratio("".join(shorter), "".join(longer))
    return bool(shorter) and (found >= SAME_MINISTRY * len(shorter) or glued >= SAME_WORD)


def same_members(listed: str, printed: str) -> bool:
    """Whether two lists (`A; B`) name the same persons in any order; one list may have further names.

    >>> same_members("Shri Anil Firojiya; Dr. Sanjay Jaiswal", "DR. SANJAY JAISWAL; SHRI ANIL FIROJIYA")
    True
    >>> same_members("Shri A. Raja", "SHRI PRASUN BANERJEE")
    False
    """
    names, rest = sorted((listed.split("; "), printed.split("; ")), key=len)
    return len(pair_names(names, rest)) == len(names)
