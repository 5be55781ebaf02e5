"""Renders a record for the terminal: clauses with their answers, tables, flags, source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

_FIELDS = ("question_id", "kind", "date", "language", "ministry", "department", "subject")


def render_record(record: dict[str, Any]) -> RenderableType:
    """The record, rendered; text from documents is not interpreted as markup."""
    return Group(*_parts(record))


def _parts(record: dict[str, Any]) -> Iterator[RenderableType]:
    yield _grid([(name, str(record[name])) for name in _FIELDS if record[name] is not None])
    for member in record["members"] or []:
        code = f"  ({member['mp_code']})" if member["mp_code"] else ""
        yield Text(f"asked by {member['name'] or member['name_printed']}{code}")
    if record["question"] and record["answer"]:
        yield from _dialogue(record["question"], record["answer"])
    for annexure in record["annexures"] or []:
        yield Text(f"\n{annexure['title']} (page {annexure['page']})", style="bold")
    for table in record["tables"] or []:
        yield _data_table(table)
    differing = [c for c in record["checks"] or [] if c["verdict"] != "agrees"]
    for check in differing:
        yield Text(
            f"{check['field']} {check['verdict']}: list {check['listing']!r}, document {check['document']!r}"
        )
    if not differing:
        yield Text("\nall checks against the question list agree")
    if record["flags"]:
        yield Text(f"flags: {', '.join(record['flags'])}", style="yellow")
    source = record["source"]
    yield Text(
        f"\nsource {source['url']}\nversion {source['version']}  sha256 {source['sha256']}", style="dim"
    )


def _dialogue(question: dict[str, Any], answer: dict[str, Any]) -> Iterator[RenderableType]:
    yield Text("\nQUESTION", style="bold")
    for clause in question["clauses"]:
        yield _labelled(clause["label"], clause["text"], _answered_by(clause, answer))
    yield Text(
        "\nANSWER" + ("  (a Statement is laid on the Table)" if answer["statement_laid"] else ""),
        style="bold",
    )
    for minister in answer["ministers"]:
        yield Text(f"{minister['role']}: {minister['name']}")
    for item in answer["items"]:
        yield _labelled(", ".join(item["labels"]), item["text"], f"page {item['page']}")


def _answered_by(clause: dict[str, Any], answer: dict[str, Any]) -> str:
    labels = [", ".join(answer["items"][n]["labels"]) or "the answer" for n in clause["answer_items"]]
    return f"answered in {'; '.join(labels)}" if labels else "not answered"


def _labelled(label: str, text: str, note: str) -> RenderableType:
    return Padding(
        Text.assemble((f"({label}) " if label else "", "bold"), text, (f"  [{note}]", "dim")), (0, 0, 0, 2)
    )


def _data_table(table: dict[str, Any]) -> RenderableType:
    columns = max((len(row) for row in [*table["header"], *table["rows"]]), default=0)
    shown = Table(title=Text(table["caption"] or table["table_id"]), show_header=False)
    for _ in range(columns):
        shown.add_column()
    for row in table["header"]:
        shown.add_row(
            *(Text(cell or "", style="bold") for cell in row), end_section=row is table["header"][-1]
        )
    for row in table["rows"]:
        shown.add_row(*(Text(cell or "") for cell in row))
    return shown


def _grid(rows: list[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for name, value in rows:
        grid.add_row(Text(name, style="dim"), Text(value))
    return grid
