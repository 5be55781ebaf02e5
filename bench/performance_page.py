"""docs/performance.md from what was measured and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import equivalence, tables
from bench.readers import PLAIN
from parsers.extract import EXTRACTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.equivalence import Comparison
    from bench.readers import Cost, Memory
    from bench.tables import TableComparison

NAMED = 5
"""Pages named a reason."""

PAGE = """# Performance

`python -m bench.extraction` wrote this page ({extractor}): medians of {rounds} rounds over {name},
{documents} documents of {pages} pages, each reader alone in a process of its own, in turn.
Speed is a core's (processor time); that of workers is by the clock, once all have started, over
three times the files. Scans are not read by eye here: no other reader does.

| reader | pages/s | documents/s | times pdfplumber | peak MiB |
|---|---|---|---|---|
{costs}

{memory}

From the bucket to the tables, by the clock, the start of the processes and all writing included:

| line | documents/s |
|---|---|
{line}

pdfium reads the characters. Where they follow each other so closely that they are plainly one word, they
are; what else stands together, pdfplumber parts into words (`parsers/pdf/words.py`). The grids are our own
(`parsers/grids/lattice.py`): they keep the merged cells and double rulings that a table needs. Pages of
which pdfium's reading is in doubt are read by pdfplumber altogether
(`parsers/pdf/pdfplumber_fallback.py`), in a process with limits of its own.

## The same words

Of {words:,} words on {compared} pages, {same:.2%} are those of plain pdfplumber (`extract_words`, a blank
from 0.15 of the type size), whatever their order. The others:

| why | words | share | pages | who is right |
|---|---|---|---|---|
{word_reasons}

{word_places}

## The same tables

pdfplumber's own finder (`find_tables`) finds {theirs} tables, ours {ours} grids; {common} are common to both.
They have {cells:,} cells, of which {same_cells:.2%} hold the same text, {spelled:.2%} the same letters.
The others, and the tables of one reader alone:

| why | number | pages | who is right |
|---|---|---|---|
{table_reasons}

{table_places}
"""


@dataclass(frozen=True)
class Measured:
    """All that the page tells."""

    name: str
    """Of the files."""
    rounds: int
    costs: dict[str, Cost]
    memory: list[Memory]
    line: dict[str, float]
    """Documents a second."""
    words: Comparison
    tables: TableComparison
    named: int | None = NAMED
    """Pages named a reason; None for all."""


def page_of(found: Measured) -> str:
    """docs/performance.md."""
    plain, words, grids = found.costs[PLAIN], found.words, found.tables
    unequal = grids.count(tables.Why.EXTENT, tables.Why.RULES, tables.Why.OTHER)
    return PAGE.format(
        extractor=EXTRACTOR,
        rounds=found.rounds,
        name=found.name,
        documents=plain.documents,
        pages=plain.pages,
        costs="\n".join(row(reader, cost, plain) for reader, cost in found.costs.items()),
        memory=remembered(found.memory),
        line="\n".join(f"| {name} | {speed:.1f} |" for name, speed in found.line.items()),
        words=words.words,
        compared=words.pages,
        same=1 - words.share(),
        word_reasons="\n".join(word_reason(why, words) for why in equivalence.Why),
        word_places=places(equivalence.Why, words.differences, found.named),
        theirs=grids.theirs,
        ours=grids.ours,
        common=grids.common,
        cells=grids.cells,
        same_cells=grids.same_cells(),
        spelled=1 - unequal / max(1, grids.cells),
        table_reasons="\n".join(table_reason(why, grids) for why in tables.Why),
        table_places=places(tables.Why, grids.differences, found.named),
    )


def row(name: str, cost: Cost, plain: Cost) -> str:
    """A line of the table of readers."""
    pages, documents = cost.pages / cost.seconds, cost.documents / cost.seconds
    times = pages / (plain.pages / plain.seconds)
    return f"| {name} | {pages:,.0f} | {documents:,.1f} | {times:.1f} | {cost.peak:.0f} |"


def remembered(memory: Sequence[Memory]) -> str:
    """What one worker takes while it reads ever more documents."""
    told = "; ".join(f"{one.documents:,} documents: {one.peak:.0f} MiB at most" for one in memory)
    return f"One worker that makes records, file after file: {told or 'not measured in this run'}."


def word_reason(why: equivalence.Why, words: Comparison) -> str:
    """A line of the table of reasons why words differ."""
    pages = sum(found.why is why for found in words.differences)
    return f"| {why} | {words.count(why)} | {words.share(why):.3%} | {pages} | {why.meaning} |"


def table_reason(why: tables.Why, grids: TableComparison) -> str:
    """A line of the table of reasons why tables and cells differ."""
    pages = len({(found.file, found.page) for found in grids.differences if found.why is why})
    return f"| {why} | {grids.count(why)} | {pages} | {why.meaning} |"


def places(
    reasons: Iterable[equivalence.Why | tables.Why],
    differences: Sequence[equivalence.Difference | tables.Difference],
    named: int | None,
) -> str:
    """The pages that differ for each reason, the first few by name."""
    lines = []
    for why in reasons:
        here = dict.fromkeys((found.file, found.page) for found in differences if found.why is why)
        if here:
            shown = [f"{file.split('_20')[0]} p. {page}" for file, page in here][:named]
            more = f" and {len(here) - len(shown)} more" if len(shown) < len(here) else ""
            lines.append(f"- {why}: {', '.join(shown)}{more}")
    return "\n".join(lines)
