"""Reading the files of a downloaded release."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "questions": ("question_id",),
    "answers": ("question_id", "language"),
    "clauses": ("question_id", "language", "clause_no"),
    "tables": ("question_id", "language", "table_id"),
    "cells": ("question_id", "language", "table_id", "row", "column"),
    "missing": ("question_id", "language"),
    "files": ("file", "version"),
    "changes": ("change_id",),
}


def declared_rows(release: Path, table: str) -> int:
    manifest = json.loads((release / "manifest.json").read_text())
    return sum(file["rows"] for file in manifest["files"] if file["name"].startswith(f"{table}/"))


def rows_of(release: Path, table: str) -> list[dict[str, Any]]:
    paths = sorted((release / "jsonl" / table).rglob("*.jsonl.gz"))
    return [row for path in paths for row in read_lines(path)]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def key_of(table: str, row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEYS[table])
