"""Messages about a run, as a real server on loopback receives them."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from archive.settings import Settings
from flows.errors import RunFailed
from flows.run import run_flow
from flows.scope import Scope
from flows.summary import Outcome
from tests.flows.receiver import receiving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.run import Run
    from tests.flows.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


@pytest.fixture
def notified(settings: Settings, receiver: Receiver) -> Settings:
    return settings.model_copy(update={"notify": receiver.notify, "ping": receiver.ping})


def completes(run: Run, scope: Scope) -> None:
    run.summary.counts.fetched = 3


def leaves_gaps(run: Run, scope: Scope) -> None:
    run.summary.missing = {"http_500": 2}


def fails(run: Run, scope: Scope) -> None:
    raise RunFailed("the site does not reply")


@pytest.mark.parametrize(
    ("work", "ping", "title", "kind"),
    [
        (completes, "/ping", "loksabha daily: complete", "success"),
        (leaves_gaps, "/ping", "loksabha daily: finished, some answers are missing", "warning"),
        (fails, "/ping/fail", "loksabha daily: failed", "failure"),
    ],
    ids=["complete", "gaps", "failed"],
)
def test_the_end_of_a_run_is_announced_once(
    notified: Settings, receiver: Receiver, work: object, ping: str, title: str, kind: str
) -> None:
    summary = run_flow("daily", Scope(), work, settings=notified, quiet=True)  # type: ignore[arg-type]

    assert receiver.pings() == ["/ping/start", ping]
    assert [(message["title"], message["type"]) for message in receiver.messages()] == [(title, kind)]
    assert summary.run_id in receiver.messages()[0]["message"]
    assert summary.notes == []


def test_a_message_that_cannot_be_sent_is_noted_and_fails_nothing(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"notify": "json://127.0.0.1:9/", "ping": "http://127.0.0.1:9/"})
    summary = run_flow("daily", Scope(), completes, settings=nowhere, quiet=True)

    assert summary.success
    assert summary.notes == [
        "the monitor at LOKSABHA_PING could not be reached",
        "a notification to LOKSABHA_NOTIFY could not be sent",
    ]


def test_an_address_of_no_known_service_is_noted(settings: Settings) -> None:
    wrong = settings.model_copy(update={"notify": "no-such-service"})
    assert run_flow("daily", Scope(), completes, settings=wrong, quiet=True).notes == [
        "a notification to LOKSABHA_NOTIFY could not be sent"
    ]


def test_a_run_whose_store_is_gone_at_the_end_has_failed_and_says_so(
    receiver: Receiver, tmp_path: Path
) -> None:
    settings = Settings(_env_file=None, home=tmp_path, store="s3://tests", notify=receiver.notify)

    def loses_its_store(run: Run, scope: Scope) -> None:
        os.kill(int((tmp_path / "s3" / "server.pid").read_text()), signal.SIGKILL)

    summary = run_flow("daily", Scope(), loses_its_store, settings=settings, quiet=True)
    assert (summary.outcome, summary.notified) == (Outcome.FAILED, True)
    assert str(summary.error).startswith("the summary of the run was not stored: ")
    assert receiver.titles() == ["loksabha daily: failed"]
