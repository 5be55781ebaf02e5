"""Certificate authorities: those that AWS_CA_BUNDLE names are trusted by all clients, not only by boto3."""

from __future__ import annotations

import os
import ssl
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3

_VARIABLE = "SSL_CERT_FILE"


def root_certificates(session: boto3.Session) -> str | None:
    """The certificates in the file that AWS_CA_BUNDLE or the profile's `ca_bundle` names (PEM).

    Raises ArchiveError if it cannot be read.
    """
    bundle = session._session.get_config_variable("ca_bundle")
    try:
        return Path(bundle).read_text() if bundle else None
    except OSError as error:
        raise ArchiveError(f"AWS_CA_BUNDLE={bundle}: {error.strerror}") from error


@contextmanager
def trusted(certificates: str | None) -> Iterator[None]:
    """Lets Delta Lake and Polars trust these authorities beside the system's; child processes, too.

    They have no option for that, but read `SSL_CERT_FILE` (on macOS and Windows they ask the system alone).
    """
    if not certificates:
        yield
        return
    before = os.environ.get(_VARIABLE)
    with tempfile.NamedTemporaryFile("w", prefix="loksabha-", suffix=".pem") as file:
        file.writelines([*_system_certificates(), certificates])
        file.flush()
        os.environ[_VARIABLE] = file.name
        try:
            yield
        finally:
            if before is None:
                del os.environ[_VARIABLE]
            else:
                os.environ[_VARIABLE] = before


def _system_certificates() -> list[str]:
    """The authorities that are trusted without the bundle (PEM): of `SSL_CERT_FILE`, else the system's."""
    found = ssl.create_default_context().get_ca_certs(binary_form=True)
    return [ssl.DER_cert_to_PEM_cert(certificate) for certificate in found]
