"""The object store: bytes under keys, on any S3."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import boto3
from obstore.exceptions import AlreadyExistsError

from archive.errors import AccessDenied, ArchiveError, MissingKey, ServerBusy
from archive.keys import CREATE_ONLY
from archive.retries import repeat_on
from archive.s3.authorities import root_certificates, trusted
from archive.s3.bucket import ensure_bucket
from archive.s3.client import choose_region, make_client
from archive.s3.embedded import embedded_server
from archive.s3.errors import is_conflict, translating_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from obstore import Attributes
    from obstore.store import S3Store

    from archive.settings import Settings

_BYTES = "application/octet-stream"
_AS_BYTES: Attributes = {"Content-Type": _BYTES}
_repeated = repeat_on(ServerBusy, attempts=6, first_pause=0.1, longest_pause=5.0)
Result = TypeVar("Result")


class Store:
    """Bytes under keys, below the bucket and prefix of `LOKSABHA_STORE`; may be used from several threads."""

    def __init__(self, session: boto3.Session, settings: Settings, endpoint_url: str) -> None:
        self.bucket = settings.bucket
        self.prefix = settings.prefix
        self.endpoint_url = endpoint_url
        self.read_only = False
        """Whether the credentials were denied a write when the store was opened."""
        self._session = session
        self._is_embedded = settings.s3_endpoint_url is None

    def put_once(self, key: str, data: bytes) -> bool:
        """Write an object that does not exist; returns False, and changes nothing, if it does.

        False also when the reply to a successful write was lost: the second attempt finds the object.
        """
        return self._request(key, lambda: self._create(key, data))

    async def put_once_async(self, key: str, data: bytes) -> bool:
        """As `put_once`, for many small objects at a time."""
        return await self._create_async(key, data)

    def put(self, key: str, data: bytes, content_type: str = _BYTES) -> None:
        """Write an object, or replace it."""
        attributes = {"Content-Type": content_type}
        self._request(key, lambda: self._objects.put(key, data, attributes=attributes, use_multipart=False))

    def get(self, key: str) -> bytes:
        """The bytes of an object; raises MissingKey when it does not exist."""
        return self._request(key, lambda: self._objects.get(key).bytes().to_bytes())

    def copy(self, key: str, target: str) -> None:
        """Copy an object to another key, on the server; raises MissingKey when it does not exist."""
        self._request(key, lambda: self._objects.copy(key, target))

    def upload(self, key: str, path: Path) -> None:
        """Write a file of any size, or replace the object."""
        self._request(key, lambda: self._objects.put(key, path))

    def download(self, key: str, path: Path) -> None:
        """Write an object to a file; raises MissingKey when the object does not exist."""
        self._request(key, lambda: self._download(key, path))

    def delete(self, key: str) -> None:
        """Delete an object, if it exists."""
        self._request(key, lambda: self._objects.delete(key))

    def exists(self, key: str) -> bool:
        """Whether the object exists."""
        try:
            self._request(key, lambda: self._objects.head(key))
        except MissingKey:
            return False
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys that begin with `prefix`; their order is the server's, ascending between two slashes."""
        yield from (key for key, _ in self._objects_below(prefix))

    def sizes(self, prefix: str) -> dict[str, int]:
        """The size in bytes of each object whose key begins with `prefix`."""
        return dict(self._objects_below(prefix))

    def _objects_below(self, prefix: str) -> Iterator[tuple[str, int]]:
        folder = prefix.rpartition("/")[0]  # obstore lists whole folders
        with translating_errors(self.uri(prefix), self.endpoint_url):
            for page in self._objects.list(folder or None):
                yield from ((item["path"], item["size"]) for item in page if item["path"].startswith(prefix))

    def require_writable(self) -> None:
        """Raises AccessDenied if the credentials may only read: Delta Lake panics at a denied write."""
        if self.read_only:
            raise AccessDenied(
                f"{self.uri('')} at {self.endpoint_url}: access denied: the keys in AWS_ACCESS_KEY_ID "
                "may only read there"
            )

    def uri(self, key: str) -> str:
        """The address for Delta Lake and Polars: `raw/…` -> `s3://loksabha/raw/…`."""
        return f"s3://{self.bucket}/{self.prefix}{key}"

    @property
    def storage_options(self) -> dict[str, str]:
        """The storage options for Delta Lake and Polars; read each time, as credentials may expire."""
        keys = self._session.get_credentials()
        if keys is None:
            raise ArchiveError(
                f"no credentials for {self.endpoint_url}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
            )
        frozen = keys.get_frozen_credentials()
        options = {
            "aws_endpoint": self.endpoint_url,
            "aws_region": self._session.region_name,
            "aws_access_key_id": str(frozen.access_key),
            "aws_secret_access_key": str(frozen.secret_key),
            "aws_conditional_put": "etag",
            "aws_checksum_algorithm": "sha256",
            "aws_allow_http": str(self.endpoint_url.startswith("http://")).lower(),
        }
        if frozen.token:
            options["aws_session_token"] = frozen.token
        return options | (self._embedded_options if self._is_embedded else {})

    @property
    def _embedded_options(self) -> dict[str, str]:
        """Override what Delta Lake reads from the environment: session token and proxy."""
        return {
            "aws_session_token": "",
            "proxy_url": self.endpoint_url,
            "proxy_excludes": "127.0.0.1",
        }

    @cached_property
    def _objects(self) -> S3Store:
        return make_client(
            self._session,
            self.endpoint_url,
            bucket=self.bucket,
            prefix=self.prefix,
            proxied=not self._is_embedded,
        )

    @_repeated
    def _request(self, key: str, request: Callable[[], Result]) -> Result:
        with translating_errors(self.uri(key), self.endpoint_url):
            return request()

    def _create(self, key: str, data: bytes) -> bool:
        try:
            self._objects.put(key, data, mode="create", attributes=_AS_BYTES, use_multipart=False)
        except AlreadyExistsError as error:
            if is_conflict(error):
                raise
            return False
        return True

    @_repeated
    async def _create_async(self, key: str, data: bytes) -> bool:
        with translating_errors(self.uri(key), self.endpoint_url):
            try:
                await self._objects.put_async(
                    key, data, mode="create", attributes=_AS_BYTES, use_multipart=False
                )
            except AlreadyExistsError as error:
                if is_conflict(error):
                    raise
                return False
            return True

    def _download(self, key: str, path: Path) -> None:
        found = self._objects.get(key)
        with path.open("wb") as file:
            for chunk in found.stream():
                file.write(chunk)


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The store that the settings name, with its bucket.

    Without an endpoint in the settings the embedded server runs for as long as the store is open. Raises
    ArchiveError when the endpoint does not answer (within some ten seconds), denies access, or ignores
    create-only writes, with which runs at the same time keep from overwriting each other's rows.
    """
    if settings.s3_endpoint_url:
        region = choose_region(settings.s3_endpoint_url, boto3.Session().region_name)
        session = boto3.Session(region_name=region)
        with trusted(root_certificates(session)):
            yield _connect(session, settings, settings.s3_endpoint_url)
        return
    with embedded_server(settings.home) as server:
        session = boto3.Session(server.access_key, server.secret_key, region_name="us-east-1")
        yield _connect(session, settings, server.url)


def _connect(session: boto3.Session, settings: Settings, endpoint_url: str) -> Store:
    store = Store(session, settings, endpoint_url)
    ensure_bucket(
        session,
        endpoint_url,
        bucket=store.bucket,
        place=store.uri(""),
        proxied=settings.s3_endpoint_url is not None,
    )
    _require_create_only_writes(store)
    return store


def _require_create_only_writes(store: Store) -> None:
    """Create an object that exists; only a store that honours `If-None-Match: *` refuses to.

    One request, except at the first opening. Credentials that may only read cannot lose rows.
    """
    try:
        ignored = store.put_once(CREATE_ONLY, b"") and store.put_once(CREATE_ONLY, b"")
    except AccessDenied:
        store.read_only = True
        return
    if ignored:
        raise ArchiveError(
            f"{store.uri('')} at {store.endpoint_url}: the store ignores create-only writes "
            "(If-None-Match: *), so that two runs at once would lose rows: use AWS S3, Cloudflare R2, "
            "MinIO or SeaweedFS"
        )
