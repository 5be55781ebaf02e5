"""Draws small PDF files for tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

Draw = Callable[[Canvas], None]
Cells = Sequence[Sequence[str]]
Span = tuple[tuple[int, int], tuple[int, int]]

BODY = getSampleStyleSheet()["BodyText"]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")


def drawn(*pages: Draw, size: tuple[float, float] = A4, **canvas: object) -> bytes:
    """A PDF with one page per drawing; y runs upwards."""
    data = io.BytesIO()
    paper = Canvas(data, pagesize=size, **canvas)
    for draw in pages:
        draw(paper)
        paper.showPage()
    paper.save()
    return data.getvalue()


def printed(*blocks: object, size: tuple[float, float] = A4) -> bytes:
    """A PDF of flowing blocks: paragraphs from text, tables, breaks."""
    data = io.BytesIO()
    story = [Paragraph(block, BODY) if isinstance(block, str) else block for block in blocks]
    SimpleDocTemplate(data, pagesize=size, leftMargin=60, rightMargin=60).build(story)
    return data.getvalue()


def ruled(
    cells: Cells,
    *,
    spans: Sequence[Span] = (),
    repeat: int = 0,
    style: Sequence[tuple[object, ...]] = (),
    **how: object,
) -> Table:
    """A table with all its lines; `spans` joins (column, row) to (column, row)."""
    table = Table([list(row) for row in cells], repeatRows=repeat, **how)
    table.setStyle([GRID, *(("SPAN", *span) for span in spans), *style])
    return table


def gap(points: float) -> Spacer:
    """Empty space in points."""
    return Spacer(1, points)


def page_end() -> PageBreak:
    """A page break."""
    return PageBreak()


def text_at(x: float, y: float, text: str, *, size: float = 10, font: str = "Helvetica") -> Draw:
    """One line of text."""

    def draw(paper: Canvas) -> None:
        paper.setFont(font, size)
        paper.drawString(x, y, text)

    return draw


def all_of(*parts: Draw) -> Draw:
    """Several drawings on one page."""

    def draw(paper: Canvas) -> None:
        for part in parts:
            part(paper)

    return draw


def turned(degrees: float, x: float, y: float, draw: Draw) -> Draw:
    """A drawing turned anticlockwise about its origin, which is moved to x, y."""

    def draw_turned(paper: Canvas) -> None:
        paper.saveState()
        paper.translate(x, y)
        paper.rotate(degrees)
        draw(paper)
        paper.restoreState()

    return draw_turned


def lattice(xs: Sequence[float], ys: Sequence[float], *, sides: bool = True) -> Draw:
    """The lines of a grid; without `sides` it is open on the left and right."""

    def draw(paper: Canvas) -> None:
        for y in ys:
            paper.line(xs[0], y, xs[-1], y)
        for x in xs if sides else xs[1:-1]:
            paper.line(x, ys[0], x, ys[-1])

    return draw


def in_cells(xs: Sequence[float], ys: Sequence[float], cells: Cells) -> Draw:
    """Texts in the cells of a grid, `ys` from the top down."""
    return all_of(
        *(
            text_at(xs[c] + 3, ys[r + 1] + 4, text)
            for r, row in enumerate(cells)
            for c, text in enumerate(row)
            if text
        )
    )
