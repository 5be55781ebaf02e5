"""Reads the text of paragraphs in a .docx: runs, results of fields, numbering, marks of footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.hindi.fonts import Script, script_of_font
from parsers.hindi.kruti_dev import kruti_to_unicode
from parsers.word.docx_numbering import Numbering, read_numbering
from parsers.word.docx_package import DocxPackage, W, on, value_of
from parsers.word.docx_styles import Styles, read_styles, visibility_of
from parsers.word.visibility import RAISED, TextPieces, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = W + "txbxContent"
LEFT_OUT = {W + "del", W + "moveFrom", W + "instrText", W + "rt", FALLBACK}
"""Deleted and moved text, field codes, pronunciation above a text, and the second copy of a text box."""

MARKS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
    W + "lastRenderedPageBreak": "\f",
}
"""Elements of a run that are printed as a character; a form feed is a page break."""

REFERENCES = {W + "footnoteReference": W + "footnote", W + "endnoteReference": W + "endnote"}
OWN_MARKS = {W + "footnoteRef", W + "endnoteRef"}
"""Elements that print the mark of a note in the text, and at the start of the note."""


@dataclass(slots=True)
class ReadParagraph:
    """The text of a paragraph and what hangs on it."""

    pieces: TextPieces = field(default_factory=TextPieces)
    notes: list[etree._Element] = field(default_factory=list)
    """The footnotes and endnotes to which it refers."""
    boxes: list[etree._Element] = field(default_factory=list)
    """The contents of the text boxes whose place is in it."""


@dataclass(slots=True)
class TextReader:
    """Reads the paragraphs of one document, in order: it counts numbered paragraphs and notes."""

    numbering: Numbering
    styles: Styles
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    """Each note by the tag of the note and its id."""
    marks: dict[etree._Element, str] = field(default_factory=dict)
    """The mark of each note to which a paragraph has referred: its number, raised."""

    def read(self, p: etree._Element, *, in_cell: bool = False) -> ReadParagraph:
        """The text of a paragraph with its label; in a cell the marks of notes are part of the text."""
        found = ReadParagraph()
        codes: list[bool] = []
        for node in nodes_of(p):
            if node.tag == W + "fldChar":
                _follow_field(codes, node.get(W + "fldCharType", ""))
            elif node.tag == TEXT_BOX:
                found.boxes.append(node)
            elif not any(codes):
                self._add(found, p, node, in_cell=in_cell)
        label = self.numbering.label(p) if in_cell or found.pieces.text.strip() else ""
        if label:
            found.pieces.begin_with(f"{label} ")
        return found

    def _add(self, found: ReadParagraph, p: etree._Element, node: etree._Element, *, in_cell: bool) -> None:
        """Add what one element prints."""
        if node.tag == W + "t":
            self._add_text(found.pieces, p, node)
        elif node.tag == M + "t":
            found.pieces.add(node.text or "")
        elif node.tag in REFERENCES:
            self._add_reference(found, p, node, in_cell=in_cell)
        elif node.tag in OWN_MARKS:
            note = next(node.iterancestors(*REFERENCES.values()), None)
            found.pieces.add(self.marks.get(note, "") if note is not None else "")
        elif node.tag == W + "br" and node.get(W + "type") == "page":
            found.pieces.add("\f")
        elif node.tag == W + "sym":
            found.pieces.add(_symbol(node.get(W + "char", "")))
        else:
            found.pieces.add(MARKS.get(str(node.tag), ""))

    def _add_text(self, pieces: TextPieces, p: etree._Element, t: etree._Element) -> None:
        """Add the text of a run; Kruti Dev, known by the font's name, is converted to Unicode."""
        run = next(t.iterancestors(W + "r"), None)
        properties = self.styles.of_run(p, run)
        text = t.text or ""
        if script_of_font(properties.get("font", "")) is Script.KRUTI:
            text = kruti_to_unicode(text)
        elif _is_raised(run) and text.strip().isdigit() and pieces.text[-1:].isdigit():
            text = text.translate(RAISED)
        pieces.add(text, visibility_of(properties, run))

    def _add_reference(
        self, found: ReadParagraph, p: etree._Element, node: etree._Element, *, in_cell: bool
    ) -> None:
        """Note that the paragraph refers to a footnote or endnote."""
        kind = REFERENCES[str(node.tag)]
        note = self.notes.get((kind, node.get(W + "id", "")))
        run = next(node.iterancestors(W + "r"), None)
        if note is None or note in self.marks:
            return
        if visibility_of(self.styles.of_run(p, run), run) is not Visibility.SHOWN:
            return
        number = 1 + sum(one.tag == kind for one in self.marks)
        self.marks[note] = str(number).translate(RAISED)
        found.notes.append(note)
        if in_cell and node.get(W + "customMarkFollows") is None:
            found.pieces.add(self.marks[note])


def open_reader(package: DocxPackage) -> TextReader:
    """The reader of a document's paragraphs."""
    roots = [root for root in (package.footnotes, package.endnotes) if root is not None]
    notes = {
        (str(note.tag), note.get(W + "id", "")): note
        for root in roots
        for note in root.iterchildren(*REFERENCES.values())
    }
    return TextReader(read_numbering(package.numbering), read_styles(package.styles), notes)


def nodes_of(element: etree._Element) -> Iterator[etree._Element]:
    """The elements below one in document order, without those of `LEFT_OUT`; nothing inside a text box."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if node.tag not in LEFT_OUT and isinstance(node.tag, str):
            yield node
            if node.tag != TEXT_BOX:
                stack.extend(reversed(node))


def joins_next(p: etree._Element) -> bool:
    """Whether a paragraph's end is hidden or deleted, so that the next paragraph continues its line."""
    mark = p.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    return (
        any(on(mark.find(W + name)) for name in ("vanish", "specVanish")) or mark.find(W + "del") is not None
    )


def _follow_field(codes: list[bool], kind: str) -> None:
    """Keep, for each field that is open, whether its code is being read: from `begin` to `separate`."""
    if kind == "begin":
        codes.append(True)
    elif codes and kind == "separate":
        codes[-1] = False
    elif codes and kind == "end":
        codes.pop()


def _is_raised(run: etree._Element | None) -> bool:
    return run is not None and value_of(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"


def _symbol(code: str) -> str:
    """The character of a `w:sym`; "" for the private codes of fonts of symbols."""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= char <= "\uf8ff" or not char.isprintable() else char
