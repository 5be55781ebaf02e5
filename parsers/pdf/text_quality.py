"""Whether the text of a page can be trusted, by its letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ODD = re.compile(
    r"[A-Za-z][\]\[{}|\\~<>^=!]+[A-Za-z]|^[A-Za-z]+[{}|\\~]|[a-z][A-Z][a-z]*[A-Z]|[A-Z]+[a-z][A-Z]|[A-Z]'[A-Z]{2}"
)
"""What no printer sets and a bad OCR makes of it: `I]IDIA`, `MtNtsTRy`, `QUESTIOI{`."""

GARBLED = 0.01
"""Share of odd words from which an OCR layer is read again; a good one has a third of that."""


def odd_word_share(texts: Iterable[str]) -> float:
    """The share of words that are oddly spelt.

    >>> odd_word_share("GOVERNTTIENT OF I]IDIA MtNtsTRy oF".split())
    0.4
    >>> odd_word_share("Shri RAHUL Kaswan: (a) the TPDS/NFSA, 1.5%".split())
    0.0
    """
    words = [text for text in texts if any(char.isalpha() for char in text)]
    return sum(bool(ODD.search(word)) for word in words) / len(words) if words else 0.0
