"""Reads Word 97-2003 documents (.doc): text and tables."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.limits import UnreadableError
from parsers.vocabulary import Unreadable
from parsers.word.doc_file import CellDefinition, ParagraphProperties, WordFile, open_word
from parsers.word.layout import Block, LayoutCell, LayoutTable, PageBreak, Paragraph, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.layer import Page
    from parsers.limits import Deadline

PARAGRAPH, CELL, PAGE = "\r", "\x07", "\x0c"
FIELD, RESULT, FIELD_END = "\x13", "\x14", "\x15"
"""Start, separator and end of a field; only the result, after the separator, is printed."""

MARKS = {"\x0b": "\n", "\t": " ", "\x1e": "-", "\x1f": "", "\xa0": " "}
"""Replacements of special characters; other control characters stand for images and notes."""

NEAR = 40
"""Twips (1/20 point) by which the edges of cells of one column may differ."""


@dataclass(slots=True)
class TableRow:
    """A table row: the texts of its cells and their definitions."""

    texts: list[str] = field(default_factory=list)
    columns: list[CellDefinition] = field(default_factory=list)


def read_doc(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of a .doc; raises `UnreadableError`."""
    del deadline  # the size of the streams limits the time
    try:
        word = open_word(data)
        return lay_out(_blocks(word) if word.places else _blocks_by_marks(word), "doc")
    except (struct.error, OSError, ValueError, IndexError) as error:
        raise UnreadableError(Unreadable.DAMAGED, str(error)) from error


def _blocks(word: WordFile) -> Iterator[Block]:
    """The paragraphs, tables and page breaks, in order."""
    rows: list[TableRow] = []
    row, cell = TableRow(), ""
    for text, mark, properties in _paragraphs(word):
        if properties.ends_row and mark == CELL:
            rows.append(TableRow(row.texts, properties.columns))
            row, cell = TableRow(), ""
        elif mark == CELL:
            row.texts.append((cell + text).strip())
            cell = ""
        elif properties.in_table:
            cell += text + "\n"
        else:
            yield from _table(rows)
            rows = []
            if text.strip():
                yield Paragraph(text, properties.centred)
            if mark == PAGE:
                yield PageBreak()
    yield from _table(rows)


def _blocks_by_marks(word: WordFile) -> Iterator[Block]:
    """The blocks of a file without paragraph properties: cells are recognised by their marks alone."""
    cells: list[str] = []
    for text, mark, _ in _paragraphs(word):
        if mark == CELL:
            cells.append(text.strip())
            continue
        yield from _table(rows_by_marks(cells))
        cells = []
        if text.strip():
            yield Paragraph(text)
        if mark == PAGE:
            yield PageBreak()
    yield from _table(rows_by_marks(cells))


def rows_by_marks(cells: list[str]) -> list[TableRow]:
    """The rows of a table in which each cell ends with a mark and each row with one more.

    >>> [row.texts for row in rows_by_marks(["State", "2023", "", "Goa", "", ""])]
    [['State', '2023'], ['Goa', '']]
    """
    for step in range(2, len(cells) + 1):
        if len(cells) % step == 0 and not any(cells[step - 1 :: step]):
            return [TableRow(cells[at : at + step - 1]) for at in range(0, len(cells), step)]
    return [TableRow([cell]) for cell in cells]


def _paragraphs(word: WordFile) -> Iterator[tuple[str, str, ParagraphProperties]]:
    """Each paragraph's text, its mark and its properties."""
    text: list[str] = []
    codes = 0
    for char, place in word.characters():
        if char == FIELD:
            codes += 1
        elif char in (RESULT, FIELD_END):
            codes = max(0, codes - (char == RESULT or codes > 0))
        elif codes:
            continue
        elif char in (PARAGRAPH, CELL, PAGE):
            yield "".join(text), char, word.properties(place)
            text = []
        elif char in MARKS or char >= " ":
            text.append(MARKS.get(char, char))
    if text:
        yield "".join(text), PARAGRAPH, ParagraphProperties()


def _table(rows: list[TableRow]) -> Iterator[Block]:
    """The rows as a table; as paragraphs if they have one column only, which is a frame."""
    if not any(len(row.texts) > 1 for row in rows):
        yield from (Paragraph(text) for row in rows for text in row.texts if text)
        return
    edges = _edges(edge for row in rows for column in row.columns for edge in (column.left, column.right))
    yield LayoutTable([_cells(row, edges) for row in rows], [float(b - a) for a, b in pairwise(edges)])


def _edges(places: Iterable[int]) -> list[int]:
    """The edges of a table's columns in twips; edges at most `NEAR` apart are one.

    >>> _edges([0, 1000, 10, 1020, 2000])
    [0, 1000, 2000]
    """
    edges: list[int] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > NEAR:
            edges.append(place)
    return edges


def _cells(row: TableRow, edges: list[int]) -> list[LayoutCell]:
    if len(row.columns) != len(row.texts):
        return [LayoutCell(text) for text in row.texts]
    cells: list[LayoutCell] = []
    for text, column in zip(row.texts, row.columns, strict=True):
        wide = sum(column.left - NEAR <= edge < column.right - NEAR for edge in edges)
        if column.merges_left and cells:
            cells[-1].columns += wide
            cells[-1].text = f"{cells[-1].text} {text}".strip()
        else:
            cells.append(LayoutCell(text, max(1, wide), continues_above=column.continues_above))
    return cells
