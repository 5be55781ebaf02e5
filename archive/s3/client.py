"""The client for objects in memory: obstore, which works outside the interpreter's lock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from obstore.auth.boto3 import Boto3CredentialProvider
from obstore.store import S3Store

if TYPE_CHECKING:
    import boto3
    from obstore.store import ClientConfig

_CONNECT_TIMEOUT = timedelta(seconds=3)
_TIMEOUT = timedelta(seconds=60)


def make_client(
    session: boto3.Session, endpoint_url: str, *, bucket: str, prefix: str, region: str, proxied: bool
) -> S3Store:
    """The client of a bucket, its keys below the prefix; unless `proxied`, without the environment's proxies.

    Each request is sent once: `archive.retries` repeats it.
    """
    options: ClientConfig = {
        "allow_http": endpoint_url.startswith("http://"),
        "connect_timeout": _CONNECT_TIMEOUT,
        "timeout": _TIMEOUT,
    }
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
