"""CHECK: the row of the question list against what the document prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from parsers.names.persons import pair_names
from parsers.records import Check
from parsers.vocabulary import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.records import Listing, Record

SAME_TITLE, SAME_WORD = 75, 87
"""Least likeness (0-100) of two spellings; under it they are two things."""
CUT_SHORT = 92
"""Least likeness of a title to the beginning or another part of a longer one."""
SAME_OFFICE = 0.8
"""Least share of the words of the shorter name that the longer one holds."""


def check_listing(listing: Listing, record: Record) -> list[Check]:
    """One check a field: question_no, question_type, date, ministry, subject, members."""
    listed = "; ".join(member.name for member in listing.members)
    printed = "; ".join(member.name_printed for member in record.members)
    return [
        _check("question_no", str(listing.question_no), _text(record.question_no), str.__eq__),
        _check("question_type", str(listing.question_type), _text(record.question_type), str.__eq__),
        _check("date", str(listing.date), _text(record.date), str.__eq__),
        _check("ministry", listing.ministry, _office(listing, record), same_office),
        _check("subject", listing.subject, record.subject, same_title),
        _check("members", listed, printed, same_members),
    ]


def _office(listing: Listing, record: Record) -> str | None:
    """The ministry, or the department where the list names that: Atomic Energy under the Prime Minister."""
    if same_office(listing.ministry, record.ministry or ""):
        return record.ministry
    return record.department if same_office(listing.ministry, record.department or "") else record.ministry


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _check(field: str, listed: str | None, printed: str | None, same: Callable[[str, str], bool]) -> Check:
    if not listed or not printed:
        verdict = Verdict.ABSENT
    else:
        verdict = Verdict.AGREES if same(listed, printed) else Verdict.DIFFERS
    return Check(field=field, listing=listed or None, document=printed or None, verdict=verdict)


def normalise_title(text: str) -> str:
    """Lower-case words without stops, '&' as 'and'.

    >>> normalise_title("CONSUMER AFFAIRS,  FOOD & PUBLIC DISTRIBUTION ")
    'consumer affairs food and public distribution'
    """
    return " ".join(re.findall(r"[^\W_]+", text.replace("&", " and ").lower()))


def same_title(listed: str, printed: str) -> bool:
    """Whether two spellings are one subject.

    >>> same_title("Farmers' Suicides", "FARMER’S SUICIDE"), same_title("Carbon Emission", "Mining Lease")
    (True, False)
    """
    a, b = normalise_title(listed), normalise_title(printed)
    whole = max(fuzz.token_sort_ratio(a, b), fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")))
    return whole >= SAME_TITLE or fuzz.partial_ratio(a, b) >= CUT_SHORT


def same_office(listed: str, printed: str) -> bool:
    """Whether two spellings are one ministry, also where one is a part of the other.

    >>> same_office("COMMUNICATION ", "COMMUNICATIONS"), same_office("HOME AFFAIRS", "TRIBAL AFFAIRS")
    (True, False)
    """
    shorter, longer = sorted((normalise_title(listed).split(), normalise_title(printed).split()), key=len)
    found = sum(any(fuzz.ratio(a, b) >= SAME_WORD for b in longer) for a in shorter)
    glued = fuzz.ratio("".join(shorter), "".join(longer))
    return bool(shorter) and (found >= SAME_OFFICE * len(shorter) or glued >= SAME_WORD)


def same_members(listed: str, printed: str) -> bool:
    """Whether both name the same persons, in any order; a list's longer list of co-askers is no difference.

    >>> same_members("Shri Anil Firojiya; Dr. Sanjay Jaiswal", "DR. SANJAY JAISWAL; SHRI ANIL FIROJIYA")
    True
    >>> same_members("Shri A. Raja", "SHRI PRASUN BANERJEE")
    False
    """
    names, rest = sorted((listed.split("; "), printed.split("; ")), key=len)
    return len(pair_names(names, rest)) == len(names)
