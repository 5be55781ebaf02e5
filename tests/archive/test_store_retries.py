"""Requests are repeated when an S3 server is busy or a connection breaks."""

from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from archive.errors import ArchiveError
from archive.settings import Settings
from archive.store import open_store


def flaky_server(answers: list[bytes]) -> tuple[socket.socket, threading.Thread]:
    """An S3 that gives these replies, one a connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for answer in answers:
            line, _ = listener.accept()
            with line:
                line.recv(65_536)
                line.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return listener, thread


def reply(status: str, body: bytes = b"", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = f'HTTP/1.1 {status}\r\nContent-Length: {size}\r\nETag: "1"\r\nConnection: close\r\n\r\n'
    return head.encode() + body


def test_a_request_is_repeated_when_the_server_is_busy_or_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    slow_down = reply("503 Slow Down", b"<Error><Code>SlowDown</Code></Error>")
    listener, thread = flaky_server(
        [reply("200 OK"), slow_down, b"", reply("200 OK", b"hal", length=4), reply("200 OK", b"half")]
    )
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with listener, open_store(Settings(_env_file=None, s3_endpoint_url=url)) as store:
        assert store.get("raw/a") == b"half"
        thread.join()


SLOW_DOWN = reply("503 Slow Down", b"<Error><Code>SlowDown</Code></Error>")
DENIED = reply("403 Forbidden", b"<Error><Code>AccessDenied</Code></Error>")


def written_once(replies: list[bytes], monkeypatch: pytest.MonkeyPatch) -> bool:
    """What an S3 that gives these replies lets us write."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    listener, thread = flaky_server([reply("200 OK"), *replies])
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with listener, open_store(Settings(_env_file=None, s3_endpoint_url=url)) as store:
        written = asyncio.run(store.put_once_async("raw/a", b"1"))
        thread.join()
        return written


@pytest.mark.parametrize(
    ("replies", "written"),
    [
        pytest.param([SLOW_DOWN, SLOW_DOWN, reply("200 OK")], True, id="busy"),
        pytest.param(
            [b"", reply("412 x", b"<Error><Code>PreconditionFailed</Code></Error>")],
            False,
            id="written before the line broke",
        ),
    ],
)
def test_a_write_is_repeated_when_the_server_is_busy_or_the_connection_breaks(
    replies: list[bytes], written: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written_once(replies, monkeypatch) is written


def test_what_may_not_be_written_names_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArchiveError, match=r"s3://loksabha/raw/a at .*: access denied"):
        written_once([DENIED, DENIED], monkeypatch)
