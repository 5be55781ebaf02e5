"""automations.yaml on a real Prefect server: messages sent, and killed runs started again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import yaml

from samples.faults.names import Fault
from tests.flows.prefect_server import ROOT, PrefectServer, prefect_server, wait_until
from tests.flows.receiver import Receiver, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.settings import Settings
    from samples.site import Site

FILE = ROOT / "automations.yaml"
NAMES = [automation["name"] for automation in yaml.safe_load(FILE.read_text())["automations"]]
GAPS = "loksabha daily: finished, some answers are missing"
"""Title for 29 July 2025, on which one question's file is a document of the other House."""
SHORTER = {"within: 240": "within: 70", "within: 900": "within: 15"}
"""Waiting times of the automations, made short; a run gives a sign of life every 30 s at most."""


def shortened(folder: Path) -> Path:
    text = FILE.read_text()
    for long, short in SHORTER.items():
        assert long in text
        text = text.replace(long, short)
    made = folder / "automations.yaml"
    made.write_text(text)
    return made


def states(server: PrefectServer) -> list[str]:
    return sorted(run["state_name"] for run in server.read("flow_runs"))


def run(server: PrefectServer, deployment: str, **parameters: object) -> None:
    server.prefect(
        "deployment", "run", deployment, *(f"-p{name}={value}" for name, value in parameters.items())
    )


def expect_messages(receiver: Receiver, *titles: str) -> None:
    """Waits for as many messages and compares them."""
    wait_until(lambda: len(receiver.received) >= len(titles), 200)
    assert receiver.titles() == list(titles)
    receiver.received.clear()


@contextmanager
def deployed(site: Site, settings: Settings, folder: Path) -> Iterator[tuple[PrefectServer, Receiver]]:
    """A Prefect server with our deployments, whose runs crawl the site, and the receiver of its messages."""
    with receiving() as receiver:
        ours = {"site_url": site.url, "delay": 0.0, "concurrency": 4, "workers": 2, "notify": receiver.notify}
        with prefect_server(folder, settings.model_copy(update=ours)) as server:
            server.deploy()
            yield server, receiver


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_each_failure_is_reported_once_and_a_killed_run_is_started_again(
    site: Site, settings: Settings, tmp_path: Path
) -> None:
    with deployed(site, settings, tmp_path) as (server, receiver):
        file = str(shortened(tmp_path))
        for done in ("installed", "updated"):
            assert server.loksabha("automations", file).splitlines() == [f"{done}: {n}" for n in NAMES]
        assert sorted(a["name"] for a in server.read("automations")) == sorted(NAMES)

        run(server, "daily/daily", on="2025-07-29")
        expect_messages(receiver, "loksabha daily: no worker starts it")

        site.set_fault(Fault.SLOW, 1)
        with server.worker():
            wait_until(lambda: site.requests)
            server.kill_clients()
        expect_messages(receiver, "loksabha daily: crashed")
        site.clear_faults()
        with server.worker():
            expect_messages(receiver, GAPS)
            wait_until(lambda: states(server) == ["Completed with gaps"])

            site.set_fault(Fault.JSON_ERROR)
            run(server, "daily/daily", on="2025-07-29")
            expect_messages(receiver, "loksabha daily: failed")
            run(server, "backfill/backfill", lok_sabha=18, sessions=99)
            expect_messages(receiver, "loksabha backfill: failed")
            wait_until(lambda: states(server) == ["Completed with gaps", "Failed", "Failed"])


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_crash_of_a_flow_process_under_a_living_worker_is_reported_once(
    site: Site, settings: Settings, tmp_path: Path
) -> None:
    with deployed(site, settings, tmp_path) as (server, receiver):
        server.loksabha("automations")
        site.set_fault(Fault.SLOW, 1)
        with server.worker():
            run(server, "daily/daily", on="2025-07-29")
            wait_until(lambda: site.requests)
            server.kill_flows()
            site.clear_faults()
            expect_messages(receiver, "loksabha daily: crashed", GAPS)


@pytest.mark.slow
def test_it_is_reported_that_no_daily_run_has_completed(settings: Settings, tmp_path: Path) -> None:
    (automation,) = (a for a in yaml.safe_load(FILE.read_text())["automations"] if a["name"] == NAMES[-1])
    automation["trigger"]["within"] = 15
    file = tmp_path / "automations.yaml"
    file.write_text(yaml.safe_dump({"automations": [automation]}))
    with receiving() as receiver:
        notified = settings.model_copy(update={"notify": receiver.notify})
        with prefect_server(tmp_path, notified) as server:
            server.loksabha("automations", str(file))
            expect_messages(receiver, "loksabha daily: none has completed for four days")


def test_without_an_address_only_what_needs_none_is_installed(settings: Settings, tmp_path: Path) -> None:
    with prefect_server(tmp_path, settings) as server:
        first = server.loksabha("automations").splitlines()
        assert first == [
            *(f"installed: {name}" for name in NAMES[:2]),
            *(f"left out, as LOKSABHA_NOTIFY is unset: {name}" for name in NAMES[2:]),
        ]
        assert sorted(a["name"] for a in server.read("automations")) == sorted(NAMES[:2])
