from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TYPE_CHECKING

import boto3
import polars as pl
import pytest
from botocore.exceptions import ClientError

from archive.errors import ArchiveError, MissingKey, ServerBusy
from archive.keys import raw_key, sha256_of
from archive.s3.embedded import embedded_server
from archive.settings import Settings
from archive.store import Store, open_store
from archive.tables import Tables
from tests.archive.rows import question_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.s3.embedded import Endpoint


@pytest.fixture
def server(s3_home: Path) -> Iterator[Endpoint]:
    with embedded_server(s3_home) as endpoint:
        yield endpoint


def test_bytes_are_written_once(store: Store) -> None:
    assert store.put_once("raw/a", b"first") is True
    assert store.put_once("raw/a", b"second") is False
    assert store.get("raw/a") == b"first"


def test_of_several_threads_one_writes(store: Store) -> None:
    values = [bytes([n]) * 50_000 for n in range(16)]
    with ThreadPoolExecutor(16) as threads:
        written = list(threads.map(lambda value: store.put_once("raw/a", value), values))

    assert written.count(True) == 1
    assert store.get("raw/a") == values[written.index(True)]


def test_of_many_written_at_once_each_is_written_once(store: Store) -> None:
    async def write() -> list[bool]:
        return await asyncio.gather(*(store.put_once_async(f"raw/{n % 16}", bytes([n])) for n in range(48)))

    written = asyncio.run(write())

    assert written.count(True) == 16
    kept = [store.get(f"raw/{n}")[0] for n in range(16)]
    assert sorted(kept) == [n for n in range(48) if written[n]], "what was called written is what lies there"


def test_bytes_are_replaced(store: Store) -> None:
    store.put("releases/latest.json", b"1", "application/json")
    store.put("releases/latest.json", b"2", "application/json")

    assert store.get("releases/latest.json") == b"2"


def test_what_is_not_there_is_missed_by_name(store: Store) -> None:
    with pytest.raises(MissingKey) as missing:
        store.get("raw/b")

    assert str(missing.value) == f"nothing lies at {store.uri('raw/b')}"
    assert store.exists("raw/b") is False
    store.put("raw/b", b"")
    assert store.exists("raw/b") is True


def test_keys_are_listed_below_the_prefix_alone(store: Store) -> None:
    for name in ("runs/b", "runs/a", "runs-old/a", "raw/c"):
        store.put(name, b"")

    assert list(store.keys("runs/")) == ["runs/a", "runs/b"]
    assert sorted(store.keys("")) == ["raw/c", "runs-old/a", "runs/a", "runs/b"]
    assert list(store.keys("none/")) == []


def test_more_keys_than_one_page_holds_are_listed(store: Store) -> None:
    names = [f"runs/{n:04}" for n in range(1050)]
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda name: store.put(name, b"{}"), names))

    assert list(store.keys("runs/")) == names


def test_two_prefixes_of_a_bucket_are_two_stores(store: Store, settings: Settings) -> None:
    other = Settings(_env_file=None, home=settings.home, store="s3://tests/other")
    store.put("raw/a", b"1")
    with open_store(other) as neighbour:
        assert neighbour.exists("raw/a") is False
        assert neighbour.uri("raw/a") == "s3://tests/other/raw/a"


def test_a_bucket_is_created_when_absent(s3_home: Path) -> None:
    fresh = Settings(_env_file=None, home=s3_home, store="s3://another-bucket")
    with open_store(fresh) as store:
        store.put("raw/a", b"1")
    with open_store(fresh) as store:
        assert store.get("raw/a") == b"1"


def client(endpoint: Endpoint, access_key: str, secret_key: str) -> boto3.client:
    return boto3.client(
        "s3",
        endpoint_url=endpoint.url,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        region_name="us-east-1",
    )


@pytest.mark.parametrize(
    ("access_key", "secret_key", "code"),
    [("stranger", "{secret}", "InvalidAccessKeyId"), ("{access}", "wrong", "SignatureDoesNotMatch")],
    ids=["unknown key", "wrong secret"],
)
def test_wrong_keys_are_refused(server: Endpoint, access_key: str, secret_key: str, code: str) -> None:
    known = {"access": server.access_key, "secret": server.secret_key}
    stranger = client(server, access_key.format_map(known), secret_key.format_map(known))

    for request in (stranger.list_buckets, lambda: stranger.put_object(Bucket="tests", Key="x", Body=b"")):
        with pytest.raises(ClientError) as refusal:
            request()
        assert refusal.value.response["Error"]["Code"] == code


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/tests"), ("GET", "/tests/x"), ("PUT", "/tests/x"), ("DELETE", "/tests")],
)
def test_unsigned_requests_are_refused(server: Endpoint, method: str, path: str) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode())
        assert line.recv(100).split(b"\r\n")[0] == b"HTTP/1.1 403 Forbidden"


def outside(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, **said: str) -> Settings:
    """Settings by which the server is one of somebody else's, named by its address."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", said.get("access_key", endpoint.access_key))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", said.get("secret_key", endpoint.secret_key))
    return Settings(
        _env_file=None, s3_endpoint_url=endpoint.url, store=said.get("store", "s3://tests/outside")
    )


def test_a_server_named_by_address_is_used_with_the_usual_keys(
    server: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(outside(server, monkeypatch)) as store:
        store.put("raw/a", b"1")
        Tables(store).merge("questions", [question_row(1)])

        assert store.get("raw/a") == b"1"
        assert Tables(store).read("questions").height == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"access_key": "stranger"},
            "s3://tests/outside/ at {url}: access denied: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY "
            "and what they may do there",
        ),
        ({"store": "s3://Bad_Name"}, "s3://Bad_Name/ at {url}: no valid bucket name: set LOKSABHA_STORE"),
    ],
    ids=["keys", "bucket"],
)
def test_a_refusal_names_place_and_remedy(
    server: Endpoint, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], message: str
) -> None:
    with (
        pytest.raises(ArchiveError) as refusal,
        open_store(outside(server, monkeypatch, **said)),
    ):
        pass
    assert str(refusal.value) == message.format(url=server.url)


def test_a_server_that_stopped_is_named_after_some_attempts(
    s3_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "get", Store.get.__wrapped__)  # without its pauses
    with open_store(Settings(_env_file=None, home=s3_home, store="s3://tests/x")) as store:
        store.endpoint_url = "http://127.0.0.1:9"
        with pytest.raises(ServerBusy, match=r"http://127\.0\.0\.1:9 does not answer: is it running"):
            store.get("raw/a")


def test_an_endpoint_where_nobody_listens_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with (
            pytest.raises(ArchiveError) as refusal,
            open_store(Settings(_env_file=None, s3_endpoint_url=url)),
        ):
            pass
    assert str(refusal.value) == f"{url} does not answer: is it running, and LOKSABHA_S3_ENDPOINT_URL right?"


def test_missing_credentials_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    url = "http://127.0.0.1:9"
    with (
        pytest.raises(ArchiveError) as refusal,
        open_store(Settings(_env_file=None, s3_endpoint_url=url)),
    ):
        pass
    assert str(refusal.value) == f"no credentials for {url}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"


def test_the_environment_does_not_reach_the_server_of_our_own(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "stranger")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "stranger")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "stranger")
    monkeypatch.setenv("AWS_REGION", "ap-south-1")
    with open_store(settings) as store:
        store.put("raw/a", b"1")
        assert asyncio.run(store.put_once_async("raw/b", b"2")) is True
        Tables(store).merge("questions", [question_row(1)])

        assert Tables(store).sql("SELECT question_no FROM questions").rows() == [(1,)]
        assert store.get("raw/b") == b"2"


def test_a_hundred_megabytes_and_a_table_lie_side_by_side(store: Store) -> None:
    documents = (Random(n).randbytes(7_000_000) for n in range(16))
    blobs = {raw_key(sha256_of(blob)): blob for blob in documents}
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(store.put_once, blobs, blobs.values()))
    Tables(store).merge("questions", [question_row(n) for n in range(300)])

    assert sum(len(blob) for blob in blobs.values()) > 100_000_000
    assert all(store.get(key) == blob for key, blob in blobs.items())
    assert Tables(store).read("questions").select(pl.len()).item() == 300
