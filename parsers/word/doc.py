"""Reads Word 97-2003 documents (.doc): text and tables."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from parsers.limits import UnreadableError
from parsers.vocabulary import Unreadable
from parsers.word.doc_file import WordFile, open_word
from parsers.word.doc_looks import look_of_run
from parsers.word.doc_modifiers import ParagraphProperties
from parsers.word.layout import Block, PageBreak, lay_out
from parsers.word.twip_tables import TableRow, paragraph_blocks, table_blocks
from parsers.word.visibility import RAISED, TextPieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layer import Page
    from parsers.limits import Deadline

PARAGRAPH, CELL, PAGE = "\r", "\x07", "\x0c"
FIELD, RESULT, FIELD_END = "\x13", "\x14", "\x15"
"""Start, separator and end of a field; only the result, after the separator, is printed."""

NOTE = "\x02"
"""The mark of a footnote or endnote, at the start of the note."""

MARKS = {"\x0b": "\n", "\t": " ", "\x1e": "-", "\x1f": "", "\xa0": " "}
"""Replacements of special characters; other control characters stand for images and notes."""


@dataclass(slots=True)
class ReadParagraph:
    """A paragraph: its text, the mark that ends it, and its properties."""

    pieces: TextPieces
    mark: str
    properties: ParagraphProperties


def read_doc(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of a .doc; raises `UnreadableError`."""
    del deadline  # the size of the streams limits the time
    try:
        word = open_word(data)
        return lay_out(_blocks(word) if word.places else _blocks_by_marks(word), "doc")
    except (struct.error, OSError, ValueError, IndexError) as error:
        raise UnreadableError(Unreadable.DAMAGED, str(error)) from error


def _blocks(word: WordFile) -> Iterator[Block]:
    """The paragraphs, tables and page breaks, in order, then text boxes and notes."""
    rows: list[TableRow] = []
    row, cell = TableRow(), TextPieces()
    for read in _paragraphs(word):
        properties = read.properties
        if properties.ends_row and read.mark == CELL:
            rows.append(TableRow(row.cells, properties.columns))
            row, cell = TableRow(), TextPieces()
        elif read.mark == CELL:
            row.cells.append(TextPieces(cell.pieces + read.pieces.pieces))
            cell = TextPieces()
        elif properties.in_table:
            cell.pieces += read.pieces.pieces
            cell.add("\n")
        else:
            yield from table_blocks(rows)
            rows = []
            yield from _paragraph(read)
    yield from table_blocks(rows)
    yield from _texts_apart(word)


def _paragraph(read: ReadParagraph) -> Iterator[Block]:
    yield from paragraph_blocks(read.pieces, centred=read.properties.centred)
    if read.mark == PAGE:
        yield PageBreak()


def _texts_apart(word: WordFile) -> Iterator[Block]:
    """The text boxes, then the footnotes and endnotes, each with its number."""
    for read in _paragraphs(word, "boxes"):
        yield from _paragraph(read)
    for part in ("footnotes", "endnotes"):
        number = 0
        for read in _paragraphs(word, part):
            if NOTE in read.pieces.text:
                number += 1
            mark = str(number).translate(RAISED)
            read.pieces.pieces = [(text.replace(NOTE, mark), seen) for text, seen in read.pieces.pieces]
            yield from _paragraph(read)


def _blocks_by_marks(word: WordFile) -> Iterator[Block]:
    """The blocks of a file without paragraph properties: cells are recognised by their marks alone."""
    cells: list[TextPieces] = []
    for read in _paragraphs(word):
        if read.mark == CELL:
            cells.append(read.pieces)
            continue
        yield from table_blocks(rows_by_marks(cells))
        cells = []
        yield from _paragraph(read)
    yield from table_blocks(rows_by_marks(cells))
    yield from _texts_apart(word)


def rows_by_marks(cells: list[TextPieces]) -> list[TableRow]:
    """The rows of a table in which each cell ends with a mark and each row with one more.

    >>> from parsers.word.visibility import Visibility
    >>> cells = [TextPieces([(text, Visibility.SHOWN)]) for text in ("State", "2023", "", "Goa", "", "")]
    >>> [[cell.text for cell in row.cells] for row in rows_by_marks(cells)]
    [['State', '2023'], ['Goa', '']]
    """
    for step in range(2, len(cells) + 1):
        if len(cells) % step == 0 and not any(cell.text.strip() for cell in cells[step - 1 :: step]):
            return [TableRow(cells[at : at + step - 1]) for at in range(0, len(cells), step)]
    return [TableRow([cell]) for cell in cells]


def _paragraphs(word: WordFile, part: str = "main") -> Iterator[ReadParagraph]:
    """The paragraphs of one of the texts."""
    text: list[tuple[str, int]] = []
    codes = 0
    for char, place in word.characters(part):
        if char == FIELD:
            codes += 1
        elif char in (RESULT, FIELD_END):
            codes = max(0, codes - (char == RESULT or codes > 0))
        elif codes:
            continue
        elif char in (PARAGRAPH, CELL, PAGE):
            properties = word.properties(place)
            yield ReadParagraph(_pieces(word, text, properties), char, properties)
            text = []
        elif char in MARKS or char >= " " or (char == NOTE and part != "main"):
            text.append((MARKS.get(char, char), word.run_at(place)))
    if text:
        properties = ParagraphProperties()
        yield ReadParagraph(_pieces(word, text, properties), PARAGRAPH, properties)


def _pieces(word: WordFile, text: list[tuple[str, int]], properties: ParagraphProperties) -> TextPieces:
    """The characters, given with their runs, in pieces of the same visibility."""
    pieces = TextPieces()
    for run, characters in groupby(text, key=itemgetter(1)):
        visibility = look_of_run(word, run, properties).visibility(properties)
        if visibility is not None:
            pieces.add("".join(char for char, _ in characters), visibility)
    return pieces
