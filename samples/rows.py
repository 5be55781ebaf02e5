"""Rows of the question list, as the site sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samples.case import Listing


FILES_PREFIX = "/getFile/lsapps/loksabhaquestions/"
OLDER_PREFIX = "/getFile/loksabhaquestions/"
_UNPADDED_SINCE = 18
"""First Lok Sabha whose `type` is not padded to 10 characters."""


@dataclass(frozen=True)
class Row:
    """A listing and its links: file identities such as `annex/185/AU1474_xxxxxx.pdf`, " " or None."""

    listing: Listing
    english: str | None
    hindi: str | None = None
    word: str | None = None


def order_rows(rows: Iterable[Row]) -> list[Row]:
    """Newest day first; within a day STARRED before UNSTARRED, higher numbers first."""
    return sorted(rows, key=lambda row: _sort_key(row.listing), reverse=True)


def _sort_key(listing: Listing) -> tuple[object, ...]:
    return listing.date, listing.type == "STARRED", listing.number


def row_as_json(row: Row, base_url: str) -> dict[str, object]:
    """The seventeen JSON fields of a row; `base_url` is the host of its links."""
    listing = row.listing
    padding = 10 if listing.lok_sabha < _UNPADDED_SINCE else 0
    return {
        "quesNo": listing.number,
        "subjects": listing.subject + " " * listing.subject_padding,
        "lokNo": str(listing.lok_sabha),
        "member": listing.members,
        "ministry": listing.ministry,
        "type": listing.type.ljust(padding),
        "date": listing.date.strftime("%d.%m.%Y"),
        "questionText": None,
        "answerText": None,
        "answerTextHindi": None,
        "questionsFilePath": _link(row.english, base_url),
        "questionsFilePathHindi": _link(row.hindi, base_url),
        "sessionNo": str(listing.session),
        "supplementaryQuestionResDtoList": None,
        "supplementaryType": listing.supplementary,
        "questionsDocPath": _link(row.word, base_url),
        "questionsDocPathHindi": None,
    }


def _link(file: str | None, base_url: str) -> str | None:
    """Address of a file; a blank or missing link is kept as it is."""
    if file is None or not file.strip():
        return file
    return f"{base_url}{FILES_PREFIX}{file}?source=lsapps"
