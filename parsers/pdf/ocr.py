"""OCR of pages without usable text: tesseract on the page's image."""

from __future__ import annotations

import io
import logging
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from parsers.grids.find import find_grids
from parsers.grids.lattice import find_lattices
from parsers.grids.printed_lines import text_lines
from parsers.layer import Page, Word
from parsers.limits import PATIENCE
from parsers.pdf.picture_rulings import deskew, erase_rulings, find_bars
from parsers.vocabulary import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL import Image

    from parsers.limits import Deadline

log = logging.getLogger(__name__)

LANGUAGES = ("eng", "hin")

BLOCK, AUTOMATIC, LINE = "6", "3", "7"
"""Tesseract's page segmentation modes: one block (for a table without its rulings), automatic, one line."""

MAX_UNSURE_RUNS = 6
"""Runs of unsure words per page that are recognised again."""

MIN_DEVANAGARI = 2
"""A run with more Devanagari characters than this is taken for Hindi."""

MARGIN = 8
"""Pixels around a run of words that is recognised again."""

SURE_CONFIDENCE = 60.0
"""Percent: words with at least this confidence are kept as they are."""

LEAST_CONFIDENCE = 30.0
"""Percent: a word without a letter or digit that has less confidence is dirt on the page."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """One word as tesseract reports it; lengths in pixels."""

    line: tuple[str, str, str]
    """Tesseract's numbers of its block, paragraph and line."""
    left: int
    top: int
    width: int
    height: int
    confidence: float
    """In percent."""
    text: str


@cache
def languages() -> str | None:
    """The installed languages for tesseract's `-l` option, as in `eng+hin`; None if it is not installed."""
    if not shutil.which("tesseract"):
        return None
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    ).stdout.split()
    return "+".join(name for name in LANGUAGES if name in listed) or None


def recognise_page(number: int, picture: Image.Image, scale: float, deadline: Deadline) -> Page:
    """The page recognised from its image at `scale` pixels per point; without words if tesseract fails.

    The page then has the note `needs_ocr`: tesseract ended with an error or exceeded the deadline.
    """
    straight = deskew(picture, scale)
    bars = find_bars(straight, scale)
    page = Page(
        number, round(picture.width / scale, 1), round(picture.height / scale, 1), [], [], [""], "tesseract"
    )
    try:
        ruled = any(len(lattice.down) > 2 for lattice in find_lattices(bars))
        recognised = _recognise(erase_rulings(straight, bars, scale), scale, deadline, ruled=ruled)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        log.info("ocr failed page=%s error=%s", number, type(error).__name__)
        page.notes.append(Flag.NEEDS_OCR)
        return page
    words = [
        word for _, line in groupby(recognised, attrgetter("line")) for word in _words(list(line), scale)
    ]
    page.words = [word for line in text_lines(words) for word in line]
    page.grids = find_grids(bars, words)
    return page


def _recognise(picture: Image.Image, scale: float, deadline: Deadline, *, ruled: bool) -> list[OcrWord]:
    """The words of an image in English and Hindi.

    With both languages at once, tesseract takes letters in brackets for Devanagari digits ('(c)' for '(०)').
    So the page is read as English first; runs of several unsure words are recognised again in both languages.
    """
    segmentation = BLOCK if ruled else AUTOMATIC
    english = _tesseract(picture, scale, "eng", segmentation, deadline)
    known = languages() or "eng"
    if known == "eng" or not english:
        return english
    if sum(word.confidence >= SURE_CONFIDENCE for word in english) < len(english) / 2:
        return _tesseract(picture, scale, known, segmentation, deadline)
    for run in list(_unsure_runs(english))[:MAX_UNSURE_RUNS]:
        hindi = _recognise_run(picture, run, scale, known, deadline)
        if sum(_is_devanagari(char) for word in hindi for char in word.text) > MIN_DEVANAGARI:
            at = english.index(run[0])
            english[at : at + len(run)] = hindi
    return english


def _unsure_runs(recognised: list[OcrWord]) -> Iterator[list[OcrWord]]:
    """The runs of two or more words on one line that tesseract is not sure of."""
    for _, line in groupby(recognised, attrgetter("line")):
        for sure, words in groupby(line, lambda word: word.confidence >= SURE_CONFIDENCE):
            run = list(words)
            if not sure and len(run) > 1:
                yield run


def _recognise_run(
    picture: Image.Image, run: list[OcrWord], scale: float, known: str, deadline: Deadline
) -> list[OcrWord]:
    """A run of words recognised again in the languages `known`, with coordinates of the page."""
    left = max(0, run[0].left - MARGIN)
    top = max(0, min(word.top for word in run) - MARGIN)
    right = max(word.left + word.width for word in run) + MARGIN
    bottom = max(word.top + word.height for word in run) + MARGIN
    cropped = picture.crop((left, top, right, bottom))
    return [
        replace(word, line=run[0].line, left=word.left + left, top=word.top + top)
        for word in _tesseract(cropped, scale, known, LINE, deadline)
    ]


def _is_devanagari(char: str) -> bool:
    """Whether a character is Devanagari."""
    return "\u0900" <= char <= "\u097f"


def _tesseract(
    picture: Image.Image, scale: float, known: str, segmentation: str, deadline: Deadline
) -> list[OcrWord]:
    """The words that tesseract recognises, in one thread.

    Raises `CalledProcessError` when it fails, `TimeoutExpired` when it takes too long.
    """
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
    r"""The words in tesseract's TSV output.

    >>> header = "level page block paragraph line word left top width height conf text"
    >>> tsv = f"{header}\n5 1 1 1 1 1 10 20 80 30 96.1 LOK".replace(" ", "\t")
    >>> [word.text for word in _parse_tsv(tsv)]
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
    """The words of one line, all with the median height: full stops and quotes align with the others."""
    height = median(word.height for word in line)
    return [_word(word, height, scale) for word in line]


def _word(ocr_word: OcrWord, height: float, scale: float) -> Word:
    middle = ocr_word.top + ocr_word.height / 2
    return Word(
        ocr_word.text,
        round(ocr_word.left / scale, 1),
        round((middle - height / 2) / scale, 1),
        round((ocr_word.left + ocr_word.width) / scale, 1),
        round((middle + height / 2) / scale, 1),
        round(height / scale, 1),
        0,
    )
