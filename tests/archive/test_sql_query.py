from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from archive.errors import ArchiveError
from archive.sql_query import checked_query
from archive.tables import Tables
from tests.archive.rows import question_row

if TYPE_CHECKING:
    from pathlib import Path

    from archive.store import Store

TABLES = ("questions", "files", "answers", "changes")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT count(*) FROM questions",
        "select q.*, f.status from questions as q join files f on q.file = f.file where f.version = 1;",
        "SELECT * FROM questions, files WHERE questions.file = files.file ORDER BY date, question_id",
        "SELECT * FROM questions q LEFT JOIN files USING (lok_sabha, session), changes c",
        "WITH a AS (SELECT * FROM questions), b(n) AS (SELECT 1) SELECT * FROM a CROSS JOIN b",
        "SELECT * FROM (SELECT * FROM questions) s WHERE question_id IN (SELECT question_id FROM answers)",
        "SELECT * FROM (questions JOIN files ON questions.file = files.file)",
        "SELECT * FROM ((SELECT 1 AS n)) t",
        "SELECT extract(year FROM date) AS y, coalesce(subject, 'a, b') FROM questions GROUP BY y, subject",
        "SELECT ministry IS NOT DISTINCT FROM 'x', 'FROM read_csv(''/etc/passwd'')' FROM \"questions\"",
        "SELECT question_id FROM questions UNION ALL SELECT question_id FROM answers LIMIT 5",
        "SELECT 1 -- FROM read_csv('/etc/passwd')",
        "SELECT /* all */ 1.5::int, -2 FROM questions",
        "SHOW TABLES",
        "  show tables ; ",
    ],
)
def test_queries_over_the_tables_are_accepted(query: str) -> None:
    assert checked_query(query, TABLES)


READ_CSV = "relation 'read_csv' was not found"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", READ_CSV),
        ("SELECT * FROM read_csv/* */('/etc/passwd')", READ_CSV),
        ("SELECT * FROM read_csv -- a\n ('/etc/passwd')", READ_CSV),
        ("SELECT * FROM --\r questions,\n read_csv('/etc/passwd')", READ_CSV),
        ("SELECT * FROM \"read_csv\"('/etc/passwd')", READ_CSV),
        ("SELECT * FROM `read_csv`('/etc/passwd')", "cannot be read from"),
        ("SELECT * FROM READ_CSV ('/etc/passwd')", "relation 'READ_CSV'"),
        ("select * from Read_Parquet('/etc/passwd')", "relation 'Read_Parquet'"),
        ("SELECT * FROM read_ipc('/etc/passwd')", "relation 'read_ipc'"),
        ("SELECT * FROM read_json('/etc/passwd')", "relation 'read_json'"),
        ("SELECT * FROM a_new_table_function('/etc/passwd')", "relation 'a_new_table_function'"),
        ("SELECT * FROM questions('/etc/passwd')", "relation 'questions'"),
        ("SELECT * FROM questions, read_csv('/etc/passwd')", READ_CSV),
        ("SELECT * FROM questions q JOIN read_csv('/etc/passwd') f ON q.file = f.file", READ_CSV),
        ("SELECT * FROM questions q, (files f CROSS JOIN read_csv('/etc/passwd'))", READ_CSV),
        ("SELECT (SELECT count(*) FROM read_csv('/etc/passwd'))", READ_CSV),
        ("SELECT * FROM (FROM read_csv('/etc/passwd'))", "relation 'FROM'"),
        ("SELECT (FROM other_function('/etc/passwd'))", "relation 'other_function'"),
        ("SELECT DISTINCT FROM other_function('/etc/passwd')", "relation 'other_function'"),
        ("SELECT 1 UNION SELECT * FROM questions, other_function('x')", "relation 'other_function'"),
        ("WITH f AS (SELECT * FROM read_csv('/etc/passwd')) SELECT * FROM f", READ_CSV),
        ("WITH read_csv AS (SELECT 1) SELECT * FROM read_csv('/etc/passwd')", READ_CSV),
        ("SELECT * FROM '/etc/passwd'", "relation '/etc/passwd'"),
        ('SELECT * FROM "/etc/passwd"', "relation '/etc/passwd'"),
        ("SELECT * FROM '/tmp/*.parquet'", "relation '/tmp/*.parquet'"),
        ("SELECT * FROM main.questions", "relation 'main'"),
        ("SELECT * FROM unnest([1, 2]) AS t(n)", "relation 'unnest'"),
        ("SELECT * FROM questions, LATERAL read_csv('/etc/passwd')", "relation 'LATERAL'"),
        ("SELECT * INTO copy FROM questions", "INTO is not accepted"),
        ("SELECT 1; DROP TABLE questions", "one query at a time"),
        ("WITH a AS (SELECT 1) DELETE FROM questions", "DELETE is not accepted"),
        ("CREATE TABLE t AS SELECT * FROM read_csv('/etc/passwd')", "one SELECT is accepted"),
        ("DROP TABLE questions", "one SELECT is accepted"),
        ("TRUNCATE TABLE questions", "one SELECT is accepted"),
        ("EXPLAIN SELECT 1", "one SELECT is accepted"),
        ("FROM questions", "one SELECT is accepted"),
        ("/* SELECT */ DROP TABLE questions", "one SELECT is accepted"),
        ("", "one SELECT is accepted"),
        ("SELECT 'a\\' FROM read_csv(' FROM questions", "is not accepted: prefixes and \\'"),
        ("SELECT E'\\' FROM questions", "is not accepted: prefixes and \\'"),
        ("SELECT 1 /* /* */ FROM read_csv('x') */", "a comment within a comment"),
        ("SELECT 'open FROM questions", "cannot be read from"),
        ("SELECT $$a$$ FROM questions", "cannot be read from"),
        ("SELECT (1 FROM questions", "a bracket is not closed"),
        ("SELECT 1)", "a bracket is closed that was not opened"),
        ("SELECT (1", "a bracket is not closed"),
        ("SELECT * FROM", "relation '' was not found"),
    ],
)
def test_all_else_is_refused_in_one_line(query: str, message: str) -> None:
    with pytest.raises(ArchiveError) as refusal:
        checked_query(query, TABLES)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_polars_reads_what_was_checked(store: Store, tmp_path: Path) -> None:
    """A file that Polars' SQL would read is not read, a query with all kinds of clauses is answered."""
    tables, secret = Tables(store), tmp_path / "secret.csv"
    secret.write_text("name\nvalue\n")
    reading = f"SELECT * FROM read_csv('{secret}')"  # noqa: S608 - the point of the test
    assert pl.SQLContext().execute(reading).collect().height == 1
    with pytest.raises(ArchiveError, match="read_csv"):
        tables.sql(reading)
    tables.merge("questions", [question_row(1), question_row(2)])
    query = """WITH a AS (SELECT q.*, extract(year FROM q.date) AS y FROM questions q) -- all
        SELECT y, count(*) AS n FROM a WHERE question_id IN (SELECT question_id FROM "questions")
        GROUP BY y HAVING count(*) > 1 ORDER BY n, y LIMIT 3;"""
    assert tables.sql(query)["n"].to_list() == [2]
    assert tables.sql("SHOW TABLES")["name"].to_list() == sorted(TABLES)
