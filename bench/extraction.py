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

from bench.equivalence import compare
from bench.performance_page import NAMED, Measured, page_of
from bench.readers import MISSING, READERS, Cost, alone, measure, measure_crew, measure_memory, poppler
from bench.tables import compare_tables
from parsers.extract import read_text_layer
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


@click.command()
@click.option("--rounds", default=3, show_default=True, help="How often each reader reads all files.")
@click.option("--limit", type=int, help="Read so many files alone.")
@click.option("--long", default=5000, show_default=True, help="Documents of the long run; 0 for none.")
@click.option("--all-pages", is_flag=True, help="Name every page that differs.")
def main(rounds: int, limit: int | None, long: int, *, all_pages: bool) -> None:
    """Measure all readers and write docs/performance.md."""
    from bench.pipeline import measure_line  # here, since all readers' processes import this module

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
        measured = Measured(
            name,
            rounds,
            {reader: middle(each) for reader, each in found.items()},
            alone(measure_memory, long, paths),
            measure_line(paths),
            compare(paths),
            compare_tables(paths),
            None if all_pages else NAMED,
        )
    text = page_of(measured)
    REPORT.write_text(text, encoding="utf-8")
    click.echo(text.partition("## The same words")[0])


if __name__ == "__main__":
    main()
