from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError

from archive.errors import ArchiveError
from archive.s3 import client
from archive.s3.embedded import Endpoint, embedded_server
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from bench.s3_proxy import s3_proxy
from tests.archive.rows import question_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server(s3_home: Path) -> Iterator[Endpoint]:
    with embedded_server(s3_home) as endpoint:
        yield endpoint


def boto3_client(endpoint: Endpoint, access_key: str, secret_key: str) -> boto3.client:
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
    other = boto3_client(server, access_key.format_map(known), secret_key.format_map(known))

    for request in (other.list_buckets, lambda: other.put_object(Bucket="tests", Key="x", Body=b"")):
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


def external(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    """Settings that name the server by its address, as one started by someone else."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", given.get("access_key", endpoint.access_key))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", given.get("secret_key", endpoint.secret_key))
    return Settings(
        _env_file=None, s3_endpoint_url=endpoint.url, store=given.get("store", "s3://tests/outside")
    )


def test_a_server_named_by_address_is_used_with_the_usual_keys(
    server: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(external(server, monkeypatch)) as store:
        store.put("raw/a", b"1")
        Tables(store).merge("questions", [question_row(1)])

        assert store.get("raw/a") == b"1"
        assert Tables(store).read("questions").height == 1


@pytest.mark.parametrize(
    ("given", "message"),
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
def test_an_error_names_place_and_remedy(
    server: Endpoint, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], message: str
) -> None:
    with (
        pytest.raises(ArchiveError) as refusal,
        open_store(external(server, monkeypatch, **given)),
    ):
        pass
    assert str(refusal.value) == message.format(url=server.url)


def test_an_unreachable_endpoint_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_a_server_that_stopped_is_named(server: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(client._RETRIES, "max_retries", 1)
    with s3_proxy(int(server.url.rpartition(":")[2])) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        with open_store(external(Endpoint(url, server.access_key, server.secret_key), monkeypatch)) as store:
            proxy.down = True
            with pytest.raises(ArchiveError, match=f"{url} does not answer: is it running"):
                store.get("raw/a")


def test_missing_credentials_are_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
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


def test_the_embedded_server_ignores_the_environment(
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
        assert store.put_once("raw/b", b"2") is True
        Tables(store).merge("questions", [question_row(1)])

        assert Tables(store).sql("SELECT question_no FROM questions").rows() == [(1,)]
        assert store.get("raw/b") == b"2"
