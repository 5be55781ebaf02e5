"""OLE2 compound files ([MS-CFB]) with a few streams, the container of legacy Word documents."""

from __future__ import annotations

import struct

_SECTOR = 512
_MINI_CUTOFF = 4096
"""Streams are padded to this size in bytes; smaller ones would need a mini stream."""
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_ROOT, _STREAM = 5, 2
_IN_HEADER = 109
"""Number of allocation table sectors listed in the header."""


def build_ole2(streams: dict[str, bytes]) -> bytes:
    """A file of at most three streams, in the order of the format: shorter names first."""
    filled = [_fill(data, _MINI_CUTOFF) for data in streams.values()]
    used = 1 + sum(len(data) // _SECTOR for data in filled)
    tables = 1
    while tables * _SECTOR // 4 < tables + used:
        tables += 1
    starts, chains = _allocate(filled, tables)
    directory = _directory(list(streams), starts, [len(data) for data in filled])
    table = struct.pack(f"<{len(chains)}I", *chains)
    table += struct.pack("<I", _FREE) * (tables * _SECTOR // 4 - len(chains))
    return _header(tables) + table + directory + b"".join(filled)


def _fill(data: bytes, least: int = 0) -> bytes:
    """The data padded with zeros to whole sectors and at least `least` bytes."""
    size = max(least, -(-len(data) // _SECTOR) * _SECTOR)
    return data.ljust(size, b"\0")


def _allocate(filled: list[bytes], tables: int) -> tuple[list[int], list[int]]:
    """First sector of each stream, and the chains: the table's own sectors, the directory, the streams."""
    chains = [_FAT] * tables + [_END]
    starts = []
    for data in filled:
        starts.append(len(chains))
        chains += [*range(len(chains) + 1, len(chains) + len(data) // _SECTOR), _END]
    return starts, chains


def _header(tables: int) -> bytes:
    """The header sector; the allocation table follows it, then the directory."""
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    versions = struct.pack("<HHHHH6x", 0x003E, 3, 0xFFFE, 9, 6)
    places = struct.pack("<9I", 0, tables, tables, 0, _MINI_CUTOFF, _END, 0, _END, 0)
    listed = [*range(tables), *[_FREE] * (_IN_HEADER - tables)]
    return magic + versions + places + struct.pack(f"<{_IN_HEADER}I", *listed)


def _directory(names: list[str], starts: list[int], sizes: list[int]) -> bytes:
    """Directory entries; the last stream is the root of the tree, each other is left child of the next."""
    entries = [_entry("Root Entry", _ROOT, child=len(names), start=_END, size=0)]
    for position, (name, start, size) in enumerate(zip(names, starts, sizes, strict=True), start=1):
        left = position - 1 if position > 1 else _NONE
        entries.append(_entry(name, _STREAM, left=left, start=start, size=size))
    unused = struct.pack("<64xHBBIII36xIQ", 0, 0, 0, _NONE, _NONE, _NONE, 0, 0)
    return b"".join(entries) + unused * (_SECTOR // len(unused) - len(entries))


def _entry(name: str, kind: int, *, start: int, size: int, child: int = _NONE, left: int = _NONE) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", raw, len(raw), kind, 1, left, _NONE, child, start, size)
