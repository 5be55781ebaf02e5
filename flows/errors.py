"""What a person at the command line is told in one line."""

from __future__ import annotations


class FlowsError(Exception):
    """Root of this package's errors: what is wrong, where, and how to mend it."""


class BadRequest(FlowsError):
    """What was asked for cannot be: a date, a range, an unknown session."""


class RunFailed(FlowsError):
    """A run that could not be finished; its summary says how far it came."""
