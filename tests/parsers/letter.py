"""The first page of an answer, for tests of the readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parsers.grids.printed_lines import text_lines
from tests.parsers.printing import all_of, text_at

if TYPE_CHECKING:
    from parsers.layer import Page

LETTER = [
    "GOVERNMENT OF INDIA",
    "MINISTRY OF EARTH SCIENCES",
    "UNSTARRED QUESTION NO. 2936",
    "TO BE ANSWERED ON 15.12.2021",
    "Will the Minister of EARTH SCIENCES be pleased to state:",
    "(a) whether any weather stations have been set up; and",
    "(b) if so, the details thereof?",
]


def text_of(page: Page) -> list[str]:
    """The lines of a page as text."""
    return [" ".join(word.text for word in line) for line in text_lines(page.words)]


def lines_at(lines: list[str], **how: Any) -> Any:
    """Text lines drawn 24 points apart, from the top of an A4 page."""
    return all_of(*(text_at(72, 760 - 24 * n, line, **how) for n, line in enumerate(lines)))
