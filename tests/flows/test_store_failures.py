"""Runs whose store fails: one line says why, the summary comes back, and the next run completes the work."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from archive.errors import ArchiveError
from flows.summary import Outcome
from tests.archive.s3.flaky_s3 import NO_BUCKET
from tests.archive.s3.other_servers import behind_proxy, refuses_writes
from tests.flows.conftest import SamplePipeline, sample_pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bench.s3_proxy import S3Proxy
    from samples.site import Site


@pytest.fixture
def proxied(
    fresh: SamplePipeline, s3_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[S3Proxy, SamplePipeline]]:
    """A pipeline whose store is reached through a proxy."""
    with behind_proxy(fresh.store, s3_home, monkeypatch) as (proxy, reached):
        address = {"s3_endpoint_url": reached.s3_endpoint_url}
        yield proxy, SamplePipeline(fresh.site, fresh.settings.model_copy(update=address), fresh.store)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refuses_writes, "access denied: the keys in AWS_ACCESS_KEY_ID may "),
        (
            lambda head: NO_BUCKET if b"/listings/" in head or b"/runs/2" in head else b"",
            "there is no such bucket: create it or set LOKSABHA_STORE",
        ),
    ],
    ids=["read-only keys", "no bucket"],
)
def test_a_run_whose_store_fails_returns_its_summary(
    proxied: tuple[S3Proxy, SamplePipeline], answer: Callable[[bytes], bytes], error: str
) -> None:
    proxy, line = proxied
    proxy.answer = answer
    summary = line.backfill()
    assert summary.outcome is Outcome.FAILED
    assert error in (summary.error or "")
    assert "this summary could not be stored" in summary.notes
    proxy.answer = lambda _head: b""
    assert line.backfill().outcome is Outcome.GAPS


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 48 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path, left: int = 0) -> Path:
    """A file that takes all of the disk but the bytes `left`."""
    filler = place / "filler"
    with filler.open("wb") as file:
        file.write(bytes(shutil.disk_usage(place).free - left))
    return filler


@pytest.mark.slow
def test_a_full_disk_of_the_embedded_server_ends_the_run(small_disk: Path, site: Site) -> None:
    for line in sample_pipeline(site, small_disk, "s3://tests/full"):
        filler = fill(small_disk, left=300_000)
        summary = line.backfill()
        assert summary.outcome is Outcome.FAILED
        assert "the server failed: is its disk full?" in (summary.error or "")
        filler.unlink()
    for line in sample_pipeline(site, small_disk, "s3://tests/full"):  # the server runs again
        assert line.backfill().outcome is Outcome.GAPS
        assert line.tables.read("files")["status"].to_list().count("ok") > 0


def test_a_full_disk_for_temporary_files_ends_the_run(
    small_disk: Path, fresh: SamplePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(small_disk))
    filler = fill(small_disk)
    summary = fresh.backfill()
    assert summary.outcome is Outcome.FAILED
    assert summary.error == (
        f"a disk is full: free some space for temporary files ({small_disk}, see TMPDIR) and LOKSABHA_HOME, "
        "then run the same command again"
    )
    assert fresh.store.exists(f"runs/{summary.run_id}/summary.json")
    filler.unlink()
    assert fresh.run("publish").release


def test_an_embedded_server_that_cannot_start_on_a_full_disk_is_named(small_disk: Path, site: Site) -> None:
    fill(small_disk)
    with pytest.raises(ArchiveError, match=r"cannot write to .*LOKSABHA_HOME.*: No space left on device"):
        next(sample_pipeline(site, small_disk / "home", "s3://tests/full"))
