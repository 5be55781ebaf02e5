"""Reads the labels of clauses and answer items: `( e)`, `(a) & (b):`, `(a) to (d)`, `(क) से (घ)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

LATIN = "abcdefghijklmnopqrstuvwxyz"
HINDI = "कखगघङचछजझञ"
_L = r"\s*([a-zA-Z\u0915-\u091e]|ड[.़]?)\s*"
_SEP = r"(?:,\s*(?:&|and\b)|[,&;/]|\band\b|\b(?:up\s*)?to\b|[-–—~]|\.{2,}|…|से|और|एवं|तथा|व)"
_OPEN, _CLOSE = r"[(\[{]", r"[)\]}]"
_CLOSED = rf"{_OPEN}{_L}{_CLOSE}"
_HALF = rf"{_OPEN}?{_L}{_CLOSE}"
_END = r"(?:\s*\)(?=\s))?\s*(?P<end>(?::\s*[-–—.]?|[.\-–—]|;)*)\s*"
_PART = r"(?:parts?|points?)"
_WORD = (
    rf"^\s*[*•]?\s*(?:(?:(?:reply\s+to\s+|answer\s+to\s+)?(?:{_PART}|ans\.?)"
    r"|(?-i:R(?:eply|EPLY)|A(?:nswer|NSWER))(?:\s*(?:to|for)\b)?)\s*[:.]?\s*(?=[(\[]))?"
)
_BEHIND = rf"\s*{_SEP}\s*(?:{_PART}\s*(?=[(\[]))?{_OPEN}?{_L}{_CLOSE}"
_GROUP = rf"{_OPEN}{_L}(?:{_SEP}{_L})+{_CLOSE}"
_ITEM = re.compile(rf"{_WORD}(?P<letters>{_GROUP}|{_HALF}(?:{_BEHIND})*){_END}", re.IGNORECASE)
_RUN_ON = re.compile(
    rf"{_WORD}(?P<letters>{_HALF}(?:{_BEHIND}|\s*{_CLOSED})*\s*{_CLOSED}(?:{_BEHIND})*){_END}", re.IGNORECASE
)
"""Labels whose letters follow each other directly or after a blank: `(a) (b) & (c):`, `(a)(b)(c):`."""
_BARE = re.compile(
    rf"^\s*(?P<letters>(?:[a-z]\.?\s*{_SEP}\s*)+[a-z](?=\s*[.:])|[a-z](?=[.:]\s)){_END}", re.IGNORECASE
)
_LETTER = re.compile(
    r"(?<![^\W\d_])([a-z\u0915-\u091e]|ड[.़]?)(?![^\W\d_\u0900-\u0914\u0920-\u097f])", re.IGNORECASE
)
_RANGE = re.compile(r"^[\s()\[\]{}.]*(?:(?:up\s*)?to|[-–—~]|\.\.+|…|से)[\s()\[\]{}]*$", re.IGNORECASE)
_CLAUSE = re.compile(rf"^\s*{_HALF}\s*(?:[:.\-–]+\s*)?")
_DOTTED = re.compile(r"^\s*([a-z\u0915-\u091e]|[A-Z](?=\.\s+[a-z]))\.\s+")
_UNCLOSED = re.compile(r"^\s*\(\s*([a-h])\s+(?=[a-z]{2})")
_DANGLING = re.compile(r"^(?:(?:up\s*)?to|and|&|,|[-–—])$", re.IGNORECASE)


_LONGEST, _LONGEST_DANGLING = 120, 14
"""Length in characters of the longest label, and of the longest first half of a label."""
_ROMAN = LATIN.index("i")


@dataclass(frozen=True, slots=True)
class Label:
    """The label of an item: its letters, the punctuation after them, and the index where the text begins."""

    letters: tuple[str, ...]
    mark: str
    end: int


def read_item_label(text: str) -> Label | None:
    """The label at the start of a line of the answer; None if there is none.

    >>> read_item_label("(a) & (b): The number").letters
    ('a', 'b')
    >>> [read_item_label(t).letters for t in ("(a)to(c) A", "(a & b):", "(c), (d)&(e):", "(e) - (f) In")]
    [('a', 'b', 'c'), ('a', 'b'), ('c', 'd', 'e'), ('e', 'f')]
    >>> [read_item_label(t).letters for t in ("(a) (b) & (c): The", "(a)(b)(c): The", "(a) (i) The")]
    [('a', 'b', 'c'), ('a', 'b', 'c'), ('a',)]
    >>> "(a) to (d)) The"[read_item_label("(a) to (d)) The").end :]
    'The'
    >>> [read_item_label(t).letters for t in ("(a) upto (c): The", "(a) .. (c): The", "(a) ~ (c)")]
    [('a', 'b', 'c'), ('a', 'b', 'c'), ('a', 'b', 'c')]
    >>> [read_item_label(t).letters for t in ("Part (a) and Part (b): A", "Answer (c): A", "Reply to (d)")]
    [('a', 'b'), ('c',), ('d',)]
    >>> read_item_label("(क) से (घ): सरकार").letters
    ('क', 'ख', 'ग', 'घ')
    >>> read_item_label("(ग) से (ड.) : सड़क").letters
    ('ग', 'घ', 'ङ')
    >>> read_item_label("(iv) Leh"), read_item_label("of the (a)"), read_item_label("(NCRB) has")
    (None, None, None)
    """
    run_on = _RUN_ON.match(text[:_LONGEST])
    found = run_on if run_on and _in_order(run_on["letters"]) else _ITEM.match(text)
    return _label(found) if found else None


def read_bare_label(text: str) -> Label | None:
    """The label at the start of a line, printed without brackets; None if there is none.

    >>> [read_bare_label(t).letters for t in ("a to c: The", "a. to c. The", "A. The")]
    [('a', 'b', 'c'), ('a', 'b', 'c'), ('a',)]
    >>> read_bare_label("A mine"), read_bare_label("a to z of mining")
    (None, None)
    """
    found = _BARE.match(text)
    return _label(found) if found else None


def is_dangling(text: str) -> bool:
    """Whether the text is only the first half of a label, as `(a) to`, which the next line completes.

    >>> is_dangling("(a) to"), is_dangling("(a) &"), is_dangling("(a) to (c): The")
    (True, True, False)
    """
    label = read_item_label(text) if len(text) < _LONGEST_DANGLING else None
    return label is not None and bool(_DANGLING.match(text[label.end :].strip() or label.mark))


def _in_order(printed: str) -> bool:
    """Whether the letters are in alphabetical order and none is a Roman numeral: `(a) (b)`, not `(a) (i)`."""
    places = [LATIN.find(_letter(found[1])) for found in _LETTER.finditer(printed)]
    return all(before < after for before, after in pairwise(places)) and _ROMAN not in places


def _label(found: re.Match[str]) -> Label | None:
    letters = expand_letters(found["letters"])
    return Label(letters, found["end"].strip(), found.end()) if letters else None


def expand_letters(printed: str) -> tuple[str, ...]:
    """All letters of a printed label, ranges expanded; () if a range runs backwards.

    >>> expand_letters("(a) to (d)"), expand_letters("(a)&(b)"), expand_letters("(d) to (a)")
    (('a', 'b', 'c', 'd'), ('a', 'b'), ())
    """
    letters: list[str] = []
    end = 0
    for found in _LETTER.finditer(printed):
        letter = _letter(found[1])
        if letters and _RANGE.match(printed[end : found.start()]):
            between = letters_between(letters[-1], letter)
            if not between:
                return ()
            letters += between[1:]
        else:
            letters.append(letter)
        end = found.end()
    return tuple(dict.fromkeys(letters))


def letters_between(first: str, last: str) -> list[str]:
    """The letters from `first` to `last`; [] if `last` is not after `first` or is of another script."""
    alphabet = LATIN if first in LATIN else HINDI
    if last not in alphabet or alphabet.index(last) <= alphabet.index(first):
        return []
    return list(alphabet[alphabet.index(first) : alphabet.index(last) + 1])


def next_letter(letter: str, step: int = 1) -> str:
    """The letter `step` places after `letter`; "" after the end of the alphabet.

    >>> next_letter("a"), next_letter("क"), next_letter("z")
    ('b', 'ख', '')
    """
    alphabet = LATIN if letter in LATIN else HINDI
    return alphabet[place] if (place := alphabet.index(letter) + step) < len(alphabet) else ""


def read_clause_label(text: str) -> tuple[str, int] | None:
    """The letter at the start of a clause, and the index where the text begins; None without a letter.

    >>> read_clause_label("( e) if so"), read_clause_label("(a)whether"), read_clause_label("(c): the")
    (('e', 5), ('a', 3), ('c', 5))
    >>> read_clause_label("a. whether"), read_clause_label("(ii) the")
    (('a', 3), None)
    >>> read_clause_label("A. whether"), read_clause_label("(b if so"), read_clause_label("B. Tech")
    (('a', 3), ('b', 3), None)
    """
    found = _CLAUSE.match(text) or _DOTTED.match(text) or _UNCLOSED.match(text)
    return (_letter(found[1]), found.end()) if found else None


def _letter(printed: str) -> str:
    """The letter in lower case; ङ, the fifth Hindi letter, is often typed as ड with a dot."""
    return "ङ" if printed.startswith("ड") else printed.lower()
