"""Synthetic questions, made on request: a session of any size in little memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date  # noqa: N812
from datetime import timedelta
from functools import partial
from typing import Literal, overload

import msgspec

from samples.case import Listing
from samples.documents.files import File, file_stem
from samples.documents.minimal_pdf import render_lines
from samples.reference import Reference, Session, read_reference
from samples.rows import Row

LOK_SABHA, SESSION = 18, 5
STARRED_PER_DAY, UNSTARRED_PER_DAY = 20, 230
PER_DAY = STARRED_PER_DAY + UNSTARRED_PER_DAY
_FIRST_DAY = Date(2025, 7, 21)
_MINISTRIES = ("COAL", "EDUCATION", "JAL SHAKTI", "MINES", "STEEL", "TEXTILES")
_SUBJECTS = ("Tide Gauges", "Sample Looms", "Model Kilns", "Test Canals", "Pilot Orchards")


def sitting_day(position: int) -> Date:
    """Date of a sitting day, counted from 0: Mondays to Fridays from 21 July 2025.

    >>> sitting_day(5).isoformat()
    '2025-07-28'
    """
    weeks, days = divmod(position, 5)
    return _FIRST_DAY + timedelta(days=7 * weeks + days)


def synthetic_listing(kind: Literal["STARRED", "UNSTARRED"], number: int, day: Date) -> Listing:
    """A question whose invented text is derived from its number."""
    return Listing(
        lok_sabha=LOK_SABHA,
        session=SESSION,
        type=kind,
        number=number,
        date=day,
        ministry=_MINISTRIES[number % len(_MINISTRIES)],
        subject=f"{_SUBJECTS[number % len(_SUBJECTS)]} in Block {number}",
        members=["Shri A. B. Namoona"],
    )


def synthetic_row(listing: Listing) -> Row:
    """The list row of a synthetic question."""
    return Row(listing, english=f"annex/{file_stem(listing)}.pdf")


class SyntheticRows(Sequence[Row]):
    """Rows of `size` questions in list order: newest day first."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.days = -(-size // PER_DAY)

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, position: int) -> Row: ...
    @overload
    def __getitem__(self, position: slice) -> list[Row]: ...
    def __getitem__(self, position: int | slice) -> Row | list[Row]:
        if isinstance(position, slice):
            return [self[i] for i in range(*position.indices(self.size))]
        return synthetic_row(self._listing(range(self.size)[position]))

    def _listing(self, position: int) -> Listing:
        """Listing at a position; only the newest day may have fewer questions."""
        newest = self.size - PER_DAY * (self.days - 1)
        if position < newest:
            return self._of_day(self.days - 1, position, newest)
        back, within = divmod(position - newest, PER_DAY)
        return self._of_day(self.days - 2 - back, within, PER_DAY)

    def _of_day(self, day: int, position: int, size: int) -> Listing:
        starred = min(size, STARRED_PER_DAY)
        if position < starred:
            return synthetic_listing("STARRED", STARRED_PER_DAY * day + starred - position, sitting_day(day))
        number = UNSTARRED_PER_DAY * day + size - position
        return synthetic_listing("UNSTARRED", number, sitting_day(day))

    def find(self, kind: str, number: int) -> Listing:
        """Listing of a question number; raises `KeyError` if the session has none."""
        per_day = STARRED_PER_DAY if kind == "STARRED" else UNSTARRED_PER_DAY
        day, within = divmod(number - 1, per_day)
        size = PER_DAY if day < self.days - 1 else self.size - PER_DAY * (self.days - 1)
        starred = min(size, STARRED_PER_DAY)
        if day >= self.days or number < 1 or within >= (starred if kind == "STARRED" else size - starred):
            raise KeyError(f"{kind} {number}")
        return synthetic_listing("STARRED" if kind == "STARRED" else "UNSTARRED", number, sitting_day(day))


class SyntheticFiles(Mapping[str, File]):
    """Files of all rows, by file identity."""

    _NAME = re.compile(r"annex/\d+/A([SU])(\d+)_")

    def __init__(self, rows: SyntheticRows, file_bytes: int) -> None:
        self._rows, self._file_bytes = rows, file_bytes

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return (str(row.english) for row in self._rows)

    def __getitem__(self, identity: str) -> File:
        found = self._NAME.match(identity)
        if not found:
            raise KeyError(identity)
        listing = self._rows.find("STARRED" if found[1] == "S" else "UNSTARRED", int(found[2]))
        if synthetic_row(listing).english != identity:
            raise KeyError(identity)
        return synthetic_file(listing, self._file_bytes)


def synthetic_file(listing: Listing, file_bytes: int = 1500) -> File:
    """The file of a synthetic question."""
    return File(partial(render_lines, synthetic_lines(listing), file_bytes))


def synthetic_lines(listing: Listing) -> tuple[str, ...]:
    """The printed lines of a synthetic question."""
    star = "*" if listing.type == "STARRED" else ""
    return (
        "GOVERNMENT OF INDIA",
        f"MINISTRY OF {listing.ministry}",
        "LOK SABHA",
        f"{listing.type} QUESTION NO. {star}{listing.number}",
        f"ANSWERED ON {listing.date.strftime('%d.%m.%Y')}",
        listing.subject.upper(),
        f"{star}{listing.number}. SHRI A. B. NAMOONA:",
        f"Will the Minister of {listing.ministry} be pleased to state:",
        "(a) whether the Government has counted them; and",
        "(b) if so, the number thereof?",
        "ANSWER",
        f"THE MINISTER OF STATE FOR {listing.ministry}",
        "(SHRI C. D. UDAHARAN)",
        f"(a) and (b): Yes, Sir. Their number is {listing.number * 7}.",
        "*****",
    )


def synthetic_reference(rows: SyntheticRows) -> Reference:
    """The reference lists with only the synthetic session in the calendar."""
    dates = [sitting_day(position) for position in range(rows.days)]
    session = Session(
        lok_sabha=LOK_SABHA, session=SESSION, period=[[dates[0], dates[-1]]] if dates else [], dates=dates
    )
    return msgspec.structs.replace(read_reference(), sessions=[session])
