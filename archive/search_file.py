"""`search.sqlite`: the questions, clauses, answers and tables of a release with full-text search.

```
questions  one row a listed question          members, ministries  with how many questions each has
passages   one row a clause beside its answer, or a table: what is searched (passages_fts)
askers     who asks what
```
Text is split into words as Unicode does, Devanagari's vowel signs kept; English words by their stems.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from archive.feed import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import polars as pl

SEARCH_FILE = "search.sqlite"
SEARCH_LAYOUT = 1
"""Moved when the file's shape does: it is then made from scratch."""

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS ministries (slug TEXT PRIMARY KEY, name TEXT NOT NULL, questions INTEGER);
CREATE TABLE IF NOT EXISTS members (mp_code INTEGER PRIMARY KEY, name TEXT NOT NULL, questions INTEGER);
CREATE TABLE IF NOT EXISTS questions (
  question_id TEXT PRIMARY KEY, lok_sabha INTEGER NOT NULL, session INTEGER NOT NULL,
  question_type TEXT NOT NULL, question_no INTEGER NOT NULL, date TEXT, ministry TEXT, subject TEXT,
  members TEXT, url TEXT, url_hindi TEXT, delisted TEXT);
CREATE TABLE IF NOT EXISTS askers (
  question_id TEXT NOT NULL REFERENCES questions(question_id),
  mp_code INTEGER REFERENCES members(mp_code), name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
  id INTEGER PRIMARY KEY, question_id TEXT NOT NULL REFERENCES questions(question_id),
  language TEXT NOT NULL,
  kind TEXT NOT NULL, label TEXT NOT NULL, subject TEXT, asked TEXT, answered TEXT, page INTEGER,
  citation TEXT NOT NULL, url TEXT, date TEXT, ministry TEXT, members TEXT,
  lok_sabha INTEGER, session INTEGER);
CREATE INDEX IF NOT EXISTS passages_question ON passages (question_id);
CREATE INDEX IF NOT EXISTS passages_ministry ON passages (ministry);
CREATE INDEX IF NOT EXISTS passages_date ON passages (date);
CREATE INDEX IF NOT EXISTS askers_question ON askers (question_id);
CREATE INDEX IF NOT EXISTS askers_member ON askers (mp_code);
CREATE INDEX IF NOT EXISTS questions_ministry ON questions (ministry);
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
_DELETE = "DELETE FROM {} WHERE question_id = ?"
_INSERT = "INSERT INTO {} VALUES ({})"


class SearchFile:
    """The file, open to take in what changed; earlier rows stay."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(f"{_SCHEMA}PRAGMA user_version = {SEARCH_LAYOUT};")

    def take_in(self, ids: set[str] | None, frames: dict[str, pl.DataFrame | None]) -> None:
        """Writes the questions of a session that changed (None: all) in place of their rows of before.

        `frames` are the session's `questions`, `clauses`, `tables` and `cells`, None where it has none.
        """
        chosen = {name: list(_chosen(frame, ids)) for name, frame in frames.items()}
        for table in ("askers", "passages", "questions") if ids else ():
            self._db.executemany(_DELETE.format(table), [(name,) for name in ids or ()])
        questions = {row["question_id"]: row for row in chosen["questions"]}
        self._insert("questions", 12, map(_question_row, questions.values()))
        self._insert("askers", 3, (row for one in questions.values() for row in _asker_rows(one)))
        self._insert("passages", 16, _passage_rows(questions, chosen))

    def finish(self) -> None:
        """Counts by ministry and member, and writes all down."""
        with closing(self._db), self._db:
            self._db.executescript(_COUNTS)
            found = self._db.execute("SELECT ministry, count(*) FROM questions GROUP BY 1 ORDER BY 1")
            named = [(slug(name), name, count) for name, count in found if name]
            self._db.executemany("INSERT OR IGNORE INTO ministries VALUES (?, ?, ?)", named)

    def _insert(self, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
        self._db.executemany(_INSERT.format(table, ", ".join("?" * width)), rows)


def _chosen(frame: pl.DataFrame | None, ids: set[str] | None) -> Iterator[dict[str, Any]]:
    if frame is None:
        return
    chosen = frame if ids is None else frame.filter(frame["question_id"].is_in(list(ids)))
    yield from chosen.iter_rows(named=True)


def _question_row(row: dict[str, Any]) -> tuple[Any, ...]:
    plain = ("question_id", "lok_sabha", "session", "question_type", "question_no")
    return (
        *(row[name] for name in plain),
        _iso(row["date"]),
        row["ministry"],
        row["subject"],
        _names(row),
        row["url"],
        row["url_hindi"],
        _iso(row["delisted"]),
    )


def _asker_rows(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for member in row["members"] or []:
        yield row["question_id"], member["mp_code"], member["name"]


def _passage_rows(
    questions: dict[str, dict[str, Any]], rows: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[Any, ...]]:
    for row in rows["clauses"]:
        yield _passage(questions, row, ("clause", row["label"], row["text"], row["answer_text"]))
    grids = _grids(rows["cells"])
    for row in rows["tables"]:
        lines = grids.get((row["question_id"], row["language"], row["table_id"]), {}).values()
        text = "\n".join([row["caption"] or "", *(" | ".join(line) for line in lines)]).strip()
        yield _passage(questions, row, ("table", row["table_id"], None, text))
    read = {row["question_id"] for row in rows["clauses"]}
    for name in questions.keys() - read:
        unread = {"question_id": name, "language": "en", "citation": name, "url": questions[name]["url"]}
        yield _passage(questions, unread, ("question", "", None, None))


def _grids(cells: list[dict[str, Any]]) -> dict[tuple[str, str, str], dict[int, list[str]]]:
    """Of each table the texts of its rows."""
    grids: dict[tuple[str, str, str], dict[int, list[str]]] = {}
    for cell in cells:
        grid = grids.setdefault((cell["question_id"], cell["language"], cell["table_id"]), {})
        grid.setdefault(cell["row"], []).append(cell["text"] or "")
    return grids


def _passage(
    questions: dict[str, dict[str, Any]], row: dict[str, Any], said: tuple[str, str, str | None, str | None]
) -> tuple[Any, ...]:
    kind, label, asked, answered = said
    question = questions.get(row["question_id"], {})
    return (
        None,
        row["question_id"],
        row["language"],
        kind,
        label,
        question.get("subject"),
        asked,
        answered,
        row.get("answer_page") or row.get("page"),
        row["citation"],
        row["url"],
        _iso(question.get("date")),
        question.get("ministry"),
        _names(question),
        question.get("lok_sabha"),
        question.get("session"),
    )


def _names(question: dict[str, Any]) -> str:
    return ", ".join(member["name"] for member in question.get("members") or [])


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None
