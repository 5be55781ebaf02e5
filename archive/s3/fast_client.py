"""Many small objects at once: a client that reads and writes them outside the interpreter's lock.

boto3 spends about as much Python on writing a small object as Scrapy on fetching it, and nothing else is done
meanwhile; this one spends a fraction. It tries once: what it cannot do is boto3's, which is patient and
explains what is wrong.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from obstore.auth.boto3 import Boto3CredentialProvider
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

if TYPE_CHECKING:
    import boto3
    from obstore.store import ClientConfig

BYTES = "application/octet-stream"
_PLAIN = re.compile(r"[A-Za-z0-9._=-]+(/[A-Za-z0-9._=-]+)*")
_PATIENCE = timedelta(seconds=60)


def make_client(
    session: boto3.Session, endpoint_url: str, *, bucket: str, prefix: str, region: str, proxied: bool
) -> S3Store:
    """The client of a bucket, its keys below the prefix; not `proxied`: no proxy is ever asked."""
    options: ClientConfig = {"allow_http": endpoint_url.startswith("http://"), "timeout": _PATIENCE}
    if not proxied:
        options |= {"proxy_url": endpoint_url, "proxy_excludes": "127.0.0.1"}
    return S3Store(
        bucket,
        prefix=prefix,
        endpoint=endpoint_url,
        region=region,
        conditional_put="etag",
        virtual_hosted_style_request=False,
        credential_provider=Boto3CredentialProvider(session),
        client_options=options,
        retry_config={"max_retries": 0},
    )


def is_plain_key(key: str) -> bool:
    """Whether the client takes this key as it stands; others it would encode.

    >>> [is_plain_key(key) for key in ("raw/ab/abcdef", "releases/1.0.0/lok=18/0.parquet", "feeds/ä.xml")]
    [True, True, False]
    """
    return bool(_PLAIN.fullmatch(key))


def put_fast(client: S3Store, key: str, data: bytes, content_type: str) -> bool:
    """True when written, False when that is not known."""
    try:
        client.put(key, data, attributes={"Content-Type": content_type}, use_multipart=False)
    except (BaseError, OSError):  # OSError: a bucket that went away
        return False
    return True


def get_fast(client: S3Store, key: str) -> bytes | None:
    """The bytes, None when they cannot be had; raises FileNotFoundError where nothing lies."""
    try:
        return client.get(key).bytes().to_bytes()
    except FileNotFoundError as error:
        if "<Code>NoSuchKey</Code>" in str(error):
            raise
    except (BaseError, OSError):
        pass
    return None


async def put_once_fast(client: S3Store, key: str, data: bytes) -> bool | None:
    """True when written, False when something already lay there, None when neither is known."""
    try:
        await client.put_async(
            key, data, mode="create", attributes={"Content-Type": BYTES}, use_multipart=False
        )
    except AlreadyExistsError:
        return False
    except (BaseError, OSError):
        return None
    return True
