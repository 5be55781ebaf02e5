from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pytest

from archive.errors import ArchiveError
from archive.schemas import QUESTIONS, TABLES
from archive.store import open_store
from archive.tables import Tables
from tests.archive.rows import answer_row, change_row, file_row, question_row

if TYPE_CHECKING:
    from archive.settings import Settings
    from archive.store import Store


@pytest.fixture
def tables(store: Store) -> Tables:
    return Tables(store)


def values(frame: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return sorted(frame.select(columns).rows())


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_commits_reads_as_empty(tables: Tables, name: str) -> None:
    frame = tables.read(name)

    assert frame.height == 0
    assert frame.columns == TABLES[name].schema.names
    assert tables.version(name) is None


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("questions", question_row()),
        ("files", file_row()),
        ("answers", answer_row()),
        ("changes", change_row()),
    ],
    ids=["questions", "files", "answers", "changes"],
)
def test_a_row_reads_as_it_was_written(tables: Tables, name: str, row: dict[str, Any]) -> None:
    tables.merge(name, [row])

    whole = dict.fromkeys(TABLES[name].schema.names) | row
    assert tables.read(name).to_dicts() == [whole]
    assert tables.read(name).schema == pl.DataFrame(TABLES[name].schema.empty_table()).schema


def test_derived_rows_are_derived_again_after_a_commit_of_another_writer(store: Store) -> None:
    tables, other, seen = Tables(store), Tables(store), []

    def one_more() -> list[dict[str, Any]]:
        held = tables.read("files")["version"].to_list()
        seen.append(held)
        if len(seen) == 1:
            other.merge("files", [file_row(1, version=1)])
            other.merge("files", [file_row(1, version=2)])
        return [file_row(1, version=len(held) + 1)]

    tables.update("files", one_more)

    assert seen == [[], [1, 2]]
    assert tables.read("files")["version"].to_list() == [1, 2, 3]


def test_a_merge_replaces_known_rows_and_inserts_new_ones(tables: Tables) -> None:
    tables.merge("questions", [question_row(n, subject="OLD") for n in (1, 2, 3)])
    tables.merge("questions", [question_row(n, subject="NEW", ministry=None) for n in (3, 4)])

    assert values(tables.read("questions"), "question_no", "subject", "ministry") == [
        (1, "OLD", "HEAVY INDUSTRIES"),
        (2, "OLD", "HEAVY INDUSTRIES"),
        (3, "NEW", None),
        (4, "NEW", None),
    ]


def test_a_file_has_a_row_for_each_version(tables: Tables) -> None:
    tables.merge("files", [file_row(version=1), file_row(version=2, status="broken")])
    tables.merge("files", [file_row(version=2, status="ok")])

    assert values(tables.read("files"), "version", "status") == [(1, "ok"), (2, "ok")]


def test_one_merge_may_reach_several_sessions(tables: Tables) -> None:
    tables.merge("questions", [question_row(1, session=session) for session in (4, 5, 6)])

    assert values(tables.read("questions", lok_sabha=18, session=5), "session") == [(5,)]
    assert tables.read("questions", columns=["session"]).columns == ["session"]
    assert tables.read("questions", lok_sabha=17).height == 0


def test_rows_are_found_by_value_and_come_in_the_order_of_their_key(tables: Tables) -> None:
    odd = question_row(3) | {"subject": 'MINISTER\'S "REPLY"; --'}
    tables.merge("questions", [odd, question_row(2), question_row(1)])

    assert values(tables.read("questions"), "question_no") == [(1,), (2,), (3,)]
    assert values(tables.read("questions", only={"subject": [odd["subject"], "x"]}), "question_no") == [(3,)]
    assert tables.read("questions", only={"subject": ["' OR 1=1"]}).height == 0


def test_a_merge_takes_an_arrow_table(tables: Tables) -> None:
    tables.merge("questions", pl.DataFrame([question_row()]).to_arrow())

    assert (
        tables.read("questions").row(0, named=True) == dict.fromkeys(QUESTIONS.schema.names) | question_row()
    )


def test_a_merge_of_nothing_writes_nothing(tables: Tables) -> None:
    tables.merge("questions", [])

    assert tables.version("questions") is None


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("question", [], "there is no table 'question'; there are questions, files, answers, changes"),
        ("questions", [question_row(color="red")], "table questions has no column color"),
        ("questions", [question_row(row_hash=None)], "table questions: a row has no row_hash"),
        (
            "questions",
            [question_row(1), question_row(1)],
            "table questions: {'question_id': 'LS18-S5-UNSTARRED-1'} comes twice among the rows to be merged",
        ),
        (
            "questions",
            [question_row(question_no="x")],
            "table questions: Could not convert 'x' with type str: tried to convert to int32",
        ),
        ("questions", pa.table({"color": ["red"]}), "table questions has no column color"),
    ],
    ids=["table", "column", "null", "twice", "type", "arrow"],
)
def test_rows_that_do_not_fit_are_refused(tables: Tables, name: str, rows: Any, message: str) -> None:
    with pytest.raises(ArchiveError) as refusal:
        tables.merge(name, rows)

    assert str(refusal.value) == message


def test_sql_reads_all_four_with_nested_fields(tables: Tables) -> None:
    tables.merge("questions", [question_row(1), question_row(2)])
    tables.merge("answers", [answer_row(2)])

    frame = tables.sql(
        "SELECT q.question_no, a.answer FROM questions q JOIN answers a ON a.question_id = q.question_id"
    )

    assert frame.row(0, named=True) == {"question_no": 2, "answer": answer_row(2)["answer"]}
    assert tables.sql("SELECT count(*) AS n FROM changes").item() == 0


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT color FROM questions", 'SQL: unable to find column "color"; valid columns: ["question_id"'),
        ("SELECT * FROM sittings", "SQL: relation 'sittings' was not found"),
        ("SELEC 1", "SQL: one SELECT is accepted, or WITH … SELECT, or SHOW TABLES"),
    ],
    ids=["column", "table", "syntax"],
)
def test_invalid_sql_is_an_error_in_one_line(tables: Tables, query: str, message: str) -> None:
    with pytest.raises(ArchiveError) as refusal:
        tables.sql(query)

    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)


def test_an_older_version_can_be_read(tables: Tables) -> None:
    tables.merge("questions", [question_row(1)])
    before = tables.version("questions")
    tables.merge("questions", [question_row(2)])

    assert tables.read("questions", version=before).height == 1
    assert tables.read("questions").height == 2


def test_compaction_joins_files_and_keeps_rows(tables: Tables, store: Store) -> None:
    for number in range(6):
        tables.merge("questions", [question_row(number)])
    before = tables.read("questions").sort("question_no")

    tables.compact("questions")
    tables.compact("changes")

    plan = tables.sql("SELECT count(DISTINCT question_id) AS n FROM questions").item()
    assert plan == 6
    assert tables.read("questions").sort("question_no").equals(before)
    tables.merge("questions", [question_row(0, subject="NEW")])
    assert values(tables.read("questions").filter(pl.col("question_no") == 0), "subject") == [("NEW",)]


@pytest.mark.parametrize("exists", [True, False], ids=["with rows", "without commits"])
@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        pytest.param({"columns": ["file", "nope", "neither"]}, "neither, nope", id="columns"),
        pytest.param({"only": {"nope": ["a"]}, "columns": ["file"]}, "nope", id="only"),
    ],
)
def test_an_unknown_column_is_named(tables: Tables, wanted: Any, message: str, exists: bool) -> None:
    if exists:
        tables.merge("questions", [question_row(1)])
    with pytest.raises(ArchiveError) as refusal:
        tables.read("questions", **wanted)
    assert str(refusal.value) == f"table questions has no column {message}"


def test_no_accepted_value_means_no_row(tables: Tables) -> None:
    tables.merge("questions", [question_row(1)])
    assert tables.read("questions", only={"subject": []}).height == 0


def merge_alone(settings: Settings, writer: int) -> None:
    """What each of the processes of the test below does: three merges into one session, one row shared."""
    with open_store(settings) as store:
        for turn in range(3):
            numbers = [writer * 1000 + turn * 10 + n for n in range(10)]
            Tables(store).merge("questions", [question_row(n) for n in (*numbers, 1)])


def test_all_of_several_processes_merges_land(settings: Settings, tables: Tables) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=merge_alone, args=(settings, n)) for n in range(1, 5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    numbers = tables.read("questions")["question_no"].to_list()
    expected = {w * 1000 + turn * 10 + n for w in range(1, 5) for turn in range(3) for n in range(10)} | {1}
    assert sorted(numbers) == sorted(expected)
