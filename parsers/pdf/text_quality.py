"""Judges by its spelling whether an OCR text layer is usable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ODD = re.compile(
    r"[A-Za-z][\]\[{}|\\~<>^=!]+[A-Za-z]|^[A-Za-z]+[{}|\\~]|[a-z][A-Z][a-z]*[A-Z]|[A-Z]+[a-z][A-Z]|[A-Z]'[A-Z]{2}"
)
"""Spellings that only bad OCR produces: `I]IDIA`, `MtNtsTRy`, `QUESTIOI{`."""

GARBLED = 0.01
"""Share of odd words from which OCR replaces a text layer; a good layer has a third of that."""


def odd_word_share(texts: Iterable[str]) -> float:
    """The share of words with an odd spelling.

    >>> odd_word_share("GOVERNTTIENT OF I]IDIA MtNtsTRy oF".split())
    0.4
    >>> odd_word_share("Shri RAHUL Kaswan: (a) the TPDS/NFSA, 1.5%".split())
    0.0
    """
    words = [text for text in texts if any(char.isalpha() for char in text)]
    return sum(bool(ODD.search(word)) for word in words) / len(words) if words else 0.0
