"""A real Prefect server, its workers and commands, all on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archive.settings import Settings

ROOT = Path(__file__).parents[2]
PREFECT = str(Path(sys.executable).with_name("prefect"))
LOKSABHA = (sys.executable, "-c", "from flows.cli import main; main()")
LONGEST = 90.0
"""Seconds until something that never happens fails the test."""


def wait_until(happened: Callable[[], Any], longest: float = LONGEST) -> Any:
    """The first true value of `happened`; raises `TimeoutError` if there is none in time."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        if found := happened():
            return found
        time.sleep(0.1)
    raise TimeoutError(happened)


@dataclass
class PrefectServer:
    """A server that can be killed and started again: its port, files and the environment of its clients."""

    home: Path
    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = None
    worker_process: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> str:
        return self.environment["PREFECT_API_URL"]

    def start(self) -> None:
        command = (PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(self.port))
        with (self.home / "server.log").open("a") as noise:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=noise, stderr=noise
            )
        wait_until(self._is_up)

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()
        assert not self._is_up()

    def prefect(self, *arguments: str) -> str:
        """The output of a Prefect command."""
        return self._output(PREFECT, "--no-prompt", *arguments)

    def loksabha(self, *arguments: str) -> str:
        """The output of a command of ours."""
        return self._output(*LOKSABHA, *arguments)

    def create_limit(self) -> None:
        self.prefect("gcl", "create", "sansad", "--limit", "1")

    def deploy(self) -> None:
        self.prefect("work-pool", "create", "loksabha", "--type", "process")
        self.create_limit()
        self.prefect("deploy", "--all")
        for deployment in self.read("deployments"):  # no run but those of the test, at whatever time it runs
            for schedule in deployment["schedules"]:
                self.call("DELETE", f"deployments/{deployment['id']}/schedules/{schedule['id']}")

    @contextmanager
    def worker(self) -> Iterator[None]:
        """A worker that is terminated when the context ends, and the one that was started after it."""
        self.start_worker()
        try:
            yield
        finally:
            assert self.worker_process
            self.worker_process.terminate()
            self.worker_process.wait(30)

    def start_worker(self) -> None:
        command = (PREFECT, "worker", "start", "--pool", "loksabha")
        with (self.home / "worker.log").open("a") as noise:
            self.worker_process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=noise, stderr=noise
            )

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        """A command of ours that has been started, with the output to read."""
        return subprocess.Popen(
            [*LOKSABHA, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def kill_clients(self) -> None:
        """Kills the worker, its flow runs and their crawls, all at once."""
        assert self.process
        self._kill_all_but(self.process)

    def kill_flows(self) -> None:
        """Kills the flow runs and their crawls; the worker lives."""
        assert self.process
        assert self.worker_process
        self._kill_all_but(self.process, self.worker_process)

    def _kill_all_but(self, *spared: subprocess.Popen[bytes]) -> None:
        """The processes of this test have its server in their environment."""
        mark = f"PREFECT_API_URL={self.api}".encode()
        ours = {int(p.parent.name) for p in Path("/proc").glob("[0-9]*/environ") if _has(p, mark)}
        for pid in ours - {process.pid for process in spared}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def states(self, run: str) -> list[dict[str, Any]]:
        """All states of a flow run, the oldest first."""
        rows: list[dict[str, Any]] = self.call("GET", f"flow_run_states/?flow_run_id={run}")
        return sorted(rows, key=lambda state: str(state["timestamp"]))

    def read(self, what: str, **query: Any) -> list[dict[str, Any]]:
        """All objects of a kind, such as `flow_runs`."""
        rows: list[dict[str, Any]] = self.call("POST", f"{what}/filter", query)
        return rows

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The reply of the server, which is asked again if it is absent or busy (503: database locked)."""

        def reply() -> httpx.Response | None:
            try:
                found = httpx.request(method, f"{self.api}/{path}", json=body, timeout=30)
            except httpx.TransportError:
                return None
            return None if found.status_code == httpx.codes.SERVICE_UNAVAILABLE else found.raise_for_status()

        answer = wait_until(reply)
        return answer.json() if answer.content else None

    def _is_up(self) -> bool:
        try:
            return httpx.get(f"{self.api}/health").is_success
        except httpx.TransportError:
            return False

    def _output(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _has(environment: Path, mark: bytes) -> bool:
    try:
        return mark in environment.read_bytes().split(b"\0")
    except OSError:
        return False


@contextmanager
def prefect_server(home: Path, settings: Settings, **variables: str) -> Iterator[PrefectServer]:
    """A server that is up, with the settings and `variables` in the environment of its clients."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        **settings.environment(),
        "PYTHONPATH": str(ROOT),
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        **variables,
    }
    server = PrefectServer(home, environment, port)
    server.start()
    try:
        yield server
    finally:
        assert server.process
        server.process.terminate()
        server.process.wait(30)
