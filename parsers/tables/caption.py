"""Finds the caption printed above a table."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.text.annexure_titles import REFERENCE, TITLE
from parsers.text.furniture import is_furniture
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import BBox
    from parsers.text.lines import Line

Paragraph = list["Line"]

MAX_GAP = 5.0
"""Largest gap between a caption and its table, or two lines above it, in multiples of the line height."""

LEADING = 0.7
"""Largest gap between two lines of a paragraph, in multiples of the line height."""

MAX_LINES = 4
"""Largest number of lines of a caption; a longer paragraph is running text."""

NOT_CAPTION = (
    rule(
        "unit",
        r"^\W*(?:rs\.?|₹|rupees|figures?|amount|unit|in)\b[^()]{0,30}\W*$",
        "(Rs. in crore)",
        "Figures in %age",
    ),
    rule("closing", r"^[\W_]+$", "*****"),
    rule("aside", r"^\(.*\)$", "(Study awarded – May, 2006)"),
)
"""Lines that may be printed between a caption and its table."""

RUNNING_TEXT = (
    rule("label", r"^\(?\s*[a-z]\s*\)(?!\s*$)", "(a): The details are as under:", "(b) & (c) The data"),
    rule(
        "heading",
        r"STARRED\s+QUESTION|DUE\s+FOR\s+ANSWER|ANSWERED\s+ON|^\W*STATEMENT\b",
        "STARRED QUESTION NO. 344",
    ),
    rule("answer", r"^\W*A\s?N\s?S\s?W\s?E\s?R\b|\bMINISTER\s+(?:OF|FOR)\b", "ANSWER THE MINISTER OF COAL"),
)
"""Paragraphs that are not captions: running text and the heading of the answer."""

SENTENCE = rule("sentence", r"[.:;,][-–—\s]*$", "The details are as under:-")
"""End of running text in an answer; in an annexure a caption may end like this."""


def caption_above(lines: Sequence[Line], box: BBox, *, annexed: bool) -> Paragraph:
    """The lines of the caption, else those in which an annexure refers to the answer; [] if there are none.

    `lines` are those of the page outside its grids, `box` is the table's.
    """
    lines = _lines_above(lines, box)
    running = RUNNING_TEXT if annexed else (*RUNNING_TEXT, SENTENCE)
    for paragraph in reversed(_paragraphs(lines)):
        text = " ".join(line.text for line in paragraph)
        if matches(NOT_CAPTION, text):
            continue
        if not matches((*running, *TITLE, *REFERENCE), text) and len(paragraph) <= MAX_LINES:
            return paragraph
        break
    refers = next((n for n, line in enumerate(lines) if matches(REFERENCE, line.text)), None)
    return [] if refers is None else lines[refers : refers + MAX_LINES]


def _lines_above(lines: Sequence[Line], box: BBox) -> list[Line]:
    """The lines above a box that are close to it and to each other, from top to bottom."""
    near: list[Line] = []
    edge = box[1]
    for line in reversed([line for line in lines if line.bottom <= box[1] + 3]):
        if edge - line.bottom > MAX_GAP * (line.bottom - line.top):
            break
        if not is_furniture(line):
            near.append(line)
        edge = line.top
    return near[::-1]


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Lines grouped into paragraphs: close together, all bold or none, all in capitals or none."""
    paragraphs: list[Paragraph] = [[line] for line in lines[:1]]
    for above, line in pairwise(lines):
        close = line.top - above.bottom <= LEADING * (above.bottom - above.top)
        alike = above.bold == line.bold and above.text.isupper() == line.text.isupper()
        if close and alike:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs
