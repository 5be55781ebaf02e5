"""Text of a .doc that is hidden, crossed out or deleted, by modifiers and styles, and its notes."""

from __future__ import annotations

import struct

import pytest

from parsers.extract import read_text_layer
from parsers.vocabulary import Flag
from samples.documents.ole2 import build_ole2
from tests.parsers.letter import text_of

TEXT_AT = 2048
HIDDEN, STRUCK, TWICE, DELETED = b"\x3c\x08", b"\x37\x08", b"\x53\x2a", b"\x00\x08"
STYLED, WHITE, SIZE = b"\x30\x4a", b"\x42\x2a\x08", b"\x43\x4a"

Runs = list[tuple[str, bytes]]


def style(kind: int, based_on: int, modifiers: bytes) -> bytes:
    """A style of a paragraph (1) or of characters (2) as the style sheet stores it."""
    name = struct.pack("<H", 1) + "x\0".encode("utf-16-le")
    upx = struct.pack("<H", len(modifiers)) + modifiers
    paragraph = struct.pack("<HH", 2, 0) if kind == 1 else b""
    std = struct.pack("<HHHHH", 0, kind | based_on << 4, kind, 0, 0) + name + paragraph + upx
    return struct.pack("<H", len(std)) + std + b"\0" * (len(std) % 2)


STYLES = [
    style(1, 0xFFF, b""),
    style(2, 0xFFF, HIDDEN + b"\1"),
    style(2, 1, b""),
    style(2, 1, HIDDEN + b"\0" + STRUCK + b"\1"),
    style(2, 4, b""),
]
"""0 normal; 1 hidden; 2 based on it; 3 crossed out instead; 4 based on itself."""


def doc_of_runs(runs: Runs, notes: str = "") -> bytes:
    """A .doc with runs of characters, each with its modifiers, and footnotes behind the text."""
    text = "".join(part for part, _ in runs)
    raw = (text + notes).encode("utf-16-le")
    page = runs_page([*runs, *([(notes, b"")] if notes else [])])
    body = bytes(TEXT_AT) + raw
    body += bytes(-len(body) % 512)
    index = struct.pack("<III", TEXT_AT, TEXT_AT + len(raw), len(body) // 512)
    pieces = struct.pack("<II", 0, len(text + notes)) + struct.pack("<HIH", 0, TEXT_AT, 0)
    clx = struct.pack("<BI", 2, len(pieces)) + pieces
    sheet = struct.pack("<HHHHHHHHHH", 18, len(STYLES), 10, 0, 0, 0, 0, 0, 0, 0) + b"".join(STYLES)
    main = bytearray(body + page)
    struct.pack_into("<H", main, 0, 0xA5EC)
    struct.pack_into("<H", main, 0x0A, 0x0200)
    struct.pack_into("<II", main, 0x4C, len(text), len(notes))
    at = 0
    for offset, part in ((0x1A2, clx), (0xFA, index), (0xA2, sheet)):
        struct.pack_into("<II", main, offset, at, len(part))
        at += len(part)
    return build_ole2({"1Table": clx + index + sheet, "WordDocument": bytes(main)})


def runs_page(runs: Runs) -> bytes:
    """The page of character properties (FKP): the ends of the runs, and their modifiers from the end up."""
    page = bytearray(512)
    page[511] = len(runs)
    place, at = TEXT_AT, 510
    for n, (text, modifiers) in enumerate(runs):
        struct.pack_into("<I", page, 4 * n, place)
        place += 2 * len(text)
        if modifiers:
            at = (at - 1 - len(modifiers)) // 2 * 2
            page[at : at + 1 + len(modifiers)] = bytes([len(modifiers)]) + modifiers
            page[4 * (len(runs) + 1) + n] = at // 2
    struct.pack_into("<I", page, 4 * len(runs), place)
    return bytes(page)


@pytest.mark.parametrize(
    ("modifiers", "line", "struck", "notes"),
    [
        pytest.param(HIDDEN + b"\1", "kept.", [], [Flag.HIDDEN_TEXT], id="hidden"),
        pytest.param(HIDDEN + b"\0", "kept gone.", [], [], id="not hidden"),
        pytest.param(HIDDEN + b"\x80", "kept gone.", [], [], id="as the paragraph's style"),
        pytest.param(
            HIDDEN + b"\x81", "kept.", [], [Flag.HIDDEN_TEXT], id="opposite of the paragraph's style"
        ),
        pytest.param(STRUCK + b"\1", "kept.", ["gone"], [Flag.STRUCK_TEXT], id="struck"),
        pytest.param(TWICE + b"\1", "kept.", ["gone"], [Flag.STRUCK_TEXT], id="struck twice"),
        pytest.param(DELETED + b"\1", "kept.", [], [], id="tracked deletion"),
        pytest.param(WHITE, "kept.", [], [Flag.HIDDEN_TEXT], id="white"),
        pytest.param(SIZE + b"\2\0", "kept.", [], [Flag.HIDDEN_TEXT], id="one point"),
        pytest.param(STYLED + b"\1\0", "kept.", [], [Flag.HIDDEN_TEXT], id="hidden by style"),
        pytest.param(STYLED + b"\2\0", "kept.", [], [Flag.HIDDEN_TEXT], id="style based on a hidden one"),
        pytest.param(STYLED + b"\3\0", "kept.", ["gone"], [Flag.STRUCK_TEXT], id="struck by style"),
        pytest.param(STYLED + b"\1\0" + HIDDEN + b"\0", "kept gone.", [], [], id="style switched off"),
        pytest.param(STYLED + b"\4\0", "kept gone.", [], [], id="style based on itself"),
        pytest.param(STYLED + b"\xff\0", "kept gone.", [], [], id="unknown style"),
    ],
)
def test_runs_of_characters(modifiers: bytes, line: str, struck: list[str], notes: list[Flag]) -> None:
    data = doc_of_runs([("kept", b""), (" gone", modifiers), (".\r", b"")])
    (page,) = read_text_layer(data).pages
    assert (text_of(page), [word.text for word in page.struck], page.notes) == ([line], struck, notes)


def test_struck_and_hidden_cells() -> None:
    runs = [("Cases\rState\x072023\x07\x07", b""), ("no\x079\x07", HIDDEN + b"\1"), ("\x07Goa\x07", b"")]
    data = doc_of_runs([*runs, ("54", STRUCK + b"\1"), (" 45\x07\x07End\r", b"")])
    (page,) = read_text_layer(data).pages
    assert page.grids[0].rows == [["State", "2023"], ["Goa", "45"]]
    assert [word.text for word in page.struck] == ["54"]
    assert page.notes == [Flag.HIDDEN_TEXT, Flag.STRUCK_TEXT]


def test_footnotes_are_at_the_end() -> None:
    data = doc_of_runs([("The stock is 45.\x02\rSteps.\x02\r", b"")], "\x02 Provisional.\r\x02 Revised.\r")
    (page,) = read_text_layer(data).pages
    assert text_of(page) == ["The stock is 45.", "Steps.", "¹ Provisional.", "² Revised."]
