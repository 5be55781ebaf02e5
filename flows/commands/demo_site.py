"""The demo's settings, store and sample site on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from archive.settings import Settings
from flows.errors import FlowsError

if TYPE_CHECKING:
    from collections.abc import Iterator

STORE = "s3://loksabha-demo"
PORT = 18950


def demo_settings(site_url: str | None = None) -> Settings:
    """The settings with the demo's store.

    With `site_url`, also that site, no delay and 4 concurrent requests.
    """
    site = {"site_url": site_url, "delay": 0.0, "concurrency": 4} if site_url else {}
    return Settings().model_copy(update={"store": STORE, **site})


@contextmanager
def sample_site() -> Iterator[Settings]:
    """Serves the sample parliament on loopback and yields settings for it; FlowsError if it cannot start."""
    if find_spec("samples") is None or find_spec("reportlab") is None:
        raise FlowsError(
            "the sample parliament is not in the installed package; run `make demo` in a checkout"
        )
    command = [sys.executable, "-m", "samples", "serve", "--port", str(_usual_port())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line.startswith("samples: "):
                raise FlowsError(
                    "the sample parliament did not start; see the error of `python -m samples serve`"
                )
            yield demo_settings(line.removeprefix("samples: ").strip())
        finally:
            process.terminate()


def _usual_port() -> int:
    """The fixed port, which keeps links stable between demos; 0 (any port) if it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return 0
    return PORT


def settings_or_demo(settings: Settings) -> Settings:
    """The settings, or the demo's (with a note on stderr) if only the demo's store has questions.

    The demo's are taken only if no store or endpoint is set.
    """
    if "store" in settings.model_fields_set or settings.s3_endpoint_url or not settings.home.exists():
        return settings
    from archive.store import open_store
    from archive.tables import Tables

    demo = demo_settings()
    with open_store(settings) as own_store, open_store(demo) as demo_store:
        is_empty = Tables(own_store).version("questions") is None
        if is_empty and Tables(demo_store).version("questions") is not None:
            click.echo(f"{settings.store} is empty; this is the demo's store {demo.store}", err=True)
            return demo
    return settings
