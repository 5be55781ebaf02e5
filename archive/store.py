"""The object store: bytes under keys, on any S3."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from obstore.exceptions import AlreadyExistsError, BaseError

from archive.errors import ArchiveError, MissingKey, ServerBusy
from archive.retries import repeat_on
from archive.s3.client import make_client
from archive.s3.embedded import embedded_server
from archive.s3.errors import error_code, from_client_error, from_obstore_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mypy_boto3_s3 import S3Client
    from obstore.store import S3Store

    from archive.settings import Settings

_CONNECTIONS = 32
_PATIENT = {"attempts": 8, "connect": 3, "read": 60}
"""In the middle of a run; between attempts (500, 503 SlowDown, seconds gone by) the pauses grow."""
_IMPATIENT = {"attempts": 3, "connect": 3, "read": 4}
"""At the first request: a wrong address should be told within seconds."""
_BYTES = "application/octet-stream"
_repeated = repeat_on(ServerBusy, attempts=8, first_pause=0.1, longest_pause=5.0)


class Store:
    """Bytes under keys, below the bucket and prefix of `LOKSABHA_STORE`; may be used from several threads.

    Objects in memory go through obstore: putting or getting one of 2 KB costs it 0.14 to 0.23 ms of CPU,
    boto3 1.1 to 1.7 ms (1 and 8 threads, embedded server). boto3 does the rest: buckets, listings, and files
    of any size, in parts of which it repeats each alone.
    """

    def __init__(self, session: boto3.Session, settings: Settings, endpoint_url: str) -> None:
        self.bucket = settings.bucket
        self.prefix = settings.prefix
        self.endpoint_url = endpoint_url
        self._session = session
        self._is_own_server = settings.s3_endpoint_url is None
        self._s3 = self._client(**_PATIENT)

    def put_once(self, key: str, data: bytes) -> bool:
        """True when the bytes were written, False when the key had an object already (which is kept)."""
        try:
            self._put(key, data, "create")
        except AlreadyExistsError:
            return False
        return True

    async def put_once_async(self, key: str, data: bytes) -> bool:
        """As `put_once`, without blocking the event loop."""
        try:
            await self._put_async(key, data)
        except AlreadyExistsError:
            return False
        return True

    def put(self, key: str, data: bytes, content_type: str = _BYTES) -> None:
        """Writes the bytes, replacing an object of that key."""
        self._put(key, data, "overwrite", content_type)

    @_repeated
    def get(self, key: str) -> bytes:
        """The bytes; raises MissingKey when there are none."""
        with self._translating_errors(key):
            return self._objects.get(key).bytes().to_bytes()

    def copy(self, key: str, target: str) -> None:
        """Writes under another key what lies under this one, without its coming here."""
        with self._translating_errors(key):
            source = f"{self.bucket}/{self.prefix}{key}"
            self._s3.copy_object(Bucket=self.bucket, Key=self.prefix + target, CopySource=source)

    def upload(self, key: str, path: Path) -> None:
        """Writes a file of any size, in place of what lay there."""
        with self._translating_errors(key), path.open("rb") as file:
            self._s3.upload_fileobj(file, self.bucket, self.prefix + key)

    def download(self, key: str, path: Path) -> None:
        """Writes what lies there into a file; raises MissingKey when there is nothing."""
        with self._translating_errors(key):
            self._s3.download_file(self.bucket, self.prefix + key, str(path))

    def delete(self, key: str) -> None:
        """Takes away what lies there, if anything does."""
        with self._translating_errors(key):
            self._s3.delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def exists(self, key: str) -> bool:
        """Whether something lies there."""
        try:
            with self._translating_errors(key):
                self._s3.head_object(Bucket=self.bucket, Key=self.prefix + key)
        except MissingKey:
            return False
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys that begin with `prefix`; their order is the server's, ascending between two slashes."""
        pages = self._s3.get_paginator("list_objects_v2")
        with self._translating_errors(prefix):
            for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix + prefix):
                for item in page.get("Contents", []):
                    yield item["Key"].removeprefix(self.prefix)

    def uri(self, key: str) -> str:
        """The address for Delta Lake and Polars: `raw/…` -> `s3://loksabha/raw/…`."""
        return f"s3://{self.bucket}/{self.prefix}{key}"

    @property
    def storage_options(self) -> dict[str, str]:
        """The storage options for Delta Lake and Polars; ask anew each time, as credentials may expire."""
        keys = self._session.get_credentials()
        if keys is None:
            raise ArchiveError(
                f"no credentials for {self.endpoint_url}: set AWS_ACCESS_KEY_ID and its secret"
            )
        frozen = keys.get_frozen_credentials()
        options = {
            "aws_endpoint": self.endpoint_url,
            "aws_region": self._s3.meta.region_name,
            "aws_access_key_id": str(frozen.access_key),
            "aws_secret_access_key": str(frozen.secret_key),
            "aws_conditional_put": "etag",
            "aws_allow_http": str(self.endpoint_url.startswith("http://")).lower(),
        }
        if frozen.token:
            options["aws_session_token"] = frozen.token
        return options | (self._no_proxy if self._is_own_server else {})

    @property
    def _no_proxy(self) -> dict[str, str]:
        """Keeps the environment's session token and proxy out of requests to the embedded server."""
        return {
            "aws_session_token": "",
            "proxy_url": self.endpoint_url,
            "proxy_excludes": "127.0.0.1",
        }

    def ensure_bucket(self) -> None:
        """Sees that the endpoint answers and the bucket is there, creating it when absent."""
        s3 = self._client(**_IMPATIENT)
        try:
            with self._translating_errors(""):
                s3.head_bucket(Bucket=self.bucket)
        except MissingKey:
            with self._translating_errors(""):
                self._create_bucket(s3)

    def _create_bucket(self, s3: S3Client) -> None:
        region = s3.meta.region_name
        # us-east-1 is the one region that must not be named
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        try:
            s3.create_bucket(Bucket=self.bucket, **place)  # type: ignore[arg-type]
        except ClientError as error:
            # another command may have been faster
            if error_code(error) not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise
            s3.head_bucket(Bucket=self.bucket)

    @_repeated
    def _put(
        self, key: str, data: bytes, mode: Literal["create", "overwrite"], content_type: str = _BYTES
    ) -> None:
        with self._translating_errors(key):
            self._objects.put(
                key, data, mode=mode, attributes={"Content-Type": content_type}, use_multipart=False
            )

    @_repeated
    async def _put_async(self, key: str, data: bytes) -> None:
        with self._translating_errors(key):
            await self._objects.put_async(
                key, data, mode="create", attributes={"Content-Type": _BYTES}, use_multipart=False
            )

    @cached_property
    def _objects(self) -> S3Store:
        return make_client(
            self._session,
            self.endpoint_url,
            bucket=self.bucket,
            prefix=self.prefix,
            region=self._s3.meta.region_name,
            proxied=not self._is_own_server,
        )

    def _client(self, *, attempts: int, connect: int, read: int) -> S3Client:
        config = Config(
            retries={"mode": "standard", "total_max_attempts": attempts},
            connect_timeout=connect,
            read_timeout=read,
            max_pool_connections=_CONNECTIONS,
            # some S3-compatible servers break on the newer checksums
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            proxies={} if self._is_own_server else None,
        )
        return self._session.client("s3", endpoint_url=self.endpoint_url, config=config)

    @contextmanager
    def _translating_errors(self, key: str) -> Iterator[None]:
        try:
            yield
        except AlreadyExistsError:
            raise
        except (ClientError, BotoCoreError) as error:
            raise from_client_error(error, self.uri(key), self.endpoint_url) from error
        except (BaseError, OSError) as error:
            raise from_obstore_error(error, self.uri(key), self.endpoint_url) from error


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The store that the settings name, its bucket there.

    Without an endpoint the embedded server runs for as long as the store is open. Raises ArchiveError when
    the endpoint does not answer (within some ten seconds) or does not let us in.
    """
    if settings.s3_endpoint_url:
        yield _reach(_session(settings.s3_endpoint_url), settings, settings.s3_endpoint_url)
        return
    with embedded_server(settings.home) as server:
        session = boto3.Session(server.access_key, server.secret_key, region_name="us-east-1")
        yield _reach(session, settings, server.url)


def _reach(session: boto3.Session, settings: Settings, endpoint_url: str) -> Store:
    store = Store(session, settings, endpoint_url)
    store.ensure_bucket()
    return store


def _session(endpoint_url: str) -> boto3.Session:
    usual = boto3.Session()
    region = region_of(endpoint_url) or os.environ.get("AWS_REGION") or usual.region_name or "us-east-1"
    return boto3.Session(region_name=region)


def region_of(endpoint_url: str) -> str | None:
    """The region in an address of Amazon's, None elsewhere.

    >>> region_of("https://s3.ap-south-1.amazonaws.com")
    'ap-south-1'
    >>> region_of("http://127.0.0.1:8333") is None
    True
    """
    found = re.match(r"https?://s3[.-](?:dualstack\.)?([a-z0-9-]+)\.amazonaws\.com", endpoint_url)
    return found[1] if found else None
