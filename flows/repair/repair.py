"""Repairs damage in the order of the pipeline: tables, bytes, text layers, records, releases."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

import orjson

from archive.errors import ArchiveError
from archive.keys import LATEST, damaged_release_key, summary_key
from archive.verify.damage import Damage, DamageKind
from archive.verify.releases import point_to_version
from archive.verify.salvage import set_aside
from flows.errors import FlowsError
from flows.pipeline import discover
from flows.repair.find import LANGUAGES, find_damage, sha256_of_text
from flows.repair.restore import mark_lost, note_lost_summaries, restore_tables
from flows.scope import Scope
from flows.steps.parse import parse_due
from flows.steps.parse_job import ExtractJob, extract_job
from flows.steps.publish import make_release
from parsers.batch import MEMORY_MB, SECONDS
from parsers.worker_pool import JobFailure, map_unordered
from spiders.crawl import crawl_answers
from spiders.errors import SpidersError
from spiders.ledger.due_files import Selection
from spiders.report import CrawlOutcome

if TYPE_CHECKING:
    from flows.repair.find import Findings
    from flows.run import Run

log = logging.getLogger(__name__)


PASSES = 3
"""A restored table may name objects that are damaged, too."""


def repair(run: Run, findings: Findings) -> None:
    """Repair what can be, until nothing is left or nothing changes; the summary notes what cannot.

    Damaged objects are set aside below `damaged/`, none is deleted.
    """
    for _ in range(PASSES):
        _repair_once(run, findings)
        before, findings = findings, find_damage(run.store, run.settings, quick=True)
        own = summary_key(run.run_id)  # is written when the run ends
        findings.damages = [damage for damage in findings.damages if damage.place != own]
        if not findings.damages or set(findings.damages) == set(before.damages):
            return


def _repair_once(run: Run, findings: Findings) -> None:
    restore_tables(run, findings)
    raw = findings.of(DamageKind.RAW)
    for damage in raw:
        set_aside(run.store, run.run_id, damage.place)
    if raw or findings.of(DamageKind.FILE):
        mark_lost(run, raw)
    _walk_again(run, findings.of(DamageKind.LIST_PAGE))
    _fetch_again(run)
    _extract_again(run, findings.of(DamageKind.TEXT))
    questions = run.tables.read("questions", columns=["lok_sabha", "session"]).unique()
    parse_due(run, sorted(questions.iter_rows()), Selection(languages=LANGUAGES))
    note_lost_summaries(run, findings.of(DamageKind.SUMMARY))
    if findings.of(DamageKind.RELEASE, DamageKind.POINTER):
        _repair_releases(run, findings)


def _walk_again(run: Run, damages: list[Damage]) -> None:
    """Walk the lists of sessions whose pages are lost; pages that cannot be read are set aside first."""
    sessions: dict[int, set[int]] = {}
    for damage in damages:
        if damage.place.endswith(".zst"):
            set_aside(run.store, run.run_id, damage.place)
        if damage.session:
            sessions.setdefault(damage.session[0], set()).add(damage.session[1])
    for lok_sabha, numbers in sorted(sessions.items()):
        try:
            discover(run, Scope(lok_sabha=lok_sabha, sessions=sorted(numbers)))
        except (FlowsError, SpidersError) as error:
            run.summary.notes.append(f"the lists of Lok Sabha {lok_sabha} could not be walked: {error}")


def _fetch_again(run: Run) -> None:
    """Request files that are marked as lost, and failed ones that are due; none for the first time."""
    lost = run.tables.read("files").filter(cause="lost")
    newest = lost.select("lok_sabha", "session").unique().sort("lok_sabha", "session")
    for lok_sabha, sessions in newest.group_by("lok_sabha", maintain_order=True):
        try:
            with run.crawling():
                report = crawl_answers(
                    run.run_id,
                    lok_sabha=int(str(lok_sabha[0])),
                    sessions=sessions["session"].to_list(),
                    choice=Selection(languages=LANGUAGES, new_since=dt.date.max),
                    log=run.log_file,
                    environment=run.environment,
                    on_progress=run.on_progress,
                )
        except SpidersError as error:
            run.summary.notes.append(f"lost files could not be fetched: {error}")
            continue
        run.summary.add_files(report)
        if report.ended is not CrawlOutcome.COMPLETE:
            run.summary.notes.append(
                f"lost files could not be fetched: {report.error or report.ended.meaning}"
            )


def _extract_again(run: Run, damages: list[Damage]) -> None:
    """Make text layers from the bytes once more, in processes of their own as when documents are parsed."""
    for damage in damages:
        set_aside(run.store, run.run_id, damage.place)
    jobs = [ExtractJob(run.settings, sha256_of_text(damage.place)) for damage in damages]
    workers = min(run.settings.workers, len(jobs))
    results = map_unordered(extract_job, jobs, workers=workers, seconds=SECONDS, memory_mb=MEMORY_MB)
    for done, (job, result) in enumerate(results, start=1):
        run.progress.update("text layers extracted", done, len(jobs))
        if result is not None:
            reason = result.cause if isinstance(result, JobFailure) else result.error
            run.summary.notes.append(f"the text of {job.sha256} could not be extracted: {reason}")


def _repair_releases(run: Run, findings: Findings) -> None:
    """Mark damaged releases, point to the newest whole one, and publish if none is current any more."""
    for version, problems in findings.releases.problems.items():
        note = {"version": version, "found_at": run.now, "problems": problems, "run_id": run.run_id}
        run.store.put(damaged_release_key(version), orjson.dumps(note, option=orjson.OPT_INDENT_2))
    whole, current = findings.releases.whole, findings.releases.current
    was_damaged = current in findings.releases.problems or current in findings.releases.marked
    if findings.releases.pointer or was_damaged:
        if whole:
            point_to_version(run.store, whole[-1])
        else:
            set_aside(run.store, run.run_id, LATEST)
    try:
        made = make_release(run, accept_losses=False, accuracy=None)
    except ArchiveError as error:
        run.summary.notes.append(str(error))
        return
    if made.new:
        run.summary.notes.append(f"release {made.version} is new")
