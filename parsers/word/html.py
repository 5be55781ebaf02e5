"""Reads HTML documents: files saved by Word as HTML under any name, and error pages."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree, html

from parsers.limits import MAX_UNPACKED, UnreadableError
from parsers.vocabulary import Unreadable
from parsers.word.html_styles import Look, StyleSheet, read_style_sheet
from parsers.word.layout import Block, LayoutCell, LayoutTable, PageBreak, Paragraph, is_hidden_row, lay_out
from parsers.word.visibility import TextPieces, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layer import Page
    from parsers.limits import Deadline

LEFT_OUT = {"script", "style", "head", "title", "xml", "noscript", "template", "svg"}
BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
"""Elements that begin and end a paragraph."""

CENTRED = re.compile(r"text-align:\s*center", re.IGNORECASE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
PAGE_BREAK = re.compile(r"page-break-before:\s*always", re.IGNORECASE)


def read_html(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of an HTML document; raises `UnreadableError`."""
    del deadline  # the size of the text limits the time
    if len(data) > MAX_UNPACKED:
        raise UnreadableError(Unreadable.TOO_BIG, f"{len(data)} bytes")
    try:
        root = html.document_fromstring(decode_html(data).encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableError(Unreadable.DAMAGED, str(error)) from error
    return lay_out(_blocks(root), "html")


def decode_html(data: bytes) -> str:
    r"""The text of a page in its declared charset, else in UTF-8 or Windows-1252.

    >>> decode_html(b"<meta charset=windows-1252>Rs\x96")[-3:]
    'Rs–'
    """
    declared = CHARSET.search(data[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    for name in [*names, "utf-8-sig"]:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class ParagraphEdge:
    """The beginning or end of a paragraph."""

    centred: bool = False


TextToken = tuple[str, Visibility]
Token = TextToken | ParagraphEdge | LayoutTable | PageBreak


def _blocks(root: etree._Element) -> Iterator[Block]:
    """The paragraphs, tables and page breaks of a page, in order."""
    pieces, centred = TextPieces(), False
    for token in [*_tokens(root, read_style_sheet(root), Look()), ParagraphEdge()]:
        if isinstance(token, tuple):
            pieces.add(*token)
            continue
        if pieces.text.strip() or pieces.struck or pieces.hidden:
            yield Paragraph(pieces.text, centred, pieces.struck, pieces.hidden)
        pieces = TextPieces()
        if isinstance(token, ParagraphEdge):
            centred = token.centred
        else:
            yield token


def _tokens(root: etree._Element, sheet: StyleSheet, outer: Look) -> Iterator[Token]:
    """Text, paragraph edges, tables and page breaks in order; cells of a layout table are paragraphs."""
    looks = [outer]
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            looks.append(sheet.look(node, looks[-1]))
            yield from _opening(node, sheet, looks[-1])
            if node.tag in LEFT_OUT or is_data_table(node):
                walk.skip_subtree()
            else:
                yield _inline(node.text), looks[-1].visibility
            continue
        if event == "end":
            looks.pop()
        if event == "end" and node.tag in BLOCKS:
            yield ParagraphEdge()
        if node is not root:
            yield _inline(node.tail), looks[-1].visibility


def _opening(node: etree._Element, sheet: StyleSheet, look: Look) -> Iterator[Token]:
    if is_data_table(node):
        yield _table(node, sheet, look)
    elif node.tag == "br":
        yield PageBreak() if PAGE_BREAK.search(node.get("style", "")) else ("\n", look.visibility)
    elif node.tag in BLOCKS:
        centred = (
            node.tag == "center" or node.get("align") == "center" or CENTRED.search(node.get("style", ""))
        )
        yield ParagraphEdge(bool(centred))


def is_data_table(node: etree._Element) -> bool:
    """Whether an element is a table of several columns without tables in it."""
    if node.tag != "table" or node.find(".//table") is not None:
        return False
    return any(len(row) > 1 for row in node.iter("tr"))


def _table(table: etree._Element, sheet: StyleSheet, look: Look) -> LayoutTable:
    """The table without its hidden rows."""
    rows: list[list[LayoutCell]] = []
    for row in table.iter("tr"):
        inside = look
        for node in reversed([row, *itertools.takewhile(lambda one: one is not table, row.iterancestors())]):
            inside = sheet.look(node, inside)
        rows.append([_cell(cell, sheet, inside) for cell in row if cell.tag in ("td", "th")])
    shown = [row for row in rows if not is_hidden_row(row)]
    return LayoutTable(shown, hidden=len(shown) < len(rows))


def _cell(cell: etree._Element, sheet: StyleSheet, look: Look) -> LayoutCell:
    """A cell; its text has one line per paragraph."""
    pieces = TextPieces()
    for token in _tokens(cell, sheet, look):
        pieces.add(*token if isinstance(token, tuple) else ("\n",))
    columns, rows = _number(cell.get("colspan")), _number(cell.get("rowspan"))
    return LayoutCell(pieces.text.strip(), columns, rows, struck=pieces.struck, hidden=pieces.hidden)


def _inline(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 5 else 1
