"""Word and HTML documents set as pages: paragraphs and tables to words that stand somewhere.

Such files have no places of their own. Their lines are wrapped and follow each other down the page as a
printer would set them, so that what reads a printed page reads them too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from parsers.hindi.fonts import to_unicode
from parsers.layer import Grid, Page, Word
from parsers.limits import MAX_WORDS
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.grids.grid import Span

SIZE = 10.0
ADVANCE = 5.0
LEADING = 12.0
MARGIN = 72.0
WIDTH = 595.0
"""Points: type size, one character, one line, the margins, an A4 page."""

MAX_CELLS = 100_000
"""Places of one table."""


@dataclass(slots=True)
class Paragraph:
    r"""A paragraph; `\n` breaks a line."""

    text: str
    centred: bool = False


@dataclass(slots=True)
class LayoutCell:
    """A cell of a table, and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1
    continues_above: bool = False
    """Whether it only continues the cell above."""


@dataclass(slots=True)
class LayoutTable:
    """A table: rows of cells, covered places left out."""

    rows: list[list[LayoutCell]]
    widths: list[float] = field(default_factory=list)
    """Of the columns, in any unit; none: all alike."""


@dataclass(slots=True)
class PageBreak:
    """A page break."""


Block = Paragraph | LayoutTable | PageBreak


@dataclass(slots=True)
class PageBuilder:
    """A page while it is set."""

    page: Page
    y: float = MARGIN


def lay_out(blocks: Iterable[Block], engine: str) -> list[Page]:
    """The pages that hold the blocks; at least one."""
    sheets = [_new_page(1, engine)]
    for block in blocks:
        sheet = sheets[-1]
        if isinstance(block, Paragraph):
            _set_paragraph(sheet, block)
        elif isinstance(block, LayoutTable):
            _set_table(sheet, block)
        elif sheet.page.words:
            sheets.append(_new_page(len(sheets) + 1, engine))
        if sum(len(sheet.page.words) for sheet in sheets) > MAX_WORDS:
            break
    for sheet in sheets:
        sheet.page.height = sheet.y + MARGIN
    return [sheet.page for sheet in sheets]


def _new_page(number: int, engine: str) -> PageBuilder:
    return PageBuilder(Page(number, WIDTH, 0.0, [], [], [""], engine))


def _set_paragraph(sheet: PageBuilder, paragraph: Paragraph) -> None:
    for line in wrap_text(_legible(sheet, paragraph.text), int((WIDTH - 2 * MARGIN) / ADVANCE)):
        length = len(" ".join(line)) * ADVANCE
        left = (WIDTH - length) / 2 if paragraph.centred else MARGIN
        sheet.page.words.extend(_words(line, left, sheet.y))
        sheet.y += LEADING
    sheet.y += LEADING / 2


def wrap_text(text: str, width: int) -> list[list[str]]:
    r"""The lines of a text, each a list of words, at most so many characters wide.

    >>> wrap_text("Will the Minister\nof COAL", 10)
    [['Will', 'the'], ['Minister'], ['of', 'COAL']]
    """
    lines: list[list[str]] = []
    for part in text.split("\n"):
        line: list[str] = []
        for word in part.split():
            if line and len(" ".join(line)) + 1 + len(word) > width:
                lines.append(line)
                line = []
            line.append(word)
        if line:
            lines.append(line)
    return lines


def _words(line: list[str], left: float, top: float) -> list[Word]:
    starts = accumulate((len(word) + 1 for word in line), initial=0)
    return [
        Word(word, left + at * ADVANCE, top, left + (at + len(word)) * ADVANCE, top + SIZE, SIZE, 0)
        for word, at in zip(line, islice(starts, len(line)), strict=True)
    ]


def _legible(sheet: PageBuilder, text: str) -> str:
    """The text with Hindi in Unicode; the page is noted where some of it cannot be read back."""
    lines = [line.split() for line in text.split("\n")]
    read = [to_unicode([(word, "") for word in line]) for line in lines]
    if any("" in line for line in read) and Flag.LEGACY_HINDI not in sheet.page.notes:
        sheet.page.notes.append(Flag.LEGACY_HINDI)
    return "\n".join(" ".join(filter(None, line)) for line in read)


def _set_table(sheet: PageBuilder, table: LayoutTable) -> None:
    placed = place_cells(table.rows)
    height = max((r + h for (r, _, h, _), _ in placed), default=0)
    width = max((c + w for (_, c, _, w), _ in placed), default=0)
    if not placed or height * width > MAX_CELLS:
        return
    xs = _column_edges(table.widths if len(table.widths) == width else [1.0] * width)
    ys = [sheet.y]
    placed = [(span, _legible(sheet, text)) for span, text in placed]
    lines = [wrap_text(text, max(1, int((xs[c + w] - xs[c]) / ADVANCE) - 1)) for (_, c, _, w), text in placed]
    for r in range(height):
        own = [len(line) for ((row, _, h, _), _), line in zip(placed, lines, strict=True) if row + h - 1 == r]
        ys.append(ys[-1] + LEADING * max(1, *own, 1))
    rows: list[list[str | None]] = [[None] * width for _ in range(height)]
    for ((r, c, _, _), text), cell in zip(placed, lines, strict=True):
        rows[r][c] = " ".join(text.split())
        for n, line in enumerate(cell):
            sheet.page.words.extend(_words(line, xs[c] + 2, ys[r] + 1 + n * LEADING))
    spans = [span for span, _ in placed if span[2:] != (1, 1)]
    sheet.page.grids.append(Grid((xs[0], ys[0], xs[-1], ys[-1]), rows, xs, ys, spans))
    sheet.y = ys[-1] + LEADING


def _column_edges(widths: list[float]) -> list[float]:
    step = (WIDTH - 2 * MARGIN) / sum(widths)
    return [round(MARGIN + at * step, 1) for at in accumulate(widths, initial=0.0)]


def place_cells(rows: list[list[LayoutCell]]) -> list[tuple[Span, str]]:
    """Each cell with the first row, first column, rows and columns that it takes.

    >>> top = [LayoutCell("State", rows=2), LayoutCell("2023", columns=2)]
    >>> place_cells([top, [LayoutCell("M"), LayoutCell("F")]])
    [((0, 0, 2, 1), 'State'), ((0, 1, 1, 2), '2023'), ((1, 1, 1, 1), 'M'), ((1, 2, 1, 1), 'F')]
    """
    taken: dict[tuple[int, int], int] = {}
    placed: list[tuple[Span, str]] = []
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            above = taken.get((r - 1, c)) if cell.continues_above else None
            tall = max(1, min(cell.rows, len(rows) - r))
            wide = max(1, min(cell.columns, MAX_CELLS))
            if above is not None:
                (top, left, h, w), text = placed[above]
                placed[above] = ((top, left, h + 1, w), text)
                tall, wide = 1, w
            else:
                placed.append(((r, c, tall, wide), cell.text))
            owner = len(placed) - 1 if above is None else above
            taken |= {(r + i, c + j): owner for i in range(tall) for j in range(wide)}
            if len(taken) > MAX_CELLS:
                return placed
            c += wide
    return placed
