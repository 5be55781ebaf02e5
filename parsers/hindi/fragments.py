"""Recognises Hindi text whose words are broken into syllables, as in `भा रत सरका र`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DEVANAGARI_WORD = re.compile("^[\u0900-\u0963]+$")
LETTER = re.compile("[\u0904-\u0939\u0958-\u0961]")
BEGINS_WITH_SIGN = re.compile("^[\u0900-\u0903\u093a-\u094f]")

_PARTICLES = "के की का को कि से में मे है हैं ने तो भी ही हो हों हां हाँ न या व ना"
_VERBS_AND_PRONOUNS = "थी थीं था थे जो जी दो दी दें दे लें ले वे ये यें गे गी ई ए ओ"
_CLAUSES = "क ख ग घ ङ च छ ज"
ONE_LETTER_WORDS = frozenset(f"{_PARTICLES} {_VERBS_AND_PRONOUNS} {_CLAUSES}".split())
"""Words of one letter that Hindi has, and the letters of clauses."""

MIN_WORDS, MIN_SHARE = 10, 0.2
"""A text with at least so many Hindi words, such a share of which are pieces of words, is broken."""


def is_fragmented(texts: Iterable[str]) -> bool:
    """Whether a text is mostly Hindi and many of its words are syllables, or begin with a vowel sign.

    >>> is_fragmented("भा रत सरका र रे ल मं त्रा लय लो क सभा".split())
    True
    >>> is_fragmented("क्या रेल मंत्री यह बताने की कृपा करेंगे कि लोक सभा के प्रश्न का उत्तर".split())
    False
    """
    hindi, others = [], 0
    for text in texts:
        if DEVANAGARI_WORD.match(text):
            hindi.append(text)
        else:
            others += text.isascii() and text.isalpha()
    return len(hindi) >= max(MIN_WORDS, others) and sum(map(is_fragment, hindi)) >= MIN_SHARE * len(hindi)


def is_fragment(word: str) -> bool:
    """Whether a Hindi word is none by itself.

    >>> [is_fragment(word) for word in ("रा", "ित", "के", "सभा")]
    [True, True, False, False]
    """
    if not DEVANAGARI_WORD.match(word):
        return False
    if BEGINS_WITH_SIGN.match(word):
        return True
    return len(LETTER.findall(word)) < 2 and word not in ONE_LETTER_WORDS
