"""Floors of hand-made labels of real tables, see `score_observations.py`; what holds for all tables."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from parsers.observations.observe import observe
from parsers.observations.vocabulary import ObservationFlag, Total
from parsers.records import Record

if TYPE_CHECKING:
    from pathlib import Path

    from parsers.observations.models import Observation

    Columns = dict[tuple[str, str, int], list[Observation]]

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
def columns(records: dict[Path, dict[str, Any]]) -> Columns:
    """The observations of each column of figures of the corpus, by file, table and column."""
    found: dict[tuple[str, str, int], list[Observation]] = {}
    for path, content in records.items():
        plain = {name: value for name, value in content.items() if name != "file"}
        for observation in observe(Record.model_validate(plain)):
            found.setdefault((path.name, observation.table_id, observation.column), []).append(observation)
    return found


def test_values_are_printed_in_their_cells(columns: Columns) -> None:
    for o in (o for column in columns.values() for o in column if o.value is not None):
        printed = re.sub(r"[,\s]", "", o.value_printed.replace("·", "."))
        assert format(abs(o.value).scaleb(-(o.scale or 0)).normalize(), "f").lstrip("0") in printed


def test_no_column_counts_its_rows(columns: Columns) -> None:
    figures = [[str(o.value) for o in column if o.value is not None] for column in columns.values()]
    assert [
        column for column in figures if len(column) > 3 and column == [str(n + 1) for n in range(len(column))]
    ] == []


def test_grand_totals_of_the_lok_sabha_are_the_sums_of_their_rows(
    columns: Columns, records: dict[Path, dict[str, Any]]
) -> None:
    answers = {
        path.name
        for path, content in records.items()
        if (content["kind"], content["house"]) == ("answer", "lok_sabha")
    }
    totals = [
        (file, o.value_printed, o)
        for (file, _, _), column in columns.items()
        for o in column
        if file in answers and o.total is Total.GRAND
    ]
    wrong = [(file, printed) for file, printed, o in totals if ObservationFlag.TOTAL_DIFFERS in o.flags]
    assert len(totals) > 150
    misprint = ("LS17_S7_AU258_2021-11-30_Farmers-Suicides.pdf", "5579")  # its rows add to 5573
    assert wrong == [misprint]
