"""`make accuracy`: score the parser against hand-made labels of real documents and write `docs/accuracy.md`.

The same figures go to `docs/accuracy.json`, which a release can take into its manifest. The corpus
(documents, labels, scorer) is expected in ../shared or LOKSABHA_SHARED.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench.accuracy_sets import SetScore, score_cases, score_other_house
from parsers.batch import read_files
from parsers.extract import EXTRACTOR
from parsers.records import PARSER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "accuracy.md"
FIGURES = ROOT / "docs" / "accuracy.json"
LAYOUTS = {
    "starred": ("starred",),
    "unstarred": ("unstarred",),
    "with tables": ("has-tables", "table-heavy"),
    "with annexures": ("annexure",),
    "several members": ("multi-member",),
    "Hindi inside, Unicode": ("devanagari-inline",),
    "Hindi inside, old fonts": ("legacy-hindi-font",),
    "scans": ("scanned-image-no-text", "scanned-with-ocr-layer"),
}
"""Marks of the corpus manifest, by layout."""
CASES = "Small cases", "Documents with one fault each, of kinds that users of other tools have reported."
OTHER_HOUSE = (
    "Answers of the Rajya Sabha",
    "Real answers in the same forms, compared with facts known from elsewhere. For subject, members and\n"
    "clauses only presence is counted.",
)
"""Title and description of a further set."""


def corpus() -> Path:
    """Path of the corpus; raises `click.ClickException` if it is absent."""
    path = Path(os.environ.get("LOKSABHA_SHARED") or ROOT.parent / "shared")
    if not (path / "gold" / "score.py").is_file():
        raise click.ClickException(f"no labels in {path / 'gold'}; set LOKSABHA_SHARED")
    return path


def load_module(path: Path) -> ModuleType:
    """A script of the corpus, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None  # noqa: S101 - the file is there
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def read_labels(shared: Path) -> list[dict[str, Any]]:
    """The labels, in order of file names."""
    paths = sorted((shared / "gold" / "labels").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def layouts_of(shared: Path) -> dict[str, set[str]]:
    """Layouts of each document, by file name."""
    with (shared / "corpus" / "MANIFEST.tsv").open(encoding="utf-8") as manifest:
        marks = {
            Path(r["file"]).name: set(r["kind"].split("|")) for r in csv.DictReader(manifest, delimiter="\t")
        }
    return {file: {name for name, ms in LAYOUTS.items() if own & set(ms)} for file, own in marks.items()}


def score(scorer: ModuleType, labels: Iterable[dict[str, Any]], records: dict[str, Any]) -> Any:
    """The scorer's counts over the labels."""
    counted = scorer.Score()
    for label in labels:
        scorer.score(label, records.get(label["file"]), counted)
    return counted


def field_rows(scorer: ModuleType, fields: Mapping[str, tuple[int, int]]) -> list[str]:
    """A table row per field: right/total, ratio, Wilson 95 % interval."""
    rows = ["| field | right | | interval |", "|---|---|---|---|"]
    for field, (right, asked) in fields.items():
        low, high = scorer.wilson(right, asked)
        ratio = right / asked if asked else 1.0
        rows.append(f"| {field} | {right}/{asked} | {ratio:.1%} | {low:.1%} to {high:.1%} |")
    return rows


def report(
    scorer: ModuleType, labels: list[dict[str, Any]], records: dict[str, Any], marks: dict[str, set[str]]
) -> str:
    """The text of docs/accuracy.md."""
    counted = score(scorer, labels, records)
    by_layout = defaultdict(list)
    for label in labels:
        for name in marks.get(label["file"], set()):
            by_layout[name].append(label)
    fields = list(counted.fields)
    lines = [
        "# Accuracy",
        "",
        f"`make accuracy` wrote this page: parser {PARSER_VERSION}, extractor {EXTRACTOR},",
        f"{len(labels)} documents with hand-read labels. A field is right when its words are; intervals are",
        "Wilson's, 95 %. The rules were made while looking at these documents: others may fare worse.",
        "",
        *field_rows(scorer, counted.fields),
        "",
        "## By layout",
        "",
        "| layout | documents | " + " | ".join(fields) + " |",
        "|---" * (len(fields) + 2) + "|",
    ]
    for name in LAYOUTS:
        part = score(scorer, by_layout[name], records)
        counts = [part.fields.get(field, (0, 0)) for field in fields]
        cells = [f"{right / asked:.0%}" if asked else "" for right, asked in counts]
        lines.append(f"| {name} | {len(by_layout[name])} | " + " | ".join(cells) + " |")
    lines += ["", "## Misses", ""]
    misses = [miss for miss in counted.misses if miss[2]]
    lines += [f"- **{field}** `{file}`: {_escaped(detail)}" for field, file, detail in misses] or ["None."]
    return "\n".join(lines) + "\n"


def set_report(scorer: ModuleType, title: str, about: str, counted: SetScore) -> str:
    """The part of docs/accuracy.md on a further set."""
    misses = [_escaped(miss) for miss in counted.misses] or ["None."]
    lines = [
        f"\n## {title}",
        "",
        about,
        "",
        *field_rows(scorer, counted.fields),
        "",
        f"### Misses: {title.lower()}",
        "",
        *misses,
    ]
    return "\n".join(lines) + "\n"


def figures(counted: Any, documents: int) -> dict[str, Any]:
    """The content of docs/accuracy.json: versions, number of documents, right and total per field."""
    fields = {name: {"right": right, "of": total} for name, (right, total) in counted.fields.items()}
    return {"parser": PARSER_VERSION, "extractor": EXTRACTOR, "documents": documents, "fields": fields}


def _escaped(detail: str) -> str:
    return detail[:300].replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


@click.command()
def main() -> None:
    """Score the parser and write docs/accuracy.md and docs/accuracy.json."""
    shared = corpus()
    labels = read_labels(shared)
    paths = [shared / "corpus" / "answers" / label["file"] for label in labels]
    records = {record["file"]: record for record in read_files(paths)}
    scorer = load_module(shared / "gold" / "score.py")
    page = report(scorer, labels, records, layouts_of(shared))
    for title, about, counted in (
        (*CASES, score_cases(shared, load_module(shared / "cases" / "check.py"))),
        (*OTHER_HOUSE, score_other_house(shared)),
    ):
        page += set_report(scorer, title, about, counted)
    REPORT.write_text(page, encoding="utf-8")
    measured = figures(score(scorer, labels, records), len(labels))
    FIGURES.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    click.echo(page)


if __name__ == "__main__":
    main()
