"""What a run is about: which Lok Sabha, sessions, days, ministries, languages."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from flows.errors import BadRequest
from flows.pages.accuracy import read_accuracy
from spiders.ledger.due_files import Selection

Language = Literal["en", "hi", "both"]
_RANGE = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")


def read_sessions(text: str) -> list[int]:
    """Session numbers; raises `ValueError` on anything else.

    >>> read_sessions("2,4-6")
    [2, 4, 5, 6]
    """
    sessions: set[int] = set()
    for part in text.split(","):
        found = _RANGE.fullmatch(part.strip())
        if not found:
            raise ValueError(f"{text!r} is not a list of sessions such as 2,4-6")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last:
            raise ValueError(f"{part.strip()!r} is not a range of sessions such as 4-6")
        sessions.update(range(first, last + 1))
    return sorted(sessions)


class Scope(BaseModel):
    """The arguments of a run; a flow's parameters and a command's options alike."""

    model_config = ConfigDict(extra="forbid")

    lok_sabha: int | None = Field(None, ge=1, le=99)
    sessions: list[int] = []
    since: dt.date | None = None
    until: dt.date | None = None
    on: dt.date | None = None
    question_type: Literal["STARRED", "UNSTARRED"] | None = None
    ministry: str | None = None
    limit: int | None = Field(None, ge=1)
    language: Language = "en"
    refetch: bool = False
    days: int | None = Field(None, ge=1)
    since_version: str | None = None
    accept_losses: bool = False
    accuracy: dict[str, Any] | None = None

    @field_validator("sessions", mode="before")
    @classmethod
    def _read_sessions(cls, value: object) -> object:
        return read_sessions(str(value)) if isinstance(value, (str, int)) else value or []

    @field_validator("accuracy", mode="before")
    @classmethod
    def _read_accuracy(cls, value: object) -> object:
        return read_accuracy(value.read_text(encoding="utf-8")) if isinstance(value, Path) else value

    @field_validator("question_type", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since {self.since} is after until {self.until}")
        return self

    @classmethod
    def read(cls, **arguments: Any) -> Self:
        """The scope; raises `BadRequest` with one line that names the argument."""
        try:
            return cls(**arguments)
        except ValidationError as error:
            first = error.errors()[0]
            name = "".join(f"{part}: " for part in first["loc"][:1])
            raise BadRequest(f"{name}{first['msg'].removeprefix('Value error, ')}") from error

    @property
    def languages(self) -> tuple[str, ...]:
        """`both` spelt out."""
        return ("en", "hi") if self.language == "both" else (self.language,)

    def due_selection(self, now: dt.datetime) -> Selection:
        """Which files are to be asked for: a run about days also takes up what failed on other days."""
        selection = self.selection(now)
        if self.on:
            days = {"since": None, "until": None, "new_since": self.on, "new_until": self.on}
            return selection.model_copy(update=days)
        return selection.model_copy(update={"new_since": selection.recheck_since})

    def selection(self, now: dt.datetime) -> Selection:
        """Which of the listed questions a run is about."""
        return Selection(
            languages=self.languages,
            since=self.on or self.since,
            until=self.on or self.until,
            question_type=self.question_type,
            ministry=self.ministry,
            limit=self.limit,
            recheck_before=now if self.refetch or self.days else None,
            recheck_since=(now - dt.timedelta(days=self.days)).date() if self.days else None,
            ignore_schedule=self.refetch,
        )

    def as_parameters(self) -> dict[str, Any]:
        """What was asked for, without the defaults."""
        return self.model_dump(mode="json", exclude_defaults=True)
