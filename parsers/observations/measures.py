"""Words for what a figure counts: the headings of its column without period and unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.observations.periods import Calendar, find_period
from parsers.observations.units import strip_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT_OVER = re.compile(
    r"\s*\b(?:during|in|for|of|as\s+on|since|upto|up\s+to|till|the|year|years|f\.?y\.?|financial|from)\W*$",
    re.IGNORECASE,
)


def measure_of(headings: Sequence[str], title: str, known: Calendar) -> str:
    """What a column counts; the title if its headings name only periods and units.

    >>> from datetime import date
    >>> known = Calendar(date(2021, 11, 30))
    >>> measure_of(["2018-19", "ALO."], "Funds", known), measure_of(["2018", "Kgs."], "Drugs seized", known)
    ('ALO.', 'Drugs seized')
    >>> measure_of(["SDR in 1990", "Crude"], "", known), measure_of(["Number of cases since 2014"], "", known)
    ('SDR / Crude', 'Number of cases')
    """
    kept = [text for heading in headings if (text := _without_period(strip_unit(heading), known))]
    return " / ".join(kept) or title


def _without_period(heading: str, known: Calendar) -> str:
    found = find_period(heading, known)
    if found and found.printed and found.printed in heading:
        before, _, after = heading.partition(found.printed)
        heading = f"{_LEFT_OVER.sub('', before)} {after}"
    text = re.sub(r"[(\[]\s*[)\]]", " ", heading)
    text = " ".join(text.split()).strip(" ,;:–-")
    return text if re.search(r"[^\W\d_]", text) and not _LEFT_OVER.fullmatch(text) else ""
