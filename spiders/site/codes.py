"""Finds codes of ministries and members by name; no code if none or several match."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from parsers.names.ministries import ministry_id, ministry_key

if TYPE_CHECKING:
    from collections.abc import Iterable

HONORIFICS = frozenset(
    (
        "adv",
        "advocate",
        "com",
        "dr",
        "er",
        "km",
        "kumari",
        "mr",
        "mrs",
        "ms",
        "prof",
        "shri",
        "smt",
        "sushri",
        "thiru",
    )
)
COMMON = frozenset(("singh", "kumar", "lal", "devi", "alias"))
"""Words in too many members' names to distinguish them."""
SIMILAR, MARGIN = 90, 5
"""Similarity (0-100) that a misspelt name needs; other members must be less similar by the margin."""


def name_key(name: str) -> str:
    """The name as lower-case words, without punctuation; the same for most spellings of one name.

    >>> name_key("Adv.  Dean Kuriakose"), name_key("ROAD TRANSPORT & HIGHWAYS")
    ('adv dean kuriakose', 'road transport and highways')
    """
    return " ".join(re.findall(r"[^\W_]+", name.replace("&", " and ").casefold()))


def person_key(name: str) -> str:
    """The sorted words of a member's name without honorifics.

    >>> person_key("(ADV.) JOICE GEORGE"), person_key("George Joice")
    ('george joice', 'george joice')
    """
    return " ".join(sorted(word for word in name_key(name).split() if word not in HONORIFICS))


def contains_name(one: str, other: str) -> bool:
    """Whether each word of the shorter name is in the longer one, as a word or as its initial.

    If the longer one has further words, both must share two words that are not `COMMON`:

    >>> contains_name("sadanand sule supriya", "sule supriya"), contains_name("g selvam", "ganesan selvam")
    (True, True)
    >>> contains_name("a raja", "amrinder raja singh warring")
    False
    >>> contains_name("kumar singh sunil", "kumar sunil")
    False
    """
    few, rest = sorted((one.split(), other.split()), key=len)
    rare = {word for word in few if word in rest and len(word) > 1} - COMMON
    for word in sorted(few, key=len, reverse=True):
        found = next((w for w in rest if w == word), None) or next(
            (w for w in rest if _initial(word, w)), None
        )
        if found is None:
            return False
        rest.remove(found)
    return len(rare) > bool(rest)


class Codes:
    """The codes of one Lok Sabha; in the next one a code may mean another ministry."""

    def __init__(self, ministries: Iterable[tuple[str, int]], members: Iterable[tuple[str, int]]) -> None:
        members = list(members)
        listed = [(name, ministry_id(name) or ministry_key(name), code) for name, code in ministries]
        self._ministries = _by_key((ministry_key(name), code) for name, _, code in listed)
        self._offices = _by_key((office, code) for _, office, code in listed)
        self._by_spelling = _by_key(members)
        self._members = _by_key((person_key(name), code) for name, code in members)
        self._found: dict[str, set[int]] = {}

    def ministry(self, name: str) -> int | None:
        """`minCode` of a ministry by its present or an earlier name; None if none or several match."""
        codes = self._ministries.get(ministry_key(name)) or self._offices.get(ministry_id(name) or "", set())
        return next(iter(codes)) if len(codes) == 1 else None

    def member(self, name: str) -> int | None:
        """`mpNo` of a member; None if none or several match."""
        if name not in self._found:
            self._found[name] = self._candidates(name)
        codes = self._found[name]
        return next(iter(codes)) if len(codes) == 1 else None

    def issues(self, *, ministries: Iterable[str], members: Iterable[str]) -> list[str]:
        """The names without a code, in alphabetical order, each with the reason.

        >>> codes = Codes([("COAL", 9)], [("Shri Raja A", 1), ("Shri A. Raja", 2)])
        >>> codes.issues(ministries=["COAL "], members=["A RAJA"])
        ["member 'A RAJA' has no code: the name matches 1, 2"]
        """
        offices = [
            f"ministry {name!r} has no code"
            for name in sorted(set(ministries))
            if self.ministry(name) is None
        ]
        offices += [
            f"ministry {name!r} is unknown" for name in sorted(set(ministries)) if not ministry_id(name)
        ]
        people = [name for name in sorted(set(members)) if self.member(name) is None]
        return offices + [
            f"member {name!r} has no code: the name matches {self._matches(name)}" for name in people
        ]

    def _matches(self, name: str) -> str:
        return ", ".join(map(str, sorted(self._found[name]))) or "no member"

    def _candidates(self, name: str) -> set[int]:
        """Codes of the matching members: by spelling, else by words or members.toml, parts, similarity."""
        key = person_key(name)
        known = self._members.get(_reviewed().get(key, key), set())
        return self._by_spelling.get(name) or known or self._containing(key) or self._similar(key)

    def _containing(self, key: str) -> set[int]:
        return {code for other, codes in self._members.items() if contains_name(key, other) for code in codes}

    def _similar(self, key: str) -> set[int]:
        near = process.extract(
            key, self._members.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR - MARGIN, limit=None
        )
        sure = [other for other, similarity, _ in near if similarity >= SIMILAR]
        return {code for other, _, _ in near for code in self._members[other]} if sure else set()


@cache
def _reviewed() -> dict[str, str]:
    entries = tomllib.loads(files("spiders.site").joinpath("members.toml").read_text(encoding="utf-8"))[
        "member"
    ]
    return {person_key(entry["listed"]): person_key(entry["member"]) for entry in entries}


def _initial(a: str, b: str) -> bool:
    return 1 in (len(a), len(b)) and a[0] == b[0]


def _by_key(names: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    codes: dict[str, set[int]] = {}
    for key, code in names:
        codes.setdefault(key, set()).add(code)
    return codes
