"""The documents agree with the code: commands, settings, deployments, vocabularies, links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.settings import Settings
from flows.cli import cli
from flows.pages.accuracy import read_accuracy
from flows.pages.vocabulary import vocabulary_page

ROOT = Path(__file__).parents[1]
README, RUNNING = ((ROOT / path).read_text(encoding="utf-8") for path in ("README.md", "docs/running.md"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_readme_shows_every_command(command: str) -> None:
    assert f"$ loksabha {command}" in README or f"$ make {command}" in README


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_running_page_has_every_setting_with_its_default(setting: str) -> None:
    field = Settings.model_fields[setting]
    default = (
        "all cores" if field.default_factory else "unset" if field.default is None else f"`{field.default}`"
    )
    assert f"| `LOKSABHA_{setting.upper()}` | {default} |" in RUNNING


def test_running_page_lists_the_deployments_with_their_times() -> None:
    rows = re.findall(r"^\| `(\w+)/(\w+)` \| (.+) \|$", RUNNING, flags=re.MULTILINE)
    assert [(flow, name, re.findall(r"\d+:\d+", when)) for flow, name, when in rows] == [
        (deployment["entrypoint"].partition(":")[2], deployment["name"], times(deployment))
        for deployment in DEPLOYMENTS
    ]


def times(deployment: dict[str, Any]) -> list[str]:
    """`17:30` for each schedule with the cron line `30 17 * * 1-5`."""
    crons = [schedule["cron"].split() for schedule in deployment.get("schedules", [])]
    return [f"{hour}:{minute:>02}" for minute, hour, *_ in crons]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:archive|bench|flows|parsers|samples|spiders)/[\w/.]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_types_are_defined_where_the_architecture_page_says() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| `(\S+\.py)` \|$", page, flags=re.MULTILINE)
    assert len(rows) >= 7
    for types, module in rows:
        text = (ROOT / module).read_text(encoding="utf-8")
        assert [name for name in re.findall(r"\w+", types) if f"class {name}" not in text] == []


def test_accuracy_figures_are_those_of_the_page() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    figures = read_accuracy(ROOT / "docs" / "accuracy.md")
    head = re.sub(r"\s+", " ", page)
    assert f"parser {figures['parser']}, extractor {figures['extractor']}, {figures['documents']} doc" in head
    labelled = page.partition("## By layout")[0]
    rows = re.findall(r"^\| ([\w.]+) \| (\d+)/(\d+) \|", labelled, flags=re.MULTILINE)
    assert figures["fields"] == {name: {"right": int(right), "of": int(of)} for name, right, of in rows}


def test_vocabulary_page_is_fresh() -> None:
    assert (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8") == vocabulary_page()
