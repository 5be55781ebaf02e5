"""`loksabha demo`: the whole pipeline on the sample parliament."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows import pipeline
from flows.commands.demo_site import sample_site
from flows.commands.show import print_outcome
from flows.run import run_flow
from flows.scope import Scope

if TYPE_CHECKING:
    from flows.run import Run
    from flows.summary import RunSummary

LOK_SABHAS = (16, 17, 18)
LOOK_AROUND = """
The missing answers are deliberate; each imitates a fault of the real site. Try:
  {loksabha} --demo show LS18-S5-UNSTARRED-1474
  {loksabha} --demo status
  {loksabha} --demo sql "SELECT ministry, count(*) AS n FROM questions GROUP BY ministry ORDER BY n DESC"
"""


def backfill_samples(run: Run, scope: Scope) -> None:
    """Backfills the three Lok Sabhas of the sample parliament in one run."""
    sessions: list[tuple[int, int]] = []
    for lok_sabha in LOK_SABHAS:
        sessions += pipeline.discover(run, scope.model_copy(update={"lok_sabha": lok_sabha}))
    pipeline.fetch_parse_publish(run, scope, sessions)


def run_demo(*, as_json: bool, summary_file: Path | None) -> RunSummary:
    """Runs the demo and prints its summary; missing answers are expected and no failure."""
    with sample_site() as settings:
        summary = run_flow("demo", Scope(), backfill_samples, settings=settings, quiet=as_json)
    print_outcome(summary, as_json=as_json, summary_file=summary_file)
    if summary.success and not as_json:
        click.echo(LOOK_AROUND.format(loksabha=_as_typed()))
    return summary


def _as_typed() -> str:
    """The command as the user can type it: its name if that is on PATH, else its relative path."""
    place = Path(sys.argv[0])
    return place.name if shutil.which(place.name) else os.path.relpath(place)
