"""Parses rows of the question list; unknown and missing fields become issues."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import Any

from archive.keys import short_hash
from spiders.causes import Cause
from spiders.errors import BadReply
from spiders.site.links import Link, read_link

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_IGNORED = (
    "supplementaryQuestionResDtoList",
    "supplementaryType",
    "questionText",
    "answerText",
    "answerTextHindi",
)
_LINKS = ("questionsFilePath", "questionsFilePathHindi", "questionsDocPath", "questionsDocPathHindi")
QUESTION_TYPES = ("STARRED", "UNSTARRED", "SHORT NOTICE")
_LATER = frozenset(_LINKS[2:])
"""Fields that the site added in 2026; older replies do not have them."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One listed question.

    Source: `{"quesNo":220,"subjects":"…","lokNo":"18","member":["…"],"ministry":"…","type":"STARRED",
    "date":"13.02.2026","questionsFilePath":"https://…/annex/187/AS220_NEp9ne.pdf?source=lsapps",…}`
    """

    lok_sabha: int
    session: int
    question_type: str
    question_no: int
    date: dt.date
    ministry: str
    subject: str
    members: tuple[str, ...]
    english: Link
    hindi: Link
    word: Link
    word_hindi: Link
    issues: tuple[str, ...] = field(default=(), compare=False)

    @property
    def question_id(self) -> str:
        """`LS18-S5-UNSTARRED-1474`; starred and unstarred questions of a session share numbers."""
        return question_id(self.lok_sabha, self.session, self.question_type, self.question_no)

    @property
    def row_hash(self) -> str:
        """Hash of the row's values; URLs do not count, only the files that they name."""
        values = asdict(self) | {"issues": None}
        for name in ("english", "hindi", "word", "word_hindi"):
            values[name] = values[name]["file"] or values[name]["cause"]
        return short_hash(json.dumps(values, default=str, sort_keys=True))


def question_id(lok_sabha: object, session: object, question_type: str, question_no: object) -> str:
    """The identifier of a question.

    >>> question_id(18, 5, "UNSTARRED", 1474)
    'LS18-S5-UNSTARRED-1474'
    """
    return f"LS{lok_sabha}-S{session}-{question_type.replace(' ', '-')}-{question_no}"


def row_id(raw: dict[str, Any]) -> str:
    """The `question_id` of a raw row, without checking the rest of it."""
    kind = clean(str(raw.get("type"))).upper()
    return question_id(raw.get("lokNo"), raw.get("sessionNo"), kind, raw.get("quesNo"))


def clean(text: str) -> str:
    r"""Text in NFC without padding, line breaks and invisible characters.

    >>> clean("  Widening of\u2060 \n NH-734   ")
    'Widening of NH-734'
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def read_date(text: str) -> dt.date:
    """A date of the list; raises `BadReply` if it is not `DD.MM.YYYY`.

    >>> read_date("25. 4.2001")
    datetime.date(2001, 4, 25)
    """
    found = _DATE.fullmatch("".join(text.split()))
    if not found:
        raise BadReply(f"date {text!r} is not DD.MM.YYYY")
    day, month, year = map(int, found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise BadReply(f"date {text!r}: {error}") from error


def read_row(raw: dict[str, Any], site_url: str) -> ListRow:
    """The list row of a raw row; raises `BadReply` naming the field that is missing or invalid."""
    rest = dict(raw)
    inline = rest.get("answerText") or rest.get("questionText")
    issues = [
        f"field {name} is missing" for name in (*_LINKS, *_IGNORED) if name not in rest and name not in _LATER
    ]
    links = [read_link(rest.pop(name, None), site_url) for name in _LINKS]
    for name in _IGNORED:
        rest.pop(name, None)
    try:
        row = ListRow(
            lok_sabha=int(rest.pop("lokNo")),
            session=int(rest.pop("sessionNo")),
            question_type=_read_type(rest.pop("type")),
            question_no=int(rest.pop("quesNo")),
            date=read_date(rest.pop("date")),
            ministry=sys.intern(clean(rest.pop("ministry") or "")),
            subject=clean(rest.pop("subjects") or ""),
            members=_read_members(rest.pop("member")),
            english=_inline_or(links[0], bool(inline)),
            hindi=links[1],
            word=links[2],
            word_hindi=links[3],
            issues=(*issues, *(f"field {name} is new" for name in sorted(rest))),
        )
    except KeyError as error:
        raise BadReply(f"field {error} is missing and required") from error
    except (TypeError, ValueError, AttributeError, BadReply) as error:
        raise BadReply(f"row {row_id(raw)}: {error}") from error
    return row


def _read_type(text: str) -> str:
    kind = clean(text).upper()
    if kind not in QUESTION_TYPES:
        raise ValueError(f"unknown type {kind!r}")
    return kind


def _read_members(names: list[str] | None) -> tuple[str, ...]:
    """The members; raises `TypeError` if they are no list."""
    if names is not None and not isinstance(names, list):
        raise TypeError(f"members {names!r} are no list")
    return tuple(sys.intern(name) for name in map(clean, names or ()) if name)


def _inline_or(link: Link, inline: bool) -> Link:
    return Link(cause=Cause.INLINE_TEXT) if inline and link.cause else link
