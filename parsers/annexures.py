"""Annexures: appended lists with a printed heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.rules import reads, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.lines import Line

TITLE = (
    rule("annexure", r"^\W*ANN?EX(?:[UT]+RE?S?|URE\s*S)?\s*[-–—:.’‘'“\"\s]*(?:(?:NO\.?\s*)?(?:[IVXL1]{1,6}|\d{1,2}|[A-H]))?\s*(?:\([A-Z\d]{1,4}\))?[\s”\"’'):.\-–]*$",
         "ANNEXURE-I", "Annexure – II", "ANNEX –I", "Annexure", "ANNEXURE ‘A’", "Annexure-I:"),
    rule("appendix", r"^\W*APP?ENDI(?:X|CES)\s*[-–—:.\s]*(?:[IVXL1]{1,6}|\d{1,2}|[A-H])?\W*$", "APPENDIX-I"),
    rule("Hindi", r"^\W*(?:अनुबंध|अनुबन्ध|अनुलग्नक|परिशिष्ट)\s*[-–—:.\s]*(?:[IVXLक-घ\d१-९]{1,4})?\W*$", "अनुबंध-I", "अनुलग्नक"),
)  # fmt: skip
REFERENCE = (
    rule("reference", r"^\W*ANNEX(?:URE)?\s*[-–—:.\s]*(?:[IVXL1]{1,6}|\d{1,2}|[A-H])?\s*(?:AS\s+)?(?:REFERRED|REFERED|TO\s|IN\s+RE|MENTIONED)",
         "ANNEXURE REFERRED TO IN REPLY TO PART (b) OF LOK SABHA STARRED QUESTION", "Annexure to Reply for Point (b) of"),
)  # fmt: skip


@dataclass(slots=True)
class AnnexureLines:
    """One annexure as lines."""

    title: str
    page: int
    lines: list[Line] = field(default_factory=list)


def cut_annexures(lines: Sequence[Line]) -> tuple[list[Line], list[AnnexureLines]]:
    """The lines before the first annexure, and the annexures."""
    own: list[Line] = []
    annexures: list[AnnexureLines] = []
    for n, line in enumerate(lines):
        if is_title(line, lines[n - 1] if n else None):
            if annexures and plain(annexures[-1].title) == plain(line.text):
                continue
            annexures.append(AnnexureLines(_tidy(line.text), line.page))
        elif _is_reference(line, lines[n - 1] if n else None, annexures):
            annexures.append(AnnexureLines(line.text, line.page, [line]))
        elif annexures:
            annexures[-1].lines.append(line)
        else:
            own.append(line)
    return own, annexures


def is_title(line: Line, before: Line | None) -> bool:
    """Whether the line is an annexure's heading, not the tail of a sentence that cites one."""
    if len(line.text) > 30 or not reads(TITLE, line.text):
        return False
    if before is None or before.page != line.page:
        return not line.text.endswith(".") or line.x0 > line.width * 0.3
    flush_left = line.x0 < before.x0 + 40 and line.x0 < line.width * 0.3
    return not flush_left or (line.top - before.bottom > line.size and not line.text.endswith("."))


def _is_reference(line: Line, before: Line | None, annexures: Sequence[AnnexureLines]) -> bool:
    """Whether an annexure without a short title begins here, with the line that says to what it belongs."""
    titled = bool(annexures) and not annexures[-1].lines
    begins = before is None or before.page != line.page
    return begins and not titled and reads(REFERENCE, line.text)


def plain(title: str) -> str:
    """The title without blanks and dashes: one that is printed again on the next page is no new annexure.

    >>> plain("ANNEXURE - II") == plain("Annexure-II")
    True
    """
    return "".join(c for c in title.lower() if c.isalnum())


def _tidy(title: str) -> str:
    return title.strip(" :*.")
