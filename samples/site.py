"""The sample site: replies to requests, with faults that can be switched on and off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from samples.faults.actions import ActiveFault
from samples.faults.names import default_amount
from samples.faults.table import MIDDLEWARE
from samples.replies.routes import find_reply
from samples.replies.state import SiteState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samples.faults.actions import Handler
    from samples.faults.names import Fault
    from samples.parliament import Parliament
    from samples.replies.http import Reply, Request


class Site(SiteState):
    """A parliament served over HTTP; `url` is set by `samples.server.serve`."""

    def __init__(self, parliament: Parliament, faults: Mapping[Fault, float] | None = None) -> None:
        super().__init__(parliament)
        self.url = ""
        self._faults: dict[Fault, float] = dict(faults or {})

    def respond(self, request: Request) -> Reply:
        """The reply, changed by each fault that is switched on."""
        self.log_request(request)
        handler: Handler = partial(find_reply, self)
        for fault, amount in self._faults.items():
            handler = partial(MIDDLEWARE[fault], ActiveFault(fault, amount, self), call_next=handler)
        return handler(request)

    def set_fault(self, fault: Fault, amount: float | None = None) -> None:
        """Switch a fault on and reset its count."""
        self.reset_count(fault)
        self._faults[fault] = default_amount(fault) if amount is None else amount

    def clear_faults(self) -> None:
        """Switch all faults off."""
        self._faults.clear()
