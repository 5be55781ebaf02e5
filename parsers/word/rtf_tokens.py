"""Splits an RTF file into control words, characters and groups (Rich Text Format 1.9.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\0]+)|[\r\n\0]+|\\",
    re.DOTALL,
)
CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
COLOURS = re.compile(rb"\{\\colortbl([^{}]*)\}")
CHANNEL = re.compile(rb"\\(?:red|green|blue)(\d{1,3})")


@dataclass(frozen=True, slots=True)
class RtfToken:
    """A brace, a control word or sign with its number, or text."""

    kind: str
    """`{`, `}`, `word`, `byte` or `text`."""
    value: str
    number: int | None = None


def iter_tokens(data: bytes) -> Iterator[RtfToken]:
    r"""The tokens of a file; the bytes after `\bin` are left out.

    >>> [(token.kind, token.value, token.number) for token in iter_tokens(rb"{\b0 Rs\'80}")]
    [('{', '{', None), ('word', 'b', 0), ('text', 'Rs', None), ('byte', '€', None), ('}', '}', None)]
    """
    charset = code_page(data)
    at = 0
    while found := TOKEN.match(data, at):
        at = found.end()
        if found["brace"]:
            brace = found["brace"].decode()
            yield RtfToken(brace, brace)
        elif found["word"]:
            number = int(found["number"]) if found["number"] else None
            if found["word"] == b"bin":
                at += max(0, number or 0)
            yield RtfToken("word", found["word"].decode(), number)
        elif found["byte"]:
            yield RtfToken("byte", bytes.fromhex(found["byte"].decode()).decode(charset, "replace"))
        elif found["sign"]:
            yield RtfToken("word", found["sign"].decode("latin-1"))
        elif found["text"]:
            yield RtfToken("text", found["text"].decode(charset, "replace"))


def code_page(data: bytes) -> str:
    """The name of the code page that the file declares, else of the usual one; only those of single bytes."""
    found = CODE_PAGE.search(data[:1024])
    name = f"cp{found[1].decode()}" if found else "cp1252"
    return name if name in {"cp437", "cp850", *(f"cp{n}" for n in range(1250, 1259))} else "cp1252"


def colours(data: bytes) -> list[str]:
    r"""The colours of the file's table as hexadecimal digits; "" for the automatic one.

    >>> colours(rb"{\colortbl;\red255\green255\blue255;}")
    ['', 'ffffff', '']
    """
    table = COLOURS.search(data)
    entries = table[1].split(b";") if table else []
    channels = [[min(int(part), 255) for part in CHANNEL.findall(entry)] for entry in entries]
    return [bytes(one).hex() if len(one) == 3 else "" for one in channels]
