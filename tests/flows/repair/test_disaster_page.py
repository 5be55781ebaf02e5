"""The page on disaster is followed: what it says to back up and to run restores the store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click.testing
import pytest

from archive.release.manifest import latest
from archive.verify.damage import DamageKind
from flows.cli import cli
from tests.flows.repair.content import content

if TYPE_CHECKING:
    from tests.flows.conftest import SamplePipeline

PAGE = (Path(__file__).parents[3] / "docs" / "disaster.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
CHECKING, BACKUP, RESTORING = (re.findall(r"^\$ ([^#\n]+)", block, re.MULTILINE) for block in BLOCKS)


def run(command: str, line: SamplePipeline) -> click.testing.Result:
    """A command of the page, run on the line's store."""
    name, *arguments = command.split()
    assert name == "loksabha"
    runner = click.testing.CliRunner(env=line.settings.environment())
    return runner.invoke(cli, arguments)


def test_commands_of_the_page_exist() -> None:
    for command in (*CHECKING, *RESTORING):
        name, *options = command.split()[1:]
        known = {option for parameter in cli.commands[name].params for option in parameter.opts}
        assert set(options) <= known


@pytest.mark.slow
def test_backup_is_restored_as_the_page_says(fresh: SamplePipeline) -> None:
    fresh.backfill(language="both")
    before, release = content(fresh), latest(fresh.store)
    prefixes = [command.split()[3].removeprefix("s3://loksabha/") for command in BACKUP]
    assert prefixes[:2] == ["raw/", "listings/"]
    for key in list(fresh.store.keys("")):
        if not key.startswith(tuple(prefixes)):
            fresh.store.delete(key)
    assert fresh.tables.version("questions") is None

    assert run(CHECKING[0], fresh).exit_code == 3
    results = [run(command, fresh) for command in RESTORING]

    assert [result.exit_code for result in results] == [0, 3, 0, 0]  # 3: the sample site lacks some answers
    assert run(CHECKING[0], fresh).exit_code == 0
    assert content(fresh) == before
    assert latest(fresh.store) == release


@pytest.mark.parametrize("kind", DamageKind)
def test_each_damage_has_a_meaning_and_a_remedy(kind: DamageKind) -> None:
    assert kind.meaning
    assert kind.remedy
