from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TYPE_CHECKING

import boto3
import polars as pl
import pytest

from archive.errors import MissingKey
from archive.keys import CREATE_ONLY, raw_key, sha256_of
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from tests.archive.rows import question_row

if TYPE_CHECKING:
    from pathlib import Path

    from archive.store import Store


def test_bytes_are_written_once(store: Store) -> None:
    assert store.put_once("raw/a", b"first") is True
    assert store.put_once("raw/a", b"second") is False
    assert store.get("raw/a") == b"first"


def test_only_one_of_several_threads_writes(store: Store) -> None:
    values = [bytes([n]) * 50_000 for n in range(16)]
    with ThreadPoolExecutor(16) as threads:
        written = list(threads.map(lambda value: store.put_once("raw/a", value), values))

    assert written.count(True) == 1
    assert store.get("raw/a") == values[written.index(True)]


def test_concurrent_asynchronous_writes_write_each_key_once(store: Store) -> None:
    async def write() -> list[bool]:
        return await asyncio.gather(*(store.put_once_async(f"raw/{n % 16}", bytes([n])) for n in range(48)))

    written = asyncio.run(write())

    assert written.count(True) == 16
    stored = [store.get(f"raw/{n}")[0] for n in range(16)]
    assert sorted(stored) == [n for n in range(48) if written[n]]


def test_bytes_are_replaced(store: Store) -> None:
    store.put("releases/latest.json", b"1", "application/json")
    store.put("releases/latest.json", b"2", "application/json")

    assert store.get("releases/latest.json") == b"2"


def test_a_missing_key_is_named_in_the_error(store: Store) -> None:
    with pytest.raises(MissingKey) as missing:
        store.get("raw/b")

    assert str(missing.value) == f"no object at {store.uri('raw/b')}"
    assert store.exists("raw/b") is False
    store.put("raw/b", b"")
    assert store.exists("raw/b") is True


def test_listing_is_limited_to_the_prefix(store: Store) -> None:
    for name in ("logs/b", "logs/a", "logs-old/a", "raw/c"):
        store.put(name, b"")

    assert list(store.keys("logs/")) == ["logs/a", "logs/b"]
    assert sorted(store.keys("")) == ["logs-old/a", "logs/a", "logs/b", "raw/c", CREATE_ONLY]
    assert list(store.keys("none/")) == []


def test_listing_reads_all_pages(store: Store) -> None:
    names = [f"logs/{n:04}" for n in range(1050)]
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda name: store.put(name, b"{}"), names))

    assert list(store.keys("logs/")) == names


def test_listing_by_the_beginning_of_a_name(store: Store) -> None:
    for name in ("listings/lok=17/a", "listings/lok=18/a", "listings/reference/a"):
        store.put(name, b"")

    assert sorted(store.keys("listings/lok=")) == ["listings/lok=17/a", "listings/lok=18/a"]


@pytest.mark.parametrize("name", ["ä", "a b", "a%20b", "a+b", "a#b?c", "a*~(b)", "हिन्दी"])
def test_keys_that_are_percent_encoded_in_requests(store: Store, tmp_path: Path, name: str) -> None:
    key = f"releases/{name}.csv"
    (tmp_path / "file").write_bytes(b"1")
    store.upload(key, tmp_path / "file")
    store.copy(key, f"copies/{name}")
    store.download(f"copies/{name}", tmp_path / "copy")

    assert (tmp_path / "copy").read_bytes() == b"1"
    assert (store.get(key), store.put_once(key, b"2"), list(store.keys("releases/"))) == (b"1", False, [key])
    objects = boto3.Session(**credentials(store)).client("s3", endpoint_url=store.endpoint_url)
    assert objects.get_object(Bucket=store.bucket, Key=store.prefix + key)["Body"].read() == b"1"
    store.delete(key)
    store.delete(key)
    assert store.exists(key) is False


def credentials(store: Store) -> dict[str, str]:
    options = store.storage_options
    return {name: options[name] for name in ("aws_access_key_id", "aws_secret_access_key")}


def test_two_prefixes_of_a_bucket_are_two_stores(store: Store, settings: Settings) -> None:
    other = Settings(_env_file=None, home=settings.home, store="s3://tests/other")
    store.put("raw/a", b"1")
    with open_store(other) as neighbour:
        assert neighbour.exists("raw/a") is False
        assert neighbour.uri("raw/a") == "s3://tests/other/raw/a"


def test_a_missing_object_cannot_be_copied_or_downloaded(store: Store, tmp_path: Path) -> None:
    with pytest.raises(MissingKey):
        store.copy("raw/a", "raw/b")
    with pytest.raises(MissingKey):
        store.download("raw/a", tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_a_file_is_uploaded_in_several_parts(store: Store, tmp_path: Path) -> None:
    data = Random(0).randbytes(17_000_000)
    (tmp_path / "large").write_bytes(data)
    store.upload("releases/large", tmp_path / "large")
    store.download("releases/large", tmp_path / "copy")

    assert (tmp_path / "copy").read_bytes() == data


def test_a_bucket_is_created_when_absent(s3_home: Path) -> None:
    fresh = Settings(_env_file=None, home=s3_home, store="s3://another-bucket")
    with open_store(fresh) as store:
        store.put("raw/a", b"1")
    with open_store(fresh) as store:
        assert store.get("raw/a") == b"1"


def test_a_hundred_megabytes_and_a_table_in_one_bucket(store: Store) -> None:
    documents = (Random(n).randbytes(7_000_000) for n in range(16))
    blobs = {raw_key(sha256_of(blob)): blob for blob in documents}
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(store.put_once, blobs, blobs.values()))
    Tables(store).merge("questions", [question_row(n) for n in range(300)])

    assert sum(len(blob) for blob in blobs.values()) > 100_000_000
    assert all(store.get(key) == blob for key, blob in blobs.items())
    assert Tables(store).read("questions").select(pl.len()).item() == 300
