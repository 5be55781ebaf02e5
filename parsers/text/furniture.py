"""Drops page furniture: page numbers, running heads, file numbers and 'Contd.' marks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from parsers.text.annexure_titles import REFERENCE, TITLE
from parsers.text.rules import first_match, matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

FURNITURE = (
    rule(
        "page mark",
        r"^[-–—:.…\s]*\(?\s*\d{1,2}\s*\)?[-–—:.…\s/]*$"
        r"|^[-–—/~=*\[]+[\s-]*(?:\d{1,2}|[ivx]{1,4})[\s-]*[-–—/~=*\]]+$|^[-–—:.…\s]*P\s*/\s*\d{1,2}\W*$",
        "-2-",
        ":: 2 ::",
        "...2...",
        "- 2 –",
        "(2)",
        "....2/-",
        "2/-",
        "//2//",
        "~2~",
        "[2]",
        "=2=",
        "*2*",
        "/-2/-",
        "- ii -",
        "...P/2",
    ),
    rule(
        "page of pages",
        r"^\W*(?:\d+\s*[|]\s*)?p\s?a\s?g\s?e\s*(?:No\.?)?\s*[|:.-]?\s*\d*\s*(?:(?:of|/|[|])\s*\d+)?\W*$"
        r"|^\d{1,2}\s*(?:/|of)\s*\d{1,2}$",
        "Page 2 of 5",
        "Page | 3",
        "1 | P a g e",
        "Page No. 2",
        "2/4",
    ),
    rule(
        "turn over",
        r"^[-–—.…(\s]*(?:cont(?:d|inue[ds]?)?|P\.?\s*T\.?\s*O)\.?[-–—.…:\s]*(?:(?:on"
        r"|at)?\s*(?:the\s*)?(?:next\s*page|page|p\.?\s*/?)?\s*\d{0,2})[-–—.…/)\s]*$",
        "Contd..2/-",
        "Cont.2/",
        "Contd…2",
        "P.T.O.",
        "Contd…….2",
        "....contd",
        "Continued on page 2",
        "Contd. on next page",
        "Contd...P/2",
        "(P.T.O.)",
    ),
    rule("originally in Hindi", r"^\W*O\W*I\W*H\W*$", "O.I.H."),
    rule(
        "place in the day's order",
        r"^(?:POSITION\s*(?:NO\.?)?\s*:?\s*\d+|\d+(?:ST|ND|RD|TH)\s+POSITION)\s*\.?$",
        "POSITION NO. 17",
        "6th Position",
    ),
    rule(
        "running head",
        r"^[LR]\.?\s?S\.?[\s.-]*(?:U\.?\s?S|S|US|UN)?\.?[\s.-]*(?:P\.?)?Q\.?[\s.-]*"
        r"(?:NO)?[\s.:*†-]*[\dO]+\b.*(?:FOR|DATED|DUE|[-–]\d\d[./-]\d\d[./-](?:\d\d){1,2}$).*",
        "L.S.US.Q.NO. 3644 FOR 10.12.2019",
        "LS-USPQ-772-07.02.2023",
        "LS-USPQ-363-09.12.22",
        "L.S.S.Q.NO.*1O FOR 21.07.2015",
        "RS.US.Q.NO.2756 FOR 18.03.2020",
    ),
)
RUNNING_HEAD = (
    rule(
        "question's number",
        r"^\W*(?:(?:(?:LOK|RAJYA)\s*SABHA|[LR]\.?\s?S\.?)\W*)?(?:UN\W*STARRED|STARRED|U\.?\s?S\.?|S\.?)\W*(?:P\.?\s?)?Q(?:UESTION|\.)?"
        r"\W*(?:NO\W*)?(?P<no>\d{1,5})\b(?:\W*(?:FOR|DATED|DUE|ANSWERED|TO\s*BE)\b.{0,50})?\W*$",
        "LOK SABHA UNSTARRED QUESTION NO. 1474 FOR 30.07.2025",
        "L.S. Unstarred Q. No. 1474",
        "U.S.Q. No. 1474",
        "R. S. US. Q. NO- 671",
        "Lok Sabha USQ No.1474 dated 30.07.2025",
    ),
)
"""Furniture on the first line of a later page, if the question number is that of the first page."""
AT_EDGE = (
    rule(
        "file number",
        r"^(?:File|F)\.?\s*No\.?\s*[:.-]?\s*\S*\d|\bComputer\s*No\.|^I/\d+/(?:19"
        r"|20)\d\d$|Generated\s*from\s*eOffice",
        "File No. H-11016/7/2024-Parl (Computer No. 214563)",
        "I/26812/2024",
        "Generated from eOffice by A B, SO on 12/12/2024 05:43 PM",
    ),
)
"""Furniture only within the first and last `_EDGE` lines of a page."""
_EDGE = 3
"""Number of lines at the top, and at the bottom, of a page that count as its edge."""
_LONGEST = 60
"""Length in characters from which a line is never furniture."""
_HEADING = 15
"""Number of lines at the top of the first page that may print the question number."""
_FEWEST_LETTERS = 8
"""Letters of the shortest line that can be recognised as a running head."""
_FEWEST_PAGES = 3
"""Number of pages on which a line must recur, apart from its figures, to be a running head.

On the first page that line is kept as part of the heading.
"""


def drop_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page furniture; a bare number is furniture only at the edge of a page."""
    pages = [list(page) for _, page in groupby(lines, key=attrgetter("page"))]
    edges = [[*page[:_EDGE], *page[_EDGE:][-_EDGE:]] for page in pages]
    running = _running_heads(edges) if len(pages) >= _FEWEST_PAGES else set()
    kept: list[Line] = []
    for page, edge in zip(pages, edges, strict=True):
        again = running if page is not pages[0] else set()
        gone = {line for line in edge if is_furniture(line) or _letters_of(line) in again}
        goes_on = page is not pages[0] and not (kept and _is_title(kept[-1]))
        gone |= _repeated_number(page, pages[0]) if goes_on else set()
        kept += [line for line in page if line not in gone and not is_furniture(line, at_edge=False)]
    return kept


def _repeated_number(page: Sequence[Line], first: Sequence[Line]) -> set[Line]:
    """The first line of a page, if it only repeats the question number of the `first` page."""
    found = first_match(RUNNING_HEAD, page[0].text)
    again = found and re.compile(rf"(?<!\d){found[1]['no']}(?!\d)")
    return {page[0]} if again and any(again.search(line.text) for line in first[:_HEADING]) else set()


def is_furniture(line: Line, *, at_edge: bool = True) -> bool:
    """Whether the line is page furniture; `at_edge`: it is one of the first or last lines of a page."""
    if at_edge and matches(AT_EDGE, line.text):
        return True
    if len(line.text) >= _LONGEST or (line.text.isdigit() and not at_edge):
        return False
    return matches(FURNITURE, line.text)


def _running_heads(edges: Sequence[Sequence[Line]]) -> set[str]:
    """Letters of the lines at the edge of most pages, without titles of annexures."""
    seen = Counter(
        plain for edge in edges for plain in {_letters_of(line) for line in edge if not _is_title(line)}
    )
    return {plain for plain, pages in seen.items() if plain and pages >= max(_FEWEST_PAGES, len(edges) / 2)}


def _is_title(line: Line) -> bool:
    return matches(TITLE, line.text) or matches(REFERENCE, line.text)


def _letters_of(line: Line) -> str:
    """The letters of a line in lower case; "" if they are too few to recognise the line."""
    letters = "".join(filter(str.isalpha, line.text.lower()))
    return letters if len(letters) >= _FEWEST_LETTERS else ""
