"""What the documents say of commands, settings, deployments and vocabularies is what the code has."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from archive.settings import Settings
from flows.cli import cli
from flows.pages.vocabulary import vocabulary_page

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_readme_shows_every_command(command: str) -> None:
    assert f"loksabha {command}" in README or f"make {command}" in README


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_readme_has_every_setting_with_its_default(setting: str) -> None:
    field = Settings.model_fields[setting]
    default = (
        "all cores" if field.default_factory else "unset" if field.default is None else f"`{field.default}`"
    )
    assert f"| `LOKSABHA_{setting.upper()}` | {default} |" in README


@pytest.mark.parametrize("deployment", [d["name"] for d in DEPLOYMENTS])
def test_readme_names_every_deployment(deployment: str) -> None:
    assert deployment in README


def test_vocabulary_page_is_fresh() -> None:
    assert (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8") == vocabulary_page()
