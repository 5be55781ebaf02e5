from __future__ import annotations

from spiders.causes import Cause, Status
from spiders.failure_kinds import FailureKind


def test_every_cause_has_a_status_and_a_meaning() -> None:
    assert {cause.status for cause in Cause} == {Status.MISSING, Status.BROKEN, Status.REFUSED}
    assert all(member.meaning for vocabulary in (Cause, Status, FailureKind) for member in vocabulary)
