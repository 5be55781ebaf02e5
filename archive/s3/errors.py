"""Translates errors of the S3 clients into one line with the remedy."""

from __future__ import annotations

import re

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own
    HTTPClientError,
    NoCredentialsError,
)

from archive.errors import ArchiveError, MissingKey, ServerBusy

_ABSENT = {"NoSuchKey", "404"}

_REPEATABLE = re.compile("5..|408|409|429")
"""HTTP statuses after which the same request may succeed; 409: another writer is just writing the object."""
_STATUS = re.compile(r"status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w+)</Code>")

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
    "ConditionalRequestConflict": "other writers keep writing it; try again later",
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
    if isinstance(error, NoCredentialsError):
        return ArchiveError(
            f"no credentials for {endpoint_url}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    if isinstance(error, ConnectionError | HTTPClientError):
        return ArchiveError(_no_answer(endpoint_url))
    return _from_code(error_code(error), str(error), place, endpoint_url)


def from_obstore_error(error: Exception, place: str, endpoint_url: str) -> ArchiveError:
    """The error to raise in place of one of obstore's, which has the server's reply in its text.

    >>> reply = "Error performing PUT - status code: 403 Forbidden: <Error><Code>AccessDenied</Code></Error>"
    >>> print(from_obstore_error(OSError(reply), "s3://x/a", "http://h"))
    s3://x/a at http://h: access denied: the keys in AWS_ACCESS_KEY_ID may not do this there
    >>> from_obstore_error(OSError("HTTP error: error sending request"), "s3://x/a", "http://h")
    ServerBusy('http://h does not answer: is it running, and LOKSABHA_S3_ENDPOINT_URL right?')
    """
    message = str(error).split("\n\nDebug source")[0]
    status, code = _STATUS.search(message), _CODE.search(message)
    if not status and "HTTP error" in message:
        return ServerBusy(_no_answer(endpoint_url))
    number = status[1] if status else ""
    translated = _from_code(code[1] if code else number, message, place, endpoint_url)
    return ServerBusy(str(translated)) if _REPEATABLE.fullmatch(number) else translated


def _from_code(code: str, message: str, place: str, endpoint_url: str) -> ArchiveError:
    if code in _ABSENT:
        return MissingKey(f"nothing lies at {place}")
    return ArchiveError(f"{place} at {endpoint_url}: {_REMEDIES.get(code) or ' '.join(message.split())}")


def _no_answer(endpoint_url: str) -> str:
    return f"{endpoint_url} does not answer: is it running, and LOKSABHA_S3_ENDPOINT_URL right?"
