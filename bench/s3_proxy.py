"""A proxy in front of an S3 server: it counts the requests, and fails as S3 does when it is told to."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections import Counter
from http import HTTPStatus
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ERROR = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate</Message></Error>"
_EXPECT = b"Expect: 100-continue\r\n"
SLOW_DOWN = b"HTTP/1.1 503 Slow Down\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (
    len(_ERROR),
    _ERROR,
)


class S3Proxy(socketserver.ThreadingTCPServer):
    """Passes each request on and its reply back, but for those that `failing` tells to fail."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, behind: int) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.behind = behind
        self.request_counts: Counter[str] = Counter()
        """Requests by method."""
        self.failing: list[str] = []
        """How the next requests fail: "slow_down", "hang_up", "cut" (done, and half the reply) or ""."""
        self.down = False
        """Whether all requests are hung up on."""

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def next_fault(self) -> str:
        """How the next request fails, "" if it does not."""
        return "hang_up" if self.down else self.failing.pop(0) if self.failing else ""


class _Connection(socketserver.StreamRequestHandler):
    """One client, request by request."""

    server: S3Proxy
    wbufsize = -1
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with (
            contextlib.suppress(ConnectionError, ValueError),
            socket.create_connection(("127.0.0.1", self.server.behind)) as behind,
            behind.makefile("rwb") as back,
        ):
            while self.exchange(back):
                pass

    def exchange(self, back: IO[bytes]) -> bool:
        """Whether the connection stays open after one request."""
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
        back.write(head + body)
        back.flush()
        if not (reply := read_head(back)):
            return False
        silent = method == "HEAD" or int(reply.split(b" ")[1]) in {
            HTTPStatus.NO_CONTENT,
            HTTPStatus.NOT_MODIFIED,
        }
        answer = reply if silent else reply + read_body(back, reply)
        self.wfile.write(answer[: len(answer) // 2] if fault == "cut" else answer)
        self.wfile.flush()
        return fault != "cut"


def read_head(source: IO[bytes]) -> bytes:
    """The lines up to the empty one, b"" at the end of the connection."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        if not (line := source.readline()):
            return b""
        head += line
    return head


def read_body(source: IO[bytes], head: bytes) -> bytes:
    """The body that a head announces, as it comes."""
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
    """A proxy while it runs, in front of the server on a port of this machine."""
    with S3Proxy(port) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()
