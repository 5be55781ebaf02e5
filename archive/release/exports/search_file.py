"""`search.sqlite`: the questions, clauses, answers and tables of a release with full-text search.

```
questions            one row per listed question
askers               one row per question and member who asks it
members, ministries  with the number of their questions
passages             one row per clause with its answer, table, annexure, …
passages_fts         full-text index of passages
```
Words are split by Unicode's rules, with Devanagari vowel signs as parts of words; English words are stemmed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from archive.release.rows.chunks import cite_labels, join_clauses
from archive.release.rows.citations import cite_place, cite_question
from archive.vocabulary import ChunkKind
from parsers.names.ministries import ministry_id_or_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    import polars as pl

SEARCH_FILE = "search.sqlite"
SEARCH_SOURCES = ("questions", "clauses", "tables", "cells", "chunks")
"""The released tables from which the file is built."""
SEARCH_FILE_VERSION = 2
"""Increase it when the columns or indexes change: the file is then built from scratch."""
_CACHE_SIZE = 1 << 16
"""Page cache of SQLite in KiB: inserts touch pages all over the indexes."""
_WHOLE = {ChunkKind.CLAUSE, ChunkKind.TABLE}
"""Kinds whose passages come from `clauses` and `tables`, whole, instead of from `chunks`."""

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS ministries (
  ministry_id TEXT PRIMARY KEY, name TEXT NOT NULL, names TEXT NOT NULL, questions INTEGER);
CREATE TABLE IF NOT EXISTS members (mp_code INTEGER PRIMARY KEY, name TEXT NOT NULL, questions INTEGER);
CREATE TABLE IF NOT EXISTS questions (
  question_id TEXT PRIMARY KEY, lok_sabha INTEGER NOT NULL, session INTEGER NOT NULL,
  question_type TEXT NOT NULL, question_no INTEGER NOT NULL, date TEXT, ministry TEXT, subject TEXT,
  members TEXT, url TEXT, url_hindi TEXT, delisted TEXT,
  ministry_id TEXT REFERENCES ministries(ministry_id));
CREATE TABLE IF NOT EXISTS askers (
  question_id TEXT NOT NULL REFERENCES questions(question_id),
  mp_code INTEGER REFERENCES members(mp_code), name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
  id INTEGER PRIMARY KEY, question_id TEXT NOT NULL REFERENCES questions(question_id),
  language TEXT NOT NULL,
  kind TEXT NOT NULL, label TEXT NOT NULL, subject TEXT, asked TEXT, answered TEXT, page INTEGER,
  citation TEXT NOT NULL, url TEXT, date TEXT, ministry TEXT, members TEXT,
  lok_sabha INTEGER, session INTEGER, ministry_id TEXT REFERENCES ministries(ministry_id));
CREATE INDEX IF NOT EXISTS passages_question ON passages (question_id);
CREATE INDEX IF NOT EXISTS passages_ministry ON passages (ministry);
CREATE INDEX IF NOT EXISTS passages_date ON passages (date);
CREATE INDEX IF NOT EXISTS askers_question ON askers (question_id);
CREATE INDEX IF NOT EXISTS askers_member ON askers (mp_code);
CREATE INDEX IF NOT EXISTS questions_ministry ON questions (ministry_id, ministry);
CREATE VIRTUAL TABLE IF NOT EXISTS passages_fts USING fts5(
  subject, asked, answered, ministry, members, content='passages', content_rowid='id',
  tokenize="porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
CREATE TRIGGER IF NOT EXISTS passages_added AFTER INSERT ON passages BEGIN
  INSERT INTO passages_fts (rowid, subject, asked, answered, ministry, members)
  VALUES (new.id, new.subject, new.asked, new.answered, new.ministry, new.members); END;
CREATE TRIGGER IF NOT EXISTS passages_gone AFTER DELETE ON passages BEGIN
  INSERT INTO passages_fts (passages_fts, rowid, subject, asked, answered, ministry, members)
  VALUES ('delete', old.id, old.subject, old.asked, old.answered, old.ministry, old.members); END;
"""
_COUNTS = """
DELETE FROM ministries;
DELETE FROM members;
INSERT INTO members
  SELECT mp_code, max(name), count(*) FROM askers WHERE mp_code IS NOT NULL GROUP BY mp_code;
"""
_NAMES = """
SELECT ministry_id, ministry, count(*) FROM questions WHERE ministry_id IS NOT NULL
GROUP BY ministry_id, ministry ORDER BY ministry_id, max(date) DESC, ministry
"""
"""The names of each ministry with their numbers of questions, the newest name first."""


class SearchFile:
    """An open search file, new or of the previous release."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(f"PRAGMA cache_size = -{_CACHE_SIZE}; {_SCHEMA}")
        self._db.execute(f"PRAGMA user_version = {SEARCH_FILE_VERSION}")

    def update(self, ids: set[str] | None, frames: dict[str, pl.DataFrame | None]) -> None:
        """Replace the rows of these questions of a session; with None, add all rows of a new session.

        `frames` are the session's tables named in SEARCH_SOURCES, None for a table without rows.
        """
        rows = {name: list(_rows_of(frame, ids)) for name, frame in frames.items()}
        for table in ("askers", "passages", "questions") if ids else ():
            delete = f"DELETE FROM {table} WHERE question_id = ?"  # noqa: S608 - a name from the line above
            self._db.executemany(delete, [(name,) for name in sorted(ids or ())])
        self._insert("questions", map(_question_row, rows["questions"]))
        self._insert("askers", (asker for question in rows["questions"] for asker in _asker_rows(question)))
        self._insert("passages", _passage_rows(rows))

    def finish(self) -> None:
        """Count the questions of ministries and members, commit and close."""
        with closing(self._db), self._db:
            self._db.executescript(_COUNTS)
            self._insert("ministries", _ministry_rows(self._db.execute(_NAMES).fetchall()))

    def _insert(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Insert rows; a row without one of the table's columns is an error."""
        columns = self._db.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        values = ", ".join(f":{name}" for (name,) in columns)
        self._db.executemany(f"INSERT INTO {table} VALUES ({values})", rows)  # noqa: S608 - fixed names


def _rows_of(frame: pl.DataFrame | None, ids: set[str] | None) -> Iterator[dict[str, Any]]:
    if frame is None:
        return
    chosen = frame if ids is None else frame.filter(frame["question_id"].is_in(list(ids)))
    yield from chosen.iter_rows(named=True)


def _question_row(question: dict[str, Any]) -> dict[str, Any]:
    return {
        **question,
        "date": _iso(question["date"]),
        "members": _names(question),
        "delisted": _iso(question["delisted"]),
        "ministry_id": ministry_id_or_slug(question),
    }


def _asker_rows(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for member in question["members"] or []:
        yield {"question_id": question["question_id"], **member}


def _ministry_rows(names: list[tuple[str, str | None, int]]) -> Iterator[dict[str, Any]]:
    """A row per ministry with its newest name, all its names and their questions together.

    A ministry that no question names has its ID as name.

    >>> [*_ministry_rows([("education", "EDUCATION", 3), ("education", "HUMAN RESOURCE DEVELOPMENT", 2)])]
    [{'ministry_id': 'education', 'name': 'EDUCATION', 'names': 'EDUCATION; HUMAN RESOURCE DEVELOPMENT', \
'questions': 5}]
    """
    for ministry_id, group in groupby(names, key=itemgetter(0)):
        _, found, counts = zip(*group, strict=True)
        printed = [name for name in found if name] or [ministry_id]
        yield {
            "ministry_id": ministry_id,
            "name": printed[0],
            "names": "; ".join(printed),
            "questions": sum(counts),
        }


def _passage_rows(rows: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    questions = {row["question_id"]: row for row in rows["questions"]}
    names = {
        row["question_id"] for name in ("questions", "clauses", "tables", "chunks") for row in rows[name]
    }
    shared = {name: _question_columns(name, questions.get(name)) for name in names}
    for _, group in groupby(rows["clauses"], key=_answer_key):
        clauses = list(group)
        name = clauses[0]["question_id"]
        yield _clause_passage(clauses, _cite(name, questions.get(name))) | shared[name]
    texts = _table_texts(rows["cells"])
    for row in rows["tables"]:
        text = texts.get((row["question_id"], row["language"], row["table_id"]), "")
        text = f"{row['caption'] or ''}\n{text}".strip()
        yield _passage(row, "table", row["table_id"], answered=text) | shared[row["question_id"]]
    for row in rows["chunks"]:
        if row["kind"] not in _WHOLE:
            yield _passage(row, row["kind"], answered=row["text"]) | shared[row["question_id"]]
    read = {row["question_id"] for name in ("clauses", "chunks") for row in rows[name]}
    for name in sorted(questions.keys() - read):  # only subject, ministry and members can be found
        row = {"language": "en", "citation": _cite(name, questions[name]), "url": questions[name]["url"]}
        yield _passage(row, "question") | shared[name]


def _question_columns(question_id: str, question: dict[str, Any] | None) -> dict[str, Any]:
    """The columns of a passage that are those of its question; nulls for a question that is not listed."""
    columns = ("date", "ministry", "subject", "members", "lok_sabha", "session", "ministry_id")
    row = _question_row(question) if question else {"members": ""}
    return {"question_id": question_id, **{name: row.get(name) for name in columns}}


def _passage(
    row: dict[str, Any], kind: str, label: str = "", asked: str | None = None, answered: str | None = None
) -> dict[str, Any]:
    """The columns of a passage beside those of its question."""
    return {
        "id": None,
        "language": row["language"],
        "kind": kind,
        "label": label,
        "asked": asked,
        "answered": answered,
        "page": row.get("answer_page") or row.get("page"),
        "citation": row["citation"],
        "url": row["url"],
    }


def _answer_key(clause: dict[str, Any]) -> tuple[Any, ...]:
    """The same for neighbouring clauses with the same answer: they are one passage."""
    answer = (clause["answer_text"], *clause["answer_labels"]) if clause["answered"] else clause["clause_no"]
    return clause["question_id"], clause["language"], answer


def _clause_passage(clauses: list[dict[str, Any]], citation: str) -> dict[str, Any]:
    first, labels = clauses[0], [clause["label"] for clause in clauses]
    cited = cite_place(citation, cite_labels(labels), first["answer_page"] or first["page"])
    asked = join_clauses((clause["label"], clause["text"]) for clause in clauses)
    label = ", ".join(filter(None, labels))
    return _passage({**first, "citation": cited}, "clause", label, asked, first["answer_text"])


def _cite(question_id: str, question: dict[str, Any] | None) -> str:
    listed = question or {}
    return cite_question(question_id, listed.get("date"), listed.get("ministry"))


def _table_texts(cells: list[dict[str, Any]]) -> dict[tuple[str, str, str], str]:
    """The rows of each table as lines, by question, language and table."""
    tables: dict[tuple[str, str, str], dict[int, list[str]]] = {}
    for cell in cells:
        table = tables.setdefault((cell["question_id"], cell["language"], cell["table_id"]), {})
        table.setdefault(cell["row"], []).append(cell["text"] or "")
    return {key: "\n".join(" | ".join(row) for row in rows.values()) for key, rows in tables.items()}


def _names(question: dict[str, Any]) -> str:
    return ", ".join(member["name"] for member in question["members"] or [])


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None
