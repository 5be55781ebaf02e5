"""The search file, record files and feeds of a release, updated from release to release."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from lxml import etree

from archive.release.exports.feed import MAX_ENTRIES, atom_entry, atom_feed, feed_lines
from archive.release.manifest import latest
from archive.tables import Tables
from tests.archive.release.publishing import filled, publish_now
from tests.archive.rows import answer_row, change_row, question_row

if TYPE_CHECKING:
    from archive.release.manifest import Release
    from archive.store import Store

SUBJECT = question_row()["subject"]
ATOM = "{http://www.w3.org/2005/Atom}"


def searched(store: Store, place: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the current search file but the passages' numbers, its index being sound."""
    release = latest(store)
    assert release is not None
    path = place / f"{release.version}.sqlite"
    store.download(f"releases/{release.version}/search.sqlite", path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO passages_fts (passages_fts, rank) VALUES ('integrity-check', 1)")
        tables = ("questions", "askers", "passages", "members", "ministries")
        rows = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608
    rows["passages"] = [row[1:] for row in rows["passages"]]
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def files_of(release: Release) -> dict[str, str]:
    """The hashes of the files of rows."""
    files = release.manifest.files
    return {file.name: file.sha256 for file in files if file.part and not file.name.startswith("replay/")}


def test_a_release_that_was_continued_to_is_that_made_from_scratch(store: Store, tmp_path: Path) -> None:
    tables = filled(store)
    publish_now(store, tables)
    tables.merge("questions", [question_row(1, subject="RENAMED", ministry="COAL"), question_row(3)])
    tables.merge("answers", [answer_row(2), answer_row(3), answer_row(1, record_hash="22", tables=[])])
    continued = files_of(publish_now(store, tables)), searched(store, tmp_path)

    for key in list(store.keys("releases/")):
        store.delete(key)
    rebuilt = files_of(publish_now(store, tables)), searched(store, tmp_path)

    assert rebuilt == continued


@pytest.mark.parametrize("spoilt", [False, True], ids=["as it was left", "spoilt"])
def test_a_search_file_that_was_kept_is_continued_with_if_it_is_the_current_one(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, spoilt: bool
) -> None:
    cache, tables = tmp_path / "cache" / "search.sqlite", filled(store)
    publish_now(store, tables, search_cache=cache)
    if spoilt:
        cache.write_bytes(b"something else")
    tables.merge("questions", [question_row(1, subject="RENAMED"), question_row(3)])
    fetched, download = [], store.download
    monkeypatch.setattr(store, "download", lambda key, path: (fetched.append(key), download(key, path)))

    release = publish_now(store, tables, search_cache=cache)

    assert fetched == (["releases/1.0.0/search.sqlite"] if spoilt else [])
    assert cache.read_bytes() == store.get(f"releases/{release.version}/search.sqlite")
    questions = searched(store, tmp_path)["questions"]
    assert [row[7] for row in questions if row[0].startswith("LS18-S5")] == ["RENAMED", *[SUBJECT] * 2]


def test_a_ministry_without_a_name_is_found_by_its_id(store: Store, tmp_path: Path) -> None:
    tables = filled(store)
    tables.merge("questions", [question_row(7, ministry=None, ministry_id="coal")])
    publish_now(store, tables)
    assert ("coal", "coal", "coal", 1) in searched(store, tmp_path)["ministries"]


def test_a_table_that_is_gone_has_no_address_any_more(store: Store) -> None:
    tables = filled(store)
    publish_now(store, tables)
    before = store.exists("releases/tables/LS18-S5-UNSTARRED-1-t1.csv")
    tables.merge("answers", [answer_row(1, sha256="cd" * 32, record_hash="22", tables=[])])
    publish_now(store, tables)

    assert (before, store.exists("releases/tables/LS18-S5-UNSTARRED-1-t1.csv")) == (True, False)


def test_a_feed_keeps_the_newest_entries(store: Store) -> None:
    tables = Tables(store)
    tables.merge("questions", [question_row(n) for n in range(1, MAX_ENTRIES + 20)])
    day = [change_row(n, change_id=f"{n:03}") for n in range(1, MAX_ENTRIES + 20)]
    tables.merge("changes", day[:50])
    publish_now(store, tables)
    tables.merge("changes", day[50:])
    publish_now(store, tables)

    feed = etree.fromstring(store.get("releases/feed/ministry/heavy-industries.atom"))
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert ids == [f"urn:loksabha:change:{n:03}" for n in range(MAX_ENTRIES + 19, 19, -1)]


def test_changes_at_the_same_time_keep_their_order() -> None:
    changes = [
        change_row(2, change_id="a", kind="ADD", what="question", at="2025-07-29T12:00:00Z"),
        change_row(1, change_id="b", kind="MOD", what="file", file_version=3, at="2025-07-29T12:00:00Z"),
        change_row(1, change_id="c", kind="MOD", what="file", file_version=2, at="2025-07-29T12:00:00Z"),
        change_row(1, change_id="d", kind="ADD", what="question", at="2025-07-29T12:00:00Z"),
        change_row(9, change_id="e", kind="DEL", what="question", at="2025-07-28T12:00:00Z"),
    ]
    lines = [orjson.loads(line) for line in feed_lines(changes, 41)]

    assert [(line["cursor"], line["change_id"]) for line in lines] == [
        (41, "e"), (42, "d"), (43, "c"), (44, "b"), (45, "a")
    ]  # fmt: skip


def test_ministries_are_counted_through_their_renames(store: Store, tmp_path: Path) -> None:
    tables = Tables(store)
    old = {"ministry": "HUMAN RESOURCE DEVELOPMENT", "ministry_id": "education", "date": date(2019, 7, 2)}
    new = {"ministry": "EDUCATION", "ministry_id": "education"}
    unknown = {"ministry": "SILLY WALKS", "ministry_id": None}
    tables.merge("questions", [question_row(1, **old), question_row(2, **new), question_row(3, **unknown)])
    publish_now(store, tables)

    assert searched(store, tmp_path)["ministries"] == [
        ("education", "EDUCATION", "EDUCATION; HUMAN RESOURCE DEVELOPMENT", 2),
        ("silly-walks", "SILLY WALKS", "SILLY WALKS", 1),
    ]


@pytest.mark.parametrize("recorded", [True, False], ids=["with a record", "without one"])
def test_a_feed_is_valid_atom(recorded: bool) -> None:
    change = change_row(1, at="2025-07-29T12:00:00Z", language=None)
    question = question_row(1, url="https://sansad.in/getFile/AU1.pdf", recorded=recorded)
    first = atom_feed("ministry/coal", "COAL", [atom_entry(change, question, 2)], None)
    later = change_row(1, change_id="later", at="2025-07-30T12:00:00Z", language=None)

    feed = etree.fromstring(atom_feed("ministry/coal", "COAL", [atom_entry(later, None, 2)], first))

    grammar = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
    grammar.assertValid(feed)
    assert feed.findtext(f"{ATOM}updated") == "2025-07-30T12:00:00Z"


def test_text_of_documents_is_escaped_in_a_feed() -> None:
    hostile = "<script>\x00]]>&amp;</script>"
    change = change_row(1, at="2025-07-29T12:00:00Z", language=None, after=hostile)
    question = question_row(1, subject=hostile, url='javascript:alert(1)//"><x>', recorded=False)

    data = atom_feed("all", hostile, [atom_entry(change, question, 1)], None)

    feed = etree.fromstring(data)
    assert {element.tag.removeprefix(ATOM) for element in feed.iter()} == {
        "feed", "id", "title", "updated", "author", "name", "link", "entry", "category", "content"
    }  # fmt: skip
    plain = hostile.replace("\x00", "")
    assert feed.findtext(f"{ATOM}title") == f"Questions in the Lok Sabha: {plain}"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == f"LS18-S5-UNSTARRED-1 changed (subject): {plain}"
    assert feed.findall(f"{ATOM}entry/{ATOM}link") == []
