"""Further sets for `make accuracy`: small cases with one fault each, and answers of the other House.

Both are beside the labels: `cases/` with what each page shows, `corpus/rajya/` with a manifest.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.batch import read_files
from parsers.check import same_ministry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

    Record = Mapping[str, Any]


@dataclass
class SetScore:
    """Right and total per field, and a line per miss."""

    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, file: str, *, right: bool, detail: str) -> None:
        """Count one value of a field."""
        before, total = self.fields.get(name, (0, 0))
        self.fields[name] = (before + right, total + 1)
        if not right:
            self.misses.append(f"- **{name}** `{file}`: {detail}")


FACTS: dict[str, Callable[[Record, Record], bool]] = {
    "kind": lambda record, fact: record["kind"] == "answer",
    "house": lambda record, fact: record["house"] == "rajya_sabha",
    "question_no": lambda record, fact: str(record["question_no"]) == fact["qno"],
    "date": lambda record, fact: record["date"] == fact["date"],
    "question_type": lambda record, fact: record["question_type"] == fact["type"],
    "ministry": lambda record, fact: any(
        same_ministry(fact["ministry"], record[name] or "") for name in ("ministry", "department")
    ),
    "subject": lambda record, fact: bool(record["subject"]),
    "members": lambda record, fact: bool(record["members"]),
    "clauses answered": lambda record, fact: not {"unanswered_clause", "no_clauses"} & set(record["flags"]),
}
"""Fields of a record compared with the manifest; for the last three, whether there is a value at all."""
COLUMNS = {"question_no": "qno", "date": "date", "question_type": "type", "ministry": "ministry"}
"""Columns of the manifest; a field is not counted where its column is empty."""


def score_cases(shared: Path, checker: ModuleType) -> SetScore:
    """The small cases, by the checker beside them; `checker.faults` says what is wrong in a record."""
    expected = json.loads((shared / "cases" / "expect.json").read_text(encoding="utf-8"))
    records = _by_name([shared / "cases" / name for name in expected])
    counted = SetScore()
    for name, want in expected.items():
        wrong = checker.faults(want, records.get(name))
        counted.count("cases", name, right=not wrong, detail="; ".join(wrong))
    return counted


def score_other_house(shared: Path) -> SetScore:
    """The whole answers of the other House against the facts of their manifest."""
    folder = shared / "corpus" / "rajya"
    with (folder / "MANIFEST.tsv").open(encoding="utf-8") as manifest:
        facts = {Path(row["file"]).name: row for row in csv.DictReader(manifest, delimiter="\t")}
    names = (folder / "answers.txt").read_text(encoding="utf-8").split()
    records = _by_name([folder / name for name in names])
    counted = SetScore()
    for name in names:
        for fact, agrees in FACTS.items():
            known = facts[name][COLUMNS[fact]] if fact in COLUMNS else None
            if known == "":
                continue
            detail = f"{records[name][fact]!r}, expected {known!r}" if known else str(records[name]["flags"])
            counted.count(fact, name, right=agrees(records[name], facts[name]), detail=detail)
    return counted


def _by_name(paths: list[Path]) -> dict[str, Record]:
    return {record["file"]: record for record in read_files(paths)}
