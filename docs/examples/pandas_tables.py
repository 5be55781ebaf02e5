"""A table of an answer as it was printed, and all figures of a session: pandas.

python docs/examples/pandas_tables.py RELEASE
"""

import sys
from pathlib import Path

import pandas as pd

release = Path(sys.argv[1])
tables = pd.read_parquet(release / "tables")
cells = pd.read_parquet(release / "cells")

first = tables.sort_values(["question_id", "language", "table_id"]).iloc[0]
print(first["citation"])
print(pd.read_csv(release.parent / first["csv"], encoding="utf-8-sig"))

figures = cells[cells["number"].notna() & ~cells["in_header"]]
print(figures.groupby(["question_id", "table_id"])["number"].agg(["count", "sum"]))
