"""`search.sqlite`: the questions, clauses, answers and tables of a release with full-text search.

```
questions  one row a listed question          members, ministries  with how many questions each has
passages   one row a clause beside its answer, a table, an annexure, …: what is searched (passages_fts)
askers     who asks what
```
Text is split into words as Unicode does, Devanagari's vowel signs kept; English words by their stems.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from archive.release.rows.chunks import asked_together, lettered
from archive.release.rows.citations import cite_place, cite_question
from archive.vocabulary import ChunkKind
from parsers.names.ministries import ministry_id_or_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import polars as pl

SEARCH_FILE = "search.sqlite"
SEARCHED = ("questions", "clauses", "tables", "cells", "chunks")
"""The tables that it is drawn from."""
_CACHE = 1 << 16
"""KiB of the file that are held: its indexes grow at many places at once."""
_WITH_ROWS = {ChunkKind.CLAUSE, ChunkKind.TABLE}
"""Kinds of which the passages are drawn whole, not in parts."""
SEARCH_LAYOUT = 2
"""Moved when the file's shape does: it is then made from scratch."""

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
"""Of each office its names, the newest first."""
_DELETE = "DELETE FROM {} WHERE question_id = ?"
_INSERT = "INSERT INTO {} VALUES ({})"


class SearchFile:
    """The file, open to take in what changed; earlier rows stay."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(f"PRAGMA cache_size = -{_CACHE}; {_SCHEMA}")
        self._db.execute(f"PRAGMA user_version = {SEARCH_LAYOUT}")

    def take_in(self, ids: set[str] | None, frames: dict[str, pl.DataFrame | None]) -> None:
        """Writes the questions of a session that changed (None: all) in place of their rows of before.

        `frames` are the session's tables named in SEARCHED, None where it has none.
        """
        chosen = {name: list(_chosen(frame, ids)) for name, frame in frames.items()}
        for table in ("askers", "passages", "questions") if ids else ():
            self._db.executemany(_DELETE.format(table), [(name,) for name in sorted(ids or ())])
        questions = {row["question_id"]: row for row in chosen["questions"]}
        self._insert("questions", 13, map(_question_row, questions.values()))
        self._insert("askers", 3, (row for one in questions.values() for row in _asker_rows(one)))
        self._insert("passages", 17, _passage_rows(questions, chosen))

    def finish(self) -> None:
        """Counts by ministry and member, and writes all down."""
        with closing(self._db), self._db:
            self._db.executescript(_COUNTS)
            found = self._db.execute(_NAMES).fetchall()
            self._insert("ministries", 4, map(_ministry_row, _by_office(found)))

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
        ministry_id_or_slug(row),
    )


def _by_office(named: Iterable[tuple[str, str, int]]) -> Iterator[list[tuple[str, str, int]]]:
    for _, names in groupby(named, key=itemgetter(0)):
        yield list(names)


def _ministry_row(named: list[tuple[str, str, int]]) -> tuple[Any, ...]:
    """An office with the name that it bears, all that it bore, and its questions under them.

    >>> _ministry_row([("education", "EDUCATION", 3), ("education", "HUMAN RESOURCE DEVELOPMENT", 2)])
    ('education', 'EDUCATION', 'EDUCATION; HUMAN RESOURCE DEVELOPMENT', 5)
    """
    office, newest, _ = named[0]
    return office, newest, "; ".join(name for _, name, _ in named), sum(count for *_, count in named)


def _asker_rows(row: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for member in row["members"] or []:
        yield row["question_id"], member["mp_code"], member["name"]


def _passage_rows(
    questions: dict[str, dict[str, Any]], rows: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[Any, ...]]:
    for _, found in groupby(rows["clauses"], key=_answer_of):
        yield _clause_passage(questions, list(found))
    grids = _grids(rows["cells"])
    for row in rows["tables"]:
        lines = grids.get((row["question_id"], row["language"], row["table_id"]), {}).values()
        text = "\n".join([row["caption"] or "", *(" | ".join(line) for line in lines)]).strip()
        yield _passage(questions, row, ("table", row["table_id"], None, text))
    for row in rows["chunks"]:
        if row["kind"] not in _WITH_ROWS:
            yield _passage(questions, row, (row["kind"], "", None, row["text"]))
    read = {row["question_id"] for name in ("clauses", "chunks") for row in rows[name]}
    for name in sorted(questions.keys() - read):
        yield _passage(questions, _unread(questions[name]), ("question", "", None, None))


def _answer_of(clause: dict[str, Any]) -> tuple[Any, ...]:
    """The same for neighbours that have one answer: they are one passage."""
    answer = (clause["answer_text"], *clause["answer_labels"]) if clause["answered"] else clause["clause_no"]
    return clause["question_id"], clause["language"], answer


def _clause_passage(questions: dict[str, dict[str, Any]], together: list[dict[str, Any]]) -> tuple[Any, ...]:
    first, letters = together[0], [clause["label"] for clause in together]
    question = questions.get(first["question_id"], {})
    cited = cite_question(first["question_id"], question.get("date"), question.get("ministry"))
    place = cite_place(cited, lettered(letters), first["answer_page"] or first["page"])
    asked = asked_together((clause["label"], clause["text"]) for clause in together)
    said = ("clause", ", ".join(filter(None, letters)), asked, first["answer_text"])
    return _passage(questions, {**first, "citation": place}, said)


def _unread(question: dict[str, Any]) -> dict[str, Any]:
    name, day = question["question_id"], question["date"]
    citation = cite_question(name, day, question["ministry"])
    return {"question_id": name, "language": "en", "citation": citation, "url": question["url"]}


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
        ministry_id_or_slug(question) if question else None,
    )


def _names(question: dict[str, Any]) -> str:
    return ", ".join(member["name"] for member in question.get("members") or [])


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None
