"""One crawl at a time among all workers of a Prefect server: a slot of its global concurrency limit."""

from __future__ import annotations

import logging
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

import httpx
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import ConcurrencyLeaseHolder
from prefect.exceptions import PrefectException
from prefect.runtime import flow_run
from prefect.variables import Variable

from flows.crawl_lock import local_crawl_lock, wait_for_turn
from flows.errors import FlowsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prefect.client.orchestration import SyncPrefectClient

    from archive.settings import Settings
    from flows.progress import ProgressReporter

log = logging.getLogger(__name__)

LIMIT = "sansad"
"""Name of the global concurrency limit that allows one crawl at a time, on however many workers."""
HOLDER = "sansad_holder"
"""Name of the Prefect variable with the run and the lease that took the slot last."""
LEASE = 120.0
"""Seconds after its last renewal until the server frees the slot of a run that was killed."""
RENEW_EVERY = 20.0
"""Seconds between renewals: a server may be away for 100 seconds without the run losing its slot."""


@contextmanager
def global_crawl_lock(settings: Settings, name: str, progress: ProgressReporter) -> Iterator[None]:
    """Allows one crawl at a time among all workers of the server, and among the runs of this machine.

    Raises `CrawlBusy` if another crawl does not end in time.
    """
    with ExitStack() as stack:
        slot = Slot(stack.enter_context(get_client(sync_client=True)), name)
        wait_for_turn(slot.take, slot.holder, settings, progress)
        stack.callback(slot.release)
        slot.keep()
        stack.enter_context(local_crawl_lock(settings, name, progress))
        yield


class Slot:
    """The slot of the limit. `prefect.concurrency` does not do: it ends a crawl whose lease was lost.

    A Prefect server keeps leases in memory unless configured otherwise. When it restarts it loses them,
    but still counts the slot as taken. A run whose lease is gone therefore frees the slot itself.
    """

    def __init__(self, client: SyncPrefectClient, name: str) -> None:
        self.client, self.name = client, name
        self.lease: UUID | None = None
        self._released = threading.Event()
        self._renewal = threading.Thread(target=self._renew_until_released, daemon=True)

    def take(self) -> bool:
        """Takes the slot if it is free, and says whether; raises `FlowsError` if there is no such limit."""
        holder = ConcurrencyLeaseHolder(type="flow_run", id=UUID(flow_run.id))
        try:
            reply = self.client.increment_concurrency_slots_with_lease(
                [LIMIT], 1, "concurrency", LEASE, holder
            ).json()
        except httpx.HTTPStatusError as error:
            if error.response.status_code == httpx.codes.LOCKED:
                return False
            raise FlowsError(f"no slot of the concurrency limit {LIMIT!r}: {error}") from error
        except httpx.TransportError as error:
            log.warning("the Prefect server does not reply error=%r", error)
            return False
        if not reply["limits"]:
            raise FlowsError(
                f"no concurrency limit {LIMIT!r}; create it once: prefect gcl create {LIMIT} --limit 1"
            )
        self.lease = UUID(reply["lease_id"])
        return True

    def keep(self) -> None:
        """Records who has the slot, and renews its lease until the slot is released."""
        self._renewal.start()
        record = {"run": self.name, "flow_run": flow_run.id, "lease": str(self.lease)}
        Variable.set(HOLDER, record, overwrite=True)

    def holder(self) -> str:
        """The run that took the slot last, and what to do if that has ended without releasing it."""
        try:
            record = _last_holder()
            if record["flow_run"] == flow_run.id:
                return f"{record['run']}, this flow run before a crash; free {LEASE:g} s after a kill"
            state = self.client.read_flow_run(UUID(record["flow_run"])).state
        except (httpx.HTTPError, PrefectException, KeyError):
            return f"the Prefect server does not say which run has the slot of {LIMIT!r}"
        ended = state is None or state.is_final()
        remedy = f"; the slot is left over: prefect gcl update {LIMIT} --active-slots 0" if ended else ""
        return f"{record['run']}, flow run {record['flow_run']}, {state.name if state else 'gone'}{remedy}"

    def release(self) -> None:
        """Frees the slot, also if the server has forgotten the lease; an absent server fails no run."""
        self._released.set()
        self._renewal.join()
        try:
            if self._renew():
                self.client.release_concurrency_slots_with_lease(self._lease)
            elif self._is_ours():
                self.client.release_concurrency_slots([LIMIT], 1, LEASE)
        except (httpx.HTTPError, PrefectException) as error:
            log.warning("the slot is freed when its lease ends, in %s s error=%r", LEASE, error)

    @property
    def _lease(self) -> UUID:
        assert self.lease is not None  # noqa: S101 - taken
        return self.lease

    def _is_ours(self) -> bool:
        """Whether no other run has taken the slot since."""
        return _last_holder().get("lease") == str(self.lease)

    def _renew(self) -> bool:
        """Whether the server still knows the lease, which now begins again."""
        try:
            self.client.renew_concurrency_lease(self._lease, LEASE)
        except httpx.HTTPStatusError as error:
            if error.response.status_code == httpx.codes.GONE:
                return False
            raise
        return True

    def _renew_until_released(self) -> None:
        while not self._released.wait(RENEW_EVERY):
            try:
                if not self._renew():
                    log.warning("the Prefect server has lost the lease of the slot of %s", LIMIT)
            except (httpx.HTTPError, PrefectException) as error:
                log.warning("the lease of the slot was not renewed error=%r", error)


def _last_holder() -> dict[str, str]:
    """`run`, `flow_run` and `lease` of the run that took the slot last; empty if none has."""
    record = Variable.get(HOLDER)
    return record if isinstance(record, dict) else {}
