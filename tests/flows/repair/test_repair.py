"""`verify --repair` restores the store after each damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from archive.store import open_store
from flows.commands.show import tallies
from flows.commands.verify import verify
from flows.repair.find import find_damage
from flows.steps.accounting import session_status
from samples.faults.names import Fault
from samples.parliament import sample_parliament
from samples.server import serve
from tests.flows.conftest import SamplePipeline, sample_pipeline
from tests.flows.repair.content import content
from tests.flows.repair.damages import HARMS, QUESTION, QUICK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from archive.settings import Settings

FILE = "annex/185/AU1474_hYbJRR.pdf"
Whole: TypeAlias = "tuple[SamplePipeline, dict[str, Any]]"


@pytest.fixture(scope="module")
def whole(s3_home: Path) -> Iterator[Whole]:
    """A store with two sessions and two releases, its site, and what it says."""
    with serve(sample_parliament()) as site:
        for line in sample_pipeline(site, s3_home, "s3://tests/whole"):
            line.backfill(sessions="4", language="both")
            line.backfill(sessions="4,5", language="both")
            yield line, content(line)


@pytest.fixture
def copied(whole: Whole, settings: Settings) -> Iterator[SamplePipeline]:
    """A copy of the store, to be damaged."""
    line = whole[0]
    same = line.settings.model_copy(update={"store": settings.store, "home": settings.home})
    with open_store(same) as store:
        for key in line.store.keys(""):
            store.put(key, line.store.get(key))
        yield SamplePipeline(line.site, same, store)


def check_restored(
    line: SamplePipeline, before: dict[str, Any], harm: Callable[[SamplePipeline], None]
) -> None:
    harm(line)
    assert find_damage(line.store, line.settings).damages, "the damage is not found"
    assert verify(line.settings, repairs=True, quick=False, as_json=False) == 0
    assert find_damage(line.store, line.settings).damages == []
    after = content(line)
    for name, said in before.items():
        assert after[name] == said, name
    for account in after["accounts"]:
        assert account["declared"] == account["fetched"] + sum(account["missing"].values())
    ids = line.tables.read("changes")["change_id"]
    assert ids.n_unique() == ids.len()


def test_a_store_without_damage_is_whole(whole: Whole) -> None:
    line = whole[0]
    before = sorted(line.store.keys(""))
    assert verify(line.settings, repairs=False, quick=False, as_json=False) == 0
    assert verify(line.settings, repairs=True, quick=True, as_json=False) == 0
    assert sorted(line.store.keys("")) == before


@pytest.mark.parametrize("name", QUICK)
def test_repair_restores_after(copied: SamplePipeline, whole: Whole, name: str) -> None:
    check_restored(copied, whole[1], HARMS[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HARMS.keys() - set(QUICK)))
def test_repair_restores_after_each(copied: SamplePipeline, whole: Whole, name: str) -> None:
    check_restored(copied, whole[1], HARMS[name])


@pytest.mark.slow
def test_lost_bytes_are_named_until_the_site_serves_them(
    copied: SamplePipeline, whole: Whole, capsys: pytest.CaptureFixture[str]
) -> None:
    HARMS["raw_deleted"](copied)
    copied.site.set_fault(Fault.FILE_STATUS, 404)
    try:
        assert verify(copied.settings, repairs=True, quick=True, as_json=False) == 3
    finally:
        copied.site.clear_faults()
    assert f"left       file: files {FILE} is lost ({QUESTION})" in capsys.readouterr().out
    lost = copied.tables.read("files").filter(cause="lost")
    assert lost.select("file", "version", "status", "attempts").rows() == [(FILE, 1, "missing", 1)]
    tally = next(tally for tally in tallies(copied.store) if tally.session == 5)
    state = session_status(copied.tables, tally)
    assert state["missing"]["lost"] == 1
    assert state["declared"] == state["fetched"] + sum(state["missing"].values())

    assert verify(copied.settings, repairs=True, quick=True, as_json=False) == 0
    assert content(copied) == whole[1]
