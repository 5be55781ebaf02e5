"""Faults of the sample site by name; `samples.around` plays them."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Self

_EVER = math.inf


class Fault(StrEnum):
    """A way to go wrong; the amount is what `--fault NAME=AMOUNT` changes."""

    meaning: str
    amount: float

    def __new__(cls, value: str, meaning: str, amount: float = 1) -> Self:
        """The member, its meaning and usual amount beside its value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        member.amount = amount
        return member

    # the question list
    LIST_500_ONCE = "list_500_once", "the first AMOUNT list requests are answered 500"
    LIST_500_LARGE_PAGES = "list_500_large_pages", "list pages of more than AMOUNT rows are answered 500", 100
    LIST_500_ROW = "list_500_row", "each list page that would hold row AMOUNT, from 1, is answered 500"
    GROW_MID_WALK = "grow_mid_walk", "a sitting day of AMOUNT questions appears before page 2 is answered", 7
    SHIFT_MID_WALK = "shift_mid_walk", "before page 2 is answered the first AMOUNT rows go and as many come"
    EMPTY_FIRST_PAGE_ONCE = "empty_first_page_once", "page 1 is empty, total 0, for the first AMOUNT times"
    REPEATED_PAGE = "repeated_page", "page 2 shows the rows of page 1, the first AMOUNT times"
    SHORT_PAGE = "short_page", "the first AMOUNT list pages lack their last row"
    IGNORED_SESSION = "ignored_session", "list pages come from another session of the same Lok Sabha"
    TRUNCATED_LIST_BODY = "truncated_list_body", "the first AMOUNT list replies break off in mid-chunk"
    NEW_FIELD = "new_field", "list rows have a field more: isWithdrawn"
    LOST_FIELD = "lost_field", "list rows have lost a field: supplementaryType"
    DIRTY_STRINGS = "dirty_strings", "subjects and ministries come padded, broken over lines, with U+2060"
    BAD_LINKS = "bad_links", "the first rows link to nothing, to other hosts and to places inside"
    OLDER_LINKS = "older_links", "links have the prefix of before 2026"
    EMPTY_CALENDAR = "empty_calendar", "the calendar has no day for the newest session of each Lok Sabha"
    # the files
    FILE_STATUS = "file_status", "files are answered with HTTP status AMOUNT", 404
    FILE_500 = "file_500", "the first AMOUNT file requests are answered 500"
    FILE_HANG_UP = "file_hang_up", "of every AMOUNT files one gets no reply, ever", 2
    FILE_CUT_SHORT = "file_cut_short", "the first AMOUNT files break off in the middle"
    FILE_STUB = "file_stub", "the first AMOUNT files are 15 bytes that begin like a PDF"
    FILE_TRUNCATED = "file_truncated", "the first AMOUNT files lack their last third"
    FILE_WORD = "file_word", "the first AMOUNT files are Word documents, whatever their name"
    FILE_ARCHIVE = "file_archive", "the first AMOUNT files are neither PDF nor Word"
    FILE_TOO_LARGE = "file_too_large", "files have AMOUNT million bytes", 100
    REDIRECT_ON_SITE = "redirect_on_site", "files lie under the older prefix, whereto the newer one redirects"
    REDIRECT_ELSEWHERE = "redirect_elsewhere", "files are redirected to another port"
    REDIRECT_INSIDE = "redirect_inside", "files are redirected to a link-local address"
    REDIRECT_TO_DISK = "redirect_to_disk", "files are redirected to file:///etc/hostname"
    REDIRECT_LOOP = "redirect_loop", "files are redirected to themselves"
    # all requests but that for robots.txt
    CAPTCHA = "captcha", "the first AMOUNT lists and files are a web page with status 200", _EVER
    FORBIDDEN = "forbidden", "the first AMOUNT requests are answered 403", _EVER
    TOO_MANY_REQUESTS = "too_many_requests", "the first AMOUNT requests get 429 and Retry-After: 1", 3
    BUSY = "busy", "the first AMOUNT requests get 503 and Retry-After: 1", 3
    COME_BACK_TOMORROW = "come_back_tomorrow", "requests get 429 and Retry-After: 86400", _EVER
    HANG_UP = "hang_up", "the first AMOUNT requests get no reply: the connection is closed", _EVER
    SLOW = "slow", "each reply waits AMOUNT seconds", 1.0
    ROBOTS_FILES = "robots_files", "robots.txt disallows the files"
    ROBOTS_ALL = "robots_all", "robots.txt disallows everything"


def read_fault(text: str) -> tuple[Fault, float]:
    """Name and amount of `NAME` or `NAME=AMOUNT`; raises `ValueError` on an unknown name.

    >>> read_fault("slow=0.5")
    (<Fault.SLOW: 'slow'>, 0.5)
    """
    name, _, amount = text.partition("=")
    known = {fault.value: fault for fault in Fault}
    if name not in known:
        raise ValueError(f"{name!r} is not a fault")
    fault = known[name]
    return fault, float(amount) if amount else fault.amount
