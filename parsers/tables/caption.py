"""Finds the caption printed above a table."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.tables.note_rules import NOT_CAPTION, SOURCE, UNIT
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

WIDE_LEADING = 2.0
"""The same for a full line and the next, in answers that are printed with wide gaps."""

FULL = 0.6
"""Smallest width of a full line, as a share of the page's."""

MAX_LINES = 4
"""Largest number of lines of a caption; a longer paragraph is running text."""

RUNNING_TEXT = (
    *SOURCE,
    rule("label", r"^\(?\s*[a-z]\s*\)(?!\s*$)", "(a): The details are as under:", "(b) & (c) The data"),
    rule(
        "heading",
        r"STARRED\s+QUESTION|DUE\s+FOR\s+ANSWER|ANSWERED\s+ON|^\W*STATEMENT\b(?!\s+(?:of|showing|giving)\b)",
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
        caption = _without_units(paragraph)
        if not caption:
            continue
        if not matches((*running, *TITLE, *REFERENCE), text) and len(caption) <= MAX_LINES:
            return caption
        break
    refers = next((n for n, line in enumerate(lines) if matches(REFERENCE, line.text)), None)
    return [] if refers is None else lines[refers : refers + MAX_LINES]


def caption_text(lines: Sequence[str]) -> str:
    """The lines of a caption as one text.

    >>> caption_text(["Funds released during 2019-", "20"])
    'Funds released during 2019-20'
    """
    text = ""
    for line in lines:
        broken = text.endswith("-") and text[-2:-1].isalnum() and line[:1].isalnum()
        text += line if broken or not text else f" {line}"
    return text


def _without_units(paragraph: Paragraph) -> Paragraph:
    """The paragraph without units at its end; [] if it consists of lines that may be below a caption."""
    kept = list(paragraph)
    while kept and matches(UNIT, kept[-1].text):
        kept.pop()
    whole = " ".join(line.text for line in kept)
    return (
        [] if matches(NOT_CAPTION, whole) or all(matches(NOT_CAPTION, line.text) for line in kept) else kept
    )


def _lines_above(lines: Sequence[Line], box: BBox) -> list[Line]:
    """The lines above a box that are close to it and to each other, from top to bottom."""
    near: list[Line] = []
    edge = box[1]
    over = [line for line in lines if line.bottom <= box[1] + 3]
    for n, line in reversed(list(enumerate(over))):
        if edge - line.bottom > MAX_GAP * (line.bottom - line.top):
            break
        if (n and _is_rest_of_year(over[n - 1], line)) or not is_furniture(line):
            near.append(line)
        edge = line.top
    return near[::-1]


def _is_rest_of_year(above: Line, line: Line) -> bool:
    """Whether a bare number is no page number: `during 2019-` / `20`."""
    return line.text.isdigit() and above.text[-3:-1].isdigit() and above.text.endswith("-")


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Lines grouped into paragraphs: close together, and alike, or one sentence; titles stand alone."""
    paragraphs: list[Paragraph] = [[line] for line in lines[:1]]
    for above, line in pairwise(lines):
        gap, height = line.top - above.bottom, above.bottom - above.top
        alike, runs_on = _is_alike(above, line), _runs_on(above, line)
        titled = matches(TITLE, above.text) or matches(TITLE, line.text)
        spaced = alike and runs_on and gap <= WIDE_LEADING * height
        if not titled and (spaced or (gap <= LEADING * height and (alike or runs_on))):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _is_alike(above: Line, line: Line) -> bool:
    """Whether two lines are both bold or not, and both in capitals or not."""
    return above.bold == line.bold and above.text.isupper() == line.text.isupper()


def _runs_on(above: Line, line: Line) -> bool:
    """Whether a line continues the full line above it, of which only some words are bold."""
    full = above.x1 - above.x0 > FULL * above.width and not above.text.endswith((".", ":"))
    return full and above.text.isupper() == line.text.isupper() and not line.text.startswith("(")
