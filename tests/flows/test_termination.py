"""SIGTERM at any moment: the run ends soon with its summary, and the next one resumes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.keys import summary_key
from archive.store import open_store
from samples.faults.names import Fault
from samples.parliament import synthetic_parliament
from samples.server import serve

if TYPE_CHECKING:
    from archive.settings import Settings

ROOT = Path(__file__).parents[2]
QUESTIONS = 60
LONGEST = 60.0
"""Seconds until a run that does not end fails the test; on an idle machine it takes less than 8."""


def start(settings: Settings) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from flows.cli import main; main()", "backfill", "--json"]
    return subprocess.Popen(
        [*command, "--lok-sabha", "18", "--sessions", "5"],
        env={**os.environ, **settings.environment(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_terminated_run_stores_its_summary_and_the_next_run_resumes(settings: Settings) -> None:
    with serve(synthetic_parliament(QUESTIONS)) as site:
        site.set_fault(Fault.SLOW, 0.1)
        settings = settings.model_copy(update={"site_url": site.url, "delay": 0, "workers": 1})
        process = start(settings)
        while len(site.requests_for("/getFile/")) < 5:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        printed, errors = process.communicate(timeout=LONGEST)

        summary = json.loads(printed)
        assert (process.returncode, summary["error"]) == (
            1,
            "interrupted; run the same command again to resume",
        )
        assert "Traceback" not in errors
        with open_store(settings) as store:
            assert json.loads(store.get(summary_key(summary["run_id"]))) == summary
        site.clear_faults()
        resumed, _ = start(settings).communicate()
        assert json.loads(resumed)["missing"] == {}
        # only files whose bytes were under way are requested twice
        assert len(site.requests_for("/getFile/")) <= QUESTIONS + 2


@pytest.mark.slow
def test_termination_at_random_moments(settings: Settings) -> None:
    chance = random.Random(12)
    with serve(synthetic_parliament(QUESTIONS)) as site:
        settings = settings.model_copy(update={"site_url": site.url, "delay": 0, "workers": 1})
        site.set_fault(Fault.SLOW, 0.05)
        for _ in range(10):
            process = start(settings)
            time.sleep(chance.uniform(0.5, 9))
            process.send_signal(signal.SIGTERM)
            printed, errors = process.communicate(timeout=LONGEST)
            assert "Traceback" not in errors
            assert not printed or json.loads(printed)["run_id"]
        site.clear_faults()
        resumed, _ = start(settings).communicate()
        assert json.loads(resumed)["missing"] == {}
