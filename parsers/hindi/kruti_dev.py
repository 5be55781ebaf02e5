"""Converts text in Kruti Dev, a font that prints Devanagari for Latin letters, to Unicode.

Each key prints a piece of a letter: a half letter (`क्`), a stem that completes it (`k`), a vowel sign.
So each key is replaced by its piece, and then the pieces are joined and ordered as Unicode requires.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = {
    "d": "क", "D": "क्", "[": "ख्", "x": "ग", "X": "ग्", "?": "घ्", "p": "च", "P": "च्", "N": "छ", "t": "ज",
    "T": "ज्", ">": "झ", "÷": "झ्", "V": "ट", "B": "ठ", "M": "ड", "<": "ढ", ".": "ण्", "r": "त", "R": "त्",
    "F": "थ्", "n": "द", "/": "ध्", "u": "न", "U": "न्", "i": "प", "I": "प्", "Q": "फ", "¶": "फ्", "c": "ब",
    "C": "ब्", "H": "भ्", "e": "म", "E": "म्", ";": "य", "¸": "य्", "j": "र", "y": "ल", "Y": "ल्", "o": "व",
    "O": "व्", "'": "श्", "’": "श्", '"': "ष्", "”": "ष्", "l": "स", "L": "स्", "g": "ह", "º": "ह्",
    "{": "क्ष्", "=": "त्र", "«": "त्र्", "K": "ज्ञ", "J": "श्र", "|": "द्य", "}": "द्व", ")": "द्ध", "í": "द्द",
    "Ø": "क्र", "Ý": "फ्र", "æ": "द्र", "ç": "प्र", "Á": "प्र", "#": "रु", ":": "रू", "é": "न्न", "à": "ह्न",
    "á": "ह्य", "â": "हृ", "ã": "ह्म", "ä": "क्त", "Ù": "त्त्", "–": "दृ", "—": "कृ", "Ñ": "कृ",
    "v": "अ", "b": "इ", "m": "उ", "Å": "ऊ", ",": "ए", "_": "ऋ", "Ã": "ई", "è": "ध्",
}  # fmt: skip
"""Consonants (whole, half and joined) and independent vowels."""

SIGNS = {
    "k": "ा", "h": "ी", "q": "ु", "w": "ू", "`": "ृ", "s": "े", "S": "ै", "a": "ं", "¡": "ँ", "%": "ः", "W": "ॅ",
    "~": "्", "z": "्र", "ª": "्र", "î": "्य", "+": "़", "f": "\ue000", "Z": "\ue001",
}  # fmt: skip
"""Vowel signs and other marks. The short i is typed before its letter, the r above after its syllable:
private characters stand for them until they are moved."""

OTHERS = {
    "A": "।", "]": ",", "-": ".", "&": "-", "@": "/", "(": ";", "¼": "(", "½": ")", "^": "‘", "*": "’",
    "Þ": "“", "ß": "”", "Œ": "॰", "å": "०", "ƒ": "१", "„": "२", "…": "३", "†": "४", "‡": "५", "ˆ": "६",
    "‰": "७", "Š": "८", "‹": "९",
}  # fmt: skip
"""Punctuation and digits."""

KEYS = str.maketrans(LETTERS | SIGNS | OTHERS)

_CLUSTER = "(?:[क-ह]़?्)*[क-ह]़?"
ORDER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("्ा"), ""),  # a half letter and its stem: a whole letter
    (re.compile("ाे|ोा"), "ो"),
    (re.compile("ाै"), "ौ"),
    (re.compile("अो"), "ओ"),
    (re.compile("अौ"), "औ"),
    (re.compile("अा"), "आ"),
    (re.compile("एे"), "ऐ"),
    (re.compile("इ\ue001"), "ई"),
    (re.compile(f"\ue000({_CLUSTER})"), r"\1ि"),
    (re.compile(f"({_CLUSTER}[ा-ौॅंँ]*)\ue001"), r"र्\1"),
)
"""Replacements that join and reorder the pieces, in this order."""


def kruti_to_unicode(text: str) -> str:
    r"""A text in Kruti Dev as Unicode.

    >>> kruti_to_unicode("miHkksDrk ekeys] [kk| vkSj lkoZtfud forj.k ea=h")
    'उपभोक्ता मामले, खाद्य और सार्वजनिक वितरण मंत्री'
    >>> kruti_to_unicode("j{kk ea=h"), kruti_to_unicode("d`f\"k"), kruti_to_unicode("xzkeh.k fodkl")
    ('रक्षा मंत्री', 'कृषि', 'ग्रामीण विकास')
    """
    pieces = text.translate(KEYS)
    for pattern, joined in ORDER:
        pieces = pattern.sub(joined, pieces)
    return unicodedata.normalize("NFC", pieces)
