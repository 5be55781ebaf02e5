"""The command line of the sample site: `python -m samples`."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from samples.faults.names import Fault
from samples.parliament import sample_parliament

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=lambda stop: stop.name)
def test_serves_until_it_is_stopped(stop: signal.Signals) -> None:
    command = [sys.executable, "-m", "samples", "serve", "--synthetic", "300", "--fault", "slow=0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line.startswith("samples: http://127.0.0.1:")
        url = line.removeprefix("samples: ").strip()
        envelope = httpx.get(
            f"{url}/api_ls/question/qetFilteredQuestionsAns", params={"loksabhaNo": 18, "sessionNumber": 5}
        ).json()[0]
        server.send_signal(stop)
        assert server.wait(timeout=10) == 0
        assert server.stdout.read() == ""
    assert envelope["totalRecordSize"] == 300


def test_writes_the_same_documents_in_another_process(tmp_path: Path) -> None:
    """Runs with another hash seed, so that the bytes cannot depend on caches or set order."""
    subprocess.run(
        [sys.executable, "-m", "samples", "documents", str(tmp_path)],
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
    )
    written = {
        str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert written == {identity: file.make() for identity, file in sample_parliament().files.items()}


def test_lists_the_faults() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samples", "faults"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [line.split()[0] for line in done.stdout.splitlines()] == [fault.value for fault in Fault]


def test_refuses_an_unknown_fault() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samples", "serve", "--fault", "earthquake"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "'earthquake' is not a fault" in done.stderr
