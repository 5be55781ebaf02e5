"""Tells the answers of the Lok Sabha from documents of the other House that were uploaded in their place."""

from __future__ import annotations

import polars as pl

from parsers.vocabulary import House


def of_other_house() -> pl.Expr:
    """Whether a row of `answers` is a document of the other House; false if the document names no House.

    >>> rows = pl.DataFrame({"house": ["lok_sabha", "rajya_sabha", None]})
    >>> rows.select(of_other_house())["house"].to_list()
    [False, True, False]
    """
    return (pl.col("house") == House.RAJYA_SABHA.value).fill_null(value=False)
