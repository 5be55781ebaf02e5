"""A table of an answer as printed, and all figures, each with its row and the head of its column: pandas.

python docs/examples/pandas_tables.py RELEASE
"""

import sys
from pathlib import Path

import pandas as pd

release = Path(sys.argv[1])
tables = pd.read_parquet(release / "tables")
cells = pd.read_parquet(release / "cells")
of_table = ["question_id", "language", "table_id"]

first = tables.sort_values(of_table).iloc[0]
print(first["citation"])
print(pd.read_csv(release.parent / first["csv"], encoding="utf-8-sig"))

heads = cells[cells["in_header"]].sort_values("row").groupby([*of_table, "column"])["text"].last()
rows = cells[cells["column"] == 1].set_index([*of_table, "row"])["text"]
figures = cells[cells["number"].notna() & ~cells["in_header"] & (cells["column"] > 1)]
figures = figures.join(heads.rename("head"), on=[*of_table, "column"]).join(
    rows.rename("of"), on=[*of_table, "row"]
)
print(figures[["question_id", "table_id", "of", "head", "number"]].to_string(index=False, max_rows=20))
