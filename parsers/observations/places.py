"""Finds States, Union Territories and districts in cells and texts."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from parsers.observations.models import Place
from parsers.observations.vocabulary import PlaceLevel
from parsers.text.rules import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

STATE_ALIKE, DISTRICT_ALIKE, MARGIN = 87, 84, 4
"""Lowest similarity (0-100) of a misspelt name to a State or district, and its lead over the second."""
SHORTEST = 5
"""Fewest letters of a name that may be misspelt."""

INDIA = Place("IN", PlaceLevel.COUNTRY, "India")
ALL_STATES = Place("IN-states", PlaceLevel.GROUP, "all States")
ALL_UTS = Place("IN-uts", PlaceLevel.GROUP, "all Union Territories")

_INDIA = re.compile(r"(?:all\s*[-–]?\s*)?india|country|bharat|भारत", re.IGNORECASE)
_NOISE = re.compile(
    r"[*#@^+$†‡]+|^\W*\d{1,2}[.)]\s*|\((?:ut|u\.t\.?|state|nct)\)|\bu\.?t\.?$|^(?:state|ut|nct|union\s+territory)\s+of\s+|\bstate$"
    r"|\bnct\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_HALF = re.compile(r"(?:\band|&|,)\s*$", re.IGNORECASE)


class State(BaseModel):
    """A State or Union Territory; `parts` are the codes of the two that were joined to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: int
    name: str
    spellings: tuple[str, ...] = ()
    borders: date | None = None
    until: date | None = None
    pair: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        """The State as a place."""
        return Place(f"S{self.code}", PlaceLevel.STATE, self.name)


@cache
def states() -> dict[str, State]:
    """All States and Union Territories by code: `S27`."""
    listed = tomllib.loads(_data("places.toml"))["state"]
    return {f"S{entry['code']}": State.model_validate(entry) for entry in listed}


def _data(name: str) -> str:
    return files("parsers.observations").joinpath(name).read_text(encoding="utf-8")


def name_key(name: str) -> str:
    """The same key for spellings that differ in case, blanks, marks, "&" and "(UT)".

    >>> name_key("JAMMU & KASHMIR@"), name_key("DELHI (UT)"), name_key("Karim Nagar")
    ('jammuandkashmir', 'delhi', 'karimnagar')
    """
    text = _NOISE.sub(" ", " ".join(name.split()))
    text = _NOISE.sub(" ", text.strip())
    return re.sub(r"[\W_]+", "", text.replace("&", " and ")).lower()


@cache
def _state_keys() -> dict[str, State]:
    return {name_key(name): state for state in states().values() for name in (state.name, *state.spellings)}


@cache
def _district_keys() -> dict[str, dict[str, Place]]:
    """Districts by code of their State and key of each of their names."""
    more = {entry["code"]: entry["spellings"] for entry in tomllib.loads(_data("places.toml"))["district"]}
    found: dict[str, dict[str, Place]] = {}
    for line in _data("districts.tsv").splitlines():
        if line.startswith("#"):
            continue
        code, state, names = line.split("\t")
        spelt = [*names.split(";"), *more.get(int(code), [])]
        place = Place(f"D{code}", PlaceLevel.DISTRICT, spelt[0])
        found.setdefault(f"S{state}", {}).update({name_key(name): place for name in spelt})
    return found


def find_state(name: str) -> Place | None:
    """The State, Union Territory or country with this name; None for any other, and for half a name.

    >>> find_state("Lakshdweep").code, find_state("D&N Haveli and"), find_state("India (per 1000)").code
    ('S31', None, 'IN')
    >>> find_state("Myanmar"), find_state("Karnal"), find_state("Dr. RML Hospital, Delhi")
    (None, None, None)
    """
    if _HALF.search(name):
        return None
    return _state_of_key(name_key(name)) or _state_of_key(name_key(_ASIDE.sub("", name)))


@cache
def _long_names() -> dict[str, Place]:
    return {name: state.place for name, state in _state_keys().items() if len(name) >= SHORTEST}


@lru_cache(maxsize=1 << 14)
def _state_of_key(key: str) -> Place | None:
    if _INDIA.fullmatch(key):
        return INDIA
    if exact := _state_keys().get(key):
        return exact.place
    return _closest(key, _long_names(), STATE_ALIKE)


def _closest(key: str, names: Mapping[str, Place], least: float) -> Place | None:
    """The one place whose name is alike; None if none or several are."""
    if len(key) < SHORTEST:
        return None
    close = process.extract(key, list(names), scorer=fuzz.ratio, score_cutoff=least - MARGIN, limit=8)
    if not close or close[0][1] < least:
        return None
    best = names[close[0][0]]
    rivals = [score for name, score, _ in close if names[name].code != best.code]
    return best if not rivals or close[0][1] - max(rivals) >= MARGIN else None


def find_district(name: str, state: str | None) -> Place | None:
    """The district with this name in the State with the code `state`; without one, only by a unique name.

    >>> find_district("PASCHIMI MEDINIPUR", "S19").code, find_district("Dhar", "S29")
    ('D318', None)
    >>> find_district("24 Paraganas", "S19"), find_district("Bijapur", None), find_district("Dhar", None).code
    (None, None, 'D403')
    """
    key = name_key(re.sub(r"\b(?:district|distt?)\b\.?", " ", name, flags=re.IGNORECASE))
    if state:
        names = _district_keys().get(state, {})
        return names.get(key) or _closest(key, names, DISTRICT_ALIKE)
    found = {place.code: place for names in _district_keys().values() if (place := names.get(key))}
    return next(iter(found.values())) if len(found) == 1 else None


def is_pair(names: Iterable[str]) -> Place | None:
    """The Union Territory whose two parts these names are.

    >>> is_pair(["D&N Haveli", "Daman & Diu"]).code
    'S38'
    """
    codes = {place.code for name in names if (place := find_state(name))}
    joined = (state for state in states().values() if state.pair)
    return next((s.place for s in joined if codes == {f"S{part}" for part in s.pair}), None)


def split_half_name(first: str, second: str) -> tuple[Place, Place] | None:
    """The places of two cells where the end of the first name was read into the second.

    >>> [place.code for place in split_half_name("D&N Haveli and", "Daman&Diu@ Delhi UT")]
    ['S38', 'S7']
    """
    if not _HALF.search(first):
        return None
    words = second.split()
    for cut in range(1, len(words)):
        whole, rest = find_state(f"{first} {' '.join(words[:cut])}"), find_state(" ".join(words[cut:]))
        if whole and rest and whole.code == "S38":
            return whole, rest
    return None


EXCLUDED = rule(
    "no place of the table",
    r"(?:\bincluding|\bexcept|\bexcluding|\b(?:bank|university|institutes?|courts?|corporation|college|board|hospital|academy|"
    r"centre|council|governor|chief\s+minister|member|mp|shri)\s+(?:\w+\s+)?(?:of|for|in|from))\W*(?:the\s+)?(?:state\s+of\s+)?$",
    "including ",
    "University of ",
)
"""Words after which a name is no place of the table."""
_BEFORE = (
    r"\b(?:in|of|for|from|within|to)\s+(?:the\s+)?"
    r"(?:state\s+of\s+|states?\s+|ut\s+of\s+|union\s+territory\s+of\s+)?"
)
_DISTRICT = re.compile(
    r"\b(?:in|of|for)\s+(?:the\s+)?((?:[A-Z][\w.]*\s+){1,3}?)(?:district|distt?\b)", re.IGNORECASE
)


@cache
def _name_pattern() -> re.Pattern[str]:
    names = sorted(
        {
            n
            for s in states().values()
            for n in (s.name, *s.spellings)
            if len(name_key(n)) >= 3 and n.isascii()
        },
        key=len,
        reverse=True,
    )
    either = "|".join(re.escape(n).replace("and", r"(?:and|&)").replace(r"\ ", r"\s*") for n in names)
    return re.compile(rf"(?:{either})(?![\w-])", re.IGNORECASE)


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?P<name>{_name_pattern().pattern})", re.IGNORECASE)


def mentioned_place(text: str) -> Place | None:
    """The one place that a text names for its figures: "in" or "of" a State or district, or a State alone.

    >>> mentioned_place("Scheme Wise fund allocation and Release of Maharashtra").code
    'S27'
    >>> mentioned_place("number of suicides during 2018-2020 including Andhra Pradesh:-")
    >>> mentioned_place("in the States of Telangana and Andhra Pradesh"), mentioned_place("SUICIDE IN KOTA")
    (None, None)
    >>> mentioned_place("farmers in Nanded district of Maharashtra").code
    'D485'
    """
    if alone := _state_of_key(name_key(text)):
        return alone
    found = list(_mentions(text))
    named = {place.code: place for place in found}
    if len(named) > 1 or re.search(r"\bstates\s+of\b", text, re.IGNORECASE):
        return None
    state = next(iter(named.values()), None)
    if district := _DISTRICT.search(text):
        return find_district(district[1], state.code if state else None) or state
    return state


def _mentions(text: str) -> Iterator[Place]:
    for found in _mention().finditer(text):
        before = text[: found.start("name")]
        if EXCLUDED.pattern.search(before):
            continue
        if place := find_state(found["name"]):
            yield place
        yield from _more_names(text[found.end() :])


def _more_names(rest: str) -> Iterator[Place]:
    """The names that follow one: ", Bihar and Jharkhand"."""
    while joined := re.match(r"\s*(?:,|and\b|&)\s*(?=\S)", rest):
        name = _name_pattern().match(rest, joined.end())
        if not name:
            return
        if place := find_state(name[0]):
            yield place
        rest = rest[name.end() :]


def had_other_borders(place: Place, day: date | None) -> bool:
    """Whether a State had other borders on a day.

    >>> had_other_borders(find_state("Andhra Pradesh"), date(2013, 12, 31))
    True
    """
    state = states().get(place.code or "")
    return bool(state and state.borders and day and day < state.borders)
