"""Lays out Word and HTML documents as pages: paragraphs and tables to words with coordinates.

Such files hold no coordinates. Their text is wrapped and placed line below line as on a printed page, so that
the parser reads them like a PDF.
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
"""Type size in points."""
ADVANCE = 5.0
"""Width of one character in points."""
LEADING = 12.0
"""Height of one line in points."""
MARGIN = 72.0
"""Margin on each side in points."""
WIDTH = 595.0
"""Width of an A4 page in points."""

SOFT_HYPHEN = "\u00ad"

MAX_CELLS = 100_000
"""Rows times columns of one table."""


@dataclass(slots=True)
class Paragraph:
    r"""A paragraph; `\n` is a line break."""

    text: str
    centred: bool = False
    struck: str = ""
    """Text of it that is crossed out, one line for each run."""
    hidden: bool = False
    """Whether hidden text of it is left out."""


@dataclass(slots=True)
class LayoutCell:
    """A cell of a table, and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1
    continues_above: bool = False
    """Whether it only continues the cell above."""
    struck: str = ""
    """Text of it that is crossed out, one line for each run."""
    hidden: bool = False
    """Whether hidden text of it is left out."""


def is_hidden_row(cells: list[LayoutCell]) -> bool:
    """Whether all text of a row is hidden: then the row takes no room on the page."""
    return bool(cells) and all(cell.hidden and not cell.text for cell in cells)


@dataclass(slots=True)
class PlacedCell:
    """A cell with its first row and column, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    struck: str = ""

    @property
    def span(self) -> Span:
        """As `Grid.spans` has it."""
        return self.row, self.column, self.rows, self.columns


@dataclass(slots=True)
class LayoutTable:
    """A table: rows of cells, without the places that merged cells cover."""

    rows: list[list[LayoutCell]]
    widths: list[float] = field(default_factory=list)
    """Column widths in any unit; empty if they are equal."""
    hidden: bool = False
    """Whether hidden rows of it are left out."""


@dataclass(slots=True)
class PageBreak:
    """A page break."""


Block = Paragraph | LayoutTable | PageBreak


@dataclass(slots=True)
class PageBuilder:
    """A page that is being filled from the top."""

    page: Page
    y: float = MARGIN
    """Where the next block begins, in points from the top."""


def lay_out(blocks: Iterable[Block], engine: str) -> list[Page]:
    """The pages that hold the blocks, at least one; cut off after `MAX_WORDS` words."""
    builders = [_new_page(1, engine)]
    for block in blocks:
        builder = builders[-1]
        if isinstance(block, Paragraph):
            _add_paragraph(builder, block)
        elif isinstance(block, LayoutTable):
            _add_table(builder, block)
        elif builder.page.words:
            builders.append(_new_page(len(builders) + 1, engine))
        if sum(len(builder.page.words) for builder in builders) > MAX_WORDS:
            break
    for builder in builders:
        builder.page.height = builder.y + MARGIN
    return [builder.page for builder in builders]


def _new_page(number: int, engine: str) -> PageBuilder:
    return PageBuilder(Page(number, WIDTH, 0.0, [], [], [""], engine))


def _add_paragraph(builder: PageBuilder, paragraph: Paragraph) -> None:
    _note(builder, Flag.HIDDEN_TEXT, there=paragraph.hidden)
    _add_struck(builder, paragraph.struck, MARGIN, builder.y)
    if not paragraph.text.strip() and not paragraph.struck:
        return
    for line in wrap_text(_legible(builder, paragraph.text), int((WIDTH - 2 * MARGIN) / ADVANCE)):
        length = len(" ".join(line)) * ADVANCE
        left = (WIDTH - length) / 2 if paragraph.centred else MARGIN
        builder.page.words.extend(_words(line, left, builder.y))
        builder.y += LEADING
    builder.y += LEADING / 2


def _add_struck(builder: PageBuilder, text: str, left: float, top: float) -> None:
    """Add text that is crossed out, from the place where its paragraph or cell begins."""
    _note(builder, Flag.STRUCK_TEXT, there=bool(text))
    for n, line in enumerate(_legible(builder, text).split("\n")):
        builder.page.struck.extend(_words(line.split(), left, top + n * LEADING))


def _note(builder: PageBuilder, flag: Flag, *, there: bool) -> None:
    """Add a note to the page, once."""
    if there and flag not in builder.page.notes:
        builder.page.notes.append(flag)


def wrap_text(text: str, width: int) -> list[list[str]]:
    r"""The lines of a text, each a list of words, at most `width` characters wide.

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


def _legible(builder: PageBuilder, text: str) -> str:
    """The text with Hindi in Unicode; the page gets a note if some of it cannot be converted.

    Soft hyphens, which are printed only at the end of a line, are left out.
    """
    lines = [line.split() for line in text.replace(SOFT_HYPHEN, "").split("\n")]
    read = [to_unicode([(word, "") for word in line]) for line in lines]
    _note(builder, Flag.LEGACY_HINDI, there=any("" in line for line in read))
    return "\n".join(" ".join(filter(None, line)) for line in read)


def _add_table(builder: PageBuilder, table: LayoutTable) -> None:
    """Add the words of a table's cells and its grid; each row is as high as the cells that end in it need."""
    _note(
        builder,
        Flag.HIDDEN_TEXT,
        there=table.hidden or any(cell.hidden for row in table.rows for cell in row),
    )
    cells = place_cells(table.rows)
    height = max((cell.row + cell.rows for cell in cells), default=0)
    width = max((cell.column + cell.columns for cell in cells), default=0)
    if not cells or height * width > MAX_CELLS:
        return
    xs = _column_edges(table.widths if len(table.widths) == width else [1.0] * width)
    wrapped = [wrap_text(_legible(builder, cell.text), _capacity(cell, xs)) for cell in cells]
    ys = _row_edges(builder.y, height, cells, wrapped)
    rows: list[list[str | None]] = [[None] * width for _ in range(height)]
    for cell, lines in zip(cells, wrapped, strict=True):
        rows[cell.row][cell.column] = " ".join(word for line in lines for word in line)
        left, top = xs[cell.column] + 2, ys[cell.row] + 1
        for n, line in enumerate(lines):
            builder.page.words.extend(_words(line, left, top + n * LEADING))
        _add_struck(builder, cell.struck, left, top)
    spans = [cell.span for cell in cells if (cell.rows, cell.columns) != (1, 1)]
    builder.page.grids.append(Grid((xs[0], ys[0], xs[-1], ys[-1]), rows, xs, ys, spans))
    builder.y = ys[-1] + LEADING


def _capacity(cell: PlacedCell, xs: list[float]) -> int:
    """How many characters fit on one line of a cell."""
    return max(1, int((xs[cell.column + cell.columns] - xs[cell.column]) / ADVANCE) - 1)


def _row_edges(
    top: float, height: int, cells: list[PlacedCell], wrapped: list[list[list[str]]]
) -> list[float]:
    lines_in_row = [1] * height
    for cell, lines in zip(cells, wrapped, strict=True):
        last = cell.row + cell.rows - 1
        lines_in_row[last] = max(lines_in_row[last], len(lines))
    return list(accumulate((LEADING * lines for lines in lines_in_row), initial=top))


def _column_edges(widths: list[float]) -> list[float]:
    step = (WIDTH - 2 * MARGIN) / sum(widths)
    return [round(MARGIN + at * step, 1) for at in accumulate(widths, initial=0.0)]


def place_cells(rows: list[list[LayoutCell]]) -> list[PlacedCell]:
    """Each cell with the rows and columns that it covers.

    >>> top = [LayoutCell("State", rows=2), LayoutCell("2023", columns=2)]
    >>> [(cell.span, cell.text) for cell in place_cells([top, [LayoutCell("M"), LayoutCell("F")]])]
    [((0, 0, 2, 1), 'State'), ((0, 1, 1, 2), '2023'), ((1, 1, 1, 1), 'M'), ((1, 2, 1, 1), 'F')]
    """
    covering: dict[tuple[int, int], PlacedCell] = {}
    placed: list[PlacedCell] = []
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in covering:
                c += 1
            tall = max(1, min(cell.rows, len(rows) - r))
            wide = max(1, min(cell.columns, MAX_CELLS))
            owner = covering.get((r - 1, c)) if cell.continues_above else None
            if owner:
                owner.rows += 1
                tall, wide = 1, owner.columns
            else:
                owner = PlacedCell(r, c, tall, wide, cell.text, cell.struck)
                placed.append(owner)
            covering |= {(r + i, c + j): owner for i in range(tall) for j in range(wide)}
            if len(covering) > MAX_CELLS:
                return placed
            c += wide
    return placed
