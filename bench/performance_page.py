"""The text of docs/performance.md, from measurements and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.readers import PLAIN
from bench.table_comparison import TableReason
from bench.word_comparison import WordReason
from parsers.extract import EXTRACTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.readers import MemoryPeak, ReadingCost
    from bench.table_comparison import TableComparison, TableDifference
    from bench.word_comparison import WordComparison, WordDifference

CRAWL_HEADING = "\n## Crawling\n"
LISTED_PAGES = 5
"""Pages listed per reason."""

PAGE = """# Performance

## Reading documents

Written by `python -m bench.extraction` ({extractor}): medians of {rounds} rounds over {name},
{documents} documents of {pages} pages. Each reader runs alone in its own process. Speed is per core
(processor time); for workers it is by wall clock, after all have started, over three times the files.
OCR is off: the other readers have none.

| reader | pages/s | documents/s | times pdfplumber | peak MiB |
|---|---|---|---|---|
{costs}

{memory}

From the bucket to the tables, by wall clock, including process start and all writing:

| pipeline | documents/s |
|---|---|
{pipeline}

pdfium reads the characters. Characters without a visible gap form a word; all else is split into words by
pdfplumber's `WordExtractor` (`parsers/pdf/words.py`). The grids come from `parsers/grids/lattice.py`, which
keeps merged cells and double rulings. Pages on which pdfium's result is doubtful are read entirely by
pdfplumber (`parsers/pdf/pdfplumber_fallback.py`), in a process with its own limits.

## Words compared with pdfplumber

Of {words:,} words on {compared} pages, {same:.2%} equal those of plain pdfplumber (`extract_words`, with a
blank from 0.15 of the type size), in any order. The others:

| reason | words | share | pages | which is right |
|---|---|---|---|---|
{word_reasons}

{word_places}

## Tables compared with pdfplumber

pdfplumber's `find_tables` finds {theirs} tables, loksabha {ours}; {common} are found by both.
They have {cells:,} cells, of which {same_cells:.2%} hold the same text, {spelled:.2%} the same letters.
The other cells, and the tables that only one reader finds:

| reason | number | pages | which is right |
|---|---|---|---|
{table_reasons}

{table_places}
"""


@dataclass(frozen=True)
class Measurements:
    """All figures of the page."""

    name: str
    """Name of the collection of files."""
    rounds: int
    costs: dict[str, ReadingCost]
    memory: list[MemoryPeak]
    pipeline: dict[str, float]
    """Documents per second, by measurement."""
    words: WordComparison
    tables: TableComparison
    listed: int | None = LISTED_PAGES
    """Pages listed per reason; None lists all."""


def page_of(found: Measurements) -> str:
    """docs/performance.md."""
    plain, words, grids = found.costs[PLAIN], found.words, found.tables
    unequal = grids.count(TableReason.EXTENT, TableReason.RULES, TableReason.OTHER)
    return PAGE.format(
        extractor=EXTRACTOR,
        rounds=found.rounds,
        name=found.name,
        documents=plain.documents,
        pages=plain.pages,
        costs="\n".join(row(reader, cost, plain) for reader, cost in found.costs.items()),
        memory=memory_line(found.memory),
        pipeline="\n".join(f"| {name} | {speed:.1f} |" for name, speed in found.pipeline.items()),
        words=words.words,
        compared=words.pages,
        same=1 - words.share(),
        word_reasons="\n".join(word_reason(reason, words) for reason in WordReason),
        word_places=places(WordReason, words.differences, found.listed),
        theirs=grids.theirs,
        ours=grids.ours,
        common=grids.common,
        cells=grids.cells,
        same_cells=grids.same_cells(),
        spelled=1 - unequal / max(1, grids.cells),
        table_reasons="\n".join(table_reason(reason, grids) for reason in TableReason),
        table_places=places(TableReason, grids.differences, found.listed),
    )


def crawl_section(page: str) -> str:
    """The section on the crawl, which other benchmarks measure, from the page as it was."""
    _, heading, text = page.partition(CRAWL_HEADING)
    return heading + text


def row(name: str, cost: ReadingCost, plain: ReadingCost) -> str:
    """A row of the table of readers."""
    pages, documents = cost.pages / cost.seconds, cost.documents / cost.seconds
    times = pages / (plain.pages / plain.seconds)
    return f"| {name} | {pages:,.0f} | {documents:,.1f} | {times:.1f} | {cost.peak:.0f} |"


def memory_line(memory: Sequence[MemoryPeak]) -> str:
    """Peak memory of one worker after different numbers of documents."""
    peaks = "; ".join(f"{one.peak:.0f} MiB after {one.documents:,} documents" for one in memory)
    return f"Peak memory of one worker that makes records: {peaks or 'not measured in this run'}."


def word_reason(reason: WordReason, words: WordComparison) -> str:
    """A row of the table of word differences."""
    pages = sum(found.reason is reason for found in words.differences)
    return f"| {reason} | {words.count(reason)} | {words.share(reason):.3%} | {pages} | {reason.meaning} |"


def table_reason(reason: TableReason, grids: TableComparison) -> str:
    """A row of the table of table and cell differences."""
    pages = len({(found.file, found.page) for found in grids.differences if found.reason is reason})
    return f"| {reason} | {grids.count(reason)} | {pages} | {reason.meaning} |"


def places(
    reasons: Iterable[WordReason | TableReason],
    differences: Sequence[WordDifference | TableDifference],
    listed: int | None,
) -> str:
    """The first pages that differ for each reason."""
    lines = []
    for reason in reasons:
        here = dict.fromkeys((found.file, found.page) for found in differences if found.reason is reason)
        if here:
            shown = [f"{file.split('_20')[0]} p. {page}" for file, page in here][:listed]
            more = f" and {len(here) - len(shown)} more" if len(shown) < len(here) else ""
            lines.append(f"- {reason}: {', '.join(shown)}{more}")
    return "\n".join(lines)
