"""Reads Word documents (.docx): a zip of XML."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from parsers.hindi.fonts import Script, script_of_font
from parsers.hindi.kruti_dev import kruti_to_unicode
from parsers.limits import MAX_UNPACKED, UnreadableError
from parsers.vocabulary import Unreadable
from parsers.word.docx_numbering import Numbering, read_numbering
from parsers.word.layout import Block, LayoutCell, LayoutTable, PageBreak, Paragraph, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layer import Page
    from parsers.limits import Deadline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = {W + "del", W + "moveFrom", W + "instrText", W + "rubyBase", FALLBACK}
"""Deleted and moved text, field codes, and the second copy of a text box."""

MARKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
"""Elements of a run that are printed as a character."""

MAX_DEPTH = 100
"""Levels of nested elements; a table in a cell of a table is at level 12."""


def read_docx(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of a .docx; raises `UnreadableError`."""
    del deadline  # the size of the text limits the time
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = parse_part(package, "word/document.xml")
            numbering = read_numbering(parse_part(package, "word/numbering.xml"))
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableError(Unreadable.DAMAGED, str(error)) from error
    except RuntimeError as error:  # zipfile raises it if a member has a password
        raise UnreadableError(Unreadable.ENCRYPTED, str(error)) from error
    if body is None:
        raise UnreadableError(Unreadable.NOT_A_DOCUMENT, "a zip without word/document.xml")
    return lay_out(_blocks(body, numbering, 0), "docx")


def parse_part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """One member of the zip as XML, None where it is missing; raises `UnreadableError`."""
    if name not in package.namelist():
        return None
    with package.open(name) as member:
        xml = member.read(MAX_UNPACKED + 1)
    if len(xml) > MAX_UNPACKED:
        raise UnreadableError(Unreadable.TOO_BIG, f"{name} unpacks to more than {MAX_UNPACKED} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Unreadable.DAMAGED, f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(Unreadable.DAMAGED, f"{name} declares a document type")
    return root


def _blocks(parent: etree._Element, numbering: Numbering, depth: int) -> Iterator[Block]:
    """The paragraphs, tables and page breaks below an element, in order; a table of one column is a frame."""
    if depth > MAX_DEPTH:
        return
    for child in parent:
        if child.tag == W + "p":
            yield from _paragraph(child, numbering)
        elif child.tag == W + "tbl" and any(len(_cells(row)) > 1 for row in _rows(child)):
            widths = [
                float(_number(column.get(W + "w"))) for column in child.iterfind(f"{W}tblGrid/{W}gridCol")
            ]
            yield LayoutTable([_row(row, numbering) for row in _rows(child)], widths)
        elif child.tag not in LEFT_OUT:
            yield from _blocks(child, numbering, depth + 1)


def _paragraph(p: etree._Element, numbering: Numbering) -> Iterator[Block]:
    text = _text(p)
    label = numbering.label(p) if text.strip() else ""
    centred = p.find(f"{W}pPr/{W}jc")
    parts = text.split("\f")
    for n, part in enumerate(parts):
        if n:
            yield PageBreak()
        if part.strip():
            body = f"{label} {part}" if label and not n else part
            yield Paragraph(body, centred is not None and centred.get(W + "val") == "center")


def _text(p: etree._Element) -> str:
    r"""The text of a paragraph; `\n` is a line break, `\f` a page break."""
    pieces: list[str] = []
    for node in _descendants(p):
        if node.tag == W + "t":
            pieces.append(_run_text(node))
        elif node.tag == W + "lastRenderedPageBreak" or node.get(W + "type") == "page":
            pieces.append("\f")
        elif node.tag == W + "p":
            pieces.append("\n")
        else:
            pieces.append(MARKS.get(str(node.tag), ""))
    return "".join(pieces)


def _run_text(t: etree._Element) -> str:
    """The text of a run; Kruti Dev, known by the font's name, is converted to Unicode."""
    run = t.getparent()
    fonts = run.find(f"{W}rPr/{W}rFonts") if run is not None else None
    named = script_of_font(fonts.get(W + "ascii", "")) if fonts is not None else Script.PLAIN
    return kruti_to_unicode(t.text or "") if named is Script.KRUTI else t.text or ""


def _descendants(element: etree._Element) -> Iterator[etree._Element]:
    """The elements below one in document order, without those of `LEFT_OUT` and all inside them."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if node.tag not in LEFT_OUT:
            yield node
            stack.extend(reversed(node))


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, without those of tables in its cells."""
    return [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]


def _row(row: etree._Element, numbering: Numbering) -> list[LayoutCell]:
    return [_cell(cell, numbering) for cell in _cells(row)]


def _cell(cell: etree._Element, numbering: Numbering) -> LayoutCell:
    lines = [f"{numbering.label(p)} {_text(p)}".strip() for p in cell.iter(W + "p")]
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return LayoutCell(
        "\n".join(line.replace("\f", " ") for line in lines if line),
        columns=_number(span.get(W + "val")) if span is not None else 1,
        continues_above=merge is not None and merge.get(W + "val") != "restart",
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else 1
