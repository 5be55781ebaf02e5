from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from archive.settings import Settings
from archive.store import open_store
from bench.s3_proxy import s3_proxy
from samples.parliament import sample_parliament, synthetic_parliament
from samples.server import serve
from tests.spiders.crawl_runner import Crawls, site_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.store import Store
    from bench.s3_proxy import S3Proxy
    from samples.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """The sample parliament."""
    with serve(sample_parliament()) as running:
        yield running


@pytest.fixture
def small_site() -> Iterator[Site]:
    """Twelve questions of one session with a file each."""
    with serve(synthetic_parliament(12)) as running:
        yield running


@pytest.fixture
def crawling(store: Store, settings: Settings, tmp_path: Path) -> Callable[[Site], Crawls]:
    """Crawls of a site into the test's own store."""

    def crawls(site: Site) -> Crawls:
        folder = tmp_path / uuid4().hex
        folder.mkdir()
        return Crawls(folder, store, settings, site, site_environment(site))

    return crawls


@pytest.fixture
def crawls(crawling: Callable[[Site], Crawls], site: Site) -> Crawls:
    """Crawls of the sample parliament."""
    return crawling(site)


@pytest.fixture
def small(crawling: Callable[[Site], Crawls], small_site: Site) -> Crawls:
    """Crawls of the twelve questions."""
    return crawling(small_site)


@pytest.fixture
def counted_s3(store: Store, s3_home: Path) -> Iterator[tuple[S3Proxy, dict[str, str]]]:
    """A proxy in front of the S3 server, and the settings by which crawls use it."""
    keys = json.loads((s3_home / "s3" / "credentials.json").read_text())
    with s3_proxy(int(store.endpoint_url.rpartition(":")[2])) as proxy:
        yield (
            proxy,
            {
                "LOKSABHA_S3_ENDPOINT_URL": f"http://127.0.0.1:{proxy.port}",
                "AWS_ACCESS_KEY_ID": keys["access_key"],
                "AWS_SECRET_ACCESS_KEY": keys["secret_key"],
                "AWS_REGION": "us-east-1",
            },
        )


@pytest.fixture
def other_store(s3_home: Path) -> Iterator[tuple[Settings, Store]]:
    """Another empty store with its settings."""
    settings = Settings(_env_file=None, home=s3_home, store=f"s3://tests/{uuid4().hex}")
    with open_store(settings) as opened:
        yield settings, opened
