"""Seeded rules that misspell a name as printers do; None if a rule does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.names.persons import read_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Words = list[str]
SOUNDS = (
    ("v", "w"),
    ("w", "v"),
    ("sh", "s"),
    ("ee", "i"),
    ("i", "ee"),
    ("oo", "u"),
    ("u", "oo"),
    ("ch", "chh"),
)
SOUNDS += (("th", "t"), ("dh", "d"), ("ksh", "x"), ("z", "j"))
NICKNAMES = ("(babu)", "(guddu)", "(pappu)")


def misspelt(name: str, rule: str, rng: Random) -> str | None:
    """The name misspelt by a rule, in capitals with SHRI before it; None if the rule does not apply."""
    words = RULES[rule](list(read_name(name).words), rng)
    return f"SHRI {' '.join(words).upper()}" if words else None


def upper_case(words: Words, _: Random) -> Words | None:
    return words


def surname_first(words: Words, _: Random) -> Words | None:
    return words[-1:] + words[:-1] if len(words) > 1 else None


def any_order(words: Words, rng: Random) -> Words | None:
    return rng.sample(words, len(words)) if len(words) > 1 else None


def initials(words: Words, _: Random) -> Words | None:
    return (
        [f"{word[0]}." for word in words[:-1]] + words[-1:] if len(words) > 1 and len(words[-1]) > 2 else None
    )


def middle_initials(words: Words, _: Random) -> Words | None:
    return words[:1] + [f"{word[0]}." for word in words[1:-1]] + words[-1:] if len(words) > 2 else None


def middle_name_left_out(words: Words, _: Random) -> Words | None:
    return words[:1] + words[-1:] if len(words) == 3 and min(map(len, words)) > 2 else None


def no_blanks(words: Words, _: Random) -> Words | None:
    return ["".join(words)] if len(words) > 1 else None


def two_words_joined(words: Words, _: Random) -> Words | None:
    return ["".join(words[:2]), *words[2:]] if len(words) > 1 else None


def nickname(words: Words, rng: Random) -> Words | None:
    return [*words, rng.choice(NICKNAMES)]


def vowel_dropped(words: Words, rng: Random) -> Words | None:
    return _edit(words, rng, 4, _drop_vowel)


def letter_doubled(words: Words, rng: Random) -> Words | None:
    return _edit(words, rng, 4, _double)


def sound_respelt(words: Words, rng: Random) -> Words | None:
    return _edit(words, rng, 4, _respell)


def letters_changed_about(words: Words, rng: Random) -> Words | None:
    return _edit(words, rng, 6, _swap)


def letter_wrong(words: Words, rng: Random) -> Words | None:
    return _edit(words, rng, 6, _mistype)


def _edit(words: Words, rng: Random, least: int, edit: Callable[[str, Random], str]) -> Words | None:
    at = rng.choice([at for at, word in enumerate(words) if len(word) >= least] or [-1])
    edited = edit(words[at], rng)
    return None if edited == words[at] or len(words[at]) < least else [*words[:at], edited, *words[at:][1:]]


def _drop_vowel(word: str, rng: Random) -> str:
    at = rng.choice([at for at in range(1, len(word)) if word[at] in "aeiou"] or [len(word)])
    return word[:at] + word[at + 1 :]


def _double(word: str, rng: Random) -> str:
    at = rng.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _respell(word: str, rng: Random) -> str:
    here, there = rng.choice([pair for pair in SOUNDS if pair[0] in word[1:]] or [("", "")])
    return word[0] + word[1:].replace(here, there, 1)


def _swap(word: str, rng: Random) -> str:
    at = rng.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _mistype(word: str, rng: Random) -> str:
    at = rng.randrange(1, max(2, len(word)))
    return word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]


RULES: dict[str, Callable[[Words, Random], Words | None]] = {
    rule.__name__: rule
    for rule in (
        upper_case,
        surname_first,
        any_order,
        initials,
        middle_initials,
        middle_name_left_out,
        no_blanks,
        two_words_joined,
        nickname,
        vowel_dropped,
        letter_doubled,
        sound_respelt,
        letters_changed_about,
        letter_wrong,
    )
}
