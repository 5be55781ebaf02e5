"""Messages at the end of a run, to people (Apprise, `LOKSABHA_NOTIFY`) and to a monitor (`LOKSABHA_PING`).

A message that cannot be sent never fails a run: the summary notes it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx

from flows.summary import Outcome
from flows.summary_page import summary_page

if TYPE_CHECKING:
    from archive.settings import Settings
    from flows.summary import RunSummary

log = logging.getLogger(__name__)

PING_SECONDS = 10.0
MAX_PING_BYTES = 100_000
"""What healthchecks keeps of a ping's body."""


def notify_start(settings: Settings) -> None:
    """Ping the monitor that a run has started, so that it can tell a run that hangs or was killed."""
    if settings.ping:
        _ping(settings.ping, "/start", "")


def addresses(settings: Settings) -> list[str]:
    """The Apprise addresses of `LOKSABHA_NOTIFY`."""
    return (settings.notify or "").replace(",", " ").split()


def notify_end(settings: Settings, summary: RunSummary) -> list[str]:
    """Send the summary to all addresses; returns a note per channel that did not accept it."""
    notes = []
    page = summary_page(summary, settings)
    if settings.ping and not _ping(settings.ping, "" if summary.success else "/fail", page):
        notes.append("the monitor at LOKSABHA_PING could not be reached")
    receivers = addresses(settings)
    summary.notified = bool(receivers) and _send(receivers, summary, page)
    if receivers and not summary.notified:
        notes.append("a notification to LOKSABHA_NOTIFY could not be sent")
    return notes


def _ping(address: str, path: str, body: str) -> bool:
    """POST to the check's address as https://healthchecks.io/docs/http_api/ describes; False on failure."""
    try:
        content = body.encode()[:MAX_PING_BYTES]
        httpx.post(f"{address.rstrip('/')}{path}", content=content, timeout=PING_SECONDS).raise_for_status()
    except httpx.HTTPError as error:
        log.warning("ping failed error=%r", error)
        return False
    return True


def _send(receivers: list[str], summary: RunSummary, page: str) -> bool:
    import apprise  # takes half a second, and most runs notify nobody

    messenger = apprise.Apprise()
    known = [messenger.add(receiver) for receiver in receivers]
    kinds = {Outcome.COMPLETE: apprise.NotifyType.SUCCESS}
    kinds |= dict.fromkeys((Outcome.FAILED, Outcome.BUSY), apprise.NotifyType.FAILURE)
    sent = messenger.notify(
        title=f"loksabha {summary.flow}: {summary.outcome}",
        body=page,
        notify_type=kinds.get(summary.outcome, apprise.NotifyType.WARNING),
        body_format=apprise.NotifyFormat.MARKDOWN,
    )
    return all(known) and bool(sent)
