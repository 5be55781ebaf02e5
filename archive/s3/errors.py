"""What an S3 server's refusal means for whoever runs the command."""

from __future__ import annotations

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own
    HTTPClientError,
    NoCredentialsError,
)

from archive.errors import ArchiveError, MissingKey

_ABSENT = {"NoSuchKey", "404"}

_REMEDIES = {
    "InvalidAccessKeyId": "the access key is unknown there: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "SignatureDoesNotMatch": "the secret key is wrong: set AWS_SECRET_ACCESS_KEY",
    "AccessDenied": "access denied: the keys in AWS_ACCESS_KEY_ID may not do this there",
    "403": "access denied: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they may do there",
    "ExpiredToken": "the session token has expired: renew the AWS_* credentials",
    "AuthorizationHeaderMalformed": "the region is wrong: set AWS_REGION",
    "PermanentRedirect": "the bucket is in another region: set AWS_REGION and LOKSABHA_S3_ENDPOINT_URL",
    "301": "the bucket is in another region: set AWS_REGION and LOKSABHA_S3_ENDPOINT_URL",
    "NoSuchBucket": "there is no such bucket: create it or set LOKSABHA_STORE",
    "InvalidBucketName": "no valid bucket name: set LOKSABHA_STORE",
    "400": "refused as malformed: check the bucket in LOKSABHA_STORE and AWS_REGION",
    "NotImplemented": "the server does not know conditional writes (If-None-Match): use one that does",
}
"""What to do about an S3 error code."""


def error_code(error: Exception) -> str:
    """S3's error code, "" when no server spoke.

    >>> error_code(ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObject"))
    'NoSuchKey'
    """
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


def from_client_error(error: ClientError | BotoCoreError, place: str, endpoint_url: str) -> ArchiveError:
    """The error to raise in place of one of boto3's; `place` is an address like `s3://loksabha/raw/…`.

    >>> print(from_client_error(ClientError({"Error": {"Code": "NoSuchBucket"}}, "Put"), "s3://x", "http://h"))
    s3://x at http://h: there is no such bucket: create it or set LOKSABHA_STORE
    """
    code = error_code(error)
    if code in _ABSENT:
        return MissingKey(f"nothing lies at {place}")
    if isinstance(error, NoCredentialsError):
        return ArchiveError(
            f"no credentials for {endpoint_url}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    if isinstance(error, ConnectionError | HTTPClientError):
        return ArchiveError(
            f"{endpoint_url} does not answer: is it running, and LOKSABHA_S3_ENDPOINT_URL right?"
        )
    reason = _REMEDIES.get(code) or " ".join(str(error).split())
    return ArchiveError(f"{place} at {endpoint_url}: {reason}")
