"""Citations of questions and their parts, and links that open the cited page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=1 << 10)
def cite_question(question_id: str, day: date | None, ministry: str | None) -> str:
    """The citation of a question.

    >>> from datetime import date
    >>> cite_question("LS18-S5-UNSTARRED-1474", date(2025, 7, 29), "HEAVY INDUSTRIES")
    'Lok Sabha 18, Session 5, Unstarred Question No. 1474, 29 July 2025, HEAVY INDUSTRIES'
    """
    house, session, *kind, number = question_id.split("-")
    name = " ".join(kind).title()
    parts = [f"Lok Sabha {house[2:]}", f"Session {session[1:]}", f"{name} Question No. {number}"]
    parts += [f"{day.day} {_MONTHS[day.month - 1]} {day.year}"] if day else []
    return ", ".join([*parts, ministry] if ministry else parts)


def cite_place(question: str, part: str, page: int | None) -> str:
    """The citation of a part of an answer file, after the citation of its question.

    >>> cite_place("Lok Sabha 18, …, No. 1474", "part (a)", 2)
    'Lok Sabha 18, …, No. 1474, part (a), page 2'
    >>> cite_place("Lok Sabha 18, …, No. 1474", "", None)
    'Lok Sabha 18, …, No. 1474'
    """
    return ", ".join(filter(None, [question, part, f"page {page}" if page else ""]))


def page_url(url: str | None, page: int | None) -> str | None:
    """The URL that opens a PDF at a page; other files open at the first page.

    >>> page_url("https://sansad.in/x/AU1_a.pdf?source=lsapps", 3)
    'https://sansad.in/x/AU1_a.pdf?source=lsapps#page=3'
    >>> page_url("https://sansad.in/x/AS2.docx", 3)
    'https://sansad.in/x/AS2.docx'
    """
    if url is None or page is None or ".pdf" not in url.lower():
        return url
    return f"{url}#page={page}"
