"""The observation as a pydantic model, and the parts of it that rules find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a field of `Observation` is named `date`
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from parsers.observations.vocabulary import (
    ObservationFlag,
    Origin,
    PeriodKind,
    PlaceLevel,
    Status,
    Total,
    Unit,
)
from parsers.records import BBox


@dataclass(frozen=True, slots=True)
class Quantity:
    """A unit and the power of ten by which the print shortens its figures; a unit of None is unknown."""

    unit: Unit | None
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A period; both days belong to it, and are None where the print does not give them."""

    kind: PeriodKind
    start: Date | None
    end: Date | None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `code` is None where the name has no code."""

    code: str | None
    level: PlaceLevel
    name: str | None


class Dim(BaseModel):
    """A label of the row: the heading of its column, and the cell."""

    model_config = ConfigDict(extra="forbid")
    name: str
    value: str


class Observation(BaseModel):
    """One figure of a table, or the mark or word printed in its place."""

    model_config = ConfigDict(extra="forbid")
    question_id: str | None
    language: str
    lok_sabha: int | None
    session: int | None
    date: Date | None
    ministry: str | None
    table_id: str
    row: int
    """Index of the row; the rows of the head count first, from 0."""
    column: int
    title: str
    """What the table shows."""
    measure: str
    """What the figure counts: the headings of its column without period and unit."""
    value: Decimal | None
    """In the base unit: 22.55 in lakh rupees is 2255000."""
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    value_printed: str
    status: Status
    unit: Unit | None
    scale: int | None
    """Power of ten taken from the print; null if no unit is printed."""
    place_code: str | None = None
    """`IN`, `S27` or `D485` with the code of the Local Government Directory, `IN-states`, `IN-uts`."""
    place_level: PlaceLevel | None = None
    place_name: str | None = None
    place_printed: str | None = None
    period_kind: PeriodKind | None = None
    period_start: Date | None = None
    period_end: Date | None = None
    period_printed: str | None = None
    dims: list[Dim] = []
    """Other labels of the row: scheme, category, institution, country."""
    total: Total | None = None
    column_total: bool = False
    """Whether the column is the whole of the columns beside it."""
    unit_from: Origin | None = None
    place_from: Origin | None = None
    period_from: Origin | None = None
    flags: list[ObservationFlag] = []
    page: int
    bbox: BBox | None = None
    """Of the whole table on its first page."""
