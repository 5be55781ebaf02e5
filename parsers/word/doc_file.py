"""Opens a Word 97-2003 file: the pieces of its text and the properties of its paragraphs.

Offsets and names are from Microsoft's specification [MS-DOC]; all numbers are little-endian.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import olefile

from parsers.limits import MAX_UNPACKED, UnreadableError
from parsers.vocabulary import Unreadable
from parsers.word.doc_modifiers import ParagraphProperties, read_modifiers, u16, u32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAGIC = 0xA5EC
FLAGS, CHARACTERS, STYLES, CHPX, PAPX, CLX = 0x0A, 0x4C, 0xA2, 0xFA, 0x102, 0x1A2
"""Offsets in the file information block: of its flags, of the lengths of the texts, and of (offset, length)
in the table stream of the styles, the character properties, the paragraph properties and the pieces."""

PARTS = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes")
"""The texts of a document, one behind the other, in the order of their lengths."""

ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
FKP = 512
"""Bytes per page of paragraph properties."""

NO_STYLE = 0xFFF
"""In place of the index of a style."""
PARAGRAPH_STYLE, CHARACTER_STYLE = 1, 2

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
class WordFile:
    """The parts of a Word file that hold its text."""

    main: bytes
    pieces: list[WordPiece]
    places: list[int]
    """Offset in `main` where each run of paragraph properties begins, ascending."""
    modifiers: list[bytes]
    """The properties of each run, as stored: the index of its style and modifiers."""
    data: bytes
    """The stream Data, with long lists of modifiers."""
    parts: dict[str, tuple[int, int]]
    """First character and end of each of `PARTS`."""
    styles: list[StoredStyle]
    run_places: list[int]
    """Offset in `main` where each run of character properties begins, ascending."""
    run_modifiers: list[bytes]
    """The modifiers of each run of characters."""

    def characters(self, part: str = "main") -> Iterator[tuple[str, int]]:
        """Each character of one of the texts with its offset in `main`."""
        first, end = self.parts[part]
        for piece in self.pieces:
            step = 1 if piece.narrow else 2
            start, stop = max(first, piece.start), min(end, piece.end)
            if start >= stop:
                continue
            place = piece.place + (start - piece.start) * step
            raw = self.main[place : place + (stop - start) * step]
            text = raw.decode("cp1252" if piece.narrow else "utf-16-le", "replace")
            for n, char in enumerate(text):
                yield char, place + n * step

    def run_at(self, place: int) -> int:
        """The index of the run of characters at an offset; -1 if none is known."""
        return bisect_right(self.run_places, place) - 1

    def properties(self, place: int) -> ParagraphProperties:
        """The properties of the paragraph whose end mark is at an offset."""
        n = bisect_right(self.places, place) - 1
        if n < 0 or len(self.modifiers[n]) < 2:
            return ParagraphProperties()
        found = read_modifiers(self.modifiers[n][2:], self.data)
        found.style = u16(self.modifiers[n], 0)
        return found


def open_word(data: bytes) -> WordFile:
    """The streams of a .doc; raises `UnreadableError`, or struct.error or ValueError where it is damaged."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        main = _stream(ole, "WordDocument")
        if u16(main, 0) != MAGIC:
            raise UnreadableError(Unreadable.DAMAGED, "no Word file information block")
        flags = u16(main, FLAGS)
        if flags & ENCRYPTED:
            raise UnreadableError(Unreadable.ENCRYPTED, "encrypted Word file")
        table = _stream(ole, "1Table" if flags & SECOND_TABLE else "0Table")
        more = _stream(ole, "Data") if ole.exists("Data") else b""
    parts = _parts(main)
    pieces = _pieces(_part(table, main, CLX), max(end for _, end in parts.values()))
    runs = sorted(_runs(main, _part(table, main, PAPX), _paragraphs_of_page))
    letters = sorted(_runs(main, _part(table, main, CHPX), _letters_of_page))
    return WordFile(
        main,
        pieces,
        [place for place, _ in runs],
        [modifiers for _, modifiers in runs],
        more,
        parts,
        read_styles(_part(table, main, STYLES)),
        [place for place, _ in letters],
        [modifiers for _, modifiers in letters],
    )


def _parts(main: bytes) -> dict[str, tuple[int, int]]:
    """First character and end of each text; the lengths of all but the first may be damaged."""
    ends = list(accumulate(u32(main, CHARACTERS + 4 * n) for n in range(len(PARTS))))
    limit = max(ends[0], len(main))
    return {
        name: (min(start, limit), min(end, limit))
        for name, start, end in zip(PARTS, [0, *ends], ends, strict=False)
    }


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    if not ole.exists(name):
        raise UnreadableError(Unreadable.NOT_A_DOCUMENT, f"no stream {name}")
    if ole.get_size(name) > MAX_UNPACKED:
        raise UnreadableError(Unreadable.TOO_BIG, f"{name}: {ole.get_size(name)} bytes")
    data: bytes = ole.openstream(name).read()
    return data


def _part(table: bytes, main: bytes, at: int) -> bytes:
    place, length = u32(main, at), u32(main, at + 4)
    return table[place : place + length]


def _pieces(clx: bytes, characters: int) -> list[WordPiece]:
    """The pieces of the main text, from the piece table after any number of modifiers (Prc)."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + u16(clx, at + 1)
    length = u32(clx, at + 1)
    table = clx[at + 5 : at + 5 + length]
    count = min((len(table) - 4) // 12, MAX_PIECES)
    pieces: list[WordPiece] = []
    for n in range(count):
        start, end = u32(table, 4 * n), min(u32(table, 4 * n + 4), characters)
        stored = u32(table, 4 * (count + 1) + 8 * n + 2)
        narrow = bool(stored & 0x40000000)
        place = stored & 0x3FFFFFFF
        if start < end:
            pieces.append(WordPiece(start, end, place // 2 if narrow else place, narrow))
    return pieces


def _runs(
    main: bytes, index: bytes, of_page: Callable[[bytes], Iterator[tuple[int, bytes]]]
) -> Iterator[tuple[int, bytes]]:
    """The offset and the modifiers of each run of paragraphs or characters, page by page of the index."""
    count = min(max(0, (len(index) - 4) // 8), MAX_PIECES)
    for n in range(count):
        number = u32(index, 4 * (count + 1) + 4 * n) & 0x3FFFFF
        page = main[number * FKP : (number + 1) * FKP]
        if len(page) == FKP:
            yield from of_page(page)


def _paragraphs_of_page(page: bytes) -> Iterator[tuple[int, bytes]]:
    runs = min(page[FKP - 1], 0x1D)
    for n in range(runs):
        at = page[4 * (runs + 1) + 13 * n] * 2
        if at == 0:
            yield u32(page, 4 * n), b""
            continue
        size = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
        start = at + 1 if page[at] else at + 2
        yield u32(page, 4 * n), page[start : start + size]


def _letters_of_page(page: bytes) -> Iterator[tuple[int, bytes]]:
    runs = min(page[FKP - 1], 0x65)
    for n in range(runs):
        at = page[4 * (runs + 1) + n] * 2
        yield u32(page, 4 * n), page[at + 1 : at + 1 + page[at]] if at else b""


@dataclass(frozen=True, slots=True)
class StoredStyle:
    """A style: the index of the one on which it is based, and its modifiers of characters."""

    based_on: int = NO_STYLE
    modifiers: bytes = b""


def read_styles(stored: bytes) -> list[StoredStyle]:
    """The styles of the style sheet (STSH), by index; an empty one for a slot that is not used or damaged."""
    if len(stored) < 6:
        return []
    at, count, base = 2 + u16(stored, 0), min(u16(stored, 2), 4095), u16(stored, 4)
    styles: list[StoredStyle] = []
    while len(styles) < count and at + 2 <= len(stored):
        size = u16(stored, at)
        styles.append(_style(stored[at + 2 : at + 2 + size], base))
        at += 2 + size + size % 2
    return styles


def _style(stored: bytes, base: int) -> StoredStyle:
    if len(stored) < base + 2 or base < 6:
        return StoredStyle()
    kind, based_on = u16(stored, 2) & 0xF, u16(stored, 2) >> 4
    at = base + 2 * u16(stored, base) + 4
    if kind == PARAGRAPH_STYLE and at + 2 <= len(stored):
        at += 2 + u16(stored, at)
        at += at % 2
    if kind not in (PARAGRAPH_STYLE, CHARACTER_STYLE) or at + 2 > len(stored):
        return StoredStyle(based_on)
    return StoredStyle(based_on, stored[at + 2 : at + 2 + u16(stored, at)])
