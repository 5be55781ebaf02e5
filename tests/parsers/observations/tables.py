"""Helpers: records with tables as the parser gives them, and short forms of their observations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from parsers.observations.observe import observe
from parsers.records import Answer, Extraction, Record, Table
from parsers.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.observations.models import Observation


def record_of(*tables: Table, subject: str = "COAL STOCKS", answer: str = "", **fields: Any) -> Record:
    """A record of 28 July 2025 with these tables."""
    text = Answer(text=answer, statement_laid=False, ministers=[], items=[])
    nothing = Extraction(engine="test", version="1", pages=1, text_layer="text")
    made = {"date": date(2025, 7, 28), "subject": subject, "answer": text, **fields}
    return Record(question_id=None, kind=Kind.ANSWER, tables=list(tables), extraction=nothing, **made)


def table_of(header: list[list[str | None]], rows: list[list[str | None]], **fields: Any) -> Table:
    """A table of an annexure."""
    made = {"table_id": "t1", "page": 2, "pages": [2], "section": "annexure", **fields}
    return Table(header=header, rows=rows, **made)


def observed(
    header: list[list[str | None]], rows: list[list[str | None]], **fields: Any
) -> list[Observation]:
    """The observations of one table."""
    return observe(record_of(table_of(header, rows, **fields)))


def values(observations: Iterable[Observation]) -> list[tuple[str, str | None]]:
    """Cell and value in the base unit of each observation."""
    return [(o.value_printed, None if o.value is None else str(o.value)) for o in observations]
