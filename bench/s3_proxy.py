"""Proxy in front of an S3 server that counts requests and, on demand, fails or behaves as another S3 does."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from io import BufferedIOBase

_ERROR = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate</Message></Error>"
_EXPECT = b"Expect: 100-continue\r\n"
SLOW_DOWN = b"HTTP/1.1 503 Slow Down\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (
    len(_ERROR),
    _ERROR,
)


class S3Proxy(socketserver.ThreadingTCPServer):
    """Forwards each request and its reply, except those that `failing` makes fail."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, upstream_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.upstream_port = upstream_port
        self.request_counts: Counter[str] = Counter()
        """Requests by method."""
        self.failing: list[str] = []
        """Faults of the next requests: "slow_down", "hang_up", "cut" (half the reply) or ""."""
        self.down = False
        """Whether the connection of every request is closed."""
        self.answer: Callable[[bytes], bytes] = lambda _head: b""
        """The reply to a request with this head; b"" forwards it."""
        self.rewrite: Callable[[bytes], bytes] = lambda head: head
        """The head that is forwarded in place of this one."""
        self.tls: ssl.SSLContext | None = None
        """The context of connections from clients; None for plain HTTP."""

    @property
    def port(self) -> int:
        """Port that the proxy listens on."""
        return int(self.server_address[1])

    def get_request(self) -> tuple[socket.socket, object]:
        """A connection, in TLS if a context is set; the handshake is left to its own thread."""
        connection, address = super().get_request()
        if self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def next_fault(self) -> str:
        """Fault of the next request, or ""."""
        return "hang_up" if self.down else self.failing.pop(0) if self.failing else ""


class _Connection(socketserver.StreamRequestHandler):
    """A connection of one client."""

    server: S3Proxy
    wbufsize = -1
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with (
            contextlib.suppress(OSError, ValueError),  # a TLS client that does not trust us hangs up
            socket.create_connection(("127.0.0.1", self.server.upstream_port)) as server,
            server.makefile("rwb") as upstream,
        ):
            while self.forward(upstream):
                pass

    def forward(self, upstream: BufferedIOBase) -> bool:
        """Forward one request; returns whether the connection stays open."""
        head = read_head(self.rfile)
        if not head:
            return False
        method = head.split(b" ", 1)[0].decode()
        self.server.request_counts[method] += 1
        if _EXPECT in head:
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
            head = head.replace(_EXPECT, b"")
        body, fault = read_body(self.rfile, head), self.server.next_fault()
        if fault in {"slow_down", "hang_up"}:
            self.wfile.write(SLOW_DOWN if fault == "slow_down" else b"")
            return False
        if answer := self.server.answer(head):
            self.wfile.write(answer)
            return False
        upstream.write(self.server.rewrite(head) + body)
        upstream.flush()
        if not (reply := read_head(upstream)):
            return False
        bodiless = method == "HEAD" or int(reply.split(b" ")[1]) in {
            HTTPStatus.NO_CONTENT,
            HTTPStatus.NOT_MODIFIED,
        }
        answer = reply if bodiless else reply + read_body(upstream, reply)
        self.wfile.write(answer[: len(answer) // 2] if fault == "cut" else answer)
        self.wfile.flush()
        return fault != "cut"


def read_head(source: BufferedIOBase) -> bytes:
    """The lines up to the empty one; b"" if the connection has ended."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        if not (line := source.readline()):
            return b""
        head += line
    return head


def read_body(source: BufferedIOBase, head: bytes) -> bytes:
    """The body after a head, in its transfer encoding."""
    fields = dict(line.lower().split(b": ", 1) for line in head.splitlines()[1:] if b": " in line)
    if fields.get(b"transfer-encoding") != b"chunked":
        return source.read(int(fields.get(b"content-length", b"0")))
    body = b""
    while not body.endswith(b"0\r\n\r\n"):
        line = source.readline()
        body += line + source.read(int(line.split(b";")[0], 16) + 2)
    return body


@contextlib.contextmanager
def s3_proxy(port: int) -> Iterator[S3Proxy]:
    """Run a proxy in front of the server on a local port."""
    with S3Proxy(port) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()
