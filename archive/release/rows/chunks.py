"""Passages of a record for retrieval and search: every word of it, each where it belongs."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.vocabulary import ChunkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK = 2000
"""Characters: what most models for retrieval read whole."""
_HEAD = 500
"""As many characters of a table's head are said again in each of its parts."""
_LABEL = re.compile(r"\(?\b(?:[a-z]|[ivx]+)\)|\b(?:to|and)\b|[\W_]+", re.IGNORECASE)
"""What the lettering of clauses and items is made of: `(a) to (c):`."""
_WORDS = re.compile(r"\S+\s*")

Row = dict[str, Any]


class Passage(NamedTuple):
    """A passage, as long as it may be."""

    kind: ChunkKind
    name: str
    """Its place: `c1` (the first clause), `i2` (item), `n1` (annexure), `t1` (table); `q`, `a`: the rest."""
    text: str
    page: int | None
    part: str
    """As it is cited: `part (a)`."""
    head: str = ""
    """What each part begins with."""


def passages(record: Row) -> Iterator[Passage]:
    """All passages of a record, a row of `answers`."""
    clauses = (record["question"] or {}).get("clauses") or []
    items = (record["answer"] or {}).get("items") or []
    yield from _clauses(clauses, items)
    yield from _unpaired(clauses, items)
    yield from _rest(record, clauses, items)
    for number, annexure in enumerate(record["annexures"] or [], start=1):
        text = "\n".join(filter(None, [annexure["title"], annexure["text"]]))
        name = annexure["title"] or f"annexure {number}"
        yield Passage(ChunkKind.ANNEXURE, f"n{number}", text, annexure["page"], name)
    for table in record["tables"] or []:
        place = f"table {table['table_id'].removeprefix('t')}"
        head = table_text({**table, "rows": []})[:_HEAD]
        yield Passage(ChunkKind.TABLE, table["table_id"], table_text(table), table["page"], place, head)


def _clauses(clauses: list[Row], items: list[Row]) -> Iterator[Passage]:
    numbered = enumerate(clauses, start=1)
    for _, found in groupby(numbered, key=lambda pair: pair[1]["answer_items"] or [-pair[0]]):
        together = list(found)
        number, first = together[0]
        said = [items[n] for n in first["answer_items"] or [] if n < len(items)]
        asked = [(clause["label"], clause["text"]) for _, clause in together]
        text = "\n".join([asked_together(asked), *(item["text"] or "" for item in said)])
        page = said[0]["page"] if said else first["page"]
        yield Passage(ChunkKind.CLAUSE, f"c{number}", text, page, lettered(label for label, _ in asked))


def _unpaired(clauses: list[Row], items: list[Row]) -> Iterator[Passage]:
    paired = {n for clause in clauses for n in clause["answer_items"] or []}
    for n, item in enumerate(items):
        if n not in paired:
            part = lettered(item["labels"] or []).replace("part", "answer", 1) or "answer"
            yield Passage(ChunkKind.ANSWER, f"i{n + 1}", item["text"] or "", item["page"], part)


def _rest(record: Row, clauses: list[Row], items: list[Row]) -> Iterator[Passage]:
    for field, parts in (("question", clauses), ("answer", items)):
        whole = (record[field] or {}).get("text") or ""
        if text := left_over(whole, [part["text"] or "" for part in parts]):
            page = min((part["page"] for part in parts if part["page"]), default=None)
            yield Passage(ChunkKind.REST, field[0], text, page, field)


def lettered(labels: Iterable[str | None]) -> str:
    """How clauses are cited by their letters.

    >>> lettered(["a", "b"]), lettered([""])
    ('part (a), (b)', '')
    """
    told = ", ".join(f"({label})" for label in labels if label)
    return f"part {told}" if told else ""


def asked_together(clauses: Iterable[tuple[str | None, str | None]]) -> str:
    r"""Clauses that have one answer, each with its letter.

    >>> asked_together([("a", "the details;"), ("b", "the reasons?")])
    '(a) the details;\n(b) the reasons?'
    """
    return "\n".join(f"({label}) {text or ''}" if label else text or "" for label, text in clauses)


def left_over(whole: str, parts: Iterable[str]) -> str:
    """What a text says besides its parts and their letters; blanks do not count.

    >>> left_over("(a) the  key; (b) the steps taken", ["the key;", "the steps"])
    '(a) (b) taken'
    >>> left_over("(a) the key; and (b) the steps", ["the key;", "the steps"])
    ''
    """
    rest = " ".join(whole.split())
    for part in sorted((" ".join(part.split()) for part in parts), key=len, reverse=True):
        rest = rest.replace(part, " ", 1) if part else rest
    return " ".join(rest.split()) if _LABEL.sub("", rest) else ""


def table_text(table: Row) -> str:
    r"""A table as lines of its caption and rows.

    >>> table_text({"caption": "Units", "header": [["State", "2023"]], "rows": [["Bihar", None]]})
    'Units\nState | 2023\nBihar | '
    """
    lines = [" | ".join(cell or "" for cell in row) for row in [*(table["header"] or []), *table["rows"]]]
    return "\n".join([table["caption"], *lines] if table["caption"] else lines)


def parts_of(text: str, size: int, head: str = "") -> Iterator[str]:
    r"""The text in parts of at most `size` characters, broken between lines or, if need be, words.

    Each part but the first begins with the head; a single word that is longer stays whole.

    >>> list(parts_of("a minister's answer", 12))
    ["a minister's", 'answer']
    >>> list(parts_of("State | 2023\nBihar | 120\nGoa | 7", 26, "State | 2023"))
    ['State | 2023\nBihar | 120', 'State | 2023\nGoa | 7']
    """
    part, start = "", f"{head}\n" if head else ""
    for piece in _pieces(text, size - len(start)):
        if part.strip() and part != start and len(part) + len(piece.rstrip()) > size:
            yield part.strip()
            part = start
        part += piece
    if part.strip():
        yield part.strip()


def _pieces(text: str, size: int) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        if not line.strip():
            continue
        if len(line.rstrip()) <= size:
            yield line
        else:
            yield from _WORDS.findall(line)
