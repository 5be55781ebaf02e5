"""Which ministries are asked, and how many clauses stay unanswered: DuckDB over a downloaded release.

python docs/examples/duckdb_local.py RELEASE
"""

import sys

import duckdb

release = sys.argv[1]
for table in ("questions", "clauses"):
    files = f"{release}/{table}/**/*.parquet"
    duckdb.read_parquet(files, hive_partitioning=True).create_view(table)
found = duckdb.sql("""
    SELECT ministry, count(DISTINCT question_id) AS questions, count(*) FILTER (NOT answered) AS unanswered
    FROM questions JOIN clauses USING (question_id)
    WHERE questions.lok = 18 AND questions.session = 5
    GROUP BY ministry ORDER BY questions DESC, ministry
""")
print(found)
