"""Prints what `loksabha verify` finds, and what `--repair` has repaired."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from archive.store import open_store
from archive.verify.damage import Damage, DamageKind
from flows.progress import progress_reporter
from flows.repair.find import Findings, find_damage
from flows.repair.repair import repair
from flows.run import run_flow
from flows.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.settings import Settings
    from flows.run import Run
    from flows.summary import RunSummary

SHOWN = 4
"""Damages shown of one kind; `--json` has all."""


def verify(settings: Settings, *, repairs: bool, quick: bool, as_json: bool) -> int:
    """The exit code: 0 whole, 3 damaged or not all repaired, 1 the repair failed."""
    found = _find(settings, quick=quick, quiet=as_json)
    if not as_json:
        click.echo("\n".join(damage_lines(settings, found, repairs=repairs)))
    summary = None
    left = found
    if repairs and found.damages:
        summary = _repair(settings, found, quiet=as_json)
        left = _find(settings, quick=quick, quiet=as_json)
    if as_json:
        click.echo(json.dumps(_as_json(found, left, summary), ensure_ascii=False, indent=1))
    elif summary:
        click.echo("\n".join(repair_lines(found, left, summary)))
    if summary and summary.error:
        click.echo(f"loksabha: {summary.error}", err=True)
        return 1
    return 3 if left.damages else 0


def damage_lines(settings: Settings, found: Findings, *, repairs: bool) -> Iterator[str]:
    """The damage by kind: how many, the first ones, and what a repair does about them."""
    if not found.damages:
        yield f"{settings.store}: whole"
        return
    yield f"{settings.store}: {len(found.damages)} damages"
    for kind in DamageKind:
        if damages := found.of(kind):
            yield f"  {kind.value:10} {len(damages)}: {kind.meaning}"
            yield from (f"             {_line(damage)}" for damage in damages[:SHOWN])
            if len(damages) > SHOWN:
                yield f"             and {len(damages) - SHOWN} more"
            yield f"             repair: {kind.remedy}"
    if not repairs:
        yield "repair all of it: loksabha verify --repair"


def repair_lines(found: Findings, left: Findings, summary: RunSummary) -> Iterator[str]:
    """What the repair has achieved."""
    state = "whole again" if not left.damages else f"{len(left.damages)} damages are left"
    yield f"{summary.run_id}: {len(found.damages)} damages found, {state}"
    yield from (f"  left       {damage.kind.value}: {_line(damage)}" for damage in left.damages)
    yield from (f"  note       {note}" for note in (*summary.issues, *summary.notes))


def _line(damage: Damage) -> str:
    question = f" ({damage.question_id})" if damage.question_id else ""
    return f"{damage.place} {damage.detail}{question}"


def _as_json(found: Findings, left: Findings, summary: RunSummary | None) -> dict[str, Any]:
    said: dict[str, Any] = {"whole": not left.damages, "damages": [asdict(d) for d in found.damages]}
    if summary:
        said |= {"left": [asdict(d) for d in left.damages], "summary": summary.model_dump(mode="json")}
    return said


def _find(settings: Settings, *, quick: bool, quiet: bool) -> Findings:
    with open_store(settings) as store, progress_reporter(quiet=quiet) as progress:
        return find_damage(store, settings, quick=quick, on_progress=progress.update)


def _repair(settings: Settings, found: Findings, *, quiet: bool) -> RunSummary:
    def work(run: Run, _scope: Scope) -> None:
        repair(run, found)

    return run_flow("verify", Scope(), work, settings=settings, quiet=quiet)
