"""Files that are updated with each release, and following releases by replay, cursor and Atom."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from lxml import etree

from tests.consumers.reading import KEYS, declared_rows, key_of, read_lines, rows_of

if TYPE_CHECKING:
    from tests.consumers.conftest import Downloaded

ATOM = "{http://www.w3.org/2005/Atom}"


def test_each_record_and_each_table_is_a_file(released: Downloaded) -> None:
    schema = json.loads((released.current / "schema/record.schema.json").read_text())
    records = {path.stem: json.loads(path.read_text()) for path in (released.root / "records").iterdir()}
    grids = {path.stem: path for path in (released.root / "tables").iterdir()}

    for record in records.values():
        jsonschema.validate(record, schema)
    answers = {
        row["question_id"] + ("" if row["language"] == "en" else "-hi"): row
        for row in rows_of(released.current, "answers")
    }
    assert {name: answers[name] | record for name, record in records.items()} == answers
    assert set(grids) == {f"{name}-{t['table_id']}" for name, r in answers.items() for t in r["tables"]}
    assert {f"tables/{path.name}" for path in grids.values()} == {
        row["csv"] for row in rows_of(released.current, "tables")
    }


def test_csv_is_safe_to_open_in_a_spreadsheet(released: Downloaded) -> None:
    for path in (released.root / "tables").iterdir():
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))):
            for cell in row:
                assert not cell.startswith(("=", "@", "\t", "\r")), path
                assert cell[:1] not in {"+", "-"} or float(cell.replace(",", "")), path


@pytest.mark.parametrize("table", KEYS)
def test_replay_on_the_previous_release_gives_this_one(released: Downloaded, table: str) -> None:
    rows = {key_of(table, row): row for row in rows_of(released.previous, table)}
    for path in sorted((released.current / "replay").rglob("*.jsonl.gz")):
        for step in read_lines(path):
            if step["table"] == table and step["op"] == "DEL":
                del rows[key_of(table, step["key"])]
            elif step["table"] == table:
                assert (key_of(table, step["key"]) in rows) == (step["op"] == "MOD")
                rows[key_of(table, step["key"])] = step["row"]

    assert rows == {key_of(table, row): row for row in rows_of(released.current, table)}


def test_a_reader_with_a_cursor_gets_each_change_once(released: Downloaded) -> None:
    seen, cursor = [], 0
    for _ in range(2):  # the second time there is nothing new
        for page in released.manifest["feed"]:
            if page["last"] > cursor:
                lines = (released.root.parent / page["key"]).read_text().splitlines()
                seen += [change for change in map(json.loads, lines) if change["cursor"] > cursor]
                cursor = seen[-1]["cursor"]

    assert [change["cursor"] for change in seen] == list(range(1, len(seen) + 1))
    changes = {row["change_id"]: row for row in rows_of(released.current, "changes")}
    assert {c["change_id"]: {k: v for k, v in c.items() if k != "cursor"} for c in seen} == changes
    assert {change["kind"] for change in seen} == {"ADD", "MOD", "LATE"}


def test_atom_feeds_of_all_of_a_ministry_and_of_a_member_list_the_changes(released: Downloaded) -> None:
    feeds = {
        str(path.relative_to(released.root / "feed")): etree.parse(path).getroot()
        for path in (released.root / "feed").rglob("*.atom")
    }

    assert set(feeds) == {"all.atom", "ministry/heavy-industries.atom", "member/5123.atom"}
    titles = [[e.findtext(f"{ATOM}title") for e in feed.iter(f"{ATOM}entry")] for feed in feeds.values()]
    assert titles[0] == titles[1] == titles[2]
    assert len(titles[0]) == declared_rows(released.current, "changes")
    for name, feed in feeds.items():
        for link in feed.findall(f"{ATOM}entry/{ATOM}link[@rel='alternate']"):
            assert (released.root / "feed" / name).parent.joinpath(link.get("href")).resolve().is_file()
