"""The calendar, ministries and members of the sample site."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812, TC003 - msgspec reads the type
from functools import cache
from pathlib import Path

import msgspec


class Session(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session; `dates` include planned days."""

    lok_sabha: int
    session: int
    period: list[list[Date]]
    """First and last day of each part."""
    dates: list[Date]

    def as_json(self) -> dict[str, object]:
        """`{"sessionNo": 4, "sessionPeriod": ["31/01/2025 to 13/02/2025"], "dates": ["31/01/2025"]}`."""
        return {
            "sessionNo": self.session,
            "sessionPeriod": [f"{_slashed(first)} to {_slashed(last)}" for first, last in self.period],
            "dates": [_slashed(day) for day in self.dates],
        }


class Ministry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ministry; its code is valid within one Lok Sabha only."""

    lok_sabha: int
    code: int
    name: str
    hindi: str


class Member(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of one Lok Sabha; question lists may spell the name differently."""

    lok_sabha: int
    code: int
    name: str
    hindi: str
    listed_as: str = ""
    """Name in list rows, if it differs from `name`."""


class Reference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The calendar, the ministries and the members."""

    sessions: list[Session]
    ministries: list[Ministry]
    members: list[Member]

    def calendar(self) -> list[dict[str, object]]:
        """`[{"loksabha": 18, "sessions": […]}]`, the newest Lok Sabha last."""
        terms = sorted({session.lok_sabha for session in self.sessions})
        return [
            {"loksabha": term, "sessions": [s.as_json() for s in self.sessions if s.lok_sabha == term]}
            for term in terms
        ]

    def ministry_name(self, lok_sabha: int, code: int) -> str | None:
        """Name of a ministry by its code; None for an unknown code."""
        found = [m.name for m in self.ministries if (m.lok_sabha, m.code) == (lok_sabha, code)]
        return found[0] if found else None

    def member_name(self, lok_sabha: int, code: int) -> str | None:
        """A member's name in list rows, by code; None for an unknown code."""
        found = [m.listed_as or m.name for m in self.members if (m.lok_sabha, m.code) == (lok_sabha, code)]
        return found[0] if found else None


def _slashed(day: Date) -> str:
    return day.strftime("%d/%m/%Y")


@cache
def read_reference() -> Reference:
    """The lists of `samples/reference.toml`."""
    text = Path(__file__).with_name("reference.toml").read_bytes()
    return msgspec.toml.decode(text, type=Reference)
