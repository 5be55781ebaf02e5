"""Reads Rich Text Format (RTF), which Word also saves under the name .doc: text, tables, notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.limits import MAX_UNPACKED, UnreadableError
from parsers.vocabulary import Unreadable
from parsers.word.doc_modifiers import CellDefinition
from parsers.word.layout import Block, PageBreak, lay_out
from parsers.word.rtf_tokens import RtfToken, colours, iter_tokens
from parsers.word.twip_tables import TableRow, paragraph_blocks, table_blocks
from parsers.word.visibility import RAISED, SMALLEST_SIZE, TextPieces, Visibility, is_white

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layer import Page
    from parsers.limits import Deadline

LEFT_OUT = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "sp", "shprslt", "annotation", "atnid", "atnauthor",
    "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "pnseclvl", "nonesttables", "themedata", "xe", "tc", "rxe",
}  # fmt: skip
"""Groups that are not part of the text; groups that begin with `\\*` are not either, except `KEPT`."""
KEPT = {"shpinst", "shptxt"}

SIGNS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•",
    "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "~": " ", "_": "-", "-": "", "{": "{",
    "}": "}", "\\": "\\", "nestcell": "\n", "nestrow": "\n", "chftn": "",
}  # fmt: skip
"""Control words that print a character."""

PARAGRAPHS = {"\n": "par", "\r": "par"}
"""Escaped line ends, which end a paragraph."""

MAX_DEPTH = 500
"""Groups within groups."""


@dataclass(frozen=True, slots=True)
class GroupState:
    """What holds until the end of a group."""

    left_out: bool = False
    note: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    white: bool = False
    backed: bool = False
    size: float = 12.0
    raised: bool = False
    bytes_per_code: int = 1
    """Number of characters after each `\\u` for readers without Unicode."""

    @property
    def visibility(self) -> Visibility:
        """How text is printed."""
        if self.hidden or self.size < SMALLEST_SIZE or (self.white and not self.backed):
            return Visibility.HIDDEN
        return Visibility.STRUCK if self.struck else Visibility.SHOWN


@dataclass(slots=True)
class RtfReader:
    """Reads one file, token by token."""

    palette: list[str]
    state: GroupState = field(default_factory=GroupState)
    outer: list[GroupState] = field(default_factory=list)
    text: TextPieces = field(default_factory=TextPieces)
    note: TextPieces = field(default_factory=TextPieces)
    notes: list[TextPieces] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    row: TableRow = field(default_factory=TableRow)
    definitions: list[CellDefinition] = field(default_factory=list)
    merge: set[str] = field(default_factory=set)
    """`clmrg` and `clvmrg` of the cell that is being defined."""
    in_table: bool = False
    centred: bool = False
    skip: int = 0
    """Characters to leave out after a `\\u`."""
    starred: bool = False
    first_in_group: bool = False

    def blocks(self, data: bytes) -> Iterator[Block]:
        """The paragraphs, tables and page breaks, in order, the notes at the end."""
        for token in iter_tokens(data):
            if token.kind == "{":
                self._open()
            elif token.kind == "}":
                self._close()
            elif token.kind == "word":
                yield from self._control(token)
            else:
                self._add_text(token.value)
        yield from self._paragraph()
        yield from table_blocks(self.rows)
        for number, note in enumerate(self.notes, start=1):
            note.begin_with(f"{str(number).translate(RAISED)} ")
            yield from paragraph_blocks(note)

    def _open(self) -> None:
        if len(self.outer) > MAX_DEPTH:
            raise UnreadableError(Unreadable.DAMAGED, f"more than {MAX_DEPTH} groups within groups")
        self.outer.append(self.state)
        self.first_in_group, self.starred, self.skip = True, False, 0

    def _close(self) -> None:
        ended = self.state
        self.state = self.outer.pop() if self.outer else GroupState()
        self.first_in_group = False
        if ended.note and not self.state.note:
            self.notes.append(self.note)
            self.note = TextPieces()

    def _control(self, token: RtfToken) -> Iterator[Block]:
        """Follow a control word."""
        name, first, starred = PARAGRAPHS.get(token.value, token.value), self.first_in_group, self.starred
        self.first_in_group = name == "*"
        self.starred = name == "*"
        if first and (name in LEFT_OUT or (starred and name not in KEPT)) and name != "*":
            self.state = replace(self.state, left_out=True)
        elif self.state.left_out:
            return
        elif name in SIGNS:
            self._add_text(SIGNS[name])
        elif name == "u":
            self._add_code(token.number or 0)
        elif not self.state.note and name in {"par", "sect", "page", "cell", "row"}:
            yield from self._mark(name)
        elif name == "par":
            self.note.add(" ")
        else:
            self._set(name, token.number)

    def _mark(self, name: str) -> Iterator[Block]:
        """The blocks that the end of a paragraph, cell, row or page completes."""
        if name == "cell":
            self.row.cells.append(self.text)
            self.text = TextPieces()
        elif name == "row":
            self.rows.append(TableRow(self.row.cells, list(self.definitions)))
            self.row, self.text = TableRow(), TextPieces()
        elif self.in_table and name == "par":
            self.text.add("\n")
        else:
            yield from self._paragraph()
            if name == "page":
                yield PageBreak()

    def _paragraph(self) -> Iterator[Block]:
        if not self.in_table or self.text.text.strip():
            yield from table_blocks(self.rows)
            self.rows = []
        yield from paragraph_blocks(self.text, centred=self.centred)
        self.text = TextPieces()

    def _set(self, name: str, number: int | None) -> None:
        """Set a property of characters, paragraphs or rows."""
        switches = {
            "v": "hidden",
            "strike": "struck",
            "striked": "struck",
            "deleted": "deleted",
            "super": "raised",
        }
        if name in switches:
            self.state = replace(self.state, **{switches[name]: number != 0})
        elif name in {"footnote", "uc", "fs", "cf", "highlight", "chcbpat", "cbpat", "plain"}:
            self.state = self._with(name, number or 0)
        elif name == "pard":
            self.in_table = self.centred = False
        elif name in {"intbl", "qc"}:
            self.in_table, self.centred = self.in_table or name == "intbl", self.centred or name == "qc"
        elif name == "trowd":
            self.definitions, self.merge = [], set()
        elif name in {"clmrg", "clvmrg"}:
            self.merge.add(name)
        elif name == "cellx":
            left = self.definitions[-1].right if self.definitions else 0
            self.definitions.append(
                CellDefinition(left, number or 0, "clmrg" in self.merge, "clvmrg" in self.merge)
            )
            self.merge = set()

    def _with(self, name: str, number: int) -> GroupState:
        """The state after a control word with a number."""
        if name == "footnote":
            return replace(self.state, note=True)
        if name == "uc":
            return replace(self.state, bytes_per_code=min(max(number, 0), 8))
        if name == "fs":
            return replace(self.state, size=number / 2)
        if name == "plain":
            return GroupState(note=self.state.note, bytes_per_code=self.state.bytes_per_code)
        colour = self.palette[number] if 0 <= number < len(self.palette) else ""
        if name == "cf":
            return replace(self.state, white=is_white(colour))
        return replace(self.state, backed=bool(colour) and not is_white(colour))

    def _add_code(self, code: int) -> None:
        r"""Add the character of a `\u`, whose number is signed with 16 bits."""
        self._add_text(chr(code % 65536))
        self.skip = self.state.bytes_per_code

    def _add_text(self, text: str) -> None:
        self.first_in_group = False
        text, self.skip = text[self.skip :], max(0, self.skip - len(text))
        if self.state.left_out or self.state.deleted or not text:
            return
        target = self.note if self.state.note else self.text
        if self.state.raised and text.isdigit() and target.text[-1:].isdigit():
            text = text.translate(RAISED)
        target.add(text, Visibility.SHOWN if self.in_table and self.state.white else self.state.visibility)


def read_rtf(data: bytes, deadline: Deadline) -> list[Page]:
    """The pages of an RTF file; raises `UnreadableError`."""
    del deadline  # the size of the file limits the time
    if len(data) > MAX_UNPACKED:
        raise UnreadableError(Unreadable.TOO_BIG, f"{len(data)} bytes")
    return lay_out(RtfReader(colours(data)).blocks(data), "rtf")
