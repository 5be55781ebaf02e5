"""The closed vocabularies as a page: `python -m flows.pages.vocabulary` prints `docs/vocabulary.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from archive.vocabulary import ChunkKind, NoRecord
from parsers.vocabulary import Flag, Kind, Unreadable, Verdict
from spiders.causes import Cause, Status
from spiders.report import CrawlOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

VOCABULARIES: tuple[tuple[str, str, Iterable[Any]], ...] = (
    ("Causes", "Why a question has no answer file in the archive.", Cause),
    ("Causes of a missing record", "In `missing`, besides the causes above.", NoRecord),
    ("Statuses", "The state of one version of a file.", Status),
    ("Kinds", "What a document is.", Kind),
    ("Flags", "Doubts about a record.", Flag),
    ("Unreadable", "Why a document could not be read; a flag of its record.", Unreadable),
    ("Verdicts", "The list row against the document, by field.", Verdict),
    ("Passages", "What a row of `chunks` is.", ChunkKind),
    ("Ends of a crawl", "How a crawl ended.", CrawlOutcome),
)


def vocabulary_page() -> str:
    """The page in Markdown."""
    lines = ["# Vocabulary", "", "Written by `python -m flows.pages.vocabulary` from the code's own enums."]
    for title, meaning, members in VOCABULARIES:
        lines += ["", f"## {title}", "", meaning, ""]
        lines += [f"- `{member.value}`: {member.meaning}" for member in members]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    click.echo(vocabulary_page(), nl=False)
