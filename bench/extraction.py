"""What reading documents costs, as a table: `python -m bench.extraction` writes docs/performance.md.

Each reader reads the same files in a process of its own, in turn, several rounds; medians are told.
Files are the corpus's answers (../shared, or where LOKSABHA_SHARED says), without it the sample documents.
Pictures of pages are not read by eye here, since no other reader does.
"""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import click

from bench.equivalence import Comparison, Why, compare
from bench.readers import MISSING, PLAIN, READERS, Cost, alone, measure, measure_crew, poppler
from parsers.extract import EXTRACTOR, read_text_layer
from parsers.layer import encode_layer
from samples.parliament import sample_parliament

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "performance.md"


@contextmanager
def documents(limit: int | None) -> Iterator[tuple[str, list[Path]]]:
    """What the files are called, and where they are, each PDF with its stored text layer beside it."""
    answers = Path(os.environ.get("LOKSABHA_SHARED") or ROOT.parent / "shared") / "corpus" / "answers"
    with tempfile.TemporaryDirectory() as folder:
        if answers.is_dir():
            name, files = "the corpus", {p.name: p.read_bytes() for p in sorted(answers.glob("*.pdf"))}
        else:
            made = {Path(key).name: file.make() for key, file in sample_parliament().files.items()}
            name, files = "the sample documents", made
        layers = {file: read_text_layer(data) for file, data in files.items() if data.startswith(b"%PDF")}
        readable = [file for file, layer in layers.items() if layer.pages][:limit]
        for file in readable:
            Path(folder, file).write_bytes(files[file])
            Path(folder, file).with_suffix(".json").write_bytes(encode_layer(layers[file]))
        yield name, [Path(folder, file) for file in readable]


def middle(costs: list[Cost]) -> Cost:
    """The medians."""
    first = costs[0]
    return Cost(first.documents, first.pages, median(c.seconds for c in costs), median(c.peak for c in costs))


def row(name: str, cost: Cost, plain: Cost) -> str:
    """A line of the table."""
    pages, documents_ = cost.pages / cost.seconds, cost.documents / cost.seconds
    times = pages / (plain.pages / plain.seconds)
    return f"| {name} | {pages:,.0f} | {documents_:,.1f} | {times:.1f} | {cost.peak:.0f} |"


PAGE = """# Performance

`python -m bench.extraction` wrote this page ({extractor}): medians of {rounds} rounds over {name},
{documents} documents of {pages} pages, each reader alone in a process of its own, in turn.
Speed is a core's (processor time); that of workers is by the clock, from one file to the next.
Scans are not read by eye here: no other reader does.

| reader | pages/s | documents/s | times pdfplumber | peak MiB |
|---|---|---|---|---|
{costs}

pdfium reads the characters, pdfplumber makes words of them (`parsers/chars.py`). The grids are our own
(`parsers/tables_lattice.py`): they keep the merged cells and double rulings that a table needs. Pages of
which pdfium's reading is in doubt are read by pdfplumber altogether (`parsers/plumber.py`), in a process
with limits of its own.

## The same words

Of {words:,} words on {compared} pages, {same:.2%} are those of plain pdfplumber (`extract_words`, a blank
from 0.15 of the type size), whatever their order. The others:

| why | words | share | pages |
|---|---|---|---|
{reasons}

Where they are:

{places}
"""


def page_of(name: str, costs: dict[str, Cost], rounds: int, words: Comparison) -> str:
    """docs/performance.md."""
    plain = costs[PLAIN]
    return PAGE.format(
        extractor=EXTRACTOR,
        rounds=rounds,
        name=name,
        documents=plain.documents,
        pages=plain.pages,
        costs="\n".join(row(reader, cost, plain) for reader, cost in costs.items()),
        words=words.words,
        compared=words.pages,
        same=1 - words.share(),
        reasons="\n".join(reason(why, words) for why in Why),
        places="\n".join(shown(why, words) for why in Why),
    )


def reason(why: Why, words: Comparison) -> str:
    """A line of the table of reasons."""
    pages = sum(found.why is why for found in words.differences)
    return f"| {why} | {words.count(why)} | {words.share(why):.3%} | {pages} |"


def shown(why: Why, words: Comparison) -> str:
    """Every page with words that differ for this reason."""
    places = [
        f"{found.file.removesuffix('.pdf')} p. {found.page}"
        for found in words.differences
        if found.why is why
    ]
    return f"- {why}: {'; '.join(places) or 'none'}."


@click.command()
@click.option("--rounds", default=3, show_default=True, help="How often each reader reads all files.")
@click.option("--limit", type=int, help="Read so many files alone.")
def main(rounds: int, limit: int | None) -> None:
    """Measure all readers and write docs/performance.md."""
    logging.disable()
    programs, os.environ["PATH"] = os.environ["PATH"], ""  # no program that reads pictures is found
    with documents(limit) as (name, paths):
        found: dict[str, list[Cost]] = {}
        for _ in range(rounds):
            for reader, read in READERS.items():
                if read not in MISSING:
                    os.environ["PATH"] = programs if read is poppler else ""
                    found.setdefault(reader, []).append(alone(measure, read, paths))
            for workers in (1, 2):
                reader = f"ours, bytes to record, workers: {workers}"
                found.setdefault(reader, []).append(alone(measure_crew, workers, paths))
        costs = {reader: middle(each) for reader, each in found.items()}
        text = page_of(name, costs, rounds, compare(paths))
    REPORT.write_text(text, encoding="utf-8")
    click.echo(text.partition("## The same words")[0])


if __name__ == "__main__":
    main()
