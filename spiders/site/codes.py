"""Codes of ministries and members, found by name; where a name fits none or several, the code stays open."""

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
"""Words that too many members share to tell one from another."""
ALIKE, MARGIN = 90, 5
"""Least likeness (0-100) of a misspelt name to a member's, and to how much less the next member's comes."""


def name_key(name: str) -> str:
    """What two spellings of one name have in common.

    >>> name_key("Adv.  Dean Kuriakose"), name_key("ROAD TRANSPORT & HIGHWAYS")
    ('adv dean kuriakose', 'road transport and highways')
    """
    return " ".join(re.findall(r"[^\W_]+", name.replace("&", " and ").casefold()))


def person_key(name: str) -> str:
    """The words of a member's name, whatever the honorific and the order.

    >>> person_key("(ADV.) JOICE GEORGE"), person_key("George Joice")
    ('george joice', 'george joice')
    """
    return " ".join(sorted(word for word in name_key(name).split() if word not in HONORIFICS))


def holds(one: str, other: str) -> bool:
    """Whether each word of the shorter name is a word of the longer one, or an initial of one.

    Where the longer one has more to it than initials, two rare words must be in both:

    >>> holds("sadanand sule supriya", "sule supriya"), holds("g selvam", "ganesan selvam")
    (True, True)
    >>> holds("kumar singh sunil", "kumar sunil"), holds("a raja", "amrinder raja singh warring")
    (False, False)
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
    """The codes of one Lok Sabha; the same code may name another ministry in the next."""

    def __init__(self, ministries: Iterable[tuple[str, int]], members: Iterable[tuple[str, int]]) -> None:
        members = list(members)
        listed = [(name, ministry_id(name) or ministry_key(name), code) for name, code in ministries]
        self._ministries = _by_key((ministry_key(name), code) for name, _, code in listed)
        self._offices = _by_key((office, code) for _, office, code in listed)
        self._spelt = _by_key(members)
        self._members = _by_key((person_key(name), code) for name, code in members)
        self._found: dict[str, set[int]] = {}

    def ministry(self, name: str) -> int | None:
        """`minCode` of a ministry, None where no one or more than one bears the name or once bore it."""
        codes = self._ministries.get(ministry_key(name)) or self._offices.get(ministry_id(name) or "", set())
        return next(iter(codes)) if len(codes) == 1 else None

    def member(self, name: str) -> int | None:
        """`mpNo` of a member, None where the name fits no one or more than one."""
        if name not in self._found:
            self._found[name] = self._candidates(name)
        codes = self._found[name]
        return next(iter(codes)) if len(codes) == 1 else None

    def issues(self, *, ministries: Iterable[str], members: Iterable[str]) -> list[str]:
        """The names whose identity stays open, in alphabetical order, and why.

        >>> codes = Codes([("COAL", 9)], [("Shri Raja A", 1), ("Shri A. Raja", 2)])
        >>> codes.issues(ministries=["COAL "], members=["A RAJA"])
        ["member 'A RAJA' has no code: the name fits 1, 2"]
        """
        offices = [
            f"ministry {name!r} has no code"
            for name in sorted(set(ministries))
            if self.ministry(name) is None
        ]
        offices += [
            f"ministry {name!r} is not known" for name in sorted(set(ministries)) if not ministry_id(name)
        ]
        people = [name for name in sorted(set(members)) if self.member(name) is None]
        return offices + [
            f"member {name!r} has no code: the name fits {self._fitted(name)}" for name in people
        ]

    def _fitted(self, name: str) -> str:
        return ", ".join(map(str, sorted(self._found[name]))) or "no one"

    def _candidates(self, name: str) -> set[int]:
        """Whom the name fits, by the first of spelling, words (or hand), parts and likeness."""
        key = person_key(name)
        known = self._members.get(_asserted().get(key, key), set())
        return self._spelt.get(name) or known or self._holding(key) or self._alike(key)

    def _holding(self, key: str) -> set[int]:
        return {code for other, codes in self._members.items() if holds(key, other) for code in codes}

    def _alike(self, key: str) -> set[int]:
        near = process.extract(
            key, self._members.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE - MARGIN, limit=None
        )
        sure = [other for other, likeness, _ in near if likeness >= ALIKE]
        return {code for other, _, _ in near for code in self._members[other]} if sure else set()


@cache
def _asserted() -> dict[str, str]:
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
