"""Full-text search in `search.sqlite`: passages with the matching words marked, the best first."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from archive.errors import ArchiveError
from archive.keys import release_key
from archive.release.exports.search_file import SEARCH_FILE
from archive.release.manifest import latest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from archive.store import Store

_WORDS = re.compile(r'"([^"]+)"|(\S+)')
_FILTERS = {
    "ministry": "p.ministry_id IN (SELECT ministry_id FROM ministries WHERE instr(lower(names), lower(?)))",
    "member": "instr(lower(p.members), lower(?))",
    "since": "p.date >= ?",
    "until": "p.date <= ?",
}
"""SQL condition of each filter; a ministry is found by any of its names, past or present."""
_QUERY = """
SELECT p.question_id, p.language, p.kind, p.label, p.date, p.ministry, p.members,
  highlight(passages_fts, 0, :open, :close) AS subject,
  highlight(passages_fts, 1, :open, :close) AS asked,
  highlight(passages_fts, 2, :open, :close) AS answered,
  p.citation, p.url
FROM passages_fts JOIN passages p ON p.id = passages_fts.rowid
WHERE passages_fts MATCH :words {conditions}
ORDER BY bm25(passages_fts, 4.0, 2.0, 1.0, 0.5, 0.5), p.date DESC, p.id LIMIT :limit
"""


class SearchHit(msgspec.Struct, frozen=True):
    """A passage that was found: clauses with their answer, a table, an annexure, … with marked words."""

    question_id: str
    language: str
    kind: str
    """As in `chunks`, or `question` for a question without a record."""
    label: str
    """Letters of the clauses (`a, b`), or the `table_id` of a table."""
    date: str | None
    ministry: str | None
    members: str | None
    subject: str | None
    asked: str | None
    answered: str | None
    citation: str
    url: str | None


def search_file(store: Store, home: Path) -> Path:
    """The path of the current release's `search.sqlite` below `home`, downloaded once per release.

    Raises ArchiveError when there is no release.
    """
    found = latest(store)
    if found is None:
        raise ArchiveError(f"nothing to search: {store.uri('releases/')} holds no release; publish one first")
    listed = next(file for file in found.manifest.files if file.name == SEARCH_FILE)
    path = home / "search" / listed.sha256[:16] / SEARCH_FILE
    if not path.exists():
        shutil.rmtree(home / "search", ignore_errors=True)
        path.parent.mkdir(parents=True)
        partial = path.with_suffix(".new")
        store.download(release_key(found.version, SEARCH_FILE), partial)
        partial.replace(path)
    return path


def search(
    path: Path,
    words: str,
    *,
    filters: Mapping[str, str | None],
    limit: int,
    marks: tuple[str, str] = ("\x02", "\x03"),
) -> list[SearchHit]:
    """The passages that contain all the words.

    The keys of `filters` are `ministry`, `member`, `since` and `until` (ISO dates); None and "" are
    no filters. Raises ArchiveError when there is no word to search for.
    """
    used = {name: value for name, value in filters.items() if value}
    conditions = "".join(f" AND {_FILTERS[name].replace('?', f':{name}')}" for name in used)
    values = {"words": fts_query(words), "limit": limit, "open": marks[0], "close": marks[1], **used}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        rows = db.execute(_QUERY.format(conditions=conditions), values).fetchall()
    return [SearchHit(*row) for row in rows]


def fts_query(words: str) -> str:
    """The FTS5 query for all the words and quoted phrases; operators in the text are taken as words.

    >>> fts_query('"rare earth" magnets (OR')
    '"rare earth" "magnets" "(OR"'
    """
    found = [phrase or word.replace('"', "") for phrase, word in _WORDS.findall(words)]
    quoted = [f'"{part}"' for part in found if re.search(r"\w", part)]
    if not quoted:
        raise ArchiveError(f"{words!r} has no word to search for")
    return " ".join(quoted)
