"""Generates `docs/vocabulary.md` from the enums: `python -m flows.pages.vocabulary`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.vocabulary import ChunkKind, NoRecord
from parsers.observations.vocabulary import (
    ObservationFlag,
    Origin,
    PeriodKind,
    PlaceLevel,
    Total,
    Unit,
)
from parsers.observations.vocabulary import Status as FigureStatus
from parsers.vocabulary import Flag, House, Kind, Unreadable, Verdict
from spiders.causes import Cause, Status
from spiders.report import CrawlOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

VOCABULARIES: tuple[tuple[str, str, Iterable[Any]], ...] = (
    ("Causes", "Why the answer file of a question is not archived.", Cause),
    ("Causes of a missing record", "Further values in `missing`.", NoRecord),
    ("Statuses", "The state of one version of a file.", Status),
    ("Kinds", "Kind of a document.", Kind),
    ("Houses", "House of Parliament that a document names.", House),
    ("Flags", "Doubts about a record.", Flag),
    ("Unreadable", "Why a document could not be parsed; also a flag of its record.", Unreadable),
    ("Verdicts", "Result of comparing a field of the list row with the document.", Verdict),
    ("Passages", "Kind of a row of `chunks`.", ChunkKind),
    ("Figures", "Status of an observation: what its cell states.", FigureStatus),
    ("Units", "Base unit of an observation.", Unit),
    ("Places", "Level of the place of an observation.", PlaceLevel),
    ("Periods", "Kind of the period of an observation.", PeriodKind),
    ("Totals", "What the row of an observation sums.", Total),
    ("Origins", "Where unit, place or period of an observation are printed.", Origin),
    ("Flags of observations", "Doubts about an observation.", ObservationFlag),
    ("Ends of a crawl", "How a crawl ended.", CrawlOutcome),
)


def vocabulary_page() -> str:
    """The page in Markdown."""
    lines = [
        "# Vocabulary",
        "",
        "Generated from the enums in the code by `python -m flows.pages.vocabulary`.",
    ]
    for title, meaning, members in VOCABULARIES:
        lines += ["", f"## {title}", "", meaning, ""]
        lines += [f"- `{member.value}`: {member.meaning}" for member in members]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    click.echo(vocabulary_page(), nl=False)
