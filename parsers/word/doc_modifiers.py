"""Reads the modifiers (Sprm) of a Word 97-2003 file: codes with operands, which set properties.

Codes and names are from Microsoft's specification [MS-DOC]; all numbers are little-endian.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class ParagraphProperties:
    """Properties of one paragraph, from its modifiers (Sprm)."""

    style: int = 0
    """Index of its style."""
    in_table: bool = False
    ends_row: bool = False
    centred: bool = False
    shaded: bool = False
    columns: list[CellDefinition] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellDefinition:
    """Left and right edge of a cell in twips, and how it is merged; from the end mark of its row."""

    left: int
    right: int
    merges_left: bool = False
    continues_above: bool = False


OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of a modifier's operand by its top three bits; for 6, the length comes first in the operand."""

IN_TABLE, ENDS_ROW, CENTRED, DEFINES_ROW = 0x2416, 0x2417, (0x2403, 0x2461), 0xD608
SHADED = (0x442D, 0xC64D)
INDIRECT = (0x6645, 0x6646, 0x646B)
"""Modifiers whose operand is the offset of more modifiers in the stream Data."""


def read_modifiers(stored: bytes, data: bytes = b"") -> ParagraphProperties:
    r"""The properties that a list of modifiers (Sprm) sets; long lists are in the stream Data.

    >>> read_modifiers(b"\x16\x24\x01\x17\x24\x01")
    ParagraphProperties(style=0, in_table=True, ends_row=True, centred=False, shaded=False, columns=[])
    """
    found = ParagraphProperties()
    for code, operand in iter_modifiers(stored):
        if code in INDIRECT and len(operand) == 4:
            at = u32(operand, 0)
            length = u16(data, at) if at + 2 <= len(data) else 0
            for inner, value in iter_modifiers(data[at + 2 : at + 2 + length]):
                _set(found, inner, value)
        else:
            _set(found, code, operand)
    return found


def iter_modifiers(stored: bytes) -> Iterator[tuple[int, bytes]]:
    """Each modifier (Sprm) of a list: its code and its operand, with the length of one that varies."""
    at = 0
    while at + 3 <= len(stored):
        code = u16(stored, at)
        at += 2
        size = OPERANDS.get(code >> 13)
        if size is None:
            size = u16(stored, at) + 1 if code == DEFINES_ROW and at + 2 <= len(stored) else stored[at] + 1
        yield code, stored[at : at + size]
        at += size


def _set(found: ParagraphProperties, code: int, operand: bytes) -> None:
    if code == IN_TABLE:
        found.in_table = operand == b"\x01"
    elif code == ENDS_ROW:
        found.ends_row = operand == b"\x01"
    elif code in CENTRED:
        found.centred = operand == b"\x01"
    elif code in SHADED:
        found.shaded = any(operand)
    elif code == DEFINES_ROW:
        found.columns = list(_columns(operand[2:]))


def _columns(operand: bytes) -> Iterator[CellDefinition]:
    """The cells that a row's end mark defines: their number, their edges, then 20 bytes per cell."""
    count = operand[0] if operand else 0
    for n in range(min(count, 63)):
        left, right = struct.unpack_from("<hh", operand, 1 + 2 * n)
        at = 1 + 2 * (count + 1) + 20 * n
        kind = u16(operand, at) if at + 2 <= len(operand) else 0
        yield CellDefinition(left, right, bool(kind & 2), bool(kind & 0x20) and not kind & 0x40)


def u16(data: bytes, at: int) -> int:
    """The 16-bit number at an offset; raises `struct.error` beyond the end."""
    value: int = struct.unpack_from("<H", data, at)[0]
    return value


def u32(data: bytes, at: int) -> int:
    """The 32-bit number at an offset; raises `struct.error` beyond the end."""
    value: int = struct.unpack_from("<I", data, at)[0]
    return value
