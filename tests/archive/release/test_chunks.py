"""Passages for retrieval: nothing that a record says is left out of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.release.rows.chunks import passages, split_text, table_text
from tests.archive.rows import answer_row

WORD = st.text("abcx०", min_size=1, max_size=12)
TEXT = st.lists(WORD, max_size=12).map(" ".join)
CLAUSES = st.lists(
    st.fixed_dictionaries(
        {
            "label": st.sampled_from(["", "a", "b"]),
            "text": TEXT,
            "page": st.just(1),
            "answer_items": st.lists(st.integers(0, 3), max_size=2, unique=True),
        }
    ),
    max_size=3,
)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"labels": st.lists(st.sampled_from("abc"), max_size=2), "text": TEXT, "page": st.none()}
    ),
    max_size=3,
)
ANNEXURES = st.lists(st.fixed_dictionaries({"title": TEXT, "text": TEXT, "page": st.just(2)}), max_size=2)
GRID = st.lists(st.lists(st.none() | TEXT, min_size=1, max_size=3), max_size=3)
TABLES = st.lists(
    st.fixed_dictionaries(
        {
            "table_id": st.just("t1"),
            "caption": st.none() | TEXT,
            "header": GRID,
            "rows": GRID,
            "page": st.just(3),
        }
    ),
    max_size=1,
)


def words(*texts: str | None) -> Counter[str]:
    return Counter(word for text in texts if text for word in re.findall(r"\w+", text))


def record(**said: Any) -> dict[str, Any]:
    row = answer_row(1, **said)
    for field in ("question", "answer"):
        row[field] = said[field]
    return row


@settings(max_examples=200, deadline=None)
@given(clauses=CLAUSES, items=ITEMS, annexures=ANNEXURES, tables=TABLES, rest=TEXT)
def test_every_word_of_a_record_is_in_a_passage(
    clauses: list[Any], items: list[Any], annexures: list[Any], tables: list[Any], rest: str
) -> None:
    asked = " ".join(f"({clause['label']}) {clause['text']}" for clause in clauses)
    said = "\n".join([*(item["text"] for item in items), rest])
    row = record(
        question={"text": asked, "clauses": clauses},
        answer={"text": said, "items": items},
        annexures=annexures,
        tables=tables,
    )

    found = words(*(passage.text for passage in passages(row)))

    grids = [cell for table in tables for line in [*table["header"], *table["rows"]] for cell in line]
    expected = words(*(clause["text"] for clause in clauses), *(item["text"] for item in items), *grids)
    expected += words(*(text for one in annexures for text in one.values() if isinstance(text, str)))
    expected += words(*(table["caption"] for table in tables))
    assert expected <= found
    # what the answer says outside its items may be a letter such as `a`, which is no word of its own
    assert {word for word in words(rest) if len(word) > 1} <= found.keys()


@settings(max_examples=200, deadline=None)
@given(text=st.lists(TEXT, max_size=8).map("\n".join), size=st.integers(12, 60), headed=st.booleans())
def test_parts_hold_the_text_and_are_no_longer_than_asked(text: str, size: int, headed: bool) -> None:
    head = text.split("\n", maxsplit=1)[0][: size // 2] if headed else ""

    parts = list(split_text(text, size, head))

    bare = [part.removeprefix(head) if number else part for number, part in enumerate(parts)]
    assert " ".join(bare).split() == text.split()
    longest = max(map(len, text.split()), default=0)
    assert all(len(part) <= max(size, len(head) + 1 + longest) for part in parts)


@pytest.mark.parametrize(
    ("fields", "passage"),
    [
        (
            {"items": [{"labels": ["c"], "text": "Nothing.", "page": 2}]},
            ("answer", "i1", "Nothing.", 2, "answer (c)"),
        ),
        (
            {"text": "The Government has taken note.", "items": []},
            ("rest", "a", "The Government has taken note.", None, "answer"),
        ),
        (
            {"annexures": [{"title": "ANNEXURE-I", "page": 3, "text": "State-wise details"}]},
            ("annexure", "n1", "ANNEXURE-I\nState-wise details", 3, "ANNEXURE-I"),
        ),
    ],
    ids=["item without a clause", "text outside of items", "annexure"],
)
def test_text_without_a_clause_is_its_own_passage(fields: dict[str, Any], passage: tuple[Any, ...]) -> None:
    answer = {"text": fields.get("text", ""), "items": fields.get("items", [])}
    row = record(question=None, answer=answer, annexures=fields.get("annexures", []), tables=[])

    (found,) = passages(row)

    assert found[:5] == passage


def test_each_part_of_a_long_table_begins_with_its_head() -> None:
    rows = [[f"State {n}", str(n)] for n in range(300)]
    table = {"table_id": "t1", "page": 3, "caption": "Units", "header": [["State", "Number"]], "rows": rows}

    (passage,) = passages(record(question=None, answer=None, tables=[table]))
    parts = list(split_text(passage.text, 2000, passage.header))

    assert {part.split("\nState 0")[0][:20] for part in parts} == {"Units\nState | Number"}
    lines = [line for part in parts for line in part.splitlines()[2:]]
    assert lines == table_text({**table, "caption": None, "header": []}).splitlines()
