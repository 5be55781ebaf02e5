"""Command-line options; those of a run are made from the fields of `Scope`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.settings import Settings
from flows.scope import SWEEP_DAYS, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(path_type=Path, dir_okay=False)

_CLICK: dict[str, dict[str, Any]] = {
    "lok_sabha": {"type": int, "metavar": "N"},
    "sessions": {"metavar": "LIST"},
    "since": {"metavar": "DATE"},
    "until": {"metavar": "DATE"},
    "on": {"metavar": "DATE"},
    "question_type": {"type": click.Choice(["starred", "unstarred"])},
    "ministry": {"metavar": "NAME"},
    "limit": {"type": int, "metavar": "N"},
    "language": {"type": click.Choice(["en", "hi", "both"]), "default": "en", "show_default": True},
    "refetch": {"is_flag": True},
    "days": {"type": int, "metavar": "N", "default": SWEEP_DAYS, "show_default": True},
    "since_version": {"metavar": "V"},
    "accept_losses": {"is_flag": True},
    "accuracy": {"type": FILE},
}
"""How click reads each field; names, and help texts, are those of `Scope`."""


def scope_options(*names: str, required: str | None = None) -> Callable[[Callable[..., None]], Any]:
    """A decorator that adds one option per field of `Scope`, in this order."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for name in reversed(names):
            flag = "--type" if name == "question_type" else f"--{name.replace('_', '-')}"
            text = Scope.model_fields[name].description
            command = click.option(flag, name, help=text, required=name == required, **_CLICK[name])(command)
        return command

    return add


def run_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options of every run: `--summary` and `--json`."""
    command = click.option("--json", "as_json", is_flag=True, help="Print only the run summary, as JSON.")(
        command
    )
    return click.option(
        "--summary", "summary_file", type=FILE, help="Also write the run summary to FILE, as JSON."
    )(command)


class Commands(click.Group):
    """A command group whose help ends with the settings."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes one line per setting."""
        formatter.write(f"\nSettings (environment or .env):\n{settings_help()}\n")


def settings_help() -> str:
    """One line per setting: name, description, default."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = "all cores" if field.default_factory else field.default
        shown = "unset" if default is None else default
        lines.append(f"  LOKSABHA_{name.upper():16} {field.description} [{shown}]")
    return "\n".join(lines)
