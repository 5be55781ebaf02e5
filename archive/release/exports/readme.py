"""The README of a release (its dataset card: layout, coverage, limits) and its licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.release.schemas import RELEASED

if TYPE_CHECKING:
    from archive.release.manifest import SessionPart
    from archive.schemas import TableSpec

LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
SOURCES = [{"title": "Lok Sabha Secretariat, Questions and Answers", "path": "https://sansad.in"}]

LICENSE_DATA = """\
Creative Commons Attribution 4.0 International (CC-BY-4.0)
https://creativecommons.org/licenses/by/4.0/legalcode

This licence covers what the release adds to the documents: the structure, the identities, the checks, the
selection. You may share and adapt it, also commercially, if you give credit, link the licence and say
what you changed. Credit it as "Questions and answers of the Lok Sabha", with the version of the release.

THE DOCUMENTS

The questions and answers themselves are proceedings of the Lok Sabha, published by the Lok Sabha
Secretariat at https://sansad.in. The release claims no right over them. Whoever reprints them should name
that source and cite the question: each row carries its citation and the address of the file it was read
from.
"""

LAYOUT = """\
# Questions and answers of the Lok Sabha

What members ask India's ministers and what they are answered, read from the answer documents of sansad.in.

    <table>/lok=18/session=5/part-0.parquet          typed; `session` is read from the path, as Hive does;
                                                     who does not read paths has it in `question_id`
    jsonl/<table>/lok=18/session=5.jsonl.gz          the same rows, one JSON object a line; times in UTC
    replay/lok=18/session=5.jsonl.gz                 rows that came (ADD), differ (MOD) or went (DEL) since
                                                     `previous`: applied to it in order they give this release
    feed.jsonl                                       the changes this release brought, each with its cursor
    search.sqlite                                    everything once more, with full-text search
    schema/<table>.schema.json                       JSON Schema of a row; `record…`: of a record
    manifest.json                                    bytes, SHA-256, rows of every file; coverage by session
    datapackage.json                                 the same for Frictionless

Beside the releases, always as in the newest: `../records/<question_id>.json` (Hindi: `…-hi.json`),
`../tables/<question_id>-t1.csv` (UTF-8 with a byte order mark; a text that a spreadsheet would take for a
formula has an apostrophe before it), `../feed/all.atom`, `../feed/ministry/<ministry_id>.atom`,
`../feed/member/<mp_code>.atom`.

    duckdb.sql("SELECT * FROM read_parquet('questions/**/*.parquet', hive_partitioning = true)")
    datasets.load_dataset("<this folder>", "chunks", split="train")

A release never changes. The same archive gives the same files to the byte, however many releases lie between
(`search.sqlite` the same rows). Its number: another major number where a column went or changed its type,
another minor number where columns, rows or sessions came or went, another patch number where only values
changed. `releases/latest.json` names the current one. Who follows the changes keeps the last `cursor` read:
the manifest's `feed` says which release's `feed.jsonl` has the next.

Each release is whole in itself, and stays until whoever keeps the bucket removes it. If an old one is
removed, its `manifest.json`, `feed.jsonl` and `replay/` should stay: then the feed has no gap, and who holds
a still older release comes to the current one step by step.
"""

LIMITS = """\
## Limits

Records are read from PDF and Word files by rules; `flags` names doubts, `checks` holds the question list
against the document. A record with flags may be left out. `missing` names each listed question without a
record, and why. Where list and document differ, `questions` has the list's word and `answers` the
document's; the list's date is authoritative. A cell that is null is covered by a merged one, an empty
cell is an empty text. Of members only name and code are kept.

## Licence

CC-BY-4.0 on what is added; see LICENSE-DATA, also for the documents' source.
"""


def dataset_card(parts: list[SessionPart], source_note: str) -> str:
    """The README of a release, which is also its Hugging Face dataset card."""
    held = [name for name in RELEASED if any(part.rows.get(name) for part in parts)]
    texts = [_front(held), LAYOUT, f"\n{source_note.strip()}\n" if source_note else "", coverage(parts)]
    return "\n".join([*texts, LIMITS, "## Features\n", *(dictionary(spec) for spec in RELEASED.values())])


def _front(names: list[str]) -> str:
    """The lines that Hugging Face reads."""
    configs = [
        line for name in names for line in (f"- config_name: {name}", f"  data_files: {name}/**/*.parquet")
    ]
    told = ["pretty_name: Questions and answers of the Lok Sabha", "license: cc-by-4.0"]
    told += ["language:", "- en", "- hi", "tags:", "- parliament", "- india", "configs:", *configs]
    return "\n".join(["---", *told, "---", ""])


def coverage(parts: list[SessionPart]) -> str:
    """What there is of each session, as a Markdown table."""
    rows = [
        f"| {part.lok_sabha} | {part.session} | {part.coverage['questions']} | {_records(part, 'en')} | "
        f"{_records(part, 'hi')} | {part.coverage['flagged']} | {_missing(part)} |"
        for part in parts
    ]
    head = "| Lok Sabha | session | questions | records en | records hi | flagged | missing, by cause |"
    return "\n".join(["## Coverage", "", head, "|---|---|---|---|---|---|---|", *rows, ""])


def _records(part: SessionPart, language: str) -> int:
    return sum(part.coverage["records"].get(language, {}).values())


def _missing(part: SessionPart) -> str:
    causes = part.coverage["missing"].items()
    return ", ".join(f"{lang} {cause} {n}" for lang, found in causes for cause, n in found.items()) or "none"


def dictionary(spec: TableSpec) -> str:
    """The columns of a table as a Markdown table.

    >>> print(dictionary(RELEASED["changes"]).splitlines()[6])
    | `change_id` | string | the same for the same change, however often a run is repeated |
    """
    rows = [f"| `{f.name}` | {kind_of(f.type)} | {spec.meaning_of(f.name)} |" for f in spec.schema]
    key = f"Key: {', '.join(f'`{name}`' for name in spec.key)}."
    head = [
        f"### {spec.name}",
        "",
        f"{spec.meaning}. {key}",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def kind_of(kind: object) -> str:
    """Arrow's name of a type, the nested ones in brackets.

    >>> import pyarrow as pa
    >>> kind_of(pa.list_(pa.struct([("name", pa.string()), ("mp_code", pa.int32())])))
    'list of {name, mp_code}'
    """
    text = str(kind)
    if text.startswith("list<"):
        return f"list of {kind_of(kind.value_type)}"  # type: ignore[attr-defined]
    if text.startswith("struct<"):
        return f"{{{', '.join(field.name for field in kind)}}}"  # type: ignore[attr-defined]
    return text.replace("timestamp[us, tz=UTC]", "time, UTC").replace("date32[day]", "date")
