"""Reads Word documents (.docx): paragraphs, tables and page breaks in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.word.docx_package import W, on, open_package, value_of
from parsers.word.docx_text import (
    LEFT_OUT,
    TEXT_BOX,
    ReadParagraph,
    TextReader,
    joins_next,
    nodes_of,
    open_reader,
)
from parsers.word.layout import Block, LayoutCell, LayoutTable, PageBreak, Paragraph, is_hidden_row, lay_out
from parsers.word.visibility import TextPieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from parsers.layer import Page
    from parsers.limits import Deadline

MAX_DEPTH = 100
"""Levels of nested elements; a table in a cell of a table is at level 12."""


def read_docx(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of a .docx; raises `UnreadableError`."""
    del deadline  # the size of the text limits the time
    package = open_package(data)
    return lay_out(BlockReader(open_reader(package)).document(package.document), "docx")


HIDDEN_ROW = f"{W}trPr/{W}hidden"


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one document, and keeps what is printed later than its place."""

    reader: TextReader
    notes: list[etree._Element] = field(default_factory=list)
    """Footnotes and endnotes not printed yet; those of prose are printed at the end of their page."""
    before: TextPieces = field(default_factory=TextPieces)
    """Text of paragraphs whose end is hidden, which begins the next paragraph."""

    def document(self, root: etree._Element) -> Iterator[Block]:
        """All blocks, the notes at the end."""
        yield from self.blocks(root, 0)
        yield from self._print_notes(self.notes)

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        """The blocks below an element, in order; the cells of a frame or layout table are paragraphs."""
        if depth > MAX_DEPTH:
            return
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child, depth)
            elif child.tag == W + "tbl" and is_data_table(child):
                yield from self._table(child)
            elif child.tag not in LEFT_OUT and not (child.tag == W + "tr" and is_left_out(child)):
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, p: etree._Element, depth: int) -> Iterator[Block]:
        """The paragraph, its text boxes before or behind it, and the notes where its page ends."""
        read = self.reader.read(p)
        self.notes += read.notes
        boxes = [block for box in read.boxes for block in self.blocks(box, depth + 1)]
        first = boxes and not _has_text_before_box(p)
        yield from boxes if first else ()
        pieces = TextPieces(self.before.pieces + read.pieces.pieces)
        self.before = pieces if joins_next(p) else TextPieces()
        if not self.before.pieces:
            yield from self._parts(pieces, centred=value_of(p.find(f"{W}pPr/{W}jc")) == "center")
        yield from () if first else boxes

    def _parts(self, pieces: TextPieces, *, centred: bool) -> Iterator[Block]:
        parts = pieces.split("\f")
        for n, part in enumerate(parts):
            if n:
                if not parts[n - 1].text.strip() or not part.text.strip():
                    yield from self._print_notes(self.notes)
                    self.notes = []
                yield PageBreak()
            if part.text.strip() or part.struck or part.hidden:
                yield Paragraph(part.text, centred, part.struck, part.hidden)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """The table, then the notes to which its cells refer."""
        notes: list[etree._Element] = []
        rows = [self._row(row, notes) for row in rows_of(table) if not is_left_out(row)]
        shown = [row for row in rows if not is_hidden_row(row)]
        hidden = len(shown) < len(rows) or any(on(row.find(HIDDEN_ROW)) for row in rows_of(table))
        widths = [float(_number(column.get(W + "w"))) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        yield LayoutTable(shown, widths, hidden)
        yield from self._print_notes(notes)

    def _row(self, row: etree._Element, notes: list[etree._Element]) -> list[LayoutCell]:
        cells: list[LayoutCell] = []
        skipped = row.find(f"{W}trPr/{W}gridBefore")
        if skipped is not None:
            cells.append(LayoutCell("", columns=_number(value_of(skipped))))
        for cell in cells_of(row):
            read = self._cell(cell, notes)
            if value_of(cell.find(f"{W}tcPr/{W}hMerge")) == "continue" and cells:
                cells[-1].columns += read.columns
            else:
                cells.append(read)
        return cells

    def _cell(self, cell: etree._Element, notes: list[etree._Element]) -> LayoutCell:
        lines = TextPieces()
        for read in self._paragraphs_of(cell):
            notes += read.notes
            if lines.pieces and read.pieces.text.strip():
                lines.add("\n")
            lines.pieces += read.pieces.pieces
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        text = "\n".join(filter(None, (line.strip() for line in lines.text.replace("\f", " ").split("\n"))))
        return LayoutCell(
            text,
            columns=_number(value_of(cell.find(f"{W}tcPr/{W}gridSpan"))),
            continues_above=merge is not None and merge.get(W + "val") != "restart",
            struck=lines.struck,
            hidden=lines.hidden,
        )

    def _paragraphs_of(self, element: etree._Element) -> Iterator[ReadParagraph]:
        """The paragraphs of a cell, those of its text boxes behind the paragraph of the box."""
        for p in (node for node in nodes_of(element) if node.tag == W + "p"):
            read = self.reader.read(p, in_cell=True)
            yield read
            for box in read.boxes:
                yield from self._paragraphs_of(box)

    def _print_notes(self, notes: Iterable[etree._Element]) -> Iterator[Block]:
        """The notes as paragraphs, each with its mark."""
        for note in notes:
            pieces = TextPieces()
            for read in self._paragraphs_of(note):
                pieces.pieces += (
                    [(" ", read.pieces.pieces[0][1])] if pieces.pieces and read.pieces.pieces else []
                )
                pieces.pieces += read.pieces.pieces
            if pieces.text.strip():
                yield Paragraph(pieces.text.replace("\f", " "), False, pieces.struck, pieces.hidden)


def is_data_table(table: etree._Element) -> bool:
    """Whether a table has several columns; one of a single column is a frame."""
    return any(len(cells_of(row)) > 1 for row in rows_of(table))


def is_left_out(row: etree._Element) -> bool:
    """Whether a table row is hidden or deleted."""
    return on(row.find(HIDDEN_ROW)) or row.find(f"{W}trPr/{W}del") is not None


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, without those of tables in its cells."""
    return [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table]


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, without those of tables in its cells."""
    return [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]


def _has_text_before_box(p: etree._Element) -> bool:
    """Whether a paragraph prints text before its first text box."""
    for node in nodes_of(p):
        if node.tag == TEXT_BOX:
            return False
        if node.tag == W + "t" and (node.text or "").strip():
            return True
    return False


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else 1
