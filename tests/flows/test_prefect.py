"""The deployments on a real Prefect server, with a process work pool and a worker, all on loopback."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from prefect import Flow
from prefect.cli.deploy._models import (
    ConcurrencyLimitSpec,
    DeploymentConfig,
    PrefectYamlModel,
    RawScheduleConfig,
    WorkPoolConfig,
)

from archive.release.manifest import latest
from archive.store import open_store
from archive.tables import Tables
from flows.global_lock import LIMIT
from tests.flows.prefect_server import ROOT, PrefectServer, prefect_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import BaseModel

    from archive.settings import Settings
    from samples.site import Site

DECLARED = yaml.safe_load((ROOT / "prefect.yaml").read_text())


@pytest.fixture
def server(tmp_path: Path, site: Site, settings: Settings) -> Iterator[PrefectServer]:
    """A server whose runs crawl the sample site into the test's store."""
    made = settings.model_copy(update={"site_url": site.url, "delay": 0.0, "concurrency": 4, "workers": 2})
    with prefect_server(tmp_path, made) as started:
        yield started


@pytest.mark.timeout(300)
def test_deployed_backfill_completes_with_artifact_and_release(
    server: PrefectServer, settings: Settings
) -> None:
    server.deploy()
    with server.worker():
        scope = ("-p", "lok_sabha=18", "-p", 'sessions="4-5"')
        assert "'Completed'" in server.prefect("deployment", "run", "backfill/backfill", *scope, "--watch")
    deployments = server.read("deployments")
    assert {d["name"] for d in deployments} == {d["name"] for d in DECLARED["deployments"]}
    artifacts = server.read("artifacts")
    pages = "\n".join(artifact["data"] for artifact in artifacts if artifact["key"] == "run-summary")
    assert "backfill of session 4: Completed" in pages
    assert "backfill of session 5: Completed with gaps" in pages
    with open_store(settings) as store:
        questions = Tables(store).read("questions", only={"question_id": ["LS18-S5-UNSTARRED-1161"]})
        assert f"- [LS18-S5-UNSTARRED-1161](<{questions['url'].item()}>) (en)" in pages
        release = latest(store)
        assert release is not None
        assert f"release {release.version} is new" in pages


def test_command_is_a_flow_run_and_waits_for_the_limit(server: PrefectServer) -> None:
    scope = ("backfill", "--lok-sabha", "18", "--sessions", "4")
    refused = server.command(*scope)
    assert "create it once: prefect gcl create sansad --limit 1" in refused.communicate()[1]
    assert refused.returncode == 1
    server.create_limit()
    server.loksabha(*scope)
    server.call("PATCH", f"v2/concurrency_limits/{LIMIT}", {"active_slots": 1})
    server.environment["LOKSABHA_CRAWL_WAIT"] = "1"
    waited = server.command(*scope)
    (line,) = [line for line in waited.communicate()[1].splitlines() if line.startswith("loksabha: ")]
    assert waited.returncode == 4
    assert line.startswith("loksabha: another crawl did not end within 1 s: backfill 20")
    assert line.endswith("the slot is left over: prefect gcl update sansad --active-slots 0; run again later")
    names = [run["state_name"] for run in server.read("flow_runs")]
    assert sorted(names) == ["Completed", "Failed", "Failed: another crawl"]


def keys_of(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_every_key_of_prefect_yaml_is_known() -> None:
    assert set(DECLARED) <= keys_of(PrefectYamlModel) | {"definitions"}
    for deployment in DECLARED["deployments"]:
        assert set(deployment) <= keys_of(DeploymentConfig)
        assert set(deployment["work_pool"]) <= keys_of(WorkPoolConfig)
        assert set(deployment.get("concurrency_limit", {})) <= keys_of(ConcurrencyLimitSpec)
        for schedule in deployment.get("schedules", []):
            assert set(schedule) <= keys_of(RawScheduleConfig)


@pytest.mark.parametrize("deployment", DECLARED["deployments"], ids=lambda d: d["name"])
def test_entrypoint_is_a_flow_of_that_name(deployment: dict[str, Any]) -> None:
    path, _, name = deployment["entrypoint"].partition(":")
    flow = getattr(import_module(path.removesuffix(".py").replace("/", ".")), name)
    assert isinstance(flow, Flow)
    assert flow.name == deployment["name"]
