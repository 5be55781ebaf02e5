"""The flows as Prefect runs them: thin, each carries out a line of work that knows nothing of Prefect."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.concurrency.sync import concurrency
from prefect.deployments import arun_deployment
from prefect.runtime import deployment

from flows import pipeline
from flows.errors import FlowsError, RunFailed
from flows.run import new_run_id, run_flow
from flows.scope import Scope
from flows.summary import RunSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prefect.client.schemas.objects import FlowRun

    from archive.settings import Settings
    from flows.progress import ProgressReporter

LIMIT = "sansad"
"""The global concurrency limit around every crawl: however many workers, the site sees one."""

Sessions = str | int | list[int] | None
Language = Literal["en", "hi", "both"]


class FlowRunFailed(RunFailed):
    """A run that failed, with its summary."""

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
) -> RunSummary:
    """Whole sessions: lists, files, records, a release; many sessions are one flow run each."""
    parameters = {key: value for key, value in locals().items() if value is not None}
    scope = Scope.read(**parameters)
    if len(scope.sessions) > 1 and deployment.name:
        return _run_per_session(scope)
    return _run("backfill", **parameters)


@flow
def daily(on: dt.date | None = None, language: Language = "en") -> RunSummary:
    """The answers of a sitting day; today's without `on`."""
    return _run("daily", **locals())


@flow
def sweep(days: int = 60, language: Language = "en") -> RunSummary:
    """Late, missing and silently replaced files."""
    return _run("sweep", **locals())


@flow
def reparse(
    lok_sabha: int | None = None, sessions: Sessions = None, since_version: str | None = None
) -> RunSummary:
    """Records anew from the archived bytes."""
    return _run("reparse", **locals())


@flow
def publish() -> RunSummary:
    """A release from the tables."""
    return _run("publish")


def run_in_prefect(name: str, scope: Scope, settings: Settings) -> RunSummary:
    """The summary of a flow run that the server at `PREFECT_API_URL` keeps."""
    os.environ.update(settings.environment())
    run: Callable[..., Any] = globals()[name]
    state = run(**scope.as_parameters(), return_state=True)
    result = state.result(raise_on_failure=False)
    if isinstance(result, FlowRunFailed):
        return result.summary
    if isinstance(result, RunSummary):
        return result
    raise RunFailed(f"the flow run ended as {state.name}: {state.message}")


def _run(name: str, **parameters: Any) -> RunSummary:
    given = {key: value for key, value in parameters.items() if value is not None}
    summary = run_flow(name, Scope.read(**given), getattr(pipeline, name), crawl_lock=global_crawl_lock)
    create_markdown_artifact(summary.as_markdown(), key="run-summary", description=f"{name} {summary.run_id}")
    if not summary.success:
        raise FlowRunFailed(summary)
    return summary


def _run_per_session(scope: Scope) -> RunSummary:
    """One run of this deployment a session, over all workers of the pool, and how each ended."""
    now = dt.datetime.now(dt.UTC)
    summary = RunSummary(run_id=new_run_id(now), flow="backfill", scope=scope.as_parameters(), started_at=now)
    runs = asyncio.run(_start_runs(scope))
    summary.notes = [f"{run.name}: {run.state_name}, flow run {run.id}" for run in runs]
    summary.success = all(run.state and run.state.is_completed() for run in runs)
    summary.error = None if summary.success else "not every session was completed"
    summary.ended_at = dt.datetime.now(dt.UTC)
    create_markdown_artifact(
        summary.as_markdown(), key="run-summary", description=f"backfill {summary.run_id}"
    )
    if not summary.success:
        raise FlowRunFailed(summary)
    return summary


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


@contextmanager
def global_crawl_lock(settings: Settings, progress: ProgressReporter) -> Iterator[None]:
    """One crawl at a time among all workers of the server."""
    try:
        slot = concurrency(LIMIT, occupy=1, strict=True)
        slot.__enter__()
    except Exception as error:
        raise FlowsError(
            f"no slot of the concurrency limit {LIMIT!r} ({error}); "
            f"create it once: prefect gcl create {LIMIT} --limit 1"
        ) from error
    try:
        yield
    finally:
        slot.__exit__(None, None, None)
