"""The Prefect server dies in the middle of a crawl and comes back: the slot of the limit is free after it."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from flows.global_lock import LEASE, LIMIT
from samples.faults.names import Fault
from samples.parliament import synthetic_parliament
from samples.server import serve
from tests.flows.prefect_server import prefect_server, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from subprocess import Popen

    from archive.settings import Settings
    from samples.site import Site
    from tests.flows.prefect_server import PrefectServer

STORAGE = "prefect.server.concurrency.lease_storage"
QUESTIONS = 40
SCOPE = ("backfill", "--json", "--lok-sabha", "18", "--sessions", "5")


@contextmanager
def crawl_under_way(
    settings: Settings, folder: Path, storage: str
) -> Iterator[tuple[Site, PrefectServer, Popen[str]]]:
    """A site, a Prefect server that keeps leases in `storage`, and a run that has fetched some files."""
    with serve(synthetic_parliament(QUESTIONS)) as site:
        made = settings.model_copy(update={"site_url": site.url, "delay": 0.0, "workers": 1})
        variables = {"PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": f"{STORAGE}.{storage}"}
        with prefect_server(folder, made, **variables) as server:
            server.create_limit()
            site.set_fault(Fault.SLOW, 0.5)
            crawl = server.command(*SCOPE)
            wait_until(lambda: len(site.requests_for("/getFile/")) > 3)
            yield site, server, crawl


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("storage", ["memory", "filesystem"])
def test_a_crawl_survives_a_restart_of_the_server_and_frees_its_slot(
    settings: Settings, tmp_path: Path, storage: str
) -> None:
    with crawl_under_way(settings, tmp_path, storage) as (site, server, crawl):
        server.kill()
        server.start()
        printed, errors = crawl.communicate()
        assert crawl.returncode == 0, errors
        assert json.loads(printed)["missing"] == {}
        assert server.call("GET", f"v2/concurrency_limits/{LIMIT}")["active_slots"] == 0
        site.clear_faults()
        assert json.loads(server.loksabha(*SCOPE))["success"]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_slot_of_a_run_that_was_killed_with_the_server_is_free_when_its_lease_ends(
    settings: Settings, tmp_path: Path
) -> None:
    with crawl_under_way(settings, tmp_path, "filesystem") as (site, server, crawl):
        crawl.kill()
        server.kill()
        crawl.communicate()
        server.start()
        site.clear_faults()
        started = time.monotonic()
        assert json.loads(server.loksabha(*SCOPE))["missing"] == {}
        # not at once, so that a run that is alive keeps its slot
        assert time.monotonic() - started > LEASE / 2
