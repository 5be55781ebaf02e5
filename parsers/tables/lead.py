"""Finds the paragraph of the answer that leads to a table: `The details are as under:`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.text.annexure_titles import REFERENCE, TITLE
from parsers.text.labels import read_item_label
from parsers.text.prose import TextPiece, is_closing, is_drawn_line, join_prose
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.tables.result import TableResult
    from parsers.text.lines import Line

LEADS = (
    rule(
        "leads to a table",
        r"(?:as\s+(?:under|below|follows)|given\s+(?:below|hereunder|in\s+the\s+(?:table|following))"
        r"|(?:table|statement)\s+below|following\s+table)\b.{0,20}$|:[-–—\s]*$",
        "The details are as under:-",
        "The number of cases is given below.",
        "details thereof are as follows",
    ),
)
"""Ends of a paragraph that leads to a table; others do so only in an answer."""


def find_lead(table: TableResult, lines: Sequence[Line]) -> str | None:
    """The last paragraph above the table's caption and grid, without the letters of its item; None if none.

    `lines` are those of the answer, or of the annexure that contains the table, without captions and notes.
    """
    page, (_, top, _, _) = table.parts[0]
    annexed = table.table.section == "annexure"  # there the sentence counts as the caption as well
    own = {*table.notes} if annexed else {*table.notes, *table.caption_lines}
    above = [line for line in lines if (line.page, line.top) < (page, top) and line not in own]
    above = [line for line in above if not is_drawn_line(line) and not is_closing(line)]
    while above and (matches(TITLE, above[-1].text) or matches(REFERENCE, above[-1].text)):
        above.pop()
    start = next((n for n in range(len(above) - 1, -1, -1) if read_item_label(above[n].text)), 0)
    text = join_prose([TextPiece(line, line.text) for line in above[start:]]).rpartition("\n")[2]
    label = read_item_label(text)
    lead = text[label.end :] if label else text
    return None if annexed and not matches(LEADS, lead) else lead.strip() or None
