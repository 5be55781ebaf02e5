from __future__ import annotations

import datetime as dt

import pytest

from spiders.health import error_share, session_checks
from spiders.report import SessionTally

NOW = dt.datetime(2025, 7, 29, 14, tzinfo=dt.UTC)


def tally(**fields: object) -> SessionTally:
    known = {
        "lok_sabha": 18,
        "session": 5,
        "declared": 3,
        "listed": 3,
        "sittings": [dt.date(2025, 7, 28), dt.date(2025, 7, 29), dt.date(2025, 7, 30)],
        "days": {dt.date(2025, 7, 28): 1, dt.date(2025, 7, 29): 2},
        "walked_at": NOW,
        "run_id": "r1",
    }
    return SessionTally.model_validate(known | fields)


@pytest.mark.parametrize(
    ("now", "before", "failed"),
    [
        pytest.param(tally(), tally(), [], id="all is well, tomorrow's sitting is planned"),
        pytest.param(tally(), None, [], id="the first walk"),
        pytest.param(
            tally(declared=0, listed=0, sittings=[], days={}), None, ["session known"], id="unknown session"
        ),
        pytest.param(
            tally(declared=0, listed=0, sittings=[dt.date(2026, 1, 1)], days={}), None, [], id="all planned"
        ),
        pytest.param(
            tally(days={dt.date(2025, 7, 28): 3}),
            None,
            ["rows on each sitting day of the week"],
            id="a day without rows",
        ),
        pytest.param(tally(sittings=[dt.date(2025, 7, 21)]), None, [], id="a day without rows long ago"),
        pytest.param(tally(), tally(declared=4), ["no fewer rows than last time"], id="fewer rows"),
        pytest.param(tally(complete=False), None, ["list complete"], id="gaps"),
        pytest.param(tally(issues=["field x is new"]), None, ["row shape as before"], id="another shape"),
        pytest.param(tally(issues=["row LS18-S5: date"]), None, [], id="one bad row"),
    ],
)
def test_health_checks(now: SessionTally, before: SessionTally | None, failed: list[str]) -> None:
    checks = session_checks(now, before, NOW)
    assert [check.name.partition(":")[0] for check in checks if not check.success] == failed
    assert {check.required for check in checks} == {False}


@pytest.mark.parametrize(
    ("wanted", "failed", "again", "success"),
    [
        pytest.param(0, 0, 0, True, id="nothing asked for"),
        pytest.param(100, 14, 0, True, id="14 of 100"),
        pytest.param(100, 15, 0, False, id="15 of 100"),
        pytest.param(1, 1, 0, False, id="the only one"),
        pytest.param(7, 7, 7, True, id="all had failed before"),
        pytest.param(107, 21, 7, True, id="14 of 100 and seven again"),
    ],
)
def test_error_share(wanted: int, failed: int, again: int, success: bool) -> None:
    assert error_share(wanted, {"new": wanted - failed, "http_500": failed}, again).success is success
