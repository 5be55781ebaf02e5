"""Pages without usable text, read by eye: tesseract on the page's picture."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from parsers.layer import Page, Word
from parsers.records import Flag
from parsers.scan import find_bars, straighten, wipe
from parsers.tables_grid import find_grids, text_lines
from parsers.tables_lattice import find_lattices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL import Image

    from parsers.limits import Deadline

LANGUAGES = ("eng", "hin")

BLOCK, AUTOMATIC = "6", "3"
"""Tesseract's page segmentation: one block (a table whose lines are wiped), or found by itself."""

SURE = 60.0
"""Percent: confidence from which a Devanagari word on an English page is believed."""

LEAST_SURE = 30.0
"""Percent: a mark without a letter or figure that is read with less confidence is dirt."""


@dataclass(frozen=True, slots=True)
class Read:
    """One word as tesseract reports it; pixels."""

    line: tuple[str, str, str]
    left: int
    top: int
    width: int
    height: int
    sure: float
    text: str


@cache
def languages() -> str | None:
    """The languages that tesseract can read here, as its `-l`, `eng+hin`; None where it is not installed."""
    if not shutil.which("tesseract"):
        return None
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    ).stdout.split()
    return "+".join(name for name in LANGUAGES if name in listed) or None


def read_picture(number: int, picture: Image.Image, scale: float, deadline: Deadline) -> Page:
    """A page from its picture of `scale` pixels a point; without words and noted where the time runs out."""
    straight = straighten(picture, scale)
    bars = find_bars(straight, scale)
    page = Page(
        number, round(picture.width / scale, 1), round(picture.height / scale, 1), [], [], [""], "tesseract"
    )
    try:
        ruled = any(len(lattice.down) > 2 for lattice in find_lattices(bars))
        reads = _read(wipe(straight, bars, scale), scale, deadline, ruled=ruled)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        page.notes.append(Flag.NEEDS_OCR)
        return page
    words = [word for _, line in groupby(reads, attrgetter("line")) for word in _words(list(line), scale)]
    page.words = [word for line in text_lines(words) for word in line]
    page.grids = find_grids(bars, words)
    return page


def _read(picture: Image.Image, scale: float, deadline: Deadline, *, ruled: bool) -> list[Read]:
    """The words of a picture: English, and Devanagari where it stands.

    Read for both scripts at once, letters in brackets become Devanagari figures ('(c)' to '(०)'). So a
    mostly English page is read for English too, and only Devanagari words are taken from the first reading.
    """
    known = languages() or "eng"
    both = _tesseract(picture, scale, known, deadline, ruled=ruled)
    share = sum(any(is_devanagari(char) for char in read.text) for read in both) / max(1, len(both))
    if known == "eng" or not share or share > 0.5:
        return both
    hindi = [read for read in both if sum(is_devanagari(char) for char in read.text) > 2 and read.sure > SURE]
    english = _tesseract(picture, scale, "eng", deadline, ruled=ruled)
    return _placed([read for read in english if not any(_overlap(read, other) for other in hindi)] + hindi)


def is_devanagari(char: str) -> bool:
    """Whether a character belongs to the script of Hindi."""
    return "\u0900" <= char <= "\u097f"


def _overlap(one: Read, other: Read) -> bool:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    along = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return along > 0 and across > 0.3 * min(one.width, other.width)


def _placed(reads: list[Read]) -> list[Read]:
    """The words with those of one line together."""
    return sorted(reads, key=attrgetter("line"))


def _tesseract(
    picture: Image.Image, scale: float, known: str, deadline: Deadline, *, ruled: bool
) -> list[Read]:
    """The words that tesseract reads, in one thread; raises where it fails or takes too long."""
    png = io.BytesIO()
    picture.save(png, "PNG", compress_level=1)
    segmentation = BLOCK if ruled else AUTOMATIC
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", known, "--dpi", str(round(scale * 72)), "--psm", segmentation, "tsv"],
        input=png.getvalue(),
        capture_output=True,
        timeout=deadline.left,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return list(_parse_tsv(done.stdout.decode("utf-8", "replace")))


def _parse_tsv(tsv: str) -> Iterable[Read]:
    r"""The words of tesseract's table.

    >>> header = "level page block paragraph line word left top width height conf text"
    >>> tsv = f"{header}\n5 1 1 1 1 1 10 20 80 30 96.1 LOK".replace(" ", "\t")
    >>> [read.text for read in _parse_tsv(tsv)]
    ['LOK']
    """
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        text, sure = cells[11].strip().strip("|_"), float(cells[10])
        if text and (sure >= LEAST_SURE or any(char.isalnum() for char in text)):
            left, top, width, height = map(int, cells[6:10])
            yield Read((cells[2], cells[3], cells[4]), left, top, width, height, sure, text)


def _words(line: list[Read], scale: float) -> list[Word]:
    """The words of one line, all as high as most of them are: so that stops and quotes stand on the line."""
    height = median(read.height for read in line)
    return [_word(read, height, scale) for read in line]


def _word(read: Read, height: float, scale: float) -> Word:
    middle = read.top + read.height / 2
    return Word(
        read.text,
        round(read.left / scale, 1),
        round((middle - height / 2) / scale, 1),
        round((read.left + read.width) / scale, 1),
        round((middle + height / 2) / scale, 1),
        round(height / scale, 1),
        0,
    )
