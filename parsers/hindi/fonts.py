"""Detects Hindi in legacy fonts and converts it to Unicode; what cannot be converted is dropped."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.hindi.kruti_dev import kruti_to_unicode

if TYPE_CHECKING:
    from collections.abc import Sequence


class Script(StrEnum):
    """The encoding of a word's letters."""

    PLAIN = "plain"
    KRUTI = "kruti"
    OTHER = "other"
    """Devanagari in a font that cannot be converted."""


FONTS: tuple[tuple[Script, re.Pattern[str], str], ...] = (
    (
        Script.KRUTI,
        re.compile(r"kruti\s*dev|devlys|^(?:[A-Z]{6}\+)?k010", re.IGNORECASE),
        "ABCDEF+KrutiDev010",
    ),
    (
        Script.OTHER,
        re.compile(
            r"\bdv[b_]?[-_]?tt|dv[-_ ]?(?:me|divyae|yogesh|surekh)|isfoc|\baps[-_ ]?(?:c|dv|prak)"
            r"|chanakya|shusha|walkman",
            re.IGNORECASE,
        ),
        "DV-TTYogesh",
    ),
)
"""Fonts that print Devanagari for Latin letters: patterns of their names, each with an example."""

FOREIGN = re.compile(
    r"[\u00a1-\u00b4\u00b6-\u00bb\u00be-\u00ff\u0152\u0153\u0160\u0161\u0178\u0192\ue000-\uf8ff\ufffd‹›ˆ˜™†‡]"
)
"""Characters that are never adjacent in English, as in DV, APS and ISFOC fonts (`†Öî¸ü`); private ones."""

DEVANAGARI = re.compile("[\u0900-\u097f]")

MIN_FOREIGN, MIN_FOREIGN_SHARE = 2, 0.4
"""A word with so many such characters, and such a share of them, is in a legacy font."""

INVISIBLE = dict.fromkeys([0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])

SURE = re.compile(r"\{k|=[hkks]|\[k|k\||;k;|\.k[kds]")
"""Letter pairs that occur only in Kruti Dev, whatever the font's name: क्ष, त्री, ख, ाद्य."""

KEYED = re.compile(r"[A-Za-z\[\]{}|=;'\".,/<>?~`^&+:)(-]+")
"""A word that may be typed in Kruti Dev."""

UNLIKE = re.compile(r"[a-z][A-Z]|\]$|[{}|=\[]|\.[a-z]|^[^aeiouyAEIOUY]{3,}$")
"""Unlikely in English: a word next to sure Kruti Dev that matches is Kruti Dev, too."""


def line_scripts(words: Sequence[tuple[str, str]]) -> list[Script]:
    """The script of each word of a line, from (text, font).

    >>> line_scripts([("DEFENCE", "Times"), ("j{kk", "Arial"), ("ea=h", "Arial"), ("be", "Times")])
    [<Script.PLAIN: 'plain'>, <Script.KRUTI: 'kruti'>, <Script.KRUTI: 'kruti'>, <Script.PLAIN: 'plain'>]
    """
    scripts = [script_of_word(text, font) for text, font in words]
    if Script.KRUTI not in scripts:
        return scripts
    for order in (range(1, len(words)), range(len(words) - 2, -1, -1)):
        for n in order:
            beside = n - 1 if order.step > 0 else n + 1
            same_font = words[n][1] == words[beside][1]
            if scripts[beside] is Script.KRUTI and same_font and scripts[n] is Script.PLAIN:
                text = words[n][0]
                scripts[n] = Script.KRUTI if KEYED.fullmatch(text) and UNLIKE.search(text) else Script.PLAIN
    return scripts


@lru_cache(maxsize=20_000)  # words of a language repeat
def script_of_word(text: str, font: str) -> Script:
    """The script of a word by itself.

    >>> [str(script_of_word(*word)) for word in (("ekeys]", "KrutiDev010"), ("òãðìððÐð", ""), ("Café", ""))]
    ['kruti', 'other', 'plain']
    """
    if not text.isascii() and DEVANAGARI.search(text):
        return Script.PLAIN
    named = script_of_font(font)
    if named is not Script.PLAIN:
        return named
    foreign = 0 if text.isascii() else len(FOREIGN.findall(text))
    if foreign >= MIN_FOREIGN and foreign >= MIN_FOREIGN_SHARE * len(text):
        return Script.OTHER
    return Script.KRUTI if SURE.search(text) and KEYED.fullmatch(text) else Script.PLAIN


@lru_cache(maxsize=1_000)  # a document has few fonts
def script_of_font(font: str) -> Script:
    """The script of a font, by its name.

    >>> [str(script_of_font(name)) for name in ("ABCDEF+KrutiDev010", "DV-TTYogesh", "Mangal")]
    ['kruti', 'other', 'plain']
    """
    return next((script for script, pattern, _ in FONTS if pattern.search(font)), Script.PLAIN)


def to_unicode(words: Sequence[tuple[str, str]]) -> list[str]:
    """The words of a line in Unicode; "" for one that cannot be converted.

    >>> to_unicode([("Minister", ""), ("òãðìððÐð", ""), ("j{kk", ""), ("ea=h", "")])
    ['Minister', '', 'रक्षा', 'मंत्री']
    """
    scripts = line_scripts(words)
    return [_convert(text, script) for (text, _), script in zip(words, scripts, strict=True)]


def _convert(text: str, script: Script) -> str:
    if script is Script.KRUTI:
        return kruti_to_unicode(text)
    return "" if script is Script.OTHER else to_nfc(text)


def to_nfc(text: str) -> str:
    r"""A text in Unicode's composed form (NFC), without invisible characters.

    >>> to_nfc("re\u0301sume\u0301\u200b")
    'résumé'
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(INVISIBLE))
