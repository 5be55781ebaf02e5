"""Devanagari names in Roman letters, near enough to compare them with the spelling of an English list."""

from __future__ import annotations

import re

_CONSONANTS = "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l l v sh sh s h"
_VOWELS = "a a i i u u e ai o au o e ri"
_SIGNS = "a i i u u e ai o au o e ri n n"
_LETTERS = "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड"
CONSONANTS = dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह", _CONSONANTS.split(), strict=True))
VOWELS = dict(zip("अआइईउऊएऐओऔऑऍऋ", _VOWELS.split(), strict=True))
SIGNS = dict(zip("ािीुूेैोौॉॅृंँ", _SIGNS.split(), strict=True))
LETTERS = dict(zip(_LETTERS.split(), "abcdefghijklmnopqrstuvwxyz", strict=True))
"""The names of the English letters, as initials are written."""

LONGEST = 60
"""Letters of a word, vowel signs included; what is longer is no name."""
_SILENT = "\u093c\u094d\u0903\u200c\u200d"
"""Dots, joiners and what mutes a vowel: read with their consonant, else not heard."""
_SYLLABLE = re.compile(r"([क-ह])\u093c?([ा-ृॅेैॉोौ]?)(\u094d?)[\u200c\u200d]?(?=(.?))")
_SPELLINGS = (("ज्ञ", "ग्य"), ("ङ", "न"))
_DROPPED = re.compile(
    r"(?<=[aeiouə])((?:chh|[kgcjtdpbs]h|[^aeiouəh]))ə(?=(?:chh|[kgcjtdpbs]h|[^aeiouəh])[aeiouə])"
)
"""The vowel between two syllables, which is not spoken: जायसवाल is Jaiswal, नामदेव Namdev."""


def romanise(word: str) -> str:
    """The word in Roman letters; other scripts stay as they are.

    >>> [romanise(word) for word in ("नरेन्द्र", "जायसवाल", "बलवंतराव", "एम", "smith")]
    ['narendra', 'jayasval', 'balvantarao', 'm', 'smith']
    """
    if word.isascii() or word in LETTERS or len(word) > LONGEST:
        return LETTERS.get(word, word)
    for written, spoken in _SPELLINGS:
        word = word.replace(written, spoken)
    heard = "".join(
        VOWELS.get(letter) or SIGNS.get(letter, letter)
        for letter in _SYLLABLE.sub(_syllable, word)
        if letter not in _SILENT
    )
    return re.sub("rav$", "rao", _spoken(heard).replace("ə", "a"))


def _spoken(heard: str) -> str:
    """The word without the vowels that are dropped, the last one first."""
    while dropped := list(_DROPPED.finditer(heard)):
        at = dropped[-1].end() - 1
        heard = heard[:at] + heard[at + 1 :]
    return heard


def _syllable(found: re.Match[str]) -> str:
    """A consonant with its vowel; one without has a short one, but at the end of a word after a vowel."""
    consonant, vowel, mute, then = found.groups()
    after_mute = found.string[found.start() - 1 : found.start()] in tuple("\u094d\u200d")
    spoken = "" if mute or not (then or after_mute) else "ə"
    return CONSONANTS.get(consonant, "") + (SIGNS[vowel] if vowel else spoken)
