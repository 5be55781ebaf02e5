"""Sample answers as Word documents (.docx) with reproducible bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from samples.table_text import ABOVE, LEFT, Span, find_spans, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samples.case import Document, Item, Table

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_SAVED = (2025, 1, 1, 0, 0, 0)
"""Fixed modification time of each part, for reproducible bytes."""


def render_docx(document: Document) -> bytes:
    """The printed document."""
    return _package("".join(_body(document)))


def render_nil_docx() -> bytes:
    """A document that contains only NIL."""
    return _package(_paragraph("NIL", centred=True))


def _package(body: str) -> bytes:
    document = f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}{_A4}</w:body></w:document>'
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name, _SAVED)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, text)
    return buffer.getvalue()


_A4 = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _body(document: Document) -> Iterator[str]:
    for line in (*document.heading, document.subject):
        yield _paragraph(line, centred=True, bold=True)
    for position, name in enumerate(document.members):
        yield _paragraph(f"{document.number_mark if position == 0 else ''}\t{name}:", bold=True)
    for line in (document.preamble, *document.clauses):
        yield _paragraph(line)
    yield _paragraph(document.answer, centred=True, bold=True)
    for minister in document.ministers:
        yield _paragraph(minister.role, centred=True, bold=True)
        yield _paragraph(f"({minister.name})", centred=True, bold=True)
    if document.statement:
        yield (
            _paragraph(document.statement_note)
            + _BREAK
            + _paragraph(document.statement, centred=True, bold=True)
        )
    for item in document.items:
        yield from _item(item)
    yield _paragraph(document.closing, centred=True)
    for annexure in document.annexures:
        yield _BREAK + _paragraph(annexure.title, centred=True, bold=True)
        yield from _prose(f"{annexure.reference_line}\n\n{annexure.text}")
        yield from map(_table, annexure.tables)


def _item(item: Item) -> Iterator[str]:
    yield from _prose(f"{item.label} {item.text}")
    yield from map(_table, item.tables)
    yield from _prose(item.text_after_tables)


def _prose(text: str) -> Iterator[str]:
    return (_paragraph(part.strip()) for part in text.split("\n\n") if part.strip())


def _paragraph(text: str, *, centred: bool = False, bold: bool = False) -> str:
    """A paragraph; tabs and line breaks become Word elements."""
    layout = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    inner = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    inner = inner.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:p>{layout}<w:r>{weight}<w:t xml:space="preserve">{inner}</w:t></w:r></w:p>'


_RULED = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
_RULED += '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/>'


def _table(table: Table) -> str:
    header, rows = read_rows(table.header), read_rows(table.rows)
    cells = [*header, *rows]
    spans = {(span.row, span.column): span for span in find_spans(cells)}
    columns = "".join("<w:gridCol/>" for _ in cells[0])
    lines = "".join(_row(cells, y, spans, repeated=y < len(header)) for y in range(len(cells)))
    caption = _paragraph(table.caption, bold=True) if table.caption else ""
    head = f"<w:tblPr><w:tblBorders>{_RULED}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    return f"{caption}<w:tbl>{head}{lines}</w:tbl>{_paragraph('')}"


def _row(cells: list[list[str]], y: int, spans: dict[tuple[int, int], Span], *, repeated: bool) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if repeated else ""
    inner = "".join(_cell(text, spans.get((y, x))) for x, text in enumerate(cells[y]) if text != LEFT)
    return f"<w:tr>{mark}{inner}</w:tr>"


def _cell(text: str, span: Span | None) -> str:
    """A cell; a cell covered from above has an empty vMerge."""
    across = f'<w:gridSpan w:val="{span.last_column - span.column + 1}"/>' if span else ""
    down = '<w:vMerge w:val="restart"/>' if span and span.last_row > span.row else ""
    if text == ABOVE:
        return f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{_paragraph('')}</w:tc>"
    return f"<w:tc><w:tcPr>{across}{down}</w:tcPr>{_paragraph(text)}</w:tc>"
