"""Checks that the bucket exists, and creates it: requests that only boto3 can make."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import ClientError

from archive.errors import MissingKey
from archive.s3.errors import error_code, translating_errors

if TYPE_CHECKING:
    import boto3
    from mypy_boto3_s3 import S3Client


def ensure_bucket(
    session: boto3.Session, endpoint_url: str, *, bucket: str, place: str, proxied: bool
) -> None:
    """Create the bucket if it does not exist; `place` names it in messages.

    Raises ArchiveError when the endpoint does not answer within some ten seconds, or denies access.
    """
    config = Config(
        retries={"mode": "standard", "total_max_attempts": 3},
        connect_timeout=3,
        read_timeout=4,
        # some S3-compatible servers break on the newer checksums
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        proxies=None if proxied else {},
    )
    s3 = session.client("s3", endpoint_url=endpoint_url, config=config)
    with suppress(MissingKey), translating_errors(place, endpoint_url):
        s3.head_bucket(Bucket=bucket)
        return
    with translating_errors(place, endpoint_url):
        _create_bucket(s3, bucket)


def _create_bucket(s3: S3Client, bucket: str) -> None:
    region = s3.meta.region_name
    # us-east-1 is the one region that must not be named
    location = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    try:
        s3.create_bucket(Bucket=bucket, **location)  # type: ignore[arg-type]
    except ClientError as error:
        # another command may have been faster
        if error_code(error) not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
            raise
        s3.head_bucket(Bucket=bucket)
