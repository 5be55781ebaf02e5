"""Sample answers as PDF in the layout that ministries use, with reproducible bytes."""

from __future__ import annotations

import io
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as PdfTable

from samples.table_text import ABOVE, LEFT, find_spans, read_rows
from samples.vocabulary import Typeface

if TYPE_CHECKING:
    from samples.case import Annexure, Document, Item, Table

FONTS = {
    Typeface.TIMES: ("Times-Roman", "Times-Bold"),
    Typeface.ARIAL: ("Helvetica", "Helvetica-Bold"),
    Typeface.SANS: ("Vera", "VeraBd"),
}
_SIZE = 11.5
_DEVANAGARI, _LOZENGE = range(0x0900, 0x0980), 0x25CA
_MARGIN = 2.2 * cm


@cache
def _register_fonts() -> None:
    """Register the fonts shipped with reportlab.

    They have no Devanagari glyphs: a lozenge is drawn for each such letter, which keeps its code in the text
    layer. (The fonts' glyph for missing characters cannot be used: readers omit it from the text.)
    """
    for name in FONTS[Typeface.SANS]:
        font = TTFont(name, f"{name}.ttf")
        for letter in _DEVANAGARI:
            font.face.charToGlyph[letter] = font.face.charToGlyph[_LOZENGE]
            font.face.charWidths[letter] = font.face.charWidths[_LOZENGE]
        pdfmetrics.registerFont(font)


class _Styles:
    """The paragraph styles of one typeface and line spacing (points)."""

    def __init__(self, typeface: Typeface, leading: float = 14.5) -> None:
        _register_fonts()
        plain, bold = FONTS[typeface]
        base = ParagraphStyle("base", fontName=plain, fontSize=_SIZE, leading=leading)
        self.prose = ParagraphStyle("prose", base, alignment=TA_JUSTIFY, spaceAfter=6)
        self.heading = ParagraphStyle("heading", base, fontName=bold, alignment=TA_CENTER)
        self.bold = ParagraphStyle("bold", base, fontName=bold)
        self.cell = ParagraphStyle("cell", base, fontSize=9.5, leading=11.5)
        self.head_cell = ParagraphStyle("head", self.cell, fontName=bold, alignment=TA_CENTER)


def render_pdf(document: Document) -> bytes:
    """The printed document."""
    first, pages = _build(document, last=0)
    if not document.continued or pages == 1:
        return first
    return _build(document, last=pages)[0]


def render_nil_pdf() -> bytes:
    """A page that contains only NIL."""
    styles = _Styles(Typeface.TIMES)
    return _typeset([Paragraph("NIL", styles.heading)], on_page=_draw_nothing)[0]


def _build(document: Document, *, last: int) -> tuple[bytes, int]:
    """Bytes and number of pages; `last` is the page without 'Contd', 0 if not yet known."""
    return _typeset(_flow(document), on_page=partial(_draw_furniture, document, last))


def _typeset(flow: list[Flowable], *, on_page: Any) -> tuple[bytes, int]:
    buffer = io.BytesIO()
    margins = {f"{side}Margin": _MARGIN for side in ("left", "right", "top", "bottom")}
    template = SimpleDocTemplate(buffer, pagesize=A4, invariant=1, title="", author="", **margins)
    template.build(flow, onFirstPage=on_page, onLaterPages=on_page)
    return buffer.getvalue(), template.page


def _draw_nothing(_canvas: Any, _template: Any) -> None:
    """Draw nothing: the page has no furniture."""


def _draw_furniture(document: Document, last: int, canvas: Any, _template: Any) -> None:
    """Page number at the top and 'Contd' at the bottom."""
    width, height = A4
    page = canvas.getPageNumber()
    canvas.setFont(FONTS[document.typeface][0], _SIZE)
    if document.furniture and page > 1:
        canvas.drawCentredString(width / 2, height - 1.4 * cm, document.furniture.format(page=page))
    if document.continued and page < last:
        canvas.drawRightString(width - _MARGIN, 1.4 * cm, document.continued.format(next=page + 1))


def _flow(document: Document) -> list[Flowable]:
    styles = _Styles(document.typeface, document.leading)
    flow = [*_head(document, styles), *_question(document, styles), *_answer_head(document, styles)]
    if document.statement:
        laid = Paragraph(escape(document.statement_note), styles.prose)
        flow += [laid, _closing(document, styles), PageBreak()]
        flow += [Paragraph(escape(document.statement), styles.heading), Spacer(1, 10)]
    for item in document.items:
        flow += _item(item, styles)
    flow.append(_closing(document, styles))
    for annexure in document.annexures:
        flow += [PageBreak(), *_annexure(annexure, styles)]
    return flow


def _closing(document: Document, styles: _Styles) -> Flowable:
    return Paragraph(escape(document.closing), styles.heading)


def _head(document: Document, styles: _Styles) -> list[Flowable]:
    lines: list[Flowable] = [Paragraph(escape(line), styles.heading) for line in document.heading]
    subject = Paragraph(f"<u>{escape(document.subject)}</u>", styles.heading)
    return [*lines, Spacer(1, 12), subject, Spacer(1, 12)]


def _question(document: Document, styles: _Styles) -> list[Flowable]:
    """The number with the members, one per line, then the question."""
    marks = [document.number_mark] + [""] * (len(document.members) - 1)
    names = [[mark, f"{name}:"] for mark, name in zip(marks, document.members, strict=True)]
    lines = (
        PdfTable(names, colWidths=[48, None], hAlign="LEFT", style=_names_style(styles)) if names else None
    )
    clauses = [Paragraph(escape(clause), styles.prose) for clause in document.clauses]
    preamble = Paragraph(escape(document.preamble), styles.prose)
    return [*([lines] if lines else []), Spacer(1, 8), preamble, *clauses]


def _names_style(styles: _Styles) -> TableStyle:
    whole = (0, 0), (-1, -1)
    flat = [(side, *whole, 0) for side in ("TOPPADDING", "BOTTOMPADDING", "LEFTPADDING", "RIGHTPADDING")]
    return TableStyle([("FONT", *whole, styles.bold.fontName, _SIZE, styles.bold.leading), *flat])


def _answer_head(document: Document, styles: _Styles) -> list[Flowable]:
    flow: list[Flowable] = [Spacer(1, 10), Paragraph(escape(document.answer), styles.heading), Spacer(1, 4)]
    for minister in document.ministers:
        flow.append(Paragraph(escape(minister.role), styles.heading))
        flow.append(Paragraph(f"({escape(minister.name)})", styles.heading))
    return [*flow, Spacer(1, 10)]


def _paragraphs(text: str, styles: _Styles) -> list[Flowable]:
    return [Paragraph(escape(part), styles.prose) for part in text.split("\n\n") if part.strip()]


def _item(item: Item, styles: _Styles) -> list[Flowable]:
    flow = _paragraphs(f"{item.label} {item.text}".strip(), styles)
    for table in item.tables:
        flow += _table(table, styles)
    return flow + _paragraphs(item.text_after_tables, styles)


def _annexure(annexure: Annexure, styles: _Styles) -> list[Flowable]:
    flow: list[Flowable] = [Paragraph(escape(annexure.title), styles.heading), Spacer(1, 6)]
    flow += _paragraphs(annexure.reference_line, styles) + _paragraphs(annexure.text, styles)
    for table in annexure.tables:
        flow += _table(table, styles)
    return flow


def _table(table: Table, styles: _Styles) -> list[Flowable]:
    """Caption and ruled table; the header is repeated on each page."""
    header, rows = read_rows(table.header), read_rows(table.rows)
    cells = [[_cell(text, styles.head_cell) for text in row] for row in header]
    cells += [[_cell(text, styles.cell) for text in row] for row in rows]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    spans = [("SPAN", (s.column, s.row), (s.last_column, s.last_row)) for s in find_spans([*header, *rows])]
    widths = _widths([*header, *rows])
    ruled = PdfTable(cells, colWidths=widths, repeatRows=len(header), style=TableStyle([*grid, *spans]))
    caption: list[Flowable] = [Paragraph(escape(table.caption), styles.bold)] if table.caption else []
    return [*caption, Spacer(1, 4), ruled, Spacer(1, 10)]


def _cell(text: str, style: ParagraphStyle) -> Paragraph | str:
    return "" if text in {LEFT, ABOVE, ""} else Paragraph(escape(text), style)


def _widths(rows: list[list[str]]) -> list[float]:
    """Column widths in points, from the longest text of each column, shrunk to fit the page."""
    longest = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    wanted = [min(max(34.0, 7.0 * length + 14), 190.0) for length in longest]
    shrink = min(1.0, (A4[0] - 2 * _MARGIN - 12) / sum(wanted))
    return [width * shrink for width in wanted]
