"""The embedded S3 server, shared by all commands of one `LOKSABHA_HOME`.

It starts with the first command that needs it and stops with the last. Each user holds a shared lock on
one file, which the kernel releases however the user ends. A user that ends can thus see whether others
remain, and a server whose users were all killed is reused and stopped by the next command.
"""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from archive.errors import ArchiveError
from archive.s3 import seaweedfs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Endpoint:
    """Address and keys of the server."""

    url: str
    access_key: str
    secret_key: str


@contextmanager
def embedded_server(home: Path) -> Iterator[Endpoint]:
    """The server of `home`: started for its first user, stopped after its last.

    Raises ArchiveError when `home` cannot be written to, or the server cannot be found or started.
    """
    place = _make_home(home)
    with (place / "users").open("a") as users:
        try:
            with _exclusive(place):
                fcntl.flock(users, fcntl.LOCK_SH)
                endpoint = _join_or_start(place)
            yield endpoint
        finally:
            with _exclusive(place):
                if _is_last(users):
                    seaweedfs.stop(place)
                # A forked child may hold the file open for longer than we do, and our lock with it.
                fcntl.flock(users, fcntl.LOCK_UN)


def _make_home(home: Path) -> Path:
    place = home.expanduser().resolve() / "s3"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.chmod(0o700)  # directories of earlier versions are readable by all
        (place / "users").touch()
    except OSError as error:
        raise ArchiveError(f"cannot write to LOKSABHA_HOME {home}: {error.strerror}") from error
    return place


def _join_or_start(place: Path) -> Endpoint:
    try:
        port = seaweedfs.running_port(place) or seaweedfs.start(place)
        keys = seaweedfs.read_credentials(place)
    except OSError as error:
        raise ArchiveError(f"cannot write to {place} below LOKSABHA_HOME: {error.strerror}") from error
    return Endpoint(f"http://127.0.0.1:{port}", keys.access_key, keys.secret_key)


@contextmanager
def _exclusive(place: Path) -> Iterator[None]:
    """Lock held while a user starts or stops using the server."""
    with (place / "door").open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
