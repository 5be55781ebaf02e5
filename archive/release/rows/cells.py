"""The cells of the tables of answers, a row each: by far the most rows of a release, so made by columns."""

from __future__ import annotations

import re

import polars as pl

from archive.release.schemas import CELLS

_NUMBER = re.compile(r"[-−–]?(?:\d+|\d{1,3}(?:,\d{2,3})+)(?:\.\d+)?")
_HOME = ("question_id", "language", "lok_sabha", "session")


def cell_rows(answers: pl.DataFrame) -> pl.DataFrame:
    """The `cells` of some records."""
    tables = answers.select(*_HOME, "tables").explode("tables").drop_nulls("tables").unnest("tables")
    head, body = (pl.col(name).fill_null([]) for name in ("header", "rows"))
    lines = tables.select(*_HOME, "table_id", head=head.list.len(), text=pl.concat_list(head, body))
    lines = _one_by_one(lines, "row").with_columns(in_header=pl.col("row") < pl.col("head"))
    cells = _one_by_one(lines, "column").join(_numbers(lines), on="text", how="left", maintain_order="left")
    return cells.select(CELLS.schema.names)


def _one_by_one(lists: pl.DataFrame, place: str) -> pl.DataFrame:
    """A row for each element of `text`, with its place in the list, from 0."""
    some = lists.filter(pl.col("text").list.len() > 0)
    places = pl.int_ranges(pl.col("text").list.len(), dtype=pl.Int32).alias(place)
    return some.with_columns(places).explode("text", place)


def _numbers(lines: pl.DataFrame) -> pl.DataFrame:
    """Of each text in the lines, the number that it is."""
    texts = lines["text"].explode().drop_nulls().unique()
    numbers = [read_number(text) for text in texts]
    return pl.DataFrame({"text": texts, "number": pl.Series(numbers, dtype=pl.Float64)})


def read_number(text: str | None) -> float | None:
    """The number that a cell holds and nothing else; commas as in lakh and crore or in thousands.

    >>> [read_number(cell) for cell in ("1,23,456", "-5", "14.88", "")]
    [123456.0, -5.0, 14.88, None]
    >>> [read_number(cell) for cell in ("2023-24", "12 %", "1474 crore", None)]
    [None, None, None, None]
    """
    found = _NUMBER.fullmatch(text.strip()) if text else None
    if not found:
        return None
    return float(found[0].replace(",", "").replace("−", "-").replace("–", "-"))
