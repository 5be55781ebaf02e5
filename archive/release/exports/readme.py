"""`README.md` (dataset card with layout, coverage, limits) and `LICENSE-DATA` of a release."""

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

This licence covers what the release adds to the documents: structure, identifiers, checks and selection.
You may share and adapt it, also commercially, if you give credit, link to the licence and state your
changes. Credit it as "Questions and answers of the Lok Sabha", with the version of the release.

THE DOCUMENTS

The questions and answers themselves are proceedings of the Lok Sabha, published by the Lok Sabha
Secretariat at https://sansad.in. The release claims no rights in them. If you reprint them, name that source
and cite the question: rows have the citation and the link to the document.
"""

LAYOUT = """\
# Questions and answers of the Lok Sabha

Questions of members to India's ministers and the answers, parsed from the answer documents of sansad.in.

    <table>/lok=18/session=5/part-0.parquet          typed columns; `session` is in the path (Hive style);
                                                     readers that ignore paths can take it from `question_id`
    jsonl/<table>/lok=18/session=5.jsonl.gz          the same rows, one JSON object per line; times in UTC
    replay/lok=18/session=5.jsonl.gz                 rows added (ADD), changed (MOD) and removed (DEL) since
                                                     `previous`; apply them in order to get this release
    feed.jsonl                                       the changes that are new in this release, with cursors
    search.sqlite                                    all of the above in SQLite, with full-text search
    schema/<table>.schema.json                       JSON Schema of a row; `record.schema.json`: of a record
    manifest.json                                    size, SHA-256 and rows of each file; coverage per session
    datapackage.json                                 Frictionless data package of the files

Beside the releases, always as in the newest one: `../records/<question_id>.json` (Hindi: `…-hi.json`),
`../tables/<question_id>-t1.csv` (UTF-8 with a byte order mark; text that a spreadsheet would run as a
formula is prefixed with an apostrophe), `../feed/all.atom`, `../feed/ministry/<ministry_id>.atom`,
`../feed/member/<mp_code>.atom`.

    duckdb.sql("SELECT * FROM read_parquet('questions/**/*.parquet', hive_partitioning = true)")
    datasets.load_dataset("<this folder>", "chunks", split="train")

A release never changes. The same archive gives byte-identical files, whatever releases came before
(`search.sqlite`: the same rows). Versions: MAJOR when a column is removed or changes type or the record
schema breaks, MINOR when columns, rows or sessions are added or removed, PATCH when only values change.
`releases/latest.json` names the current release. To follow changes, store the last `cursor` you have read:
`feed` in the manifest names the `feed.jsonl` files with their first and last cursors.

Each release is complete and stays until the owner of the bucket removes it. When removing an old release,
keep its `manifest.json`, `feed.jsonl` and `replay/`: then the feed has no gaps, and older copies can still be
updated release by release.
"""

LIMITS = """\
## Limits

Records are parsed from PDF and Word files by rules. `flags` names doubts about a record; you may leave out
records with flags. `checks` compares the question list with the document. `missing` has each listed question
without a record of its answer, with the cause; a document of the other House (`answers.house`) is no answer,
and no other table has rows of it. Where list and document differ, `questions` has the value of the list and
`answers` that of the document; the date of the list is authoritative. A null cell is covered by a merged
cell; an empty cell is an empty string. The only data about members are their names and codes.

## Licence

CC-BY-4.0 for what the release adds to the documents. LICENSE-DATA has the terms and the source to credit.
"""


def dataset_card(parts: list[SessionPart], source_note: str) -> str:
    """`README.md` of a release, which is also its Hugging Face dataset card."""
    present = [name for name in RELEASED if any(part.rows.get(name) for part in parts)]
    texts = [
        _front_matter(present),
        LAYOUT,
        f"\n{source_note.strip()}\n" if source_note else "",
        coverage(parts),
    ]
    return "\n".join([*texts, LIMITS, "## Features\n", *(dictionary(spec) for spec in RELEASED.values())])


def _front_matter(names: list[str]) -> str:
    """The YAML header with the metadata for Hugging Face."""
    configs = [
        line for name in names for line in (f"- config_name: {name}", f"  data_files: {name}/**/*.parquet")
    ]
    lines = ["pretty_name: Questions and answers of the Lok Sabha", "license: cc-by-4.0"]
    lines += ["language:", "- en", "- hi", "tags:", "- parliament", "- india", "configs:", *configs]
    return "\n".join(["---", *lines, "---", ""])


def coverage(parts: list[SessionPart]) -> str:
    """Questions, records and missing answers of each session as a Markdown table."""
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
    | `change_id` | string | id of the change; the same if a run is repeated |
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
    """The name of an Arrow type, with the fields of nested types.

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
