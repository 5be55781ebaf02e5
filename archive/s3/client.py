"""The client for the bytes of objects, and what it needs to reach a server: region, proxies."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from obstore.auth.boto3 import Boto3CredentialProvider
from obstore.store import S3Store

from archive.errors import ArchiveError
from archive.s3.authorities import root_certificates

if TYPE_CHECKING:
    import boto3
    from obstore.store import ClientConfig, RetryConfig

# Why obstore and not boto3 for objects, in client CPU per object of 2 KiB (us, two rounds, embedded server):
#                                 boto3        obstore
#   create-only put, 8 threads    1793 1492    285 193
#   get, 8 threads                1374 1438    144 194
#   put, one at a time            1654 1223    191 132
#   get, one at a time            1124 1087    155 150

_CLIENT: ClientConfig = {
    "connect_timeout": timedelta(seconds=3),
    "read_timeout": timedelta(seconds=120),  # also covers the sending of one body
    "timeout": timedelta(hours=1),
}
_RETRIES: RetryConfig = {
    "max_retries": 7,
    "retry_timeout": timedelta(minutes=3),
    "backoff": {"init_backoff": timedelta(seconds=0.1), "max_backoff": timedelta(seconds=5), "base": 2},
}
"""For 5xx replies such as 503 SlowDown, refused and closed connections; pauses are random."""


def make_client(
    session: boto3.Session, endpoint_url: str, *, bucket: str, prefix: str, proxied: bool
) -> S3Store:
    """A client of a bucket whose keys are below the prefix; not `proxied`: without any proxy.

    Credentials come from the session, and are renewed. Raises ArchiveError without any.
    """
    try:
        credentials = Boto3CredentialProvider(session)
    except ValueError as error:
        raise ArchiveError(
            f"no credentials for {endpoint_url}: set AWS_ACCESS_KEY_ID and its secret"
        ) from error
    options = _CLIENT | {"allow_http": endpoint_url.startswith("http://")}
    if not proxied:
        options |= {"proxy_url": endpoint_url, "proxy_excludes": "127.0.0.1"}
    elif certificates := root_certificates(session):
        options |= {"root_certificate": certificates}
    return S3Store(
        bucket,
        prefix=prefix,
        endpoint=endpoint_url,
        region=session.region_name,
        conditional_put="etag",
        checksum_algorithm="SHA256",  # buckets with Object Lock refuse a PUT without a checksum
        virtual_hosted_style_request=False,
        credential_provider=credentials,
        client_options=options,
        retry_config=_RETRIES,
    )


def choose_region(endpoint_url: str, configured: str | None) -> str:
    """The region in the address, else of AWS_REGION, else the configured one, else us-east-1."""
    return region_of(endpoint_url) or os.environ.get("AWS_REGION") or configured or "us-east-1"


def region_of(endpoint_url: str) -> str | None:
    """The region in an Amazon address; None for other addresses.

    >>> region_of("https://s3.ap-south-1.amazonaws.com")
    'ap-south-1'
    >>> region_of("http://127.0.0.1:8333") is None
    True
    """
    found = re.match(r"https?://s3[.-](?:dualstack\.)?([a-z0-9-]+)\.amazonaws\.com", endpoint_url)
    return found[1] if found else None
