"""Compares two spellings of a word of a name, by sound and by letters."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

SHORT = 2
"""Length of the longest initial in letters: Su. Thirunavukkarasar, Ve. Vaithilingam."""
SOUNDS_ALIKE = 65
"""Lowest similarity (0-100) of two spellings with the same consonants."""
MISPRINTS = ((10, 2), (6, 1))
"""Word lengths in letters, with the number of misprints (wrong, missing, extra, swapped letters) allowed."""

_REVIEWED = tomllib.loads(files("parsers.names").joinpath("names.toml").read_text(encoding="utf-8"))
COMMON, ENDINGS, KNOWN, TITLES, PERHAPS_TITLES = (
    frozenset(_REVIEWED[name].split()) for name in ("common", "endings", "known", "titles", "perhaps_titles")
)
"""Word lists, described in `names.toml`."""

_SOUNDS = [
    (re.compile(spelling), replacement)
    for spelling, replacement in (
        (r"s[ie]*n+g+h", "sinh"),
        (r"c+h", "ch"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"[zj]h?", "j"),
        (r"x", "ks"),
        (r"ck|q|c(?!h)", "k"),
        (r"([kgcjtdbps])h", r"\1"),
        (r"^[ie]+", "i"),
        (r"^[ou]+", "u"),
        (r"(?<!^)[aeiouyh]", ""),
        (r"(.)\1+", r"\1"),
    )
]
"""Replacements in order: spellings of one sound; then vowels after the first letter, doubled letters."""
_LONG_VOWELS = {"ee": "i", "ii": "i", "oo": "u", "uu": "u", "aa": "a"}
_LONG_VOWEL = re.compile("|".join(_LONG_VOWELS))


@lru_cache(maxsize=1 << 15)
def sound(word: str) -> str:
    """The sound of a word: its consonants, and the vowel at its beginning.

    >>> sound("vijayakumar"), sound("vijaykumar"), sound("laxmi"), sound("lakshmi"), sound("chowdhury")
    ('vjkmr', 'vjkmr', 'lksm', 'lksm', 'cvdr')
    """
    for spelling, replacement in _SOUNDS:
        word = spelling.sub(replacement, word)
    return word


def reviewed_names(verdict: str) -> list[list[str]]:
    """Pairs of names reviewed by hand: of one person (`same`) or of two persons (`different`)."""
    return [entry["names"] for entry in _REVIEWED[verdict]]


def first_sound(word: str) -> str:
    """The first sound of a word, one for `c`, `ch` and `k`, and one for `p` and `ph`.

    >>> [first_sound(word) for word in ("chandrakant", "c", "krishna", "wagh", "phani")]
    ['k', 'k', 'k', 'v', 'p']
    """
    return sound(word)[:1].replace("c", "k").replace("f", "p")


def is_initial(word: str) -> bool:
    """Whether a word is an initial or several initials.

    >>> [is_initial(word) for word in ("k", "su", "dnv", "ali")]
    [True, True, True, False]
    """
    several = len(word) == SHORT + 1 and word.isascii() and not re.search("[aeiouy]", word)
    return len(word) <= SHORT or several


@lru_cache(maxsize=1 << 15)
def alike(a: str, b: str) -> bool:
    """Whether two words are spellings or misprints of one word; an added final consonant makes another word.

    >>> alike("krishana", "krishna"), alike("sougata", "saugata"), alike("jagathrakshakan", "jagathratchakan")
    (True, True, True)
    >>> alike("sudhakar", "sudhakaran"), alike("gajendra", "rajendra"), alike("rajesh", "rakesh")
    (False, False, False)
    """
    shorter = min(len(a), len(b))
    if a == b or shorter <= SHORT or first_sound(a) != first_sound(b) or (a in KNOWN and b in KNOWN):
        return a == b
    sound_a, sound_b = sound(a), sound(b)
    wrong = min(OSA.distance(a, b), OSA.distance(_short_vowels(a), _short_vowels(b)))
    if sound_a == sound_b:
        return wrong <= 1 or (shorter > 2 * SHORT and fuzz.ratio(a, b) >= SOUNDS_ALIKE)
    if len(a) != len(b) and (sound_a.startswith(sound_b) or sound_b.startswith(sound_a)):
        return False
    return any(wrong <= most and shorter >= least for least, most in MISPRINTS)


@lru_cache(maxsize=1 << 15)
def same_word(a: str, b: str) -> bool:
    """Whether two words are alike, with or without a respectful ending.

    >>> same_word("rajeshbhai", "rajesh"), same_word("sudhakar", "sudhakaran")
    (True, False)
    """
    short, long = sorted((a, b), key=len)
    bare = (long.removesuffix(ending) for ending in ENDINGS if long.endswith(ending))
    return alike(a, b) or any(len(word) > SHORT and sound(word) == sound(short) for word in bare)


def _short_vowels(word: str) -> str:
    return _LONG_VOWEL.sub(lambda vowel: _LONG_VOWELS[vowel[0]], word)
