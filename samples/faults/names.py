"""Faults of the sample site by name; `samples.faults.table` plays them."""

from __future__ import annotations

import math

from parsers.documented_enum import DocumentedEnum


class Fault(DocumentedEnum):
    """A way to go wrong; AMOUNT is what `--fault NAME=AMOUNT` changes."""

    # the question list
    LIST_500_ONCE = "list_500_once", "the first AMOUNT list requests are answered 500"
    LIST_500_LARGE_PAGES = "list_500_large_pages", "list pages of more than AMOUNT rows are answered 500"
    LIST_500_ROW = "list_500_row", "each list page that would hold row AMOUNT, from 1, is answered 500"
    GROW_MID_WALK = "grow_mid_walk", "a sitting day of AMOUNT questions appears before page 2 is answered"
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
    FILE_STATUS = "file_status", "files are answered with HTTP status AMOUNT"
    FILE_500 = "file_500", "the first AMOUNT file requests are answered 500"
    FILE_HANG_UP = "file_hang_up", "of every AMOUNT files one gets no reply, ever"
    FILE_CUT_SHORT = "file_cut_short", "the first AMOUNT files break off in the middle"
    FILE_STUB = "file_stub", "the first AMOUNT files are 15 bytes that begin like a PDF"
    FILE_TRUNCATED = "file_truncated", "the first AMOUNT files lack their last third"
    FILE_WORD = "file_word", "the first AMOUNT files are Word documents, whatever their name"
    FILE_ARCHIVE = "file_archive", "the first AMOUNT files are neither PDF nor Word"
    FILE_TOO_LARGE = "file_too_large", "files have AMOUNT million bytes"
    REDIRECT_ON_SITE = "redirect_on_site", "files lie under the older prefix, whereto the newer one redirects"
    REDIRECT_ELSEWHERE = "redirect_elsewhere", "files are redirected to another port"
    REDIRECT_INSIDE = "redirect_inside", "files are redirected to a link-local address"
    REDIRECT_TO_DISK = "redirect_to_disk", "files are redirected to file:///etc/hostname"
    REDIRECT_LOOP = "redirect_loop", "files are redirected to themselves"
    # all requests but that for robots.txt
    CAPTCHA = "captcha", "the first AMOUNT lists and files are a web page with status 200"
    FORBIDDEN = "forbidden", "the first AMOUNT requests are answered 403"
    TOO_MANY_REQUESTS = "too_many_requests", "the first AMOUNT requests get 429 and Retry-After: 1"
    BUSY = "busy", "the first AMOUNT requests get 503 and Retry-After: 1"
    COME_BACK_TOMORROW = "come_back_tomorrow", "requests get 429 and Retry-After: 86400"
    HANG_UP = "hang_up", "the first AMOUNT requests get no reply: the connection is closed"
    SLOW = "slow", "each reply waits AMOUNT seconds"
    ROBOTS_FILES = "robots_files", "robots.txt disallows the files"
    ROBOTS_ALL = "robots_all", "robots.txt disallows everything"


AMOUNTS = {
    Fault.LIST_500_LARGE_PAGES: 100,
    Fault.GROW_MID_WALK: 7,
    Fault.FILE_STATUS: 404,
    Fault.FILE_HANG_UP: 2,
    Fault.FILE_TOO_LARGE: 100,
    Fault.CAPTCHA: math.inf,
    Fault.FORBIDDEN: math.inf,
    Fault.TOO_MANY_REQUESTS: 3,
    Fault.BUSY: 3,
    Fault.COME_BACK_TOMORROW: math.inf,
    Fault.HANG_UP: math.inf,
    Fault.SLOW: 1.0,
}


def usual_amount(fault: Fault) -> float:
    """What AMOUNT is unless `--fault NAME=AMOUNT` gives another."""
    return AMOUNTS.get(fault, 1)


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
    return fault, float(amount) if amount else usual_amount(fault)
