"""A server on loopback that keeps the messages it is sent."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Receiver:
    """What was sent: path and body of each request."""

    port: int
    received: list[tuple[str, str]] = field(default_factory=list)

    @property
    def notify(self) -> str:
        """A value of `LOKSABHA_NOTIFY`."""
        return f"json://127.0.0.1:{self.port}/message"

    @property
    def ping(self) -> str:
        """A value of `LOKSABHA_PING`."""
        return f"http://127.0.0.1:{self.port}/ping"

    def pings(self) -> list[str]:
        return [path for path, _ in self.received if path.startswith("/ping")]

    def messages(self) -> list[dict[str, str]]:
        return [json.loads(body) for path, body in self.received if path.startswith("/message")]

    def titles(self) -> list[str]:
        return [message["title"] for message in self.messages()]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that is up until the context ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            kept.received.append((self.path, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept = Receiver(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield kept
    server.shutdown()
    server.server_close()
