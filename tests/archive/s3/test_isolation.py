"""What another user of the machine gets from the embedded server without its keys: nothing."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import socket
import ssl
import subprocess
from contextlib import suppress
from http import HTTPStatus
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

from archive.s3 import seaweedfs
from archive.s3.certificates import CERTIFICATE, KEY, make_certificates
from archive.s3.embedded import embedded_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

NOBODY = 65534
SECRET = b"what only the owner may read"
PATHS = (
    "/",
    "/status",
    "/dir/status",
    "/dir/assign",
    "/dir/lookup?volumeId=1",
    "/vol/status",
    "/vol/grow?count=1",
    "/col/delete?collection=private",
    "/cluster/status",
    "/buckets/",
    "/buckets/private/object",
    "/1,01637037d6",
    "/ui/index.html",
    "/stats/counter",
    "/metrics",
    "/debug/pprof/",
    "/submit",
    "/private/object",
    "/private",
)
METHODS = ("GET", "DELETE", "POST")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The directory of a running server that holds one object."""
    home = tmp_path_factory.mktemp("isolation")
    with embedded_server(home) as server:
        s3 = boto3.client(
            "s3",
            endpoint_url=server.url,
            region_name="us-east-1",
            aws_access_key_id=server.access_key,
            aws_secret_access_key=server.secret_key,
        )
        s3.create_bucket(Bucket="private")
        s3.put_object(Bucket="private", Key="object", Body=SECRET)
        yield home / "s3"
        assert s3.get_object(Bucket="private", Key="object")["Body"].read() == SECRET


def listening_ports(home: Path) -> set[int]:
    """Every TCP port on which the server listens."""
    pid = int((home / "server.pid").read_text())
    inodes = {os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        int(row[1].split(":")[1], 16) for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in inodes
    }


def replies(port: int, tls: ssl.SSLContext | None) -> dict[str, int]:
    """The requests that the port answers with other than a refusal, and the status."""
    found = {}
    for method, path in product(METHODS, PATHS):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        if tls:
            connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=2, context=tls)
        try:
            connection.request(method, path)
            reply = connection.getresponse()
            if reply.status not in REFUSED and reply.read().strip() != NOT_TLS:
                found[f"{port} {method} {path}"] = reply.status
        except (OSError, http.client.HTTPException):
            break  # no TLS handshake, or no HTTP at all: another path makes no difference
        finally:
            connection.close()
    return found


REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}
NOT_TLS = b"Client sent an HTTP request to an HTTPS server."


def client_without_certificate() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def client_with_own_certificate(folder: Path) -> ssl.SSLContext:
    make_certificates(folder)
    context = client_without_certificate()
    context.load_cert_chain(folder / CERTIFICATE, folder / KEY)
    return context


def readable(paths: list[Path]) -> list[str]:
    """The files and directories that this user can read."""
    return [str(path) for path in paths if os.access(path, os.R_OK)]


def open_sockets() -> list[str]:
    """SeaweedFS's Unix sockets in /tmp that accept a connection."""
    found = []
    for path in Path("/tmp").glob("seaweedfs-*.sock"):
        with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
            client.connect(str(path))
            found.append(str(path))
    return found


def try_everything(paths: list[Path], ports: set[int], own: ssl.SSLContext, result: Connection) -> None:
    """Send what another user finds: answered requests, readable files, open sockets."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    contexts = (None, client_without_certificate(), own)
    got = {key: status for port in ports for tls in contexts for key, status in replies(port, tls).items()}
    result.send((got, readable(paths), open_sockets()))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the kernel does not list its sockets")
def test_another_user_can_read_no_port_and_no_file(home: Path, tmp_path: Path) -> None:
    ports = listening_ports(home)
    assert seaweedfs.running_port(home) in ports
    assert len(ports) > 5
    receiver, sender = multiprocessing.Pipe(duplex=False)
    own = client_with_own_certificate(tmp_path)
    fork = multiprocessing.get_context("fork")
    paths = [home, *home.rglob("*")]
    process = fork.Process(target=try_everything, args=(paths, ports, own, sender))
    process.start()
    sender.close()
    got, files, sockets = receiver.recv()
    process.join()

    s3 = seaweedfs.running_port(home)
    assert got == {f"{s3} GET /status": 200}  # S3's own sign of life: an empty reply
    assert files == []
    assert sockets == []


def shell(folder: Path, ports: dict[str, int]) -> str:
    """What `weed shell` prints for the files of the server, run in a folder."""
    master, filer = (f"127.0.0.1:{ports[name]}.{ports[name] + 10_000}" for name in ("master", "filer"))
    command = [seaweedfs.find_binary(), "shell", f"-master={master}", f"-filer={filer}"]
    run = subprocess.Popen(
        command,
        cwd=folder,
        env={"HOME": str(folder), "PATH": os.defpath},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        return run.communicate("fs.ls /buckets\n", timeout=8)[0]
    except subprocess.TimeoutExpired:
        run.kill()
        return run.communicate()[0]


@pytest.mark.parametrize(("trusted", "listed"), [(True, True), (False, False)], ids=["certificate", "none"])
def test_weed_shell_needs_the_certificate(home: Path, tmp_path: Path, trusted: bool, listed: bool) -> None:
    printed = shell(home if trusted else tmp_path, seaweedfs._read_ports(home))
    assert ("private" in printed) is listed
