"""Prefect flows, the entrypoints of prefect.yaml; each runs a function of flows.pipeline.

The signatures are the parameters of the deployments (public interface); `Scope` validates the values.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from typing import TYPE_CHECKING, Any, Literal, cast

from prefect import Flow, flow
from prefect.artifacts import create_markdown_artifact
from prefect.deployments import arun_deployment
from prefect.runtime import deployment, flow_run
from prefect.states import Completed, Failed

from archive.settings import Settings
from flows import pipeline
from flows.errors import RunFailed
from flows.global_lock import global_crawl_lock
from flows.run import new_run_id, run_flow
from flows.run_log import RunLogReporter
from flows.scope import SWEEP_DAYS, Language, Scope, Sessions
from flows.summary import RunSummary
from flows.summary_page import summary_page

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun, State


class FlowRunFailed(RunFailed):
    """Raised when a flow run failed; carries its summary."""

    def __init__(self, summary: RunSummary) -> None:
        super().__init__(summary.error)
        self.summary = summary


@flow
def backfill(
    lok_sabha: int,
    sessions: Sessions = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    question_type: Literal["starred", "unstarred"] | None = None,
    ministry: str | None = None,
    limit: int | None = None,
    language: Language = "en",
    refetch: bool = False,
) -> State[RunSummary]:
    """Fetch, parse and publish whole sessions; several sessions start one flow run per session."""
    scope = Scope.read(
        lok_sabha=lok_sabha,
        sessions=sessions,
        since=since,
        until=until,
        question_type=question_type,
        ministry=ministry,
        limit=limit,
        language=language,
        refetch=refetch,
    )
    if len(scope.sessions) > 1 and deployment.name:
        return _run_per_session(scope)
    return _run("backfill", scope)


@flow
def daily(on: dt.date | None = None, language: Language = "en") -> State[RunSummary]:
    """Fetch, parse and publish the answers of one sitting day (default: the day it is scheduled for)."""
    return _run("daily", Scope.read(on=on or scheduled_day(), language=language))


def scheduled_day() -> dt.date | None:
    """The day in India for which this flow run was scheduled, however late it starts."""
    scheduled: dt.datetime | None = flow_run.scheduled_start_time
    return scheduled.astimezone(pipeline.INDIA).date() if scheduled else None


@flow
def sweep(days: int = SWEEP_DAYS, language: Language = "en") -> State[RunSummary]:
    """Request missing files again; detect files that were replaced without notice."""
    return _run("sweep", Scope.read(days=days, language=language))


@flow
def reparse(
    lok_sabha: int | None = None, sessions: Sessions = None, since_version: str | None = None
) -> State[RunSummary]:
    """Re-parse archived files, without network."""
    return _run("reparse", Scope.read(lok_sabha=lok_sabha, sessions=sessions, since_version=since_version))


@flow
def publish(accept_losses: bool = False, accuracy: dict[str, Any] | None = None) -> State[RunSummary]:
    """Publish the tables as a release."""
    return _run("publish", Scope.read(accept_losses=accept_losses, accuracy=accuracy))


FLOWS: dict[str, Flow[..., State[RunSummary]]] = {
    made.name: made for made in (backfill, daily, sweep, reparse, publish)
}
"""The flows by name."""


def run_in_prefect(name: str, scope: Scope, settings: Settings) -> RunSummary:
    """Runs a flow that the server at `PREFECT_API_URL` records; returns its summary."""
    os.environ.update(settings.environment())
    state = cast("State[Any]", FLOWS[name](**scope.as_parameters(), return_state=True))
    result = state.result(raise_on_failure=False)
    if isinstance(result, FlowRunFailed):
        return result.summary
    if isinstance(result, RunSummary):
        return result
    raise RunFailed(f"the flow run ended as {state.name}: {state.message}")


def _run(name: str, scope: Scope) -> State[RunSummary]:
    work = pipeline.FLOWS[name]
    summary = run_flow(name, scope, work, progress=RunLogReporter(), crawl_lock=global_crawl_lock)
    return _publish_summary(summary)


def _publish_summary(summary: RunSummary) -> State[RunSummary]:
    """Stores the summary as an artifact; returns the state in which the flow run ends."""
    description = f"{summary.flow} {summary.run_id}"
    create_markdown_artifact(summary_page(summary, Settings()), key="run-summary", description=description)
    name = summary.outcome.state
    if not summary.success:
        # automations.yaml sends a message about all other failures
        message = f"notified: {summary.error}" if summary.notified else summary.error
        return Failed(name=name, message=message, data=FlowRunFailed(summary))
    return Completed(name=name, message=summary.outcome.meaning, data=summary)


def _run_per_session(scope: Scope) -> State[RunSummary]:
    """Starts one flow run per session on the workers of the pool; the summary has the state of each."""
    now = dt.datetime.now(dt.UTC)
    summary = RunSummary(run_id=new_run_id(now), flow="backfill", scope=scope.as_parameters(), started_at=now)
    runs = asyncio.run(_start_runs(scope))
    summary.notes = [f"{run.name}: {run.state_name}, flow run {run.id}" for run in runs]
    summary.success = all(run.state and run.state.is_completed() for run in runs)
    summary.error = None if summary.success else "some sessions failed"
    summary.ended_at = dt.datetime.now(dt.UTC)
    return _publish_summary(summary)


async def _start_runs(scope: Scope) -> list[FlowRun]:
    return await asyncio.gather(
        *(
            arun_deployment(
                f"backfill/{deployment.name}",
                parameters=scope.as_parameters() | {"sessions": str(session)},
                flow_run_name=f"backfill of session {session}",
            )
            for session in scope.sessions
        )
    )
