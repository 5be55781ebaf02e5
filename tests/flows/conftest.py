"""The pipeline on the sample site, and a store that is filled once for the tests that only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from archive.settings import Settings
from archive.store import Store, open_store
from archive.tables import Tables
from flows import pipeline
from flows.run import run_flow
from flows.scope import Scope
from samples.parliament import sample_parliament
from samples.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.summary import RunSummary
    from samples.site import Site


@dataclass
class SamplePipeline:
    """A sample site, a store, and runs of the flows between them."""

    site: Site
    settings: Settings
    store: Store

    @property
    def tables(self) -> Tables:
        """The store's tables as they are now."""
        return Tables(self.store)

    def run(self, flow: str, **scope: Any) -> RunSummary:
        """The summary of a run."""
        return run_flow(flow, Scope.read(**scope), pipeline.FLOWS[flow], settings=self.settings, quiet=True)

    def backfill(self, **scope: Any) -> RunSummary:
        """The summary of a backfill of the 18th Lok Sabha's 5th session, or of another scope."""
        return self.run("backfill", **{"lok_sabha": 18, "sessions": "5", **scope})


def sample_pipeline(site: Site, home: Path, store: str) -> Iterator[SamplePipeline]:
    """A pipeline from a site to a store, without delays."""
    settings = Settings(
        _env_file=None, site_url=site.url, home=home, store=store, delay=0, concurrency=4, workers=2
    )
    with open_store(settings) as opened:
        yield SamplePipeline(site, settings, opened)


@pytest.fixture
def site() -> Iterator[Site]:
    """The sample site."""
    with serve(sample_parliament()) as served:
        yield served


@pytest.fixture
def fresh(site: Site, settings: Settings) -> Iterator[SamplePipeline]:
    """A pipeline with an empty store."""
    yield from sample_pipeline(site, settings.home, settings.store)


@pytest.fixture(scope="session")
def filled(s3_home: Path) -> Iterator[tuple[SamplePipeline, list[RunSummary]]]:
    """A pipeline with three Lok Sabhas backfilled in both languages; read-only."""
    with serve(sample_parliament()) as served:
        for made in sample_pipeline(served, s3_home, "s3://tests/filled"):
            yield made, [made.backfill(lok_sabha=n, sessions=None, language="both") for n in (16, 17, 18)]
