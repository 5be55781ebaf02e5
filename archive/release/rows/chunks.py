"""Passages of a record for retrieval and search: every word of the record is in one of them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.vocabulary import ChunkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK_SIZE = 2000
"""Characters per chunk: most retrieval models read that much without cutting."""
_MAX_HEADER = 500
"""Characters of a table's header that are repeated in each chunk of the table."""
_LABEL = re.compile(r"\(?\b(?:[a-z]|[ivx]+)\)|\b(?:to|and)\b|[\W_]+", re.IGNORECASE)
"""Letters of clauses and items with what joins them: `(a) to (c):`."""
_WORDS = re.compile(r"\S+\s*")


class Passage(NamedTuple):
    """A passage of any length."""

    kind: ChunkKind
    name: str
    """`c1` (first clause), `i2` (second item), `n1` (annexure), `t1` (table); `q`, `a`: other text."""
    text: str
    page: int | None
    part: str
    """The part in a citation: `part (a)`."""
    header: str = ""
    """Text repeated at the beginning of each chunk."""


def passages(record: dict[str, Any]) -> Iterator[Passage]:
    """All passages of a record (a row of `answers`)."""
    clauses = (record["question"] or {}).get("clauses") or []
    items = (record["answer"] or {}).get("items") or []
    yield from _clauses(clauses, items)
    yield from _items_without_clause(clauses, items)
    yield from _text_outside_parts(record, clauses, items)
    for number, annexure in enumerate(record["annexures"] or [], start=1):
        text = "\n".join(filter(None, [annexure["title"], annexure["text"]]))
        part = annexure["title"] or f"annexure {number}"
        yield Passage(ChunkKind.ANNEXURE, f"n{number}", text, annexure["page"], part)
    for table in record["tables"] or []:
        part = f"table {table['table_id'].removeprefix('t')}"
        header = table_text({**table, "rows": []})[:_MAX_HEADER]
        yield Passage(ChunkKind.TABLE, table["table_id"], table_text(table), table["page"], part, header)


def _clauses(clauses: list[dict[str, Any]], items: list[dict[str, Any]]) -> Iterator[Passage]:
    """A passage per answer: neighbouring clauses with the same answer are together."""
    numbered = enumerate(clauses, start=1)
    for _, found in groupby(numbered, key=lambda pair: pair[1]["answer_items"] or [-pair[0]]):
        group = list(found)
        number, first = group[0]
        answers = [items[n] for n in first["answer_items"] or [] if n < len(items)]
        lettered = [(clause["label"], clause["text"]) for _, clause in group]
        text = "\n".join([join_clauses(lettered), *(item["text"] or "" for item in answers)])
        page = answers[0]["page"] if answers else first["page"]
        part = cite_labels(label for label, _ in lettered)
        yield Passage(ChunkKind.CLAUSE, f"c{number}", text, page, part)


def _items_without_clause(clauses: list[dict[str, Any]], items: list[dict[str, Any]]) -> Iterator[Passage]:
    paired = {n for clause in clauses for n in clause["answer_items"] or []}
    for n, item in enumerate(items):
        if n not in paired:
            part = cite_labels(item["labels"] or []).replace("part", "answer", 1) or "answer"
            yield Passage(ChunkKind.ANSWER, f"i{n + 1}", item["text"] or "", item["page"], part)


def _text_outside_parts(
    record: dict[str, Any], clauses: list[dict[str, Any]], items: list[dict[str, Any]]
) -> Iterator[Passage]:
    for field, parts in (("question", clauses), ("answer", items)):
        whole = (record[field] or {}).get("text") or ""
        if text := text_outside(whole, [part["text"] or "" for part in parts]):
            page = min((part["page"] for part in parts if part["page"]), default=None)
            yield Passage(ChunkKind.REST, field[0], text, page, field)


def cite_labels(labels: Iterable[str | None]) -> str:
    """The letters of clauses as a citation names them.

    >>> cite_labels(["a", "b"]), cite_labels([""])
    ('part (a), (b)', '')
    """
    letters = ", ".join(f"({label})" for label in labels if label)
    return f"part {letters}" if letters else ""


def join_clauses(clauses: Iterable[tuple[str | None, str | None]]) -> str:
    r"""Labels and texts of clauses as lines.

    >>> join_clauses([("a", "the details;"), ("b", "the reasons?")])
    '(a) the details;\n(b) the reasons?'
    """
    return "\n".join(f"({label}) {text or ''}" if label else text or "" for label, text in clauses)


def text_outside(whole: str, parts: Iterable[str]) -> str:
    """The text without its parts; empty when only labels and spaces are left.

    >>> text_outside("(a) the  key; (b) the steps taken", ["the key;", "the steps"])
    '(a) (b) taken'
    >>> text_outside("(a) the key; and (b) the steps", ["the key;", "the steps"])
    ''
    """
    rest = " ".join(whole.split())
    for part in sorted((" ".join(part.split()) for part in parts), key=len, reverse=True):
        rest = rest.replace(part, " ", 1) if part else rest
    return " ".join(rest.split()) if _LABEL.sub("", rest) else ""


def table_text(table: dict[str, Any]) -> str:
    r"""A table as lines: its caption, then its rows.

    >>> table_text({"caption": "Units", "header": [["State", "2023"]], "rows": [["Bihar", None]]})
    'Units\nState | 2023\nBihar | '
    """
    lines = [" | ".join(cell or "" for cell in row) for row in [*(table["header"] or []), *table["rows"]]]
    return "\n".join([table["caption"], *lines] if table["caption"] else lines)


def split_text(text: str, size: int, header: str = "") -> Iterator[str]:
    r"""The text in chunks of at most `size` characters, split between lines or, in long lines, words.

    Each chunk but the first begins with the header. A single word longer than `size` is not split.

    >>> list(split_text("a minister's answer", 12))
    ["a minister's", 'answer']
    >>> list(split_text("State | 2023\nBihar | 120\nGoa | 7", 26, "State | 2023"))
    ['State | 2023\nBihar | 120', 'State | 2023\nGoa | 7']
    """
    chunk, start = "", f"{header}\n" if header else ""
    for piece in _lines_or_words(text, size - len(start)):
        if chunk.strip() and chunk != start and len(chunk) + len(piece.rstrip()) > size:
            yield chunk.strip()
            chunk = start
        chunk += piece
    if chunk.strip():
        yield chunk.strip()


def _lines_or_words(text: str, size: int) -> Iterator[str]:
    """The lines that are not blank; a line longer than `size` characters word by word."""
    for line in text.splitlines(keepends=True):
        if not line.strip():
            continue
        if len(line.rstrip()) <= size:
            yield line
        else:
            yield from _WORDS.findall(line)
