"""Titles of annexures in their printed forms, also inside tables of Word files; marks that end an answer."""

from __future__ import annotations

import pytest

from parsers.parse import read_file
from tests.parsers.documents import items, read_answer

RIGHT = " " * 60


@pytest.mark.parametrize(
    "title",
    [
        "APPENDIX-I",
        "Appendix ‘A’",
        "APPENDIX – A",
        "APPENDIX NO. 1",
        "Appendix (I)",
        "ANNEXURE No.-I",
        "ENCLOSURE",
        "ATTACHMENT-I",
        "Annex-ll",
    ],
)
def test_title(title: str) -> None:
    record = read_answer(f"{RIGHT}{title}\nPlums.")
    assert [(annexure.title, annexure.text) for annexure in record.annexures] == [(title, "Plums.")]


def test_appendix_that_refers_to_the_reply() -> None:
    reference = "Appendix I referred to in reply to part (a) of Lok Sabha Question No. 12"
    record = read_answer(f"{reference}\nPlums.")
    assert [(annexure.title, annexure.text) for annexure in record.annexures] == [
        ("Appendix I", f"{reference} Plums.")
    ]


@pytest.mark.parametrize("line", ["Appendix-I shows the quantity.", "Enclosure of the mine", "LISTED MINES"])
def test_sentence_is_no_title(line: str) -> None:
    assert read_answer(f"{line}\nPlums.").annexures == []


@pytest.mark.parametrize(
    "mark", ["x-x-x", "X-X-X-X", "xxx", "*****", "-----", "***-***", "-o0o-", "(End)", "***END***"]
)
def test_mark_that_ends_the_answer(mark: str) -> None:
    record = read_answer(
        f"{RIGHT}ANNEXURE-I\nPlums.\n          {mark}", reply=f"(a) to (d): Yes.\n          {mark}"
    )
    assert record.answer is not None
    assert (items(record), record.answer.text) == ([("abcd", "Yes.")], "(a) to (d): Yes.")
    assert [annexure.text for annexure in record.annexures] == ["Plums."]


@pytest.mark.parametrize("line", ["0.00", "(xxx)", "OX", "the end"])
def test_text_is_no_mark(line: str) -> None:
    record = read_answer(reply=f"(a) to (d): It is\n{line}\nand so on.")
    assert [text for _, text in items(record)] == [f"It is {line} and so on."]


@pytest.mark.parametrize("verb", ["state:", "state", "to state :-", ":"])
def test_end_of_pleased_to_state_on_its_own_line(verb: str) -> None:
    will = f"Will the Minister of MINES be pleased to\n{verb}"
    record = read_answer(will=will.replace("pleased to\nto", "pleased\nto"))
    assert record.question is not None
    assert record.question.text.startswith("(a) whether ore is mined;")


def test_clause_that_begins_with_state_is_kept() -> None:
    record = read_answer(
        clauses="State-wise quantity of ore mined?", will="Will the Minister be pleased to state:"
    )
    assert record.question is not None
    assert record.question.text == "State-wise quantity of ore mined?"


PARAGRAPHS = """
GOVERNMENT OF INDIA|MINISTRY OF MINES|LOK SABHA|UNSTARRED QUESTION NO. 12|TO BE ANSWERED ON 01.02.2021
MINING OF ORE|12. SHRI GOVIND RAO:|Will the Minister of MINES be pleased to state:|(a) whether ore is mined?
ANSWER|MINISTER OF MINES|(SHRIMATI ASHA DEVI)|(a): Yes. The list is annexed.|*****
"""


def read_html(first_rows: str) -> tuple[list[tuple[str, str]], list[tuple[str | None, str, int]]]:
    """Annexures (title, text) and tables (caption, section, rows) of an answer whose table begins so."""
    lines = "".join(f"<p>{text}</p>" for text in PARAGRAPHS.strip().replace("\n", "|").split("|"))
    body = "".join(f"<tr><td>{n}</td><td>Mine {n}</td><td>{n * 7}</td></tr>" for n in range(1, 6))
    head = "<tr><td>S.No.</td><td>Name</td><td>Tonnes</td></tr>"
    record = read_file(f"<html><body>{lines}<table>{first_rows}{head}{body}</table></body></html>".encode())
    assert record.kind == "answer"
    return (
        [(annexure.title, annexure.text) for annexure in record.annexures],
        [(table.caption, table.section, len(table.rows)) for table in record.tables],
    )


@pytest.mark.parametrize(
    "first_rows",
    [
        '<tr><td colspan="3">ANNEXURE-I</td></tr>',
        "<tr><td></td><td></td><td>ANNEXURE-I</td></tr>",
        "<tr><td></td><td></td><td></td></tr><tr><td></td><td></td><td>ANNEXURE-I</td></tr>",
    ],
    ids=["merged row", "last cell", "below a blank row"],
)
def test_title_in_the_first_rows_of_a_table(first_rows: str) -> None:
    caption = '<tr><td colspan="3">Mines by name</td></tr>'
    assert read_html(first_rows + caption) == ([("ANNEXURE-I", "")], [("Mines by name", "annexure", 5)])


def test_first_row_that_is_no_title() -> None:
    caption = '<tr><td colspan="3">Mines by name</td></tr>'
    assert read_html(caption) == ([], [("Mines by name", "answer", 5)])
