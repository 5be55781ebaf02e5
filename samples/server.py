"""HTTP server for the sample site, on the loopback interface."""

from __future__ import annotations

import contextlib
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from samples.replies.http import Reply, Request
from samples.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from samples.faults.names import Fault
    from samples.parliament import Parliament

_CHUNK = 16 * 1024


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report errors, except that a client closed the connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        self._send(self.server.site.respond(self._request()))

    do_HEAD = do_GET  # noqa: N815 - the name is http.server's

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        host = self.headers.get("Host", "127.0.0.1")
        return Request(self.command, unquote(parts.path), query, f"http://{host}", dict(self.headers.items()))

    def _send(self, reply: Reply) -> None:
        """Send the reply as the site does: no reason phrase, no validators."""
        if not reply.status:
            self.close_connection = True
            return
        self.send_response_only(reply.status, "")
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Cache-Control", "no-cache, no-store")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self._send_body(reply)

    def _send_body(self, reply: Reply) -> None:
        if not reply.chunked:
            self.wfile.write(reply.body[: reply.sent])
        else:
            self._send_chunks(reply)
        if reply.sent is not None:
            self.close_connection = True

    def _send_chunks(self, reply: Reply) -> None:
        """Send the body in chunks; if it is to break off, the last chunk is shorter than announced."""
        body = reply.body if reply.sent is None else reply.body[: reply.sent]
        for start in range(0, len(body), _CHUNK):
            chunk = body[start : start + _CHUNK]
            announced = len(chunk) if reply.sent is None else len(chunk) + 1
            self.wfile.write(b"%x\r\n%s" % (announced, chunk))
            if reply.sent is not None:
                return
            self.wfile.write(b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_args: Any) -> None:
        """Print nothing: `Site.requests` is the log."""


@contextlib.contextmanager
def serve(
    parliament: Parliament, port: int = 0, *, faults: Mapping[Fault, float] | None = None
) -> Iterator[Site]:
    """Serve the site at `site.url` until the context ends.

    Port 0 takes a free port; raises `OSError` on a taken one.
    """
    site = Site(parliament, faults)
    with _Server(site, port) as server:
        site.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
