"""The arguments of a run: one model for command-line options and Prefect parameters."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from flows.errors import BadRequest
from flows.pages.accuracy import read_accuracy

if TYPE_CHECKING:
    from spiders.ledger.due_files import Selection

Language = Literal["en", "hi", "both"]
Sessions = str | int | list[int] | None
"""Session numbers as a flow accepts them: `"2,4-6"`, `5`, `[5, 6]`, or None for all."""
SWEEP_DAYS = 60
"""Days before today in which a sweep checks archived files again."""
_RANGE = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")


def read_sessions(text: str) -> list[int]:
    """Session numbers in ascending order; raises `ValueError` if the text is not a list of sessions.

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
    """The arguments of a run; the descriptions are the help texts of the command-line options."""

    model_config = ConfigDict(extra="forbid")

    lok_sabha: int | None = Field(None, ge=1, le=99, description="Number of the Lok Sabha, such as 18.")
    sessions: list[int] = Field([], description="Session numbers, such as 2,4-6.  [default: all sessions]")
    since: dt.date | None = Field(None, description="Only sittings on or after DATE (YYYY-MM-DD).")
    until: dt.date | None = Field(None, description="Only sittings on or before DATE (YYYY-MM-DD).")
    on: dt.date | None = Field(None, description="Sitting day (YYYY-MM-DD).  [default: today in India]")
    question_type: Literal["STARRED", "UNSTARRED"] | None = Field(
        None, description="Only questions of this type."
    )
    ministry: str | None = Field(None, description="Only ministries whose name contains NAME.")
    limit: int | None = Field(None, ge=1, description="Request at most N files.")
    language: Language = Field("en", description="Language of the answers.")
    refetch: bool = Field(False, description="Request files again even if they are archived or not due yet.")
    days: int | None = Field(None, ge=1, description="Check archived files of the last N days again.")
    since_version: str | None = Field(
        None, description="Also re-parse records made by parser version V or older."
    )
    accept_losses: bool = Field(False, description="Publish even if the release has less data.")
    accuracy: dict[str, Any] | None = Field(
        None, description="Put the figures of FILE (docs/accuracy.json) into the manifest."
    )

    @field_validator("sessions", mode="before")
    @classmethod
    def _read_sessions(cls, value: object) -> object:
        return read_sessions(str(value)) if isinstance(value, (str, int)) else value or []

    @field_validator("accuracy", mode="before")
    @classmethod
    def _read_accuracy(cls, value: object) -> object:
        return read_accuracy(value) if isinstance(value, Path) else value

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
        """The validated arguments; raises `BadRequest` with one line that names the argument."""
        try:
            return cls(**arguments)
        except ValidationError as error:
            first = error.errors()[0]
            name = "".join(f"{part}: " for part in first["loc"][:1])
            raise BadRequest(f"{name}{first['msg'].removeprefix('Value error, ')}") from error

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, as a tuple: `both` is `("en", "hi")`."""
        return ("en", "hi") if self.language == "both" else (self.language,)

    def due_selection(self, now: dt.datetime) -> Selection:
        """The files to request; a run limited to days also retries files of other days that failed."""
        selection = self.selection(now)
        if self.on:
            days = {"since": None, "until": None, "new_since": selection.since, "new_until": self.on}
            return selection.model_copy(update=days)
        return selection.model_copy(update={"new_since": selection.recheck_since})

    def selection(self, now: dt.datetime) -> Selection:
        """The listed questions that the run covers."""
        from spiders.ledger.due_files import Selection  # imports Polars, which `--help` need not wait for

        return Selection(
            languages=self.languages,
            since=self.since or self.on,
            until=self.on or self.until,
            question_type=self.question_type,
            ministry=self.ministry,
            limit=self.limit,
            recheck_before=now if self.refetch or self.days else None,
            recheck_since=(now - dt.timedelta(days=self.days)).date() if self.days else None,
            ignore_schedule=self.refetch,
        )

    def as_parameters(self) -> dict[str, Any]:
        """The arguments that differ from the defaults, as the flows of `flows.deployments` take them."""
        given = self.model_dump(mode="json", exclude_defaults=True)
        if self.question_type:
            given["question_type"] = self.question_type.lower()
        return given
