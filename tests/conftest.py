"""Fixtures for all tests: the corpus, and a real S3 server that runs as long as the tests."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from archive.settings import Settings
from archive.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Directory of the corpus: documents, list replies and labels that may not be published."""
    path = Path(os.environ.get("LOKSABHA_SHARED") or ROOT.parent / "shared")
    if not path.is_dir():
        pytest.skip(f"the corpus is not at {path}; set LOKSABHA_SHARED")
    return path


@pytest.fixture(scope="session", autouse=True)
def _no_outside_settings() -> Iterator[None]:
    """Removes settings from the environment, so that tests cannot touch a real bucket."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - {"LOKSABHA_SHARED"}:
            if name.startswith(("LOKSABHA_", "AWS_")):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def s3_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Home of an S3 server that runs for the whole session, one per pytest-xdist worker."""
    home = tmp_path_factory.mktemp("s3")
    with open_store(Settings(_env_file=None, home=home, store="s3://tests")):
        yield home


@pytest.fixture
def settings(s3_home: Path) -> Settings:
    """Settings of an empty store."""
    return Settings(_env_file=None, home=s3_home, store=f"s3://tests/{uuid4().hex}")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """An empty store."""
    with open_store(settings) as opened:
        yield opened


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With LOKSABHA_NO_SKIPS a skipped test is a failure, except if only the corpus is missing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("LOKSABHA_NO_SKIPS") or reporter is None:
        return
    skipped = [r for r in reporter.stats.get("skipped", []) if "the corpus is not at" not in str(r.longrepr)]
    if skipped:
        reporter.write_line(f"{len(skipped)} tests were skipped; LOKSABHA_NO_SKIPS forbids it", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
