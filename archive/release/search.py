"""What a search finds in `search.sqlite`: passages, the best first, the matching words marked."""

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
"""What narrows a search down, and how; a ministry by any name that it bore."""
_QUERY = """
SELECT p.question_id, p.language, p.kind, p.label, p.date, p.ministry, p.members,
  highlight(passages_fts, 0, :open, :close) AS subject,
  highlight(passages_fts, 1, :open, :close) AS asked,
  highlight(passages_fts, 2, :open, :close) AS answered,
  p.citation, p.url
FROM passages_fts JOIN passages p ON p.id = passages_fts.rowid
WHERE passages_fts MATCH :words {filters}
ORDER BY bm25(passages_fts, 4.0, 2.0, 1.0, 0.5, 0.5), p.date DESC, p.id LIMIT :limit
"""


class SearchHit(msgspec.Struct, frozen=True):
    """Clauses beside their answer, a table, an annexure, …; matching words stand between the marks."""

    question_id: str
    language: str
    kind: str
    """As in `chunks`, or `question` where nothing is read of it yet."""
    label: str
    """`a, b`: the clauses' letters; `t1`: the table."""
    date: str | None
    ministry: str | None
    members: str | None
    subject: str | None
    asked: str | None
    answered: str | None
    citation: str
    url: str | None


def search_file(store: Store, home: Path) -> Path:
    """The current release's `search.sqlite` as a file below `home`, fetched once a release."""
    found = latest(store)
    if found is None:
        raise ArchiveError(f"nothing to search: {store.uri('releases/')} holds no release; publish one first")
    listed = next(file for file in found.manifest.files if file.name == SEARCH_FILE)
    path = home / "search" / listed.sha256[:16] / SEARCH_FILE
    if not path.exists():
        shutil.rmtree(home / "search", ignore_errors=True)
        path.parent.mkdir(parents=True)
        draft = path.with_suffix(".new")
        store.download(release_key(found.version, SEARCH_FILE), draft)
        draft.replace(path)
    return path


def search(
    path: Path,
    words: str,
    *,
    narrowed: Mapping[str, str | None],
    limit: int,
    marks: tuple[str, str] = ("\x02", "\x03"),
) -> list[SearchHit]:
    """The passages that have all the words; `narrowed` by `ministry`, `member`, `since`, `until`."""
    said = {name: value for name, value in narrowed.items() if value}
    filters = "".join(f" AND {_FILTERS[name].replace('?', f':{name}')}" for name in said)
    values = {"words": match_of(words), "limit": limit, "open": marks[0], "close": marks[1], **said}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        rows = db.execute(_QUERY.format(filters=filters), values).fetchall()
    return [SearchHit(*row) for row in rows]


def match_of(words: str) -> str:
    """The words for FTS5: all of them, phrases in double quotes, nothing of its query language.

    >>> match_of('"rare earth" magnets (OR')
    '"rare earth" "magnets" "(OR"'
    """
    found = [phrase or word.replace('"', "") for phrase, word in _WORDS.findall(words)]
    told = [f'"{part}"' for part in found if re.search(r"\w", part)]
    if not told:
        raise ArchiveError(f"{words!r} has no word to search for")
    return " ".join(told)
