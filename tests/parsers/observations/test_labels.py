"""Floors of the hand-made labels of real tables; `score_observations.py` defines the measures."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from parsers.observations.observe import observe
from parsers.records import Record

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {
    "found": 98,
    "value": 96,
    "unit": 96,
    "place": 99,
    "period": 99,
    "total": 99,
    "measure": 99,
    "title": 99,
}
CEILINGS = {"value": 3.5, "unit": 0, "place": 1.5, "period": 1.5}


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
