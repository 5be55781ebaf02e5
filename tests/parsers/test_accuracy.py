"""Minimum accuracy per field on hand-made labels of real documents; `score.py` defines the measures."""

from __future__ import annotations

import importlib.util
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FLOORS = {
    "kind": 1.0,
    "question_type": 1.0,
    "question_no": 1.0,
    "date": 0.98,
    "ministry": 0.98,
    "subject": 0.98,
    "members.list": 0.98,
    "clauses.labels": 0.98,
    "clauses.text": 0.98,
    "statement_laid": 0.98,
    "ministers.name": 0.98,
    "ministers.role": 0.97,
    "answer.labels": 0.98,
    "answer.text": 0.98,
    "annexures.f1": 0.96,
}
OCR_NEEDED = {"no_text_layer", "garbled_text_layer"}
"""Keys of labels whose documents can only be read if tesseract is installed."""


@pytest.fixture(scope="session")
def labels(shared: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(path.read_text()) for path in sorted((shared / "gold/labels").glob("*.json"))]
    readable = [label for label in found if shutil.which("tesseract") or not OCR_NEEDED & label.keys()]
    return {label["file"]: label for label in readable}


@pytest.fixture(scope="session")
def scored(shared: Path, labels: dict[str, dict[str, Any]], records: dict[Path, dict[str, Any]]) -> Any:
    spec = importlib.util.spec_from_file_location("score", shared / "gold/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[..., None] = module.score
    result = module.Score()
    named = {record["file"]: record for record in records.values()}
    for file, label in labels.items():
        score(label, named[file], result)
    return result


@pytest.mark.parametrize("field", FLOORS)
def test_field_reaches_its_minimum_accuracy(field: str, scored: Any) -> None:
    right, asked = scored.fields[field]
    misses = [f"{file}: {detail}" for missed, file, detail in scored.misses if missed == field]
    assert right >= FLOORS[field] * asked, "\n".join(misses)


@pytest.mark.parametrize("field", ["question_type", "question_no", "date"])
def test_wrong_values_are_null_instead(
    field: str, labels: dict[str, dict[str, Any]], records: dict[Path, dict[str, Any]]
) -> None:
    printed = {record["file"]: record[field] for record in records.values() if record["file"] in labels}
    wrong = {file: value for file, value in printed.items() if value not in {None, labels[file][field]}}
    assert wrong == {}
