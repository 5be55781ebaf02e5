"""Sample answers as legacy Word documents (.doc): text and the structures that locate it, no formatting.

The stream WordDocument holds the FIB (offsets) and the text; 1Table holds the CLX, whose piece table gives
the byte ranges of the text ([MS-DOC] 2.4.1). Each cell ends in U+0007, each row in a second one.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from samples.documents.ole2 import build_ole2
from samples.table_text import ABOVE, LEFT, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samples.case import Document, Item, Table

_TEXT_AT = 1024
"""Offset of the text in WordDocument, in bytes."""
_WORD97, _WORD97_BACK = 0x00C1, 0x00BF
_TABLE_IS_1TABLE, _EXTENDED_CHARACTERS = 0x0200, 0x1000
_PAIRS = 93
"""Pairs of offset and length in the FIB of Word 97."""
_CLX_PAIR = 33
_CELL, _PAGE_BREAK = "\x07", "\x0c"


def render_doc(document: Document) -> bytes:
    """The printed document."""
    return _ole2("\r".join(_lines(document)) + "\r")


def render_nil_doc() -> bytes:
    """A document that contains only NIL."""
    return _ole2("NIL\r")


def _ole2(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    characters = len(raw) // 2
    clx = _piece_table(characters)
    words = _fib(characters, len(raw), len(clx)).ljust(_TEXT_AT, b"\0") + raw
    return build_ole2({"1Table": clx, "WordDocument": words})


def _piece_table(characters: int) -> bytes:
    """A CLX with one piece: 16-bit text that starts at `_TEXT_AT`."""
    pieces = struct.pack("<II", 0, characters) + struct.pack("<HIH", 0, _TEXT_AT, 0)
    return struct.pack("<BI", 2, len(pieces)) + pieces


def _fib(characters: int, text_bytes: int, clx_bytes: int) -> bytes:
    """The file information block; the CLX is at offset 0 of 1Table."""
    flags = _TABLE_IS_1TABLE | _EXTENDED_CHARACTERS
    base = struct.pack("<HHHHHHHI", 0xA5EC, _WORD97, 0, 0x0409, 0, flags, _WORD97_BACK, 0)
    base += struct.pack("<BBHHII", 0, 0, 0, 0, _TEXT_AT, _TEXT_AT + text_bytes)
    longs = [0] * 22
    longs[0], longs[3] = _TEXT_AT + text_bytes, characters
    pairs = [0] * (2 * _PAIRS)
    pairs[2 * _CLX_PAIR + 1] = clx_bytes
    fields = struct.pack("<H28x", 14) + struct.pack("<H22I", 22, *longs)
    return base + fields + struct.pack(f"<H{2 * _PAIRS}IH", _PAIRS, *pairs, 0)


def _lines(document: Document) -> Iterator[str]:
    """The paragraphs; each table is one text with cell marks."""
    yield from (*document.heading, document.subject)
    for position, name in enumerate(document.members):
        yield f"{document.number_mark if position == 0 else ''}\t{name}:"
    yield from (document.preamble, *document.clauses, document.answer)
    for minister in document.ministers:
        yield from (minister.role, f"({minister.name})")
    if document.statement:
        yield from (document.statement_note, _PAGE_BREAK + document.statement)
    for item in document.items:
        yield from _item(item)
    yield document.closing
    for annexure in document.annexures:
        yield _PAGE_BREAK + annexure.title
        yield from _prose(f"{annexure.reference_line}\n\n{annexure.text}")
        yield from map(_table, annexure.tables)


def _item(item: Item) -> Iterator[str]:
    yield from _prose(f"{item.label} {item.text}")
    yield from map(_table, item.tables)
    yield from _prose(item.text_after_tables)


def _prose(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split("\n\n") if part.strip())


def _table(table: Table) -> str:
    caption = f"{table.caption}\r" if table.caption else ""
    rows = [*read_rows(table.header), *read_rows(table.rows)]
    return caption + "".join(_row(row) for row in rows)


def _row(row: list[str]) -> str:
    """A row; covered positions of a merged cell are empty."""
    return "".join(f"{'' if cell in {LEFT, ABOVE} else cell}{_CELL}" for cell in row) + _CELL
