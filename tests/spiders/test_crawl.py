"""Crawls started as the flows start them; a site with an untrusted TLS certificate."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from spiders.crawl import crawl_answers, crawl_questions
from spiders.errors import CrawlFailed
from spiders.ledger.due_files import Selection
from spiders.report import CrawlOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spiders.report import Progress
    from tests.spiders.crawl_runner import Crawls


def test_progress_and_report_of_a_child_process(small: Crawls, tmp_path: Path) -> None:
    received: list[Progress] = []
    environment = {**os.environ, **small.settings.environment(), **small.environment}
    common = {
        "log": tmp_path / "logs" / "r1.log",
        "environment": environment,
        "on_progress": received.append,
    }
    listed = crawl_questions("r1", lok_sabha=18, sessions=[5], **common)
    fetched = crawl_answers("r1", lok_sabha=18, sessions=[5], choice=Selection(limit=3), **common)
    assert (listed.ended, [t.new for t in listed.sessions]) == (CrawlOutcome.COMPLETE, [12])
    assert (fetched.ended, fetched.outcomes) == (CrawlOutcome.COMPLETE, {"new": 3})
    assert {(progress.what, progress.of) for progress in received} == {
        ("list of Lok Sabha 18, session 5", 12),
        ("files", 3),
    }
    assert "Spider closed (finished)" in common["log"].read_text()


def test_a_crawl_that_dies_is_an_error_that_names_the_log(small: Crawls, tmp_path: Path) -> None:
    log = tmp_path / "r1.log"
    environment = {**os.environ, **small.settings.environment(), "LOKSABHA_STORE": "nowhere"}
    with pytest.raises(CrawlFailed, match=f"the questions crawl died with code 1; its log is {log}"):
        crawl_questions("r1", lok_sabha=18, log=log, environment=environment, on_progress=lambda _: None)
    assert "LOKSABHA_STORE='nowhere' is not s3://BUCKET" in log.read_text()


@contextmanager
def untrusted_site(folder: Path) -> Iterator[str]:
    """A site with a self-signed certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = folder / "site.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_untrusted_certificate_ends_the_crawl(small: Crawls, tmp_path: Path) -> None:
    with untrusted_site(tmp_path) as url:
        report = small.questions(LOKSABHA_SITE_URL=url)
    assert report.ended is CrawlOutcome.UNREACHABLE
    assert "cannot reach the site" in (report.error or "")
    assert "certificate verify failed" in (report.error or "")
