from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from archive.errors import ArchiveError
from archive.s3.certificates import AUTHORITY
from tests.archive.s3.flaky_s3 import CONFLICT, DENIED, EXISTS, NO_BUCKET, OK, SLOW_DOWN, flaky_store, reply
from tests.archive.s3.other_servers import private_tls

if TYPE_CHECKING:
    import ssl
    from pathlib import Path

    from archive.store import Store


def test_a_request_is_repeated_when_the_server_is_busy_or_the_reply_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replies = [SLOW_DOWN, b"", reply("200 OK", b"hal", length=4), reply("206 x"), reply("200 OK", b"half")]
    with flaky_store(replies, monkeypatch) as store:
        assert store.get("raw/a") == b"half"


def create(store: Store, *, asynchronous: bool) -> bool:
    if asynchronous:
        return asyncio.run(store.put_once_async("raw/a", b"1"))
    return store.put_once("raw/a", b"1")


@pytest.mark.parametrize("asynchronous", [True, False])
@pytest.mark.parametrize(
    ("replies", "written"),
    [
        pytest.param([SLOW_DOWN, SLOW_DOWN, OK], True, id="busy"),
        pytest.param([CONFLICT, CONFLICT, OK], True, id="another writer gave up"),
        pytest.param([CONFLICT, EXISTS], False, id="another writer was faster"),
        pytest.param([b"", EXISTS], False, id="written, then no reply"),
        pytest.param([OK[:20], EXISTS], False, id="written, then half a reply"),
        pytest.param([SLOW_DOWN, OK[:20], b"", SLOW_DOWN, b"", OK], True, id="busy and broken"),
        pytest.param([EXISTS], False, id="exists"),
    ],
)
def test_create_only_writes(
    replies: list[bytes], written: bool, asynchronous: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with flaky_store(replies, monkeypatch) as store:
        assert create(store, asynchronous=asynchronous) is written


@pytest.mark.parametrize("asynchronous", [True, False])
def test_a_forbidden_write_names_the_place(asynchronous: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        flaky_store([DENIED], monkeypatch) as store,
        pytest.raises(ArchiveError, match=r"s3://loksabha/raw/a at .*: access denied"),
    ):
        create(store, asynchronous=asynchronous)


@pytest.mark.parametrize(
    ("replies", "message"),
    [
        pytest.param([NO_BUCKET], "s3://loksabha/raw/a at {url}: there is no such bucket", id="bucket"),
        pytest.param(
            [CONFLICT] * 6, "s3://loksabha/raw/a at {url}: other writers keep writing it", id="conflict"
        ),
    ],
)
def test_an_error_of_the_server_names_place_and_remedy(
    replies: list[bytes], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with flaky_store(replies, monkeypatch) as store, pytest.raises(ArchiveError) as error:
        store.put_once("raw/a", b"1")
    assert str(error.value).startswith(message.format(url=store.endpoint_url))


@pytest.fixture
def tls(tmp_path: Path) -> ssl.SSLContext:
    """The context of a server whose certificate is signed by the private authority in `tmp_path`."""
    return private_tls(tmp_path)


def test_a_private_authority_is_trusted_when_it_is_named(
    tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / AUTHORITY))
    with flaky_store([OK, reply("200 OK", b"1")], monkeypatch, tls) as store:
        assert store.put_once("raw/a", b"1") is True
        assert store.get("raw/a") == b"1"


def test_an_untrusted_certificate_is_named(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    with (
        pytest.raises(ArchiveError, match="its TLS certificate is not trusted: set AWS_CA_BUNDLE"),
        flaky_store([OK] * 5, monkeypatch, tls),
    ):
        pass
