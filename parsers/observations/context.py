"""The texts around a table that say what it shows: caption, lines above, lead, citing sentence, subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.observations.unit_rules import STATEMENT
from parsers.observations.vocabulary import Origin
from parsers.text.rules import rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.records import Annexure, AnswerItem, Record, Table

LEADS = rule(
    "lead",
    r"(?:\b(?:as\s+)?(?:under|below|follows|following)\b|\btabulated|\btable)\W*$|:\s*[-–—]*\s*$",
    "The details are as under:",
    "is given below:-",
)
"""End of a sentence that leads to a table."""
_SENTENCE = re.compile(r"(?<=[.;:])(?:[-–—]*)\s+(?=[A-Z(])|\n")
_ABBREVIATION = re.compile(r"\b(?:Rs|No|Nos|Dr|Smt|Shri|Govt|Dept|St|vs|Q)\.$")
_NUMERAL = re.compile(r"annex\w*\W*([ivx]+|\d+|[a-h])\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"^\W*r\.?\s?s\.?\W*u?\.?s?\.?\W*q\.?\W*no[^a-z]{1,12}for\s+[\d.]{8,10}\W*|^annexure\s*[-–]?\s*[ivx\d]{0,4}\W*\s(?=[A-Z])",
    re.IGNORECASE,
)
"""What is printed before a caption: the number of the question, the word Annexure."""
_NOTE = re.compile(r"\s+(?=(?:source|note)\s*:)", re.IGNORECASE)
FURNITURE = rule(
    "reference",
    r"^\W*(?:annex\w*|statement|enclosure)\W*[ivx\d]{0,4}\W*$|\breferred\s+to\s+in\b|question\s+no"
    r"|^\W*r\.?\s?s\.?\W*u?\.?s\.?\W*q\b|^\W*(?:source|note)\b|^[*#@+]|^\W*nr\b|^\W*as\s+per\s+data\b",
    "Annexure-I",
    "ANNEXURE REFERRED TO IN REPLY TO PART (a) OF THE STARRED QUESTION",
    "Source : Report on Accidental Deaths",
)
"""Captions that refer to the question and do not say what the table shows."""
ASIDES = rule(
    "aside",
    r"^(?:\W*\([^()]*\))*\W*(?:figures?\s+in\s+\S+)?\W*$",
    "(Study awarded – May, 2006) Figures in %age",
)


@dataclass(frozen=True, slots=True)
class Context:
    """Texts in the order in which they count, nearest first, with their origin."""

    texts: tuple[tuple[Origin, str], ...]
    title: str
    caption_cut: bool

    def text(self, origin: Origin) -> str:
        """The text of one origin; "" if there is none."""
        return " ".join(text for own, text in self.texts if own is origin)


def read_context(record: Record, table: Table, titles: Sequence[str]) -> Context:
    """The context of a table; `titles` are texts printed across its head."""
    annexure = _annexure_of(record, table)
    printed = _REFERENCE.sub("", " ".join(filter(None, (table.caption, *titles))))
    caption = _whole_caption(printed, annexure)
    lead = table.lead or _lead(record, table) or ""
    texts = (
        (Origin.ABOVE, " ".join(table.above or _unit_lines(annexure))),
        (Origin.CAPTION, caption),
        (Origin.LEAD, last_sentence(lead)),
        (Origin.CITATION, _citation(record, annexure) if annexure else ""),
        (Origin.SUBJECT, record.subject or ""),
    )
    shows = (
        printed if not ASIDES.pattern.search(printed) else caption,
        _annexure_line(annexure),
        *_not_units(table.above),
        *(text for _, text in texts[2:]),
    )
    title = next((text for text in shows if text and not FURNITURE.pattern.search(text)), caption)
    kept = tuple((origin, text) for origin, text in texts if text)
    return Context(kept, title, bool(re.search(r"(?:\d[-–]|\b(?:of|the|in|for|and))$", caption)))


def _not_units(lines: Sequence[str]) -> list[str]:
    return [
        line
        for line in lines
        if not re.match(r"\W*(?:\(|rs|₹|figures|amount|in\b|unit)", line, re.IGNORECASE)
    ]


def _unit_lines(annexure: Annexure | None) -> list[str]:
    """The line of an annexure that states a unit and nothing else, if all such lines are the same."""
    lines = annexure.text.splitlines() if annexure else []
    found = {_squeezed(line).lower(): line for line in lines if _is_unit_line(line)}
    return list(found.values()) if len(found) == 1 else []


def _is_unit_line(line: str) -> bool:
    return bool(STATEMENT[0].pattern.fullmatch(line.strip()))


def _annexure_of(record: Record, table: Table) -> Annexure | None:
    """The annexure that holds a table: the last one that begins on its page or before."""
    if table.section != "annexure":
        return None
    before = [annexure for annexure in record.annexures if annexure.page <= table.page]
    return before[-1] if before else None


def _annexure_line(annexure: Annexure | None) -> str:
    """The first line of an annexure that says what it shows."""
    lines = annexure.text.splitlines() if annexure else []
    return next(
        (
            line
            for line in lines[:3]
            if not FURNITURE.pattern.search(line) and len(line) > 12 and not _is_unit_line(line)
        ),
        "",
    )


def _whole_caption(caption: str, annexure: Annexure | None) -> str:
    """The caption with the rest of its line in the annexure; an aside with the line before it."""
    lines = annexure.text.splitlines() if annexure else []
    plain = _squeezed(caption)
    if not plain:
        return caption
    for n, line in enumerate(lines):
        own = _squeezed(line)
        if found := re.search(r"\s*".join(map(re.escape, plain)), line):
            return _NOTE.split(line[found.start() :])[0]
        if ASIDES.pattern.search(caption) and own and plain.startswith(own):
            above = (text for text in reversed(lines[:n]) if not ASIDES.pattern.search(text))
            return f"{next(above, '')} {caption}".strip()
    return caption


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text.

    >>> sentences("It costs Rs. Five. Details of funds (in Rs.) may be seen as under:")
    ['It costs Rs. Five.', 'Details of funds (in Rs.) may be seen as under:']
    """
    made: list[str] = []
    for part in _SENTENCE.split(text):
        if made and _ABBREVIATION.search(made[-1]):
            made[-1] += f" {part}"
        elif part.strip():
            made.append(part.strip())
    return made


def last_sentence(text: str) -> str:
    """The last sentence of a text; "" if it is empty."""
    return next(reversed(sentences(text)), "")


def _lead(record: Record, table: Table) -> str | None:
    """The sentence of the answer item before a table that leads to it; None if it is uncertain which one."""
    if table.section != "answer" or not record.answer or not table.bbox:
        return None
    items = [item for item in record.answer.items if _is_before(item, table)]
    if not items:
        return None
    item = items[-1]
    tables = [
        other
        for other in record.tables
        if other.section == "answer"
        and other.bbox
        and [i for i in record.answer.items if _is_before(i, other)][-1:] == [item]
    ]
    leads = [sentence for sentence in sentences(item.text) if LEADS.pattern.search(sentence)]
    if len(leads) != len(tables):
        return None
    return leads[tables.index(table)]


def _is_before(item: AnswerItem, table: Table) -> bool:
    if not item.page or not item.bbox or not table.bbox:
        return False
    return (item.page, item.bbox[1]) <= (table.page, table.bbox[1])


def _citation(record: Record, annexure: Annexure) -> str:
    """The one sentence of the answer that cites an annexure; "" if there is none or several."""
    numeral = _NUMERAL.search(annexure.title)
    name = rf"annex\w*\W{{0,4}}{numeral[1]}\b" if numeral else r"\bannex|\bstatement\b"
    if not numeral and len(record.annexures) > 1:
        return ""
    answer = record.answer.text if record.answer else ""
    found = [sentence for sentence in sentences(answer) if re.search(name, sentence, re.IGNORECASE)]
    return found[0] if len(found) == 1 else ""
