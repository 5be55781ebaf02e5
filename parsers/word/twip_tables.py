"""Builds tables from rows whose cells have edges in twips, as .doc and RTF files store them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.word.layout import Block, LayoutCell, LayoutTable, Paragraph, is_hidden_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.word.doc_modifiers import CellDefinition
    from parsers.word.visibility import TextPieces

NEAR = 40
"""Twips (1/20 point) by which the edges of cells of one column may differ."""


@dataclass(slots=True)
class TableRow:
    """A table row: its cells and their definitions."""

    cells: list[TextPieces] = field(default_factory=list)
    columns: list[CellDefinition] = field(default_factory=list)


def paragraph_blocks(pieces: TextPieces, *, centred: bool = False) -> Iterator[Block]:
    """A paragraph, unless nothing is in it."""
    if pieces.text.strip() or pieces.struck or pieces.hidden:
        yield Paragraph(pieces.text, centred, pieces.struck, pieces.hidden)


def table_blocks(rows: list[TableRow]) -> Iterator[Block]:
    """The rows as a table; as paragraphs if they have one column only, which is a frame."""
    if not any(len(row.cells) > 1 for row in rows):
        for cell in (cell for row in rows for cell in row.cells):
            yield from paragraph_blocks(cell)
        return
    edges = _edges(edge for row in rows for column in row.columns for edge in (column.left, column.right))
    read = [_cells(row, edges) for row in rows]
    shown = [cells for cells in read if not is_hidden_row(cells)]
    yield LayoutTable(shown, [float(b - a) for a, b in pairwise(edges)], len(shown) < len(read))


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
    read = [LayoutCell(cell.text.strip(), struck=cell.struck, hidden=cell.hidden) for cell in row.cells]
    if len(row.columns) != len(read):
        return read
    cells: list[LayoutCell] = []
    for cell, column in zip(read, row.columns, strict=True):
        wide = sum(column.left - NEAR <= edge < column.right - NEAR for edge in edges)
        if column.merges_left and cells:
            cells[-1].columns += wide
            cells[-1].text = f"{cells[-1].text} {cell.text}".strip()
        else:
            cell.columns, cell.continues_above = max(1, wide), column.continues_above
            cells.append(cell)
    return cells
