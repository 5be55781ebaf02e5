"""Prints run summaries, session status, query results and records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import polars as pl
from rich.console import Console
from rich.table import Table

from archive.keys import tally_prefix
from archive.release.exports.record_files import safe_cell
from archive.store import open_store
from archive.tables import Tables
from flows.commands.render import render_record
from flows.errors import BadRequest
from flows.steps.accounting import session_status
from flows.summary import CAUSE_MEANINGS
from parsers.batch import read_files
from parsers.observations.observe import observe
from parsers.records import Record
from spiders.report import SessionTally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from archive.settings import Settings
    from archive.store import Store
    from flows.summary import RunSummary


SHOWN = 4
"""Questions printed per cause; the JSON summary has all."""
_COUNTED = ("lok_sabha", "session", "declared", "listed", "fetched", "parsed")


def print_outcome(summary: RunSummary, *, as_json: bool, summary_file: Path | None) -> None:
    """Prints the summary of a run as text or JSON; writes it to `summary_file` as JSON."""
    printed = summary.model_dump_json(indent=1)
    if summary_file:
        summary_file.write_text(printed, encoding="utf-8")
    if as_json:
        click.echo(printed)
        return
    for line in summary_lines(summary):
        click.echo(line)
    if summary.error:
        click.echo(f"loksabha: {summary.error}", err=True)


def summary_lines(summary: RunSummary) -> Iterator[str]:
    """The summary as lines of text."""
    n = summary.counts
    yield f"{summary.flow} {summary.run_id}: {summary.outcome}"
    yield f"  questions  {n.declared} declared, {n.listed} listed: {n.new} new, {n.changed} changed"
    yield f"  files      {n.fetched} fetched, {n.failed} failed"
    yield f"  records    {n.parsed} parsed, {n.flagged} of them flagged"
    for cause, number in summary.missing.items():
        names = [gap.question_id for gap in summary.missing_answers if gap.cause == cause]
        yield f"  missing    {number} {cause}: {CAUSE_MEANINGS[cause]}"
        yield f"             {', '.join(names[:SHOWN])}{', …' if len(names) > SHOWN else ''}"
    for check in summary.checks:
        if not check.success:
            yield f"  check      {check.name} failed: {check.notes}"
    for note in (*summary.issues, *summary.notes):
        yield f"  note       {note}"
    if summary.release:
        yield f"  release    {summary.release}"


def print_status(settings: Settings, *, as_json: bool) -> None:
    """Prints one line per session; the numbers account for every question."""
    with open_store(settings) as store:
        states = [session_status(Tables(store), tally) for tally in tallies(store)]
    if as_json:
        for state in states:
            click.echo(json.dumps(state))
        return
    if not states:
        click.echo(
            f"nothing in {settings.store} yet: start with `loksabha backfill --lok-sabha 18 --sessions 5`"
        )
        return
    table = Table(
        "Lok Sabha", "session", "declared", "listed", "fetched", "parsed", "missing by cause", "walked"
    )
    for state in states:
        numbers = [
            str(state[name]) for name in ("lok_sabha", "session", "declared", "listed", "fetched", "parsed")
        ]
        causes = ", ".join(f"{cause} {number}" for cause, number in state["missing"].items())
        table.add_row(*numbers, causes or "none", state["walked_at"])
    Console().print(table)


def tallies(store: Store) -> Iterator[SessionTally]:
    """The latest tally of each session."""
    found = [
        SessionTally.model_validate_json(store.get(key))
        for key in store.keys(tally_prefix())
        if key.endswith("/latest.json")
    ]
    yield from sorted(found, key=lambda tally: (tally.lok_sabha, tally.session))


def print_query(settings: Settings, query: str, form: str) -> None:
    """Prints the result of a SELECT as a table, JSON lines or CSV."""
    with open_store(settings) as store:
        frame = Tables(store).sql(query)
    if form == "json":
        for row in frame.iter_rows(named=True):
            click.echo(json.dumps(row, default=str, ensure_ascii=False))
        return
    flat = frame.with_columns(
        pl.Series(name, [_flat(value) for value in frame[name]], dtype=pl.String)
        for name, kind in frame.schema.items()
        if kind.is_nested()
    )
    if form == "csv":
        safe = pl.selectors.string().map_elements(safe_cell, return_dtype=pl.String)
        click.echo(flat.with_columns(safe).write_csv(), nl=False)
        return
    table = Table(*flat.columns)
    for values in flat.iter_rows():
        table.add_row(*("" if value is None else str(value) for value in values))
    Console().print(table)


def print_record(settings: Settings, question_id: str, language: str, *, as_json: bool) -> None:
    """Prints one record; raises `BadRequest` with the reason if there is none."""
    lok_sabha, session = _place(question_id)
    with open_store(settings) as store:
        tables = Tables(store)
        where: dict[str, Any] = {"lok_sabha": lok_sabha, "session": session}
        only = {"question_id": [question_id], "language": [language]}
        answers = tables.read("answers", **where, only=only)
        if answers.is_empty():
            raise BadRequest(_why_absent(tables, question_id, where, settings.store))
    record = answers.row(0, named=True)
    if as_json:
        click.echo(json.dumps(record, default=str, ensure_ascii=False, indent=1))
    else:
        Console(soft_wrap=False).print(render_record(record))


def print_records(files: Iterable[Path], *, pretty: bool) -> None:
    """Prints the record of each file, one JSON object per line."""
    for record in read_files(files):
        click.echo(json.dumps(record, ensure_ascii=False, indent=1 if pretty else None))


def print_observations(files: Iterable[Path], *, pretty: bool) -> None:
    """Prints the observations of each file and `file`, its name; one JSON object per figure and line."""
    for content in read_files(files):
        name = content.pop("file")
        for observation in observe(Record.model_validate(content)):
            row = {"file": name, **observation.model_dump(mode="json")}
            click.echo(json.dumps(row, ensure_ascii=False, indent=1 if pretty else None))


def _why_absent(tables: Tables, question_id: str, where: dict[str, Any], store: str) -> str:
    listed = tables.read("questions", **where, only={"question_id": [question_id]})
    if listed.is_empty():
        return f"{question_id} is not listed in {store}; see `loksabha status` for the sessions"
    file = listed["file"][0]
    if file is None:
        return f"{question_id} is listed without an answer file: {listed['link_cause'][0]}"
    state = tables.read("files", **where, only={"file": [file]})
    if state.is_empty():
        return f"{question_id}: its file {file} was not requested yet"
    last = state.row(-1, named=True)
    return f"{question_id}: its file {file} is {last['status']} ({last['cause'] or 'not parsed yet'})"


def _place(question_id: str) -> tuple[int, int]:
    try:
        lok_sabha, session, _, _ = question_id.replace("SHORT-NOTICE", "SHORT NOTICE").split("-")
        return int(lok_sabha.removeprefix("LS")), int(session.removeprefix("S"))
    except ValueError:
        raise BadRequest(f"{question_id!r} is no question id: write it like LS18-S5-UNSTARRED-1474") from None


def _flat(value: Any) -> str | None:
    return None if value is None else json.dumps(_plain(value), default=str, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value.to_list() if isinstance(value, pl.Series) else value
