"""Certificates of the embedded server, made once per server directory.

SeaweedFS's master, volume server and filer talk to each other over loopback, open to every local user.
With mutual TLS each of them accepts only a client certificate signed by this authority, whose private key is
discarded as soon as the one certificate is signed.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import ssl
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

if TYPE_CHECKING:
    from pathlib import Path

AUTHORITY, CERTIFICATE, KEY = "ca.pem", "server.pem", "server.key"
_VALID = dt.timedelta(days=100 * 365)
"""The files are as old as the directory, and nothing renews them."""


def make_certificates(folder: Path) -> None:
    """Write `ca.pem`, `server.pem` and `server.key` (0600) to a folder that lacks one of them."""
    if all((folder / name).exists() for name in (AUTHORITY, CERTIFICATE, KEY)):
        return
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority_name, server_name = _name("loksabha embedded server"), _name("server")
    authority = (
        _builder(authority_name, authority_name, authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    loopback = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("localhost")]
    both_sides = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    certificate = (
        _builder(server_name, authority_name, key)
        .add_extension(x509.SubjectAlternativeName(loopback), critical=False)
        .add_extension(x509.ExtendedKeyUsage(both_sides), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_private(folder / KEY, private)
    write_private(folder / CERTIFICATE, certificate.public_bytes(serialization.Encoding.PEM))
    write_private(folder / AUTHORITY, authority.public_bytes(serialization.Encoding.PEM))


def client_context(folder: Path) -> ssl.SSLContext:
    """A TLS context that trusts and is trusted by the server of a folder."""
    context = ssl.create_default_context(cafile=folder / AUTHORITY)
    context.load_cert_chain(folder / CERTIFICATE, folder / KEY)
    return context


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read (0600); it appears whole."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))  # a clock may be set back
        .not_valid_after(now + _VALID)
    )
