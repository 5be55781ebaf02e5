"""The S3 server of the tests behind a proxy that makes it behave as others do."""

from __future__ import annotations

import json
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from archive.s3.certificates import CERTIFICATE, KEY, make_certificates
from archive.settings import Settings
from bench.s3_proxy import s3_proxy
from tests.archive.s3.flaky_s3 import DENIED, reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

    from archive.store import Store
    from bench.s3_proxy import S3Proxy

_WRITES = (b"PUT ", b"POST ", b"DELETE ")
NO_CHECKSUM = reply(
    "400 Bad Request",
    b"<Error><Code>InvalidRequest</Code><Message>Content-MD5 OR x-amz-checksum- HTTP header is required for "
    b"Put Object requests with Object Lock parameters</Message></Error>",
)


@contextmanager
def behind_proxy(
    store: Store, s3_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[S3Proxy, Settings]]:
    """A proxy in front of the server, and the settings by which the store is reached through it."""
    keys = stored_keys(s3_home)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", keys.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", keys.secret_key)
    with s3_proxy(int(store.endpoint_url.rpartition(":")[2])) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        place = store.uri("").rstrip("/")
        yield proxy, Settings(_env_file=None, s3_endpoint_url=address, store=place, home=s3_home)


def stored_keys(s3_home: Path) -> Credentials:
    """The keys of the server."""
    keys = json.loads((s3_home / "s3" / "credentials.json").read_text())
    return Credentials(keys["access_key"], keys["secret_key"])


def private_tls(folder: Path) -> ssl.SSLContext:
    """The context of a server on loopback whose certificate is signed by an authority made in the folder."""
    make_certificates(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / CERTIFICATE, folder / KEY)
    return context


def refuses_writes(head: bytes) -> bytes:
    """A reply as to keys that may only read."""
    return DENIED if head.startswith(_WRITES) else b""


def refuses_writes_without_checksum(head: bytes) -> bytes:
    """A reply as of a bucket whose Object Lock has a default retention."""
    fields = _fields(head)
    checked = any(name == "content-md5" or name.startswith("x-amz-checksum-") for name in fields)
    return b"" if checked or not head.startswith(b"PUT ") else NO_CHECKSUM


def without_condition(keys: Credentials) -> Callable[[bytes], bytes]:
    """Removes `If-None-Match` from requests, as a server does that ignores it, and signs them again."""

    def rewrite(head: bytes) -> bytes:
        fields = _fields(head)
        if fields.pop("if-none-match", None) is None:
            return head
        line = head.splitlines()[0].decode()
        method, path, _ = line.split(" ")
        del fields["authorization"]
        request = AWSRequest(method=method, url=f"http://{fields['host']}{path}", headers=fields)
        SigV4Auth(keys, "s3", "us-east-1").add_auth(
            request
        )  # takes the body's hash from the request's fields
        lines = [line, *(f"{name}: {value}" for name, value in request.headers.items())]
        return "\r\n".join([*lines, "", ""]).encode()

    return rewrite


def _fields(head: bytes) -> dict[str, str]:
    lines = (line.split(": ", 1) for line in head.decode().splitlines()[1:] if ": " in line)
    return {name.lower(): value for name, value in lines}
