"""The record of one document: the contract with every consumer (its JSON Schema goes into each release).

Text is Unicode NFC. Pages count from 1; boxes are points from the page's top left corner.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a field of the record is named `date`
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from parsers.vocabulary import Kind, QuestionType, Verdict

SCHEMA_VERSION = "1.0"
PARSER_VERSION = "2"
"""Bumped whenever the same text layer may give another record."""

BBox = Annotated[tuple[float, float, float, float], Field(description="x0, top, x1, bottom in points")]


class Model(BaseModel):
    """Strict: a misspelt field is an error, not a loss."""

    model_config = ConfigDict(extra="forbid")


class Member(Model):
    """A member who asks."""

    name_printed: str
    name: str | None = None
    """As the question list spells it, where it names the same person."""
    mp_code: int | None = None


class Clause(Model):
    """A lettered part of the question; `label` is "" where the question has no letters."""

    label: str
    text: str
    page: int | None = None
    bbox: BBox | None = None
    answer_items: list[int] = []
    """Indices into `Answer.items` of the items that answer this clause."""


class Question(Model):
    """What is asked."""

    text: str
    clauses: list[Clause]


class Minister(Model):
    """Who answers, as printed under ANSWER."""

    role: str
    name: str


class AnswerItem(Model):
    """A part of the answer; '(a) to (c):' has the labels a, b, c; an answer without letters is one item."""

    labels: list[str]
    text: str
    page: int | None = None
    bbox: BBox | None = None


class Answer(Model):
    """What is answered; where a Statement is laid on the Table, `items` are the Statement's."""

    text: str
    statement_laid: bool
    ministers: list[Minister]
    items: list[AnswerItem]


class Annexure(Model):
    """An appended list with a printed heading."""

    title: str
    page: int
    text: str


class Table(Model):
    """A data table; one that runs over pages is one table.

    A position that a merged cell covers is null, an empty cell "".
    """

    table_id: str
    page: int
    pages: list[int]
    bbox: BBox | None = None
    caption: str | None = None
    section: str
    """`answer` or `annexure`."""
    header: list[list[str | None]]
    rows: list[list[str | None]]


class Check(Model):
    """One field of the list row against the document."""

    field: str
    listing: str | None
    document: str | None
    verdict: Verdict


class Extraction(Model):
    """How the text was had."""

    engine: str
    version: str
    pages: int
    ocr_pages: list[int] = []
    text_layer: str
    """`text`, `ocr_layer`, `ocr`, `none`."""


class Source(Model):
    """The bytes that the record was read from."""

    file: str
    version: int
    sha256: str
    bytes: int
    media_type: str
    url: str | None
    fetched_at: str | None


class ListedMember(Model):
    """A member as the question list names one."""

    name: str
    mp_code: int | None = None


class Listing(Model):
    """What the question list says of the question; the list's date is authoritative."""

    question_id: str
    lok_sabha: int
    session: int
    question_type: QuestionType
    question_no: int
    date: Date
    ministry: str
    subject: str
    members: list[ListedMember]


class Record(Model):
    """All that one document says."""

    schema_version: str = SCHEMA_VERSION
    question_id: str | None
    kind: Kind
    lok_sabha: int | None = None
    session: int | None = None
    question_type: QuestionType | None = None
    question_no: int | None = None
    date: Date | None = None
    language: str = "en"
    ministry: str | None = None
    department: str | None = None
    subject: str | None = None
    members: list[Member] = []
    question: Question | None = None
    answer: Answer | None = None
    annexures: list[Annexure] = []
    tables: list[Table] = []
    checks: list[Check] = []
    flags: list[str] = []
    extraction: Extraction
    source: Source | None = None
    parser_version: str = PARSER_VERSION
