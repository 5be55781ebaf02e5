"""Health checks of a crawl, as data: what a person should look at, and what stops a run."""

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
"""Sitting days are looked at for so long: some pass without questions, and stay so."""
ERROR_SHARE = 0.15
"""From this share of failures on, the site rather than the files is at fault."""


def session_checks(tally: SessionTally, before: SessionTally | None, now: dt.datetime) -> list[Check]:
    """What a walk over one session's list gives cause to ask."""
    last = before.declared if before else 0
    today = now.astimezone(INDIA).date()
    idle = [day for day in tally.sittings if today - WEEK <= day <= today and day not in tally.days]
    shape = [issue for issue in tally.issues if issue.startswith("field ")]
    known = bool(tally.declared or tally.sittings or last)
    counted = f"{tally.listed} listed, {len(tally.duplicates)} twice, {tally.declared} declared"
    found = (
        (
            "session known",
            known,
            f"{len(tally.sittings)} sitting days in the calendar, {tally.declared} rows",
        ),
        ("list complete", tally.complete, counted),
        ("no fewer rows than last time", tally.declared >= last, f"{tally.declared} declared, {last} before"),
        (
            "rows on each sitting day of the week",
            not idle,
            f"none on {', '.join(map(str, idle)) or 'no day'}",
        ),
        ("row shape as before", not shape, "; ".join(shape)),
    )
    where = f"Lok Sabha {tally.lok_sabha} session {tally.session}"
    return [
        Check(name=f"{name}: {where}", required=False, success=success, notes=notes)
        for name, success, notes in found
    ]


def no_list(lok_sabha: int, session: int, error: str) -> Check:
    """The check that fails a run when a session's list cannot be had, once all else is done."""
    name = f"list to be had: Lok Sabha {lok_sabha} session {session}"
    return Check(name=name, required=True, success=False, notes=error)


CAME = frozenset({"new", "changed", "unchanged"})
"""Outcomes of files that came."""


def error_share(wanted: int, outcomes: Mapping[str, int], still_failing: int = 0) -> Check:
    """Whether so many files did not come that the site must be at fault.

    Files that fail again say nothing new: of the few that are asked for on a quiet day they are the most.

    >>> error_share(20, {"new": 17, "http_500": 3}).notes
    '3 of 20 files asked for did not come (15%)'
    >>> error_share(3, {"http_404": 3}, still_failing=3).notes
    '0 of 0 files asked for did not come (0%); 3 that had failed before failed again'
    """
    failed = sum(n for outcome, n in outcomes.items() if outcome not in CAME) - still_failing
    asked = wanted - still_failing
    share = failed / asked if asked else 0.0
    notes = f"{failed} of {asked} files asked for did not come ({share:.0%})"
    if still_failing:
        notes += f"; {still_failing} that had failed before failed again"
    return Check(name="error share below 15 %", required=False, success=share < ERROR_SHARE, notes=notes)
