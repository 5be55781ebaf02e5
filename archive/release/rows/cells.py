"""The `cells` table, a row per cell of each table; being by far the largest, it is built in Polars."""

from __future__ import annotations

import re

import polars as pl

from archive.release.schemas import CELLS

_NUMBER = re.compile(r"[-−–]?(?!0\d\d)(?:\d+|\d{1,3}(?:,\d{2,3})+)(?:\.\d+)?")
_MARK = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠ]+$")
_POWER = re.compile("10[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_RECORD_KEY = ("question_id", "language", "lok_sabha", "session")


def cell_rows(answers: pl.DataFrame) -> pl.DataFrame:
    """The rows of `cells` for these rows of `answers`."""
    tables = answers.select(*_RECORD_KEY, "tables").explode("tables").drop_nulls("tables").unnest("tables")
    header, body = (pl.col(name).fill_null([]) for name in ("header", "rows"))
    lines = tables.select(
        *_RECORD_KEY, "table_id", header_rows=header.list.len(), text=pl.concat_list(header, body)
    )
    lines = _explode_numbered(lines, "row").with_columns(in_header=pl.col("row") < pl.col("header_rows"))
    cells = _explode_numbered(lines, "column").join(
        _numbers(lines), on="text", how="left", maintain_order="left"
    )
    return cells.select(CELLS.schema.names)


def _explode_numbered(lists: pl.DataFrame, index: str) -> pl.DataFrame:
    """A row per element of the lists in `text`, with its index in the list (from 0) as a column."""
    some = lists.filter(pl.col("text").list.len() > 0)
    indexes = pl.int_ranges(pl.col("text").list.len(), dtype=pl.Int32).alias(index)
    return some.with_columns(indexes).explode("text", index)


def _numbers(lines: pl.DataFrame) -> pl.DataFrame:
    """Each distinct text of the lines with its number."""
    texts = lines["text"].explode().drop_nulls().unique()
    numbers = [read_number(text) for text in texts]
    return pl.DataFrame({"text": texts, "number": pl.Series(numbers, dtype=pl.Float64)})


def read_number(text: str | None) -> float | None:
    """The number in a cell that contains nothing else but the raised mark of a note.

    Commas are those of lakh and crore, or of thousands.

    Figures padded with zeros to three digits or more are a code, no number; `05` is a number.

    >>> [read_number(cell) for cell in ("1,23,456", "-5", "14.88", "")]
    [123456.0, -5.0, 14.88, None]
    >>> [read_number(cell) for cell in ("7,890¹", "10⁶", "2023-24", "12 %", "1474 crore", "001234", None)]
    [7890.0, None, None, None, None, None, None]
    """
    if not text or _POWER.match(text):
        return None
    found = _NUMBER.fullmatch(_MARK.sub("", text.strip()).rstrip())
    if not found:
        return None
    return float(found[0].replace(",", "").replace("−", "-").replace("–", "-"))
