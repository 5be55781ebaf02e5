"""The deployments on a real Prefect server, with a process work pool and a worker, all on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
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
from flows.deployments import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from archive.settings import Settings
    from samples.site import Site

ROOT = Path(__file__).parents[2]
PREFECT = str(Path(sys.executable).with_name("prefect"))
DECLARED = yaml.safe_load((ROOT / "prefect.yaml").read_text())


@contextmanager
def running(*command: str, environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as noise:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=noise, stderr=noise)
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def prefect(*arguments: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [PREFECT, "--no-prompt", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wait_for(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture
def environment(tmp_path: Path, site: Site, settings: Settings) -> Iterator[dict[str, str]]:
    """The environment of a server that is up, and of runs from the sample site into the test's store."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = settings.model_copy(update={"site_url": site.url, "delay": 0.0, "concurrency": 4, "workers": 2})
    environment = {
        **os.environ,
        **made.environment(),
        "PREFECT_HOME": str(tmp_path),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    server = (PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port))
    with running(*server, environment=environment, log=tmp_path / "server.log"):
        wait_for(f"{environment['PREFECT_API_URL']}/health")
        yield environment


@pytest.mark.timeout(300)
def test_deployed_backfill_completes_with_artifact_and_release(
    environment: dict[str, str], settings: Settings, tmp_path: Path
) -> None:
    api = environment["PREFECT_API_URL"]
    prefect("work-pool", "create", "loksabha", "--type", "process", environment=environment)
    prefect("gcl", "create", LIMIT, "--limit", "1", environment=environment)
    prefect("deploy", "--all", environment=environment)
    worker = (PREFECT, "worker", "start", "--pool", "loksabha")
    with running(*worker, environment=environment, log=tmp_path / "worker.log"):
        run = (
            "deployment",
            "run",
            "backfill/backfill",
            "-p",
            "lok_sabha=18",
            "-p",
            'sessions="4-5"',
            "--watch",
        )
        assert "'Completed'" in prefect(*run, environment=environment)
    deployments = httpx.post(f"{api}/deployments/filter", json={}).json()
    assert {d["name"] for d in deployments} == {d["name"] for d in DECLARED["deployments"]}
    artifacts = httpx.post(f"{api}/artifacts/filter", json={}).json()
    pages = "\n".join(artifact["data"] for artifact in artifacts if artifact["key"] == "run-summary")
    assert "backfill of session 4: Completed" in pages
    assert "backfill of session 5: Completed with gaps" in pages
    assert "- LS18-S5-UNSTARRED-1161 (en)" in pages
    with open_store(settings) as store:
        release = latest(store)
        assert release is not None
        assert f"release {release.version} is new" in pages


def test_command_is_a_flow_run_and_waits_for_the_limit(environment: dict[str, str]) -> None:
    loksabha = [
        str(Path(sys.executable).with_name("loksabha")),
        "backfill",
        "--lok-sabha",
        "18",
        "--sessions",
        "4",
    ]
    done = subprocess.run(loksabha, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "create it once: prefect gcl create sansad --limit 1" in done.stderr
    prefect("gcl", "create", LIMIT, "--limit", "1", environment=environment)
    done = subprocess.run(loksabha, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    runs = httpx.post(f"{environment['PREFECT_API_URL']}/flow_runs/filter", json={}).json()
    assert sorted(run["state_name"] for run in runs) == ["Completed", "Failed"]


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
