"""The two texts that lie in each release: what it holds, and on what terms."""

from __future__ import annotations

from archive.schemas import TABLES, TableSpec

LICENSE_DATA = """\
The questions and answers are proceedings of the Lok Sabha, published by the Lok Sabha Secretariat at
https://sansad.in. This release claims no right over them; whoever reprints them should name that source.

What the release adds to them (the structure, the codes, the checks, the selection) is dedicated to the public
domain under CC0 1.0: https://creativecommons.org/publicdomain/zero/1.0/
"""

_README = """\
# Questions and answers of the Lok Sabha

The same rows twice, one file a table and session:

    <table>/lok=18/session=5/part-0.parquet          typed; `session` is read from the path, as Hive does
    jsonl/<table>/lok=18/session=5.jsonl.gz          one JSON object a line; times in UTC, ISO 8601

Of answers and questions there is one row each, as they stand now; `files` holds every version of a file, and
`current` is true for the newest. `changes` tells what became different and when.
`schema/` holds the JSON Schemas, `manifest.json` the bytes, SHA-256 and rows of every file.

A release never changes. Its number: another major number where the schema broke, another minor number where
rows came or went, another patch number where only their contents changed. `releases/latest.json` names the
current one.

"""


def readme(source_note: str) -> str:
    """The README of a release: its layout, its source, and each column's meaning."""
    parts = [_README, f"{source_note.strip()}\n\n" if source_note else ""]
    return "".join([*parts, *(dictionary(spec) for spec in TABLES.values())])


def dictionary(spec: TableSpec) -> str:
    """The columns of a table as a Markdown table.

    >>> print(dictionary(TABLES["changes"]).splitlines()[6])
    | `change_id` | string | the same for the same change, however often a run is repeated |
    """
    rows = [
        f"| `{field.name}` | {_kind(field.type)} | {spec.meaning_of(field.name)} |" for field in spec.schema
    ]
    head = [f"## {spec.name}", "", spec.meaning, "", "| column | type | meaning |", "|---|---|---|"]
    return "\n".join([*head, *rows, "", ""])


def _kind(kind: object) -> str:
    """Arrow's name of a type, the nested ones by their outermost."""
    return str(kind).split("<", maxsplit=1)[0]
