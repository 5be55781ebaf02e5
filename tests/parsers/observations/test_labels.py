"""Floors of hand-made labels of real tables, see `score_observations.py`; what holds for all tables."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from parsers.observations.observe import observe
from parsers.records import Record

if TYPE_CHECKING:
    from pathlib import Path

    from parsers.observations.models import Observation

FLOORS = {
    "found": 98,
    "value": 99,
    "unit": 99,
    "place": 99,
    "period": 99,
    "total": 99,
    "measure": 99,
    "title": 99,
}
CEILINGS = {"value": 0, "unit": 0, "place": 1.5, "period": 1.5}


@pytest.fixture(scope="session")
def folder(shared: Path) -> Path:
    found = shared / "observations"
    if not found.is_dir():
        pytest.skip(f"the labels of observations are not at {found}")
    return found


def test_observations_agree_with_the_labels(
    folder: Path, records: dict[Path, dict[str, Any]], tmp_path: Path
) -> None:
    printed = tmp_path / "observations.jsonl"
    with printed.open("w", encoding="utf-8") as lines:
        for path, content in records.items():
            plain = {name: value for name, value in content.items() if name != "file"}
            for observation in observe(Record.model_validate(plain)):
                lines.write(json.dumps({"file": path.name, **observation.model_dump(mode="json")}) + "\n")
    command = [sys.executable, str(folder / "score_observations.py"), str(printed)]
    command += ["--labels", str(folder / "labels"), "--max-extra", "0", "--verbose"]
    command += ["--min", *(f"{field}={floor}" for field, floor in FLOORS.items())]
    command += ["--max-wrong", *(f"{field}={ceiling}" for field, ceiling in CEILINGS.items())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def columns(records: dict[Path, dict[str, Any]]) -> list[list[Observation]]:
    """The observations of each column of figures of the corpus."""
    found: dict[tuple[str, str, int], list[Observation]] = {}
    for path, content in records.items():
        plain = {name: value for name, value in content.items() if name != "file"}
        for observation in observe(Record.model_validate(plain)):
            found.setdefault((path.name, observation.table_id, observation.column), []).append(observation)
    return list(found.values())


def test_values_are_printed_in_their_cells(columns: list[list[Observation]]) -> None:
    for o in (o for column in columns for o in column if o.value is not None):
        printed = re.sub(r"[,\s]", "", o.value_printed.replace("·", "."))
        assert format(abs(o.value).scaleb(-(o.scale or 0)).normalize(), "f").lstrip("0") in printed


def test_no_column_counts_its_rows(columns: list[list[Observation]]) -> None:
    figures = [[str(o.value) for o in column if o.value is not None] for column in columns]
    assert [
        column for column in figures if len(column) > 3 and column == [str(n + 1) for n in range(len(column))]
    ] == []
