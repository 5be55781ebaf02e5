"""Stores on S3 servers that behave otherwise than the embedded one."""

from __future__ import annotations

import os
import ssl
from typing import TYPE_CHECKING

import pytest

from archive.errors import AccessDenied, ArchiveError
from archive.keys import CREATE_ONLY
from archive.s3.certificates import AUTHORITY
from archive.store import open_store
from archive.tables import Tables
from tests.archive.rows import question_row
from tests.archive.s3.flaky_s3 import DENIED, NO_BUCKET
from tests.archive.s3.other_servers import (
    behind_proxy,
    private_tls,
    refuses_writes,
    refuses_writes_without_checksum,
    stored_keys,
    without_condition,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.settings import Settings
    from archive.store import Store
    from bench.s3_proxy import S3Proxy


@pytest.fixture
def proxied(
    store: Store, s3_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[S3Proxy, Settings]]:
    with behind_proxy(store, s3_home, monkeypatch) as found:
        yield found


def test_a_store_that_ignores_create_only_writes_is_refused(
    proxied: tuple[S3Proxy, Settings], s3_home: Path
) -> None:
    proxy, settings = proxied
    proxy.rewrite = without_condition(stored_keys(s3_home))
    with pytest.raises(ArchiveError) as refusal, open_store(settings):
        pass
    assert str(refusal.value) == (
        f"{settings.store}/ at {settings.s3_endpoint_url}: the store ignores create-only writes "
        "(If-None-Match: *), so that two runs at once would lose rows: use AWS S3, Cloudflare R2, "
        "MinIO or SeaweedFS"
    )


def test_opening_costs_two_requests(proxied: tuple[S3Proxy, Settings], store: Store) -> None:
    proxy, settings = proxied
    assert store.get(CREATE_ONLY) == b""
    with open_store(settings):
        pass
    assert proxy.request_counts == {"HEAD": 1, "PUT": 1}


def test_the_first_opening_tries_twice(proxied: tuple[S3Proxy, Settings], store: Store) -> None:
    proxy, settings = proxied
    store.delete(CREATE_ONLY)
    with open_store(settings):
        pass
    assert proxy.request_counts == {"HEAD": 1, "PUT": 2}


def test_keys_that_may_only_read_read(proxied: tuple[S3Proxy, Settings], store: Store) -> None:
    store.put("raw/a", b"1")
    Tables(store).merge("questions", [question_row(1)])
    proxy, settings = proxied
    proxy.answer = refuses_writes
    with open_store(settings) as reader:
        assert reader.get("raw/a") == b"1"
        assert Tables(reader).read("questions").height == 1
        with pytest.raises(AccessDenied, match=r"raw/b at http://.*: access denied: the keys in AWS_ACCESS"):
            reader.put("raw/b", b"")
        proxy.request_counts.clear()
        with pytest.raises(AccessDenied, match="access denied: the keys in AWS_ACCESS_KEY_ID may only read"):
            Tables(reader).merge("questions", [question_row(2)])
        assert proxy.request_counts == {}


@pytest.mark.parametrize("failing", [["", "cut"], ["slow_down"] * 30, ["hang_up"] * 5, ["", "cut", "cut"]])
def test_tables_are_read_and_written_in_spite_of_lost_replies(
    proxied: tuple[S3Proxy, Settings], store: Store, failing: list[str]
) -> None:
    Tables(store).merge("questions", [question_row(1)])
    proxy, settings = proxied
    with open_store(settings) as flaky:
        tables = Tables(flaky)
        for work in (
            lambda: tables.read("questions"),
            lambda: tables.merge("questions", [question_row(2)]),
            lambda: tables.sql("SELECT question_no FROM questions"),
        ):
            proxy.failing = [*failing]
            work()
            assert proxy.failing == []
    assert Tables(store).read("questions")["question_no"].to_list() == [1, 2]


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (DENIED, "access denied: the keys in AWS_ACCESS_KEY_ID may not do this there"),
        (NO_BUCKET, "there is no such bucket: create it or set LOKSABHA_STORE"),
    ],
    ids=["denied", "bucket"],
)
def test_a_lasting_error_is_named_and_not_repeated(
    proxied: tuple[S3Proxy, Settings], reply: bytes, message: str
) -> None:
    proxy, settings = proxied
    with open_store(settings) as store:
        tables = Tables(store)
        proxy.answer = lambda _head: reply
        for work in (
            lambda: tables.read("questions"),
            lambda: tables.merge("questions", [question_row(1)]),
            lambda: tables.sql("SELECT question_no FROM questions"),
        ):
            proxy.request_counts.clear()
            with pytest.raises(ArchiveError) as refusal:
                work()
            assert str(refusal.value).endswith(f" at {settings.s3_endpoint_url}: {message}")
            assert proxy.request_counts.total() <= 3


def test_a_private_authority_is_trusted_by_all_clients(
    proxied: tuple[S3Proxy, Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, settings = proxied
    proxy.tls = private_tls(tmp_path)
    settings = settings.model_copy(update={"s3_endpoint_url": f"https://127.0.0.1:{proxy.port}"})
    monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / AUTHORITY))
    before = os.environ.get("SSL_CERT_FILE")
    with open_store(settings) as store:
        assert store.put_once("raw/a", b"1") is True
        tables = Tables(store)
        tables.merge("questions", [question_row(1)])
        assert tables.read("questions").height == 1
        assert tables.sql("SELECT question_no FROM questions").rows() == [(1,)]
        assert len(ssl.create_default_context().get_ca_certs()) > 1  # the site is trusted as before
    assert os.environ.get("SSL_CERT_FILE") == before


def test_an_authority_that_delta_lake_does_not_trust_is_named(
    proxied: tuple[S3Proxy, Settings], tmp_path: Path
) -> None:
    proxy, settings = proxied
    with open_store(settings) as store:
        proxy.tls = private_tls(tmp_path)
        store.endpoint_url = f"https://127.0.0.1:{proxy.port}"
        with pytest.raises(ArchiveError) as refusal:
            Tables(store).read("questions")
        assert str(refusal.value) == (
            f"{store.endpoint_url}: its TLS certificate is not trusted: "
            "set AWS_CA_BUNDLE to its authority's file"
        )


def test_a_bundle_that_cannot_be_read_is_named(
    proxied: tuple[S3Proxy, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", "/no/such.pem")
    with pytest.raises(ArchiveError) as refusal, open_store(proxied[1]):
        pass
    assert str(refusal.value) == "AWS_CA_BUNDLE=/no/such.pem: No such file or directory"


def test_all_writes_carry_a_checksum(proxied: tuple[S3Proxy, Settings], tmp_path: Path) -> None:
    proxy, settings = proxied
    proxy.answer = refuses_writes_without_checksum
    (tmp_path / "large").write_bytes(bytes(12_000_000))
    with open_store(settings) as store:
        store.put("runs/a", b"1")
        assert store.put_once("raw/a", b"1") is True
        store.upload("releases/large", tmp_path / "large")
        tables = Tables(store)
        for number in range(3):
            tables.merge("questions", [question_row(number)])
        tables.compact("questions")
        assert tables.sql("SELECT count(*) FROM questions").item() == 3
        store.download("releases/large", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == bytes(12_000_000)
