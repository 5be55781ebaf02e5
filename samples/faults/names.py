"""Names and meanings of the sample site's faults; `samples.faults.table` implements them."""

from __future__ import annotations

import math

from parsers.documented_enum import DocumentedEnum


class Fault(DocumentedEnum):
    """A fault that the site can show; AMOUNT is set by `--fault NAME=AMOUNT`."""

    # the question list
    LIST_500_ONCE = "list_500_once", "the first AMOUNT list requests get HTTP 500"
    LIST_500_LARGE_PAGES = "list_500_large_pages", "list pages of more than AMOUNT rows get HTTP 500"
    LIST_500_ROW = "list_500_row", "each list page containing row AMOUNT (counted from 1) gets HTTP 500"
    LIST_500_LOK_SABHA = "list_500_lok_sabha", "list pages of Lok Sabha AMOUNT get HTTP 500"
    GROW_MID_WALK = "grow_mid_walk", "a sitting day of AMOUNT questions is added before page 2 is sent"
    SHIFT_MID_WALK = "shift_mid_walk", "before page 2 is sent, the first AMOUNT rows are replaced by new ones"
    EMPTY_FIRST_PAGE_ONCE = "empty_first_page_once", "the first AMOUNT times, page 1 is empty with total 0"
    REPEATED_PAGE = "repeated_page", "the first AMOUNT times, page 2 repeats the rows of page 1"
    SHORT_PAGE = "short_page", "the first AMOUNT list pages omit their last row"
    IGNORED_SESSION = "ignored_session", "list pages come from another session of the same Lok Sabha"
    TRUNCATED_LIST_BODY = "truncated_list_body", "the first AMOUNT list replies end in the middle of a chunk"
    NEW_FIELD = "new_field", "list rows have an additional field: isWithdrawn"
    LOST_FIELD = "lost_field", "list rows lack a field: supplementaryType"
    DIRTY_STRINGS = "dirty_strings", "subjects and ministries contain padding, line breaks and U+2060"
    BAD_LINKS = (
        "bad_links",
        "the first rows link to nothing, other hosts or internal addresses",
    )
    OLDER_LINKS = "older_links", "links have the prefix used before 2026"
    NULL_LINKS = "null_links", "the first AMOUNT rows have no link yet"
    LIST_WITHOUT_FIELDS = "list_without_fields", "the first AMOUNT list pages have null for rows and total"
    EMPTY_CALENDAR = "empty_calendar", "the calendar has no day for the newest session of each Lok Sabha"
    # the files
    FILE_STATUS = "file_status", "files get HTTP status AMOUNT"
    FILE_500 = "file_500", "the first AMOUNT file requests get HTTP 500"
    FILE_HANG_UP = "file_hang_up", "one in AMOUNT files never gets a reply"
    FILE_CUT_SHORT = "file_cut_short", "the first AMOUNT files end halfway"
    FILE_STUB = "file_stub", "the first AMOUNT files are 15 bytes that start like a PDF"
    FILE_TRUNCATED = "file_truncated", "the first AMOUNT files lack their last third"
    FILE_WORD = "file_word", "the first AMOUNT files are Word documents, whatever their suffix"
    FILE_ARCHIVE = "file_archive", "the first AMOUNT files are neither PDF nor Word"
    FILE_TOO_LARGE = "file_too_large", "files are AMOUNT million bytes long"
    FILE_NOTICE = "file_notice", "the first AMOUNT files come after a notice of PHP"
    FILE_LONG_NOTICE = "file_long_notice", "files come after notices of PHP that are 4000 bytes long"
    FILE_PADDED = (
        "file_padded",
        "the first AMOUNT files have a byte order mark before them and HTML behind them",
    )
    FILE_END_CUT = "file_end_cut", "the first AMOUNT files lack the last three bytes of their end mark"
    FILES_MOVED = "files_moved", "each file is listed at another address; its old one gets HTTP 500"
    REDIRECT_ON_SITE = "redirect_on_site", "the newer file prefix redirects to the older one"
    REDIRECT_ELSEWHERE = "redirect_elsewhere", "files are redirected to another port"
    REDIRECT_INSIDE = "redirect_inside", "files are redirected to a link-local address"
    REDIRECT_TO_DISK = "redirect_to_disk", "files are redirected to file:///etc/hostname"
    REDIRECT_LOOP = "redirect_loop", "files are redirected to themselves"
    # all requests except robots.txt
    CAPTCHA = "captcha", "the first AMOUNT lists and files are a web page with status 200"
    CAPTCHA_BOM = "captcha_bom", "like captcha, with a byte order mark before the page"
    DENIAL_TEXT = (
        "denial_text",
        "the first AMOUNT lists and files are a refusal in plain text, status 200",
    )
    JSON_ERROR = "json_error", "the first AMOUNT lists and files are a JSON error with status 200"
    PLAIN_GZIP = "plain_gzip", "lists and files are called gzip by a header but are plain"
    COOKIE_WALL = (
        "cookie_wall",
        "requests without the site's cookie get it with a redirect to themselves",
    )
    FORBIDDEN = "forbidden", "the first AMOUNT requests get HTTP 403"
    TOO_MANY_REQUESTS = "too_many_requests", "the first AMOUNT requests get 429 and Retry-After: 1"
    BUSY = "busy", "the first AMOUNT requests get 503 and Retry-After: 1"
    COME_BACK_TOMORROW = "come_back_tomorrow", "requests get 429 and Retry-After: 86400"
    HANG_UP = "hang_up", "the first AMOUNT requests get no reply; the connection is closed"
    SLOW = "slow", "each reply is delayed by AMOUNT seconds"
    ROBOTS_FILES = "robots_files", "robots.txt disallows the files"
    ROBOTS_ALL = "robots_all", "robots.txt disallows everything"
    ROBOTS_CRAWL_DELAY = "robots_crawl_delay", "robots.txt asks for AMOUNT seconds between requests"


DEFAULT_AMOUNTS = {
    Fault.LIST_500_LARGE_PAGES: 100,
    Fault.GROW_MID_WALK: 7,
    Fault.FILE_STATUS: 404,
    Fault.FILE_HANG_UP: 2,
    Fault.FILE_TOO_LARGE: 100,
    Fault.NULL_LINKS: 30,
    Fault.CAPTCHA: math.inf,
    Fault.CAPTCHA_BOM: math.inf,
    Fault.DENIAL_TEXT: math.inf,
    Fault.JSON_ERROR: math.inf,
    Fault.FORBIDDEN: math.inf,
    Fault.TOO_MANY_REQUESTS: 3,
    Fault.BUSY: 3,
    Fault.COME_BACK_TOMORROW: math.inf,
    Fault.HANG_UP: math.inf,
    Fault.SLOW: 1.0,
}


def default_amount(fault: Fault) -> float:
    """The default AMOUNT of a fault."""
    return DEFAULT_AMOUNTS.get(fault, 1)


def read_fault(text: str) -> tuple[Fault, float]:
    """Fault and amount from `NAME` or `NAME=AMOUNT`; raises `ValueError` for an unknown name.

    >>> read_fault("slow=0.5")
    (<Fault.SLOW: 'slow'>, 0.5)
    """
    name, _, amount = text.partition("=")
    known = {fault.value: fault for fault in Fault}
    if name not in known:
        raise ValueError(f"{name!r} is not a fault")
    fault = known[name]
    return fault, float(amount) if amount else default_amount(fault)
