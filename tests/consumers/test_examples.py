"""The worked examples run on a release, and the data dictionary is fresh."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.settings import Settings
from archive.store import open_store
from flows.pages.dictionary import dictionary_page

if TYPE_CHECKING:
    from tests.consumers.conftest import Downloaded

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = DOCS / "examples"


def output(
    name: str, *arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setattr(sys, "argv", [name, *arguments])
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("duckdb_local.py", [], "│ HEAVY INDUSTRIES │         5 │"),
        ("pandas_tables.py", [], "Lok Sabha 18, Session 5, Unstarred Question No. 1, 29 July 2025"),
        ("sqlite_search.py", ["incentives"], "  (a) the key [incentives];\n  NITI Aayog …"),
    ],
    ids=["DuckDB", "pandas", "SQLite"],
)
def test_example_runs_on_a_downloaded_release(
    released: Downloaded,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    words: list[str],
    expected: str,
) -> None:
    assert expected in output(name, str(released.current), *words, monkeypatch=monkeypatch, capsys=capsys)


def test_polars_example_runs_on_s3(
    released: Downloaded, s3_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(_env_file=None, home=s3_home, store="s3://tests/consumers")
    with open_store(settings) as store:
        for name in ("aws_access_key_id", "aws_secret_access_key"):
            monkeypatch.setenv(name.upper(), store.storage_options[name])
        arguments = ("s3://tests/consumers/releases", store.endpoint_url)
        expected = output("polars_s3.py", *arguments, monkeypatch=monkeypatch, capsys=capsys)

    assert released.latest["version"] == "1.1.0"
    assert "the key incentives;" in expected


def test_hugging_face_example_runs_without_network(released: Downloaded, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "huggingface.py"), str(released.current)],
        env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "'date': Value('date32')" in done.stdout
    assert "the key incentives;\nNITI Aayog …" in done.stdout


def test_every_example_is_run() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.suffix == ".py"} == {
        "duckdb_local.py",
        "pandas_tables.py",
        "sqlite_search.py",
        "polars_s3.py",
        "huggingface.py",
    }


def test_data_dictionary_is_fresh() -> None:
    assert (DOCS / "data.md").read_text(encoding="utf-8") == dictionary_page(), (
        "update it: python -m flows.pages.dictionary > docs/data.md"
    )
