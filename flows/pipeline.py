"""The flows as plain functions: discover, fetch, parse, account, publish; without Prefect."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from archive.keys import release_key
from flows.errors import BadRequest, RunFailed
from flows.scope import SWEEP_DAYS
from flows.steps.accounting import by_cause, missing_answers
from flows.steps.catch_up import first_day_owed
from flows.steps.parse import parse_due
from flows.steps.publish import make_release
from spiders.causes import Cause
from spiders.crawl import crawl_answers, crawl_questions
from spiders.report import Check, CrawlOutcome, CrawlReport

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from flows.run import Run
    from flows.scope import Scope

INDIA = ZoneInfo("Asia/Kolkata")


def backfill(run: Run, scope: Scope) -> None:
    """Fetches, parses and publishes whole sessions."""
    sessions = discover(run, scope)
    if not sessions and not run.summary.failed_checks:
        run.summary.notes.append("no session of this Lok Sabha has questions")
    fetch_parse_publish(run, scope, sessions)


def daily(run: Run, scope: Scope) -> None:
    """Fetches the answers of one sitting day, and of earlier days whose files no run has requested.

    Stops early if no questions are listed for the day, nothing else is owed and no list row changed.
    """
    day = scope.on or run.now.astimezone(INDIA).date()
    scope = scope.model_copy(update={"on": day})
    report = walk_lists(run, scope)
    sessions = sessions_with_questions(report)
    listed = sum(tally.days.get(day, 0) for tally in report.sessions)
    if not listed:
        _explain_empty_day(run, day, sits=any(day in tally.sittings for tally in report.sessions))
    first = first_day_owed(run.tables, sessions, day, scope.languages)
    if first < day:
        run.summary.notes.append(f"also fetched: sitting days since {first} that no run had completed")
    if listed or first < day or run.summary.counts.changed:  # a row that changed may have a late link
        fetch_parse_publish(run, scope.model_copy(update={"since": first}), sessions)


def _explain_empty_day(run: Run, day: dt.date, *, sits: bool) -> None:
    """A sitting day without questions fails a check; any other day is a note."""
    if sits:
        notes = f"the calendar has a sitting on {day}, the question list has no question for it"
        run.summary.checks.append(
            Check(name="questions of the day", required=False, success=False, notes=notes)
        )
    else:
        run.summary.notes.append(f"no questions are listed for {day}: no sitting, or not published yet")


def sweep(run: Run, scope: Scope) -> None:
    """Requests missing files again and checks archived files of the last weeks for changes.

    It first walks the lists of all sessions in the store, with one request per 240 questions.
    """
    scope = scope.model_copy(
        update={"days": scope.days or SWEEP_DAYS, "on": run.now.astimezone(INDIA).date()}
    )
    walked = discover(run, scope)
    scope = scope.model_copy(update={"on": None})
    others = sorted(set(known_sessions(run, scope)) - set(walked))
    for lok_sabha in sorted({lok_sabha for lok_sabha, _ in others}):
        sessions = [session for of, session in others if of == lok_sabha]
        discover(run, scope.model_copy(update={"lok_sabha": lok_sabha, "sessions": sessions}))
    fetch_parse_publish(run, scope, sorted({*walked, *known_sessions(run, scope)}))


def reparse(run: Run, scope: Scope) -> None:
    """Parses archived files again, without network."""
    sessions = known_sessions(run, scope)
    if not sessions:
        raise BadRequest(f"nothing to parse: {run.settings.store} has no such session; see `loksabha status`")
    parse_due(run, sessions, scope.selection(run.now), since_version=scope.since_version)
    account(run, scope, sessions)


def publish(run: Run, scope: Scope) -> None:
    """Publishes the tables as a release."""
    if run.tables.version("questions") is None:
        raise BadRequest(f"nothing to publish: {run.settings.store} has no questions; run a backfill first")
    made = make_release(run, accept_losses=scope.accept_losses, accuracy=scope.accuracy)
    version = made.version
    run.summary.release = run.store.uri(release_key(version, ""))
    run.summary.notes.append(
        f"release {version} is new" if made.new else f"nothing changed since release {version}"
    )


FLOWS: dict[str, Callable[[Run, Scope], None]] = {
    "backfill": backfill,
    "daily": daily,
    "sweep": sweep,
    "reparse": reparse,
    "publish": publish,
}
"""The flows by name, as the command line and Prefect start them."""


def discover(run: Run, scope: Scope) -> list[tuple[int, int]]:
    """Updates the question lists; returns the (Lok Sabha, session) pairs that have questions."""
    return sessions_with_questions(walk_lists(run, scope))


def sessions_with_questions(report: CrawlReport) -> list[tuple[int, int]]:
    """Lok Sabha and number of each session with questions."""
    return [(tally.lok_sabha, tally.session) for tally in report.sessions if tally.declared]


def walk_lists(run: Run, scope: Scope) -> CrawlReport:
    """Updates the question lists; raises `BadRequest` if the site has none of the sessions."""
    with run.crawling():
        report = crawl_questions(
            run.run_id,
            lok_sabha=scope.lok_sabha,
            sessions=scope.sessions,
            on=scope.on.isoformat() if scope.on else None,
            log=run.log_file,
            environment=run.environment,
            on_progress=run.on_progress,
        )
    _require_complete(run, report)
    run.summary.add_listing(report)
    unknown = [tally.session for tally in report.sessions if not tally.declared and not tally.sittings]
    if unknown and set(unknown) >= set(scope.sessions or [0]):
        named = ", ".join(map(str, unknown))
        raise BadRequest(
            f"Lok Sabha {report.sessions[0].lok_sabha} has no session {named} on {run.settings.site_url}"
        )
    run.summary.issues += [f"session {session} is unknown to the site" for session in unknown]
    return report


def fetch(run: Run, scope: Scope, sessions: Sequence[tuple[int, int]]) -> None:
    """Downloads the selected files that are due."""
    for lok_sabha in sorted({lok_sabha for lok_sabha, _ in sessions}):
        with run.crawling():
            report = crawl_answers(
                run.run_id,
                lok_sabha=lok_sabha,
                sessions=[session for of, session in sessions if of == lok_sabha],
                choice=scope.due_selection(run.now),
                log=run.log_file,
                environment=run.environment,
                on_progress=run.on_progress,
            )
        run.summary.add_files(report)
        _require_complete(run, report)


def account(run: Run, scope: Scope, sessions: Sequence[tuple[int, int]]) -> None:
    """Lists every selected question whose answer is not archived, with its cause."""
    gaps = []
    for lok_sabha, session in sessions:
        gaps += missing_answers(run.tables, lok_sabha, [session], scope.selection(run.now))
    if scope.days:  # a sweep reports only files that were requested before
        gaps = [gap for gap in gaps if gap.cause != Cause.NOT_ASKED]
    run.summary.missing, run.summary.missing_answers = by_cause(gaps), gaps


def known_sessions(run: Run, scope: Scope) -> list[tuple[int, int]]:
    """The (Lok Sabha, session) pairs in the store that the scope covers."""
    frame = run.tables.scan("questions").select("lok_sabha", "session").unique().collect()
    return sorted(
        (lok_sabha, session)
        for lok_sabha, session in frame.iter_rows()
        if scope.lok_sabha in {None, lok_sabha} and (not scope.sessions or session in scope.sessions)
    )


def fetch_parse_publish(run: Run, scope: Scope, sessions: Sequence[tuple[int, int]]) -> None:
    """The steps after the question lists."""
    if not sessions:
        return
    fetch(run, scope, sessions)
    parse_due(run, sessions, scope.due_selection(run.now))
    account(run, scope, sessions)
    run.summary.require()
    publish(run, scope)


def _require_complete(run: Run, report: CrawlReport) -> None:
    if report.ended is not CrawlOutcome.COMPLETE:
        raise RunFailed(f"{report.error or report.ended.meaning} (log: {run.log_file})")
