"""An S3 server on loopback that sends prepared replies, one per connection."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from typing import TYPE_CHECKING

from archive.settings import Settings
from archive.store import open_store

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

    import pytest

    from archive.store import Store


def reply(status: str, body: bytes = b"", length: int | None = None) -> bytes:
    """An HTTP reply; a `length` above that of the body makes it a truncated one."""
    size = len(body) if length is None else length
    head = (
        f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\nConnection: close\r\n"
        'ETag: "1"\r\nLast-Modified: Tue, 29 Jul 2025 08:00:00 GMT\r\n\r\n'
    )
    return head.encode() + body


OK = reply("200 OK")
SLOW_DOWN = reply("503 Slow Down", b"<Error><Code>SlowDown</Code></Error>")
DENIED = reply("403 Forbidden", b"<Error><Code>AccessDenied</Code></Error>")
NO_BUCKET = reply("404 Not Found", b"<Error><Code>NoSuchBucket</Code></Error>")
EXISTS = reply("412 Precondition Failed", b"<Error><Code>PreconditionFailed</Code></Error>")
CONFLICT = reply("409 Conflict", b"<Error><Code>ConditionalRequestConflict</Code></Error>")


@contextlib.contextmanager
def flaky_store(
    replies: list[bytes], monkeypatch: pytest.MonkeyPatch, tls: ssl.SSLContext | None = None
) -> Iterator[Store]:
    """A store on a server that sends these replies; all must have been sent at the end.

    The replies to the opening come before: the bucket exists, and the object that must not be created.
    """
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(listener, [OK, EXISTS, *replies], tls), daemon=True)
    thread.start()
    url = f"{'https' if tls else 'http'}://127.0.0.1:{listener.getsockname()[1]}"
    with listener, open_store(Settings(_env_file=None, s3_endpoint_url=url)) as store:
        yield store
        thread.join(5)
        assert not thread.is_alive(), "fewer requests than replies"


def _serve(listener: socket.socket, replies: list[bytes], tls: ssl.SSLContext | None) -> None:
    for answer in replies:
        try:
            accepted, _ = listener.accept()
            connection = tls.wrap_socket(accepted, server_side=True) if tls else accepted
        except OSError:  # the client does not trust the certificate, or the test has ended
            continue
        with connection, connection.makefile("rb") as request:
            head = b"".join(iter(request.readline, b"\r\n"))
            length = re.search(rb"(?i)content-length: (\d+)", head)
            request.read(int(length[1]) if length else 0)
            connection.sendall(answer)
    listener.close()
