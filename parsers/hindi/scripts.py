"""Removes Hindi words from English lines, as where a ministry's name is printed in both languages."""

from __future__ import annotations

import re

_DEVANAGARI = re.compile(r"[(\[]?[\u0900-\u097f]+(?:[\s.,()-]*[\u0900-\u097f]+)*[)\]]?")
_OLD_FONT = re.compile(r"[(\[]?\S*[\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u00ff]\S*")
"""Western European letters, which the legacy fonts DV and ISFOC use for Hindi; no office name has one."""
_HINDI, _ENGLISH = re.compile(r"[\u0904-\u0939]"), re.compile(r"[A-Za-z]")


def english_only(text: str) -> str:
    """The text without its Hindi words.

    >>> english_only("MINISTER OF TEXTILES वस्त्र मंत्री (SHRI A B)")
    'MINISTER OF TEXTILES (SHRI A B)'
    >>> english_only("Will the Minister of MINES òãðìððÐð ÙðüëððâðÚð be pleased")
    'Will the Minister of MINES be pleased'
    """
    if text.isascii():
        return text
    return " ".join(_OLD_FONT.sub(" ", _DEVANAGARI.sub(" ", text)).split())


def is_mostly_hindi(text: str) -> bool:
    """Whether most letters are Devanagari.

    >>> is_mostly_hindi("लोक सभा 12"), is_mostly_hindi("MINISTER OF TEXTILES वस्त्र मंत्री")
    (True, False)
    """
    hindi = len(_HINDI.findall(text)) if not text.isascii() else 0
    return hindi * 9 > len(text) and hindi > len(_ENGLISH.findall(text))


def same_script(a: str, b: str) -> bool:
    """Whether both texts have Devanagari letters, or neither has.

    >>> same_script("FINANCE", "वित्त"), same_script("FINANCE", "FINANCE (वित्त)"), same_script("रेल", "खान")
    (False, True, True)
    """
    return _has_hindi_only(a) == _has_hindi_only(b)


def _has_hindi_only(text: str) -> bool:
    return bool(_HINDI.search(text)) and not _ENGLISH.search(text)
