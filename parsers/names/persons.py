"""Matches spellings of members' names, and pairs the members of two lists.

Words that two names share add up to evidence. Names that each have a word of their own are two persons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from parsers.hindi.romanise import romanise
from parsers.names.assignment import assign
from parsers.names.spelling import (
    COMMON,
    PERHAPS_TITLES,
    SHORT,
    TITLES,
    alike,
    first_sound,
    is_initial,
    reviewed_names,
    same_word,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

INITIAL = 0.3
"""Evidence from an initial; a word gives 1.0, a common word 0.5."""
NEAR = 0.8
"""Share of its evidence that a word keeps if the two spellings differ."""
LEFT_OUT, LEFT_OUT_INITIAL = 0.6, 0.35
"""Evidence subtracted per word, and per initial, that only one of the names has."""
ENOUGH = 0.8
"""Lowest evidence that counts as one person: one rare word in another spelling, with no word left out."""
MOST_WORDS, MOST_LETTERS = 12, 120
"""Limits of a name, in words and letters; the longest name of the 18th Lok Sabha has seven words."""

_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0903\u093a-\u094f]+[^\W\d_]*)*")
"""A word; `\\w` does not match the vowel signs of Devanagari, which are parts of it."""
_BRACKET = re.compile(r"\(([^()]*)\)")
_GLUED = re.compile(r"^(?:shrimati|shri|smt|dr|prof|adv)(?=[a-z]{8})")
"""An honorific before a name whose blanks are missing in the text layer: shriprasunbanerjee."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without titles."""

    words: tuple[str, ...]
    """Words in Latin script and lower case, in the order of the name."""
    key: str
    """Words in alphabetical order: the same key for every order of the name."""
    spare: frozenset[str]
    """Words that another spelling may omit: nicknames in brackets, words that may be a title."""
    first_sounds: frozenset[str]
    """First sounds of all words."""
    needed_sounds: frozenset[str]
    """First sounds of the words that are not spare."""


@lru_cache(maxsize=1 << 14)
def read_name(text: str) -> PersonName:
    """Read a name in Latin or Devanagari script.

    >>> read_name("DR. (SMT.) A.K.P. CHINRAJ").words
    ('a', 'k', 'p', 'chinraj')
    >>> read_name("डॉ. निशिकान्त दुबे").words
    ('nishikanta', 'dube')
    >>> sorted(read_name("Kunwar Ajay (Teni) Misra").spare)
    ['kunwar', 'teni']
    """
    text = re.sub("[\u200b-\u200d]", "", text.casefold())
    words = tuple(romanise(word) for word in _WORD.findall(text) if word not in TITLES)
    spare = {romanise(word) for bracket in _BRACKET.findall(text) for word in _WORD.findall(bracket)}
    if len(words) > 1 and words[0] in PERHAPS_TITLES:
        spare.add(words[0])
    return PersonName(
        words,
        key=" ".join(sorted(words)),
        spare=frozenset(spare),
        first_sounds=frozenset(map(first_sound, words)),
        needed_sounds=frozenset(first_sound(word) for word in words if word not in spare),
    )


def same_person(a: str, b: str) -> bool:
    """Whether two spellings name the same person.

    >>> same_person("VIJAY KUMAR S.R.", "SHRI S.R. VIJAYAKUMAR"), same_person("Shri A. Raja", "SHRI D. RAJA")
    (True, False)
    >>> same_person("Supriya Sadanand Sule", "SHRIMATI SUPRIYA SULE")
    True
    """
    return evidence(read_name(a), read_name(b)) >= ENOUGH


def pair_names(listed: Sequence[str], printed: Sequence[str]) -> dict[int, int]:
    """The index in `printed` of each name of `listed`: pairs one to one, as many as possible.

    >>> pair_names(["Sunil Kumar Singh", "Sunil Kumar"], ["SHRI SUNIL KUMAR", "SHRI SUNIL KUMAR SINGH"])
    {0: 1, 1: 0}
    """
    rows, columns = [read_name(name) for name in listed], [read_name(name) for name in printed]
    found = {(r, c): evidence(row, column) for r, row in enumerate(rows) for c, column in enumerate(columns)}
    return assign({at: worth for at, worth in found.items() if worth >= ENOUGH})


def evidence(a: PersonName, b: PersonName) -> float:
    """Evidence that two names are one person: the weight of shared words, less the words that one omits.

    >>> evidence(read_name("T R Baalu"), read_name("Thalikkottai Rajuthevar Baalu"))
    1.6
    >>> evidence(read_name("Ashok Kumar Rawat"), read_name("Ashok Kumar Yadav"))
    0.0
    """
    if a.key == b.key:
        return sum(map(_weight, a.words)) + ENOUGH if a.words else 0.0
    pair = frozenset((a.key, b.key))
    if pair in _reviewed("different"):
        return 0.0
    if pair in _reviewed("same"):
        return ENOUGH
    return _shared_evidence(a, b) if _may_be_one(a, b) else 0.0


def _may_be_one(a: PersonName, b: PersonName) -> bool:
    """Whether the names are short enough to compare, and the first sounds of one all occur in the other."""
    names = max(len(a.words), len(b.words)) <= MOST_WORDS and max(len(a.key), len(b.key)) <= MOST_LETTERS
    glued = min(len(a.words), len(b.words)) == 1
    return names and (glued or a.needed_sounds <= b.first_sounds or b.needed_sounds <= a.first_sounds)


@cache
def _reviewed(verdict: str) -> frozenset[frozenset[str]]:
    """Pairs of names (`PersonName.key`) that names.toml lists as the `same`, or as `different`, persons."""
    return frozenset(frozenset(read_name(name).key for name in names) for names in reviewed_names(verdict))


def _weight(word: str) -> float:
    if is_initial(word):
        return INITIAL
    return 0.5 if word in COMMON else 1.0


@lru_cache(maxsize=1 << 12)
def _shared_evidence(a: PersonName, b: PersonName) -> float:
    left, right = list(a.words), list(b.words)
    found = (
        _take_equal(left, right)
        + _take_joined(left, right)
        + _take_joined(right, left)
        + _take_misspelt(left, right)
    )
    if all(is_initial(word) for word in a.words if word not in left):
        return 0.0
    found += _take_initials(left, right, a.spare | b.spare)
    left = [word for word in left if word not in a.spare]
    right = [word for word in right if word not in b.spare]
    if left and right:
        return 0.0
    lost = sum(LEFT_OUT_INITIAL if is_initial(word) else LEFT_OUT for word in left + right)
    return round(found - lost, 2)


def _take_equal(a: list[str], b: list[str]) -> float:
    """Remove the words that both have; return their weight."""
    found = 0.0
    for word in list(a):
        if word in b:
            a.remove(word)
            b.remove(word)
            found += _weight(word)
    return found


def _take_joined(a: list[str], b: list[str]) -> float:
    """Remove words of `a` that are several words in `b` (Vijayakumar, Vijay Kumar); return their weight."""
    found = 0.0
    for word in [word for word in a if len(word) > SHORT]:
        if run := _find_run(word, b):
            found += NEAR * sum(map(_weight, b[run]))
            a.remove(word)
            del b[run]
    return found


def _find_run(word: str, words: list[str]) -> slice | None:
    """The slice of `words` that join to `word`; in reverse order, or with initials, only if spelt exactly."""
    whole = {word, _GLUED.sub("", word)}
    best: tuple[float, slice | None] = (0.0, None)
    for start, end in combinations(range(len(words) + 1), 2):
        run = words[start:end]
        if len(run) > 1:
            joined, turned = "".join(run), "".join(reversed(run))
            full = not any(map(is_initial, run))
            fits = whole & {joined, turned} or (full and any(alike(one, joined) for one in whole))
            best = max(
                best, (fuzz.ratio(word, joined) if fits else 0.0, slice(start, end)), key=itemgetter(0)
            )
    return best[1]


def _take_misspelt(a: list[str], b: list[str]) -> float:
    """Remove the words that both have in different spellings; return their weight."""
    found = 0.0
    for word in list(a):
        other = max((w for w in b if same_word(word, w)), key=lambda w: fuzz.ratio(word, w), default=None)
        if other:
            a.remove(word)
            b.remove(other)
            found += NEAR * _weight(word)
    return found


def _take_initials(a: list[str], b: list[str], spare: frozenset[str]) -> float:
    """Remove initials and the words that they abbreviate; return the weight of the initials, 0 if spare."""
    found = 0.0
    for word in list(a):
        other = next((w for w in b if _is_initial_of(*sorted((word, w), key=len))), None)
        if other:
            a.remove(word)
            b.remove(other)
            found += 0.0 if spare & {word, other} else INITIAL
    return found


def _is_initial_of(short: str, long: str) -> bool:
    return is_initial(short) and long.startswith(short)
