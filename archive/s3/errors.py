"""One-line messages for the errors of boto3, obstore, Delta Lake and Polars, with the remedy."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own
    HTTPClientError,
    NoCredentialsError,
    SSLError,
)
from obstore.exceptions import AlreadyExistsError, BaseError, GenericError

from archive.errors import AccessDenied, ArchiveError, MissingKey, ServerBusy

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABSENT = {"NoSuchKey", "404"}
_DENIED = {"AccessDenied", "403"}
_BUSY = {"SlowDown", "ServiceUnavailable", "503"}
_UNTRUSTED = "invalid peer certificate"
_CONFLICT = "ConditionalRequestConflict"

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
    "InternalError": "the server failed: is its disk full? (embedded server: LOKSABHA_HOME/s3/server.log)",
    **dict.fromkeys(_BUSY, "the server is too busy; try again later"),
    _CONFLICT: "other writers keep writing it; try again later",
}
"""What to do about an S3 error code."""


def error_code(error: Exception) -> str:
    """S3's error code, else the HTTP status, "" without a reply.

    >>> error_code(ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObject"))
    'NoSuchKey'
    >>> error_code(GenericError("503 Service Unavailable: <Error><Code>SlowDown</Code></Error>"))
    'SlowDown'
    """
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", ""))
    message = one_line(str(error))
    if "redirect without LOCATION" in message:
        return "301"
    found = re.search(r"<Code>(\w+)</Code>", message) or re.search(r"status code: (\d+)", message)
    return found[1] if found else ""


def is_conflict(error: Exception) -> bool:
    """Whether another writer was creating the object at the same time: it may exist afterwards, or not."""
    return error_code(error) == _CONFLICT


def is_retryable(error: Exception) -> bool:
    """Whether to repeat a request: after a truncated reply, a conflict, or while the server is too busy.

    The libraries themselves repeat what got 5xx or no reply, within some seconds; they do not repeat a
    request whose reply was cut.

    >>> is_retryable(GenericError("Generic S3 error: HTTP error: request or response body error"))
    True
    >>> is_retryable(GenericError("after 1 retries, max_retries: 7, … - HTTP error: …"))  # a create
    True
    >>> is_retryable(GenericError("after 7 retries, max_retries: 7, … - HTTP error: …"))
    False
    >>> is_retryable(GenericError("after 7 retries, … status code: 503 … <Code>SlowDown</Code>"))
    True
    """
    code, message = error_code(error), one_line(str(error))
    if code or isinstance(error, AlreadyExistsError):
        return code == _CONFLICT or code in _BUSY
    if isinstance(error, ClientError | BotoCoreError) or _UNTRUSTED in message:
        return False
    broken = isinstance(error, GenericError) or "HTTP error" in message
    return broken and not re.search(r"after (\d+) retries, max_retries: \1\b", message)


@contextmanager
def translating_errors(place: str, endpoint_url: str) -> Iterator[None]:
    """Raises ArchiveError for errors of boto3 and obstore; `place` is an address like `s3://loksabha/raw/…`.

    It is ServerBusy for requests to repeat (`is_retryable`). obstore raises FileNotFoundError for an object
    or a bucket that does not exist.
    """
    try:
        yield
    except (ClientError, BotoCoreError, BaseError, FileNotFoundError) as error:
        translated = as_archive_error(error, place, endpoint_url)
        raise (ServerBusy(str(translated)) if is_retryable(error) else translated) from error


def as_archive_error(error: Exception, place: str, endpoint_url: str) -> ArchiveError:
    """The error to raise in place of one of boto3 or obstore.

    >>> print(as_archive_error(ClientError({"Error": {"Code": "NoSuchBucket"}}, "Put"), "s3://x", "http://h"))
    s3://x at http://h: there is no such bucket: create it or set LOKSABHA_STORE
    """
    if error_code(error) in _ABSENT:
        return MissingKey(f"no object at {place}")
    if isinstance(error, NoCredentialsError):
        return ArchiveError(
            f"no credentials for {endpoint_url}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    return _named(error, place, endpoint_url) or ArchiveError(
        f"{place} at {endpoint_url}: {one_line(str(error))}"
    )


def as_table_error(error: Exception, place: str, endpoint_url: str) -> ArchiveError:
    r"""The error to raise in place of one of Delta Lake or Polars, whose message has the server's reply.

    It is ServerBusy for work to repeat.

    >>> denied = OSError("Kernel error\n -> … status code: 403: <Error><Code>AccessDenied</Code></Error>")
    >>> print(as_table_error(denied, "table files", "http://h"))
    table files at http://h: access denied: the keys in AWS_ACCESS_KEY_ID may not do this there
    >>> print(as_table_error(ValueError("no such column:\n x"), "SQL", "http://h"))
    SQL: no such column: x
    """
    translated = _named(error, place, endpoint_url) or ArchiveError(f"{place}: {one_line(str(error))}")
    return ServerBusy(str(translated)) if is_retryable(error) else translated


def _named(error: Exception, place: str, endpoint_url: str) -> ArchiveError | None:
    """The error with its remedy; None if none is known."""
    code, message = error_code(error), one_line(str(error))
    if isinstance(error, SSLError) or _UNTRUSTED in message:
        return ArchiveError(
            f"{endpoint_url}: its TLS certificate is not trusted: set AWS_CA_BUNDLE to its authority's file"
        )
    if isinstance(error, ConnectionError | HTTPClientError) or (not code and "HTTP error" in message):
        return ArchiveError(
            f"{endpoint_url} does not answer: is it running, and LOKSABHA_S3_ENDPOINT_URL right?"
        )
    kind = AccessDenied if code in _DENIED else ArchiveError
    return kind(f"{place} at {endpoint_url}: {_REMEDIES[code]}") if code in _REMEDIES else None


def one_line(message: str) -> str:
    r"""The message without colours, plans, dumps of fields and line breaks.

    >>> one_line("Generic S3 error\n   \x1b[31m↳\x1b[0m 403 Forbidden\n\nResolved plan until failure:\n…")
    'Generic S3 error: 403 Forbidden'
    """
    plain = message.split("\n\nResolved plan until failure")[0].split("\n\nDebug source:")[0]
    return " ".join(plain.replace("\x1b[31m↳\x1b[0m", ":").split()).replace(" : ", ": ")
