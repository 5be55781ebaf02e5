"""A real Prefect server, its workers and commands, all on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
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


@contextmanager
def running(*command: str, environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is terminated when the context ends."""
    with log.open("a") as noise:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=noise, stderr=noise)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


@dataclass
class PrefectServer:
    """A server that can be killed and started again: its port, files and the environment of its clients."""

    home: Path
    environment: dict[str, str]
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

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

    def worker(self) -> Any:
        """A worker that is terminated when the context ends."""
        command = (PREFECT, "worker", "start", "--pool", "loksabha")
        return running(*command, environment=self.environment, log=self.home / "worker.log")

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
        mark = f"PREFECT_API_URL={self.api}".encode()
        ours = {int(p.parent.name) for p in Path("/proc").glob("[0-9]*/environ") if _has(p, mark)}
        for pid in ours - self._server_pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _server_pids(self) -> set[int]:
        assert self.process
        found = {self.process.pid}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                parent = int(path.read_text().rpartition(")")[2].split()[1])
                found |= {int(path.parent.name)} if parent in found else set()
        return found

    def read(self, what: str, **query: Any) -> list[dict[str, Any]]:
        """All objects of a kind, such as `flow_runs`."""
        reply = httpx.post(f"{self.api}/{what}/filter", json=query, timeout=30).raise_for_status()
        rows: list[dict[str, Any]] = reply.json()
        return rows

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
