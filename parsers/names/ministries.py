"""Resolves names of ministries to ids that stay the same across renames and misspellings.

The site's ministry codes cannot serve as ids: each Lok Sabha gives them to other ministries.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Mapping

ALIKE, MARGIN = 92, 5
"""Lowest similarity (0-100) of a misspelt name to a known name, and its lead over the second best."""

_HINDI_WORD = re.compile("[\u0900-\u0963\u200b-\u200d]+")
_HINDI_AND = {"और", "एवं", "तथा", "व", "मंत्रालय", "विभाग", "भारत", "सरकार"}
"""Words of a Hindi name that do not tell it from others."""


class MinistryName(BaseModel):
    """A name of a ministry, with its first and last day if they are known."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    first: dt.date | None = Field(None, alias="from")
    last: dt.date | None = Field(None, alias="to")


class Ministry(BaseModel):
    """A ministry: an id that never changes, its names in order, those in Hindi, its predecessors' ids."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    names: tuple[MinistryName, ...]
    hindi: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()


@cache
def ministries() -> dict[str, Ministry]:
    """All ministries by id.

    >>> [one.name for one in ministries()["education"].names]
    ['HUMAN RESOURCE DEVELOPMENT', 'EDUCATION']
    """
    listed = tomllib.loads(files("parsers.names").joinpath("ministries.toml").read_text(encoding="utf-8"))
    return {entry["id"]: Ministry.model_validate(entry) for entry in listed["ministry"]}


def ministry_key(name: str) -> str:
    """The same key for all spellings of a name: its words without punctuation, 'and' and plural endings.

    >>> ministry_key("ENVIRONMENT,  FORESTS & CLIMATE CHANGE "), ministry_key("Ministry of Mines")
    ('environment forest climate change', 'mine')
    >>> ministry_key("सूचना एवं प्रसारण मंत्रालय") == ministry_key("सूचना और प्रसारण")
    True
    """
    if hindi := _HINDI_WORD.findall(unicodedata.normalize("NFD", name)):
        return " ".join(_plain(word) for word in hindi if word not in _HINDI_AND)
    words = re.findall(r"[^\W_]+", re.sub(r"^\W*ministry\s+of\b", " ", name.casefold()))
    return " ".join(re.sub(r"(?<=\w{3})s$", "", word) for word in words if word != "and")


def _plain(word: str) -> str:
    """The word without the signs that are written or omitted at will, and with one sign for each nasal."""
    return re.sub("[\u093c\u200b-\u200d]", "", word).replace("न्", "ं").replace("ँ", "ं").replace("ऊ", "उ")


@lru_cache(maxsize=1 << 12)
def ministry_id(name: str) -> str | None:
    """The id of the ministry that has or had the name; None in doubt. No name belongs to two ministries.

    >>> ministry_id("COMMUNICATION"), ministry_id("HEAVY INDUSTRIES "), ministry_id("URBAN  DEVELOPMENT")
    ('communications', 'heavy-industries', 'urban-development')
    >>> ministry_id("HUMAN RESOURCE DEVELOPMENT"), ministry_id("HEALTH & FAMILIY WELFARE")
    ('education', 'health-and-family-welfare')
    >>> ministry_id("WELFARE") is None
    True
    >>> ministry_id("स्वास्थ्य एवं परिवार कल्याण मंत्रालय"), ministry_id("परमाणु उर्जा")
    ('health-and-family-welfare', 'atomic-energy')
    """
    key = ministry_key(name)
    return _ids().get(key) or _ids().get(_nearest(key) or "")


@cache
def _ids() -> dict[str, str]:
    return {
        ministry_key(name): ministry.id
        for ministry in ministries().values()
        for name in (*(one.name for one in ministry.names), *ministry.hindi)
    }


def _nearest(key: str) -> str | None:
    """The key of the known name of which this is a misprint; None if no name, or more than one, is close."""
    best, *rest = process.extract(key, _ids().keys(), scorer=fuzz.token_sort_ratio, limit=2)
    sure = best[1] >= ALIKE and all(other[1] <= best[1] - MARGIN for other in rest)
    return best[0] if sure else None


def ministry_id_or_slug(question: Mapping[str, Any]) -> str | None:
    """The `ministry_id` of a row of `questions`, else the slug of its ministry; None without a ministry.

    >>> ministry_id_or_slug({"ministry": "COAL & MINES", "ministry_id": None})
    'coal-and-mines'
    """
    return question["ministry_id"] or slug(question["ministry"] or "") or None


def slug(name: str) -> str:
    """A name in the ASCII letters, digits and dashes of a URL's path.

    >>> slug("ROAD TRANSPORT & HIGHWAYS"), slug("Heavy  Industries ")
    ('road-transport-and-highways', 'heavy-industries')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))
