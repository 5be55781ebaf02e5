"""Pages without usable text, read by eye: tesseract on the page's picture."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from parsers.grids.grid import find_grids, text_lines
from parsers.grids.lattice import find_lattices
from parsers.layer import Page, Word
from parsers.limits import PATIENCE
from parsers.pdf.picture_rulings import deskew, erase_rulings, find_bars
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL import Image

    from parsers.limits import Deadline

LANGUAGES = ("eng", "hin")

BLOCK, AUTOMATIC, LINE = "6", "3", "7"
"""Tesseract's page segmentation: one block (a table whose lines are wiped), found by itself, one line."""

MAX_DOUBTS = 6
"""Runs of unsure words of a page that are read again."""

LEAST_HINDI = 2
"""Devanagari characters from which they were Hindi."""

MARGIN = 8
"""Pixels around a run of words that is read again."""

SURE_CONFIDENCE = 60.0
"""Percent: confidence from which a word is believed."""

LEAST_CONFIDENCE = 30.0
"""Percent: a mark without a letter or figure that is read with less confidence is dirt."""


@dataclass(frozen=True, slots=True)
class OcrWord:
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


def recognise_page(number: int, picture: Image.Image, scale: float, deadline: Deadline) -> Page:
    """A page from its picture of `scale` pixels a point; without words and noted where the time runs out."""
    straight = deskew(picture, scale)
    bars = find_bars(straight, scale)
    page = Page(
        number, round(picture.width / scale, 1), round(picture.height / scale, 1), [], [], [""], "tesseract"
    )
    try:
        ruled = any(len(lattice.down) > 2 for lattice in find_lattices(bars))
        reads = _recognise(erase_rulings(straight, bars, scale), scale, deadline, ruled=ruled)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        page.notes.append(Flag.NEEDS_OCR)
        return page
    words = [word for _, line in groupby(reads, attrgetter("line")) for word in _words(list(line), scale)]
    page.words = [word for line in text_lines(words) for word in line]
    page.grids = find_grids(bars, words)
    return page


def _recognise(picture: Image.Image, scale: float, deadline: Deadline, *, ruled: bool) -> list[OcrWord]:
    """The words of a picture: English, and Devanagari where it stands.

    Read for both scripts at once, letters in brackets become Devanagari figures ('(c)' to '(०)'). So the
    page is read for English; where tesseract is unsure for several words on end they are read for both.
    """
    segmentation = BLOCK if ruled else AUTOMATIC
    english = _tesseract(picture, scale, "eng", segmentation, deadline)
    known = languages() or "eng"
    if known == "eng" or not english:
        return english
    if sum(read.sure >= SURE_CONFIDENCE for read in english) < len(english) / 2:
        return _tesseract(picture, scale, known, segmentation, deadline)
    for doubted in list(_unsure_runs(english))[:MAX_DOUBTS]:
        hindi = _recognise_run(picture, doubted, scale, known, deadline)
        if sum(_is_devanagari(char) for read in hindi for char in read.text) > LEAST_HINDI:
            at = english.index(doubted[0])
            english[at : at + len(doubted)] = hindi
    return english


def _unsure_runs(reads: list[OcrWord]) -> Iterator[list[OcrWord]]:
    """The runs of words on one line of which tesseract is not sure."""
    for _, line in groupby(reads, attrgetter("line")):
        for sure, run in groupby(line, lambda read: read.sure >= SURE_CONFIDENCE):
            words = list(run)
            if not sure and len(words) > 1:
                yield words


def _recognise_run(
    picture: Image.Image, doubted: list[OcrWord], scale: float, known: str, deadline: Deadline
) -> list[OcrWord]:
    """A run of words read for both scripts, its places those of the page."""
    left, right = doubted[0].left - MARGIN, max(read.left + read.width for read in doubted) + MARGIN
    top, bottom = (
        min(read.top for read in doubted) - MARGIN,
        max(read.top + read.height for read in doubted) + MARGIN,
    )
    piece = picture.crop((max(0, left), max(0, top), right, bottom))
    again = _tesseract(piece, scale, known, LINE, deadline)
    moved = {"left": max(0, left), "top": max(0, top)}
    return [
        replace(read, line=doubted[0].line, left=read.left + moved["left"], top=read.top + moved["top"])
        for read in again
    ]


def _is_devanagari(char: str) -> bool:
    """Whether a character belongs to the script of Hindi."""
    return "\u0900" <= char <= "\u097f"


def _tesseract(
    picture: Image.Image, scale: float, known: str, segmentation: str, deadline: Deadline
) -> list[OcrWord]:
    """The words that tesseract reads, in one thread; raises where it fails or takes too long."""
    png = io.BytesIO()
    picture.save(png, "PNG", compress_level=1)
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", known, "--dpi", str(round(scale * 72)), "--psm", segmentation, "tsv"],
        input=png.getvalue(),
        capture_output=True,
        timeout=PATIENCE * deadline.left,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return list(_parse_tsv(done.stdout.decode("utf-8", "replace")))


def _parse_tsv(tsv: str) -> Iterable[OcrWord]:
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
        if text and (sure >= LEAST_CONFIDENCE or any(char.isalnum() for char in text)):
            left, top, width, height = map(int, cells[6:10])
            yield OcrWord((cells[2], cells[3], cells[4]), left, top, width, height, sure, text)


def _words(line: list[OcrWord], scale: float) -> list[Word]:
    """The words of one line, all as high as most of them are: so that stops and quotes stand on the line."""
    height = median(read.height for read in line)
    return [_word(read, height, scale) for read in line]


def _word(read: OcrWord, height: float, scale: float) -> Word:
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
