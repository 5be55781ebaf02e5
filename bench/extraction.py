"""Benchmark of reading documents: `python -m bench.extraction` writes docs/performance.md.

Each reader reads the same files in its own process, in several rounds; the median is reported. The files are
the answers of the corpus (../shared or LOKSABHA_SHARED), or the sample documents if there is no corpus.
OCR is off, since the other readers have none.
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

from bench.performance_page import LISTED_PAGES, Measurements, crawl_section, page_of
from bench.readers import (
    MISSING,
    READERS,
    ReadingCost,
    measure,
    measure_memory,
    measure_workers,
    poppler,
    run_in_fresh_process,
)
from bench.table_comparison import compare_tables
from bench.word_comparison import compare_words
from parsers.extract import read_text_layer
from parsers.layer import encode_layer
from samples.parliament import sample_parliament

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "performance.md"


@contextmanager
def documents(limit: int | None) -> Iterator[tuple[str, list[Path]]]:
    """Name of the collection and paths of its PDFs; each has its stored text layer next to it."""
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


def median_cost(costs: list[ReadingCost]) -> ReadingCost:
    """The median cost."""
    first = costs[0]
    return ReadingCost(
        first.documents, first.pages, median(c.seconds for c in costs), median(c.peak for c in costs)
    )


@click.command()
@click.option("--rounds", default=3, show_default=True, help="Number of times each reader reads all files.")
@click.option("--limit", type=int, help="Read only the first LIMIT files.")
@click.option("--long", default=5000, show_default=True, help="Documents of the memory run; 0 skips it.")
@click.option("--all-pages", is_flag=True, help="List every page that differs.")
def main(rounds: int, limit: int | None, long: int, *, all_pages: bool) -> None:
    """Measure all readers and write docs/performance.md."""
    from bench.pipeline import measure_pipeline  # not at the top: every reader process imports this module

    logging.disable()
    programs, os.environ["PATH"] = os.environ["PATH"], ""  # so that tesseract is not found
    with documents(limit) as (name, paths):
        found: dict[str, list[ReadingCost]] = {}
        for _ in range(rounds):
            for reader, read in READERS.items():
                if read not in MISSING:
                    os.environ["PATH"] = programs if read is poppler else ""
                    found.setdefault(reader, []).append(run_in_fresh_process(measure, read, paths))
            for workers in (1, 2):
                reader = f"loksabha, bytes to record, workers: {workers}"
                found.setdefault(reader, []).append(run_in_fresh_process(measure_workers, workers, paths))
        measured = Measurements(
            name,
            rounds,
            {reader: median_cost(each) for reader, each in found.items()},
            run_in_fresh_process(measure_memory, long, paths),
            measure_pipeline(paths),
            compare_words(paths),
            compare_tables(paths),
            None if all_pages else LISTED_PAGES,
        )
    text = page_of(measured)
    REPORT.write_text(text + crawl_section(REPORT.read_text(encoding="utf-8")), encoding="utf-8")
    click.echo(text.partition("## Words compared with pdfplumber")[0])


if __name__ == "__main__":
    main()
