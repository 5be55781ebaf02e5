"""Opens a Word 97-2003 file: the pieces of its text and the properties of its paragraphs.

Offsets and names are from Microsoft's specification [MS-DOC]; all numbers are little-endian.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import olefile

from parsers.limits import MAX_UNPACKED, UnreadableError
from parsers.vocabulary import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = 0xA5EC
FLAGS, CHARACTERS, PAPX, CLX = 0x0A, 0x4C, 0x102, 0x1A2
"""Offsets in the file information block: of its flags, of the length of the text, and of (offset, length) in
the table stream of the paragraph properties and of the pieces of text."""

ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
FKP = 512
"""Bytes per page of paragraph properties."""

MAX_PIECES = 100_000
"""Pieces of text, or pages of properties, per file."""


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A piece of the text: characters `start` to `end`, and the offset of their bytes."""

    start: int
    end: int
    place: int
    narrow: bool
    """Whether each character has one byte (cp1252), else two (UTF-16)."""


@dataclass(slots=True)
class ParagraphProperties:
    """Properties of one paragraph, from its modifiers (Sprm)."""

    in_table: bool = False
    ends_row: bool = False
    centred: bool = False
    columns: list[CellDefinition] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellDefinition:
    """Left and right edge of a cell in twips, and how it is merged; from the end mark of its row."""

    left: int
    right: int
    merges_left: bool = False
    continues_above: bool = False


@dataclass(slots=True)
class WordFile:
    """The parts of a Word file that hold its text."""

    main: bytes
    pieces: list[WordPiece]
    places: list[int]
    """Offset in `main` where each run of paragraph properties begins, ascending."""
    modifiers: list[bytes]
    """The properties of each run, as stored."""
    data: bytes
    """The stream Data, with long lists of modifiers."""

    def characters(self) -> Iterator[tuple[str, int]]:
        """Each character of the text with its offset in `main`."""
        for piece in self.pieces:
            step = 1 if piece.narrow else 2
            raw = self.main[piece.place : piece.place + (piece.end - piece.start) * step]
            text = raw.decode("cp1252" if piece.narrow else "utf-16-le", "replace")
            for n, char in enumerate(text):
                yield char, piece.place + n * step

    def properties(self, place: int) -> ParagraphProperties:
        """The properties of the paragraph whose end mark is at an offset."""
        n = bisect_right(self.places, place) - 1
        return read_modifiers(self.modifiers[n], self.data) if n >= 0 else ParagraphProperties()


def open_word(data: bytes) -> WordFile:
    """The streams of a .doc; raises `UnreadableError`, or struct.error or ValueError where it is damaged."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        main = _stream(ole, "WordDocument")
        if _u16(main, 0) != MAGIC:
            raise UnreadableError(Unreadable.DAMAGED, "no Word file information block")
        flags = _u16(main, FLAGS)
        if flags & ENCRYPTED:
            raise UnreadableError(Unreadable.ENCRYPTED, "encrypted Word file")
        table = _stream(ole, "1Table" if flags & SECOND_TABLE else "0Table")
        more = _stream(ole, "Data") if ole.exists("Data") else b""
    pieces = _pieces(_part(table, main, CLX), _u32(main, CHARACTERS))
    runs = sorted(_paragraph_runs(main, _part(table, main, PAPX)))
    return WordFile(main, pieces, [place for place, _ in runs], [modifiers for _, modifiers in runs], more)


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    if not ole.exists(name):
        raise UnreadableError(Unreadable.NOT_A_DOCUMENT, f"no stream {name}")
    if ole.get_size(name) > MAX_UNPACKED:
        raise UnreadableError(Unreadable.TOO_BIG, f"{name}: {ole.get_size(name)} bytes")
    data: bytes = ole.openstream(name).read()
    return data


def _part(table: bytes, main: bytes, at: int) -> bytes:
    place, length = _u32(main, at), _u32(main, at + 4)
    return table[place : place + length]


def _pieces(clx: bytes, characters: int) -> list[WordPiece]:
    """The pieces of the main text, from the piece table after any number of modifiers (Prc)."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + _u16(clx, at + 1)
    length = _u32(clx, at + 1)
    table = clx[at + 5 : at + 5 + length]
    count = min((len(table) - 4) // 12, MAX_PIECES)
    pieces: list[WordPiece] = []
    for n in range(count):
        start, end = _u32(table, 4 * n), min(_u32(table, 4 * n + 4), characters)
        stored = _u32(table, 4 * (count + 1) + 8 * n + 2)
        narrow = bool(stored & 0x40000000)
        place = stored & 0x3FFFFFFF
        if start < end:
            pieces.append(WordPiece(start, end, place // 2 if narrow else place, narrow))
    return pieces


def _paragraph_runs(main: bytes, index: bytes) -> Iterator[tuple[int, bytes]]:
    """The offset and the modifiers of each run of paragraphs, page by page of the index."""
    count = min(max(0, (len(index) - 4) // 8), MAX_PIECES)
    for n in range(count):
        number = _u32(index, 4 * (count + 1) + 4 * n) & 0x3FFFFF
        page = main[number * FKP : (number + 1) * FKP]
        if len(page) == FKP:
            yield from _runs_of_page(page)


def _runs_of_page(page: bytes) -> Iterator[tuple[int, bytes]]:
    runs = min(page[FKP - 1], 0x1D)
    for n in range(runs):
        at = page[4 * (runs + 1) + 13 * n] * 2
        if at == 0:
            yield _u32(page, 4 * n), b""
            continue
        size = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
        start = at + 1 if page[at] else at + 2
        yield _u32(page, 4 * n), page[start + 2 : start + size]


OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of a modifier's operand by its top three bits; for 6, the length comes first in the operand."""

IN_TABLE, ENDS_ROW, CENTRED, DEFINES_ROW = 0x2416, 0x2417, (0x2403, 0x2461), 0xD608
INDIRECT = (0x6645, 0x6646, 0x646B)
"""Modifiers whose operand is the offset of more modifiers in the stream Data."""


def read_modifiers(stored: bytes, data: bytes = b"") -> ParagraphProperties:
    r"""The properties that a list of modifiers (Sprm) sets; long lists are in the stream Data.

    >>> read_modifiers(b"\x16\x24\x01\x17\x24\x01")
    ParagraphProperties(in_table=True, ends_row=True, centred=False, columns=[])
    """
    found = ParagraphProperties()
    for code, operand in _modifiers(stored):
        if code in INDIRECT and len(operand) == 4:
            at = _u32(operand, 0)
            length = _u16(data, at) if at + 2 <= len(data) else 0
            for inner, value in _modifiers(data[at + 2 : at + 2 + length]):
                _set(found, inner, value)
        else:
            _set(found, code, operand)
    return found


def _modifiers(stored: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 3 <= len(stored):
        code = _u16(stored, at)
        at += 2
        size = OPERANDS.get(code >> 13)
        if size is None:
            size = _u16(stored, at) + 1 if code == DEFINES_ROW and at + 2 <= len(stored) else stored[at] + 1
        yield code, stored[at : at + size]
        at += size


def _set(found: ParagraphProperties, code: int, operand: bytes) -> None:
    if code == IN_TABLE:
        found.in_table = operand == b"\x01"
    elif code == ENDS_ROW:
        found.ends_row = operand == b"\x01"
    elif code in CENTRED:
        found.centred = operand == b"\x01"
    elif code == DEFINES_ROW:
        found.columns = list(_columns(operand[2:]))


def _columns(operand: bytes) -> Iterator[CellDefinition]:
    """The cells that a row's end mark defines: their number, their edges, then 20 bytes per cell."""
    count = operand[0] if operand else 0
    for n in range(min(count, 63)):
        left, right = struct.unpack_from("<hh", operand, 1 + 2 * n)
        at = 1 + 2 * (count + 1) + 20 * n
        kind = _u16(operand, at) if at + 2 <= len(operand) else 0
        yield CellDefinition(left, right, bool(kind & 2), bool(kind & 0x20) and not kind & 0x40)


def _u16(data: bytes, at: int) -> int:
    value: int = struct.unpack_from("<H", data, at)[0]
    return value


def _u32(data: bytes, at: int) -> int:
    value: int = struct.unpack_from("<I", data, at)[0]
    return value
