"""Health checks of a crawl: a failed one is a warning, or fails the run if it is required."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from spiders.report import Check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spiders.report import SessionTally

INDIA = ZoneInfo("Asia/Kolkata")
WEEK = dt.timedelta(days=7)
"""How long a sitting day without questions is reported: a few never get any."""
ERROR_SHARE = 0.15
"""Share of failed files from which the site is probably the reason, not the files."""


def session_checks(tally: SessionTally, before: SessionTally | None, now: dt.datetime) -> list[Check]:
    """Health checks of one session's walk; `before` is the tally of the last one."""
    last = before.declared if before else 0
    today = now.astimezone(INDIA).date()
    idle = [day for day in tally.sittings if today - WEEK <= day <= today and day not in tally.days]
    shape = [issue for issue in tally.issues if issue.startswith("field ")]
    known = bool(tally.declared or tally.sittings or last)
    counted = f"{tally.listed} listed, {len(tally.duplicates)} listed twice, {tally.declared} declared"
    found = (
        (
            "session known",
            known,
            f"{len(tally.sittings)} sitting days in the calendar, {tally.declared} rows",
        ),
        ("list complete", tally.complete, counted),
        (
            "no fewer rows than last time",
            tally.declared >= last,
            f"{tally.declared} declared, {last} last time",
        ),
        (
            "rows on each sitting day of the week",
            not idle,
            f"no rows on {', '.join(map(str, idle))}" if idle else "no day without rows",
        ),
        ("row shape as before", not shape, "; ".join(shape)),
    )
    where = f"Lok Sabha {tally.lok_sabha} session {tally.session}"
    return [
        Check(name=f"{name}: {where}", required=False, success=success, notes=notes)
        for name, success, notes in found
    ]


def list_not_available(lok_sabha: int, session: int, error: str, *, required: bool) -> Check:
    """The failed check of a session whose list is not available; if required, it fails the run at its end.

    The site answers the lists of some old sessions with HTTP 500, always; what earlier walks stored stays.
    """
    name = f"question list available: Lok Sabha {lok_sabha} session {session}"
    return Check(name=name, required=required, success=False, notes=error)


FETCHED = frozenset({"new", "changed", "unchanged"})
"""Outcomes of files that were fetched."""


def error_share(wanted: int, outcomes: Mapping[str, int], still_failing: int = 0) -> Check:
    """Whether few enough requested files failed.

    Files that failed before are left out: on a day without a sitting most requests are for those.

    >>> error_share(20, {"new": 17, "http_500": 3}).notes
    '3 of 20 requested files failed (15%)'
    >>> error_share(3, {"http_404": 3}, still_failing=3).notes
    '0 of 0 requested files failed (0%); 3 failed again'
    """
    failed = sum(n for outcome, n in outcomes.items() if outcome not in FETCHED) - still_failing
    requested = wanted - still_failing
    share = failed / requested if requested else 0.0
    notes = f"{failed} of {requested} requested files failed ({share:.0%})"
    if still_failing:
        notes += f"; {still_failing} failed again"
    return Check(name="error share below 15 %", required=False, success=share < ERROR_SHARE, notes=notes)
