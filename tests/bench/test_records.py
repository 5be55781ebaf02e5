from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench import records
from samples.parliament import sample_parliament

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("annex/185/AU1474_hYbJRR.pdf", "annex/5/AU11.doc")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of two sample documents."""
    for identity in FILES:
        file = tmp_path / "corpus" / identity
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(sample_parliament().files[identity].make())
    monkeypatch.setattr(records, "corpus", lambda: tmp_path)
    return tmp_path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(records.main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_same_code_gives_the_same_records(corpus: Path) -> None:
    before = corpus / "before.jsonl"
    assert run(before) == (0, "")
    assert list(records.read_lines(before)) == [f"corpus/{identity}" for identity in FILES]
    assert run("--against", before) == (0, "2 records, 0 differ\n")


def test_a_changed_a_new_and_a_missing_record_are_listed(corpus: Path) -> None:
    before = corpus / "before.jsonl"
    run(before)
    changed, removed = (corpus / "corpus" / identity for identity in FILES)
    (corpus / "corpus" / "added.doc").write_bytes(removed.read_bytes())
    changed.write_bytes(b"%PDF-1.4")
    removed.unlink()
    assert run("--against", before) == (
        1,
        "new      corpus/added.doc\n"
        "differs  corpus/annex/185/AU1474_hYbJRR.pdf\n"
        "missing  corpus/annex/5/AU11.doc\n"
        "2 records, 3 differ\n",
    )


def test_without_a_file_nothing_is_read() -> None:
    code, output = run()
    assert code == 2
    assert "name a file to write" in output
