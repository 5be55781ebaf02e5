"""Codes of ministries and members, found by name; a name that two entries share stays without a code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def name_key(name: str) -> str:
    """What two spellings of one name have in common.

    >>> name_key("Adv.  Dean Kuriakose"), name_key("ROAD TRANSPORT & HIGHWAYS")
    ('adv dean kuriakose', 'road transport and highways')
    """
    return " ".join(re.findall(r"[^\W_]+", name.replace("&", " and ").casefold()))


class Codes:
    """The codes of one Lok Sabha; the same code may name another ministry in the next."""

    def __init__(self, ministries: Iterable[tuple[str, int]], members: Iterable[tuple[str, int]]) -> None:
        self._ministries = _unique(ministries)
        self._members = _unique(members)

    def ministry(self, name: str) -> int | None:
        """`minCode` of a ministry, None where no one or more than one bears the name."""
        return self._ministries.get(name_key(name))

    def member(self, name: str) -> int | None:
        """`mpNo` of a member, None where no one or more than one bears the name."""
        return self._members.get(name_key(name))


def _unique(names: Iterable[tuple[str, int]]) -> dict[str, int]:
    codes: dict[str, set[int]] = {}
    for name, code in names:
        codes.setdefault(name_key(name), set()).add(code)
    return {key: code.pop() for key, code in codes.items() if len(code) == 1}
