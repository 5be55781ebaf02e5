"""The record of one document as pydantic models; each release contains their JSON Schema.

Text is Unicode NFC. Page numbers start at 1. Boxes are in points from the top left corner of the page.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a field of `Record` is named `date`
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from parsers.vocabulary import House, Kind, QuestionType, Verdict

SCHEMA_VERSION = "2.0"
PARSER_VERSION = "3"
"""Changes whenever the same text layer may give a different record."""

BBox = Annotated[tuple[float, float, float, float], Field(description="x0, top, x1, bottom in points")]


class Model(BaseModel):
    """Base of all models here; an unknown field is an error."""

    model_config = ConfigDict(extra="forbid")


class Member(Model):
    """A member who asks the question."""

    name_printed: str
    name: str | None = None
    """Name of the same person in the question list; null if the list does not name the person."""
    mp_code: int | None = None


class Clause(Model):
    """A part of the question with its letter; `label` is "" if the question has no letters."""

    label: str
    text: str
    page: int | None = None
    bbox: BBox | None = None
    answer_items: list[int] = []
    """Indices into `Answer.items` of the items that answer this clause."""


class Question(Model):
    """The text of the question, whole and in clauses."""

    text: str
    clauses: list[Clause]


class Minister(Model):
    """A minister who answers, as printed below ANSWER."""

    role: str
    name: str


class AnswerItem(Model):
    """A part of the answer: '(a) to (c):' has the labels a, b, c. An answer without letters is one item."""

    labels: list[str]
    text: str
    page: int | None = None
    bbox: BBox | None = None


class Answer(Model):
    """The text of the answer. If a Statement is laid on the Table, `items` are the items of the Statement."""

    text: str
    statement_laid: bool
    ministers: list[Minister]
    items: list[AnswerItem]


class Annexure(Model):
    """An annexure: a list or statement after the answer, with a printed title."""

    title: str
    page: int
    text: str


class Table(Model):
    """A data table; a table that continues on further pages is one table.

    A position covered by a merged cell is null; an empty cell is "".
    """

    table_id: str
    page: int
    pages: list[int]
    bbox: BBox | None = None
    caption: str | None = None
    above: list[str] = []
    """Lines between the caption and the table, such as its unit: `(Rs. in lakh)`."""
    below: list[str] = []
    """Lines below the table that belong to it: `Source:`, notes, footnotes."""
    lead: str | None = None
    """The paragraph of the answer that leads to the table: `The details are as under:`."""
    section: str
    """Part of the document that holds the table: `answer` or `annexure`."""
    header: list[list[str | None]]
    rows: list[list[str | None]]


class StruckText(Model):
    """Text that is crossed out on the page; no other field of the record contains it."""

    text: str
    page: int | None = None
    bbox: BBox | None = None


class Correction(Model):
    """A statement that corrects an earlier answer, and which answer that is."""

    text: str
    question_type: QuestionType | None = None
    question_no: int | None = None
    date: Date | None = None
    """Day of the answer that is corrected."""


class Check(Model):
    """One field of the list row compared with the same field of the document."""

    field: str
    listing: str | None
    document: str | None
    verdict: Verdict


class Extraction(Model):
    """How the text of the document was read."""

    engine: str
    version: str
    pages: int
    ocr_pages: list[int] = []
    text_layer: str
    """Origin of the text: `text` (the file), `ocr_layer` (a scanner), `ocr` (tesseract), `none`."""


class Source(Model):
    """The file from which the record was read."""

    file: str
    version: int
    sha256: str
    bytes: int
    media_type: str
    url: str | None
    fetched_at: str | None


class ListedMember(Model):
    """A member who asks, as named in the question list."""

    name: str
    mp_code: int | None = None


class Listing(Model):
    """The question's row of the question list; its date is authoritative."""

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
    """The content of one document, checked against the question list."""

    schema_version: str = SCHEMA_VERSION
    question_id: str | None
    kind: Kind
    house: House | None = None
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
    correction: Correction | None = None
    annexures: list[Annexure] = []
    tables: list[Table] = []
    struck_out: list[StruckText] = []
    checks: list[Check] = []
    flags: list[str] = []
    extraction: Extraction
    source: Source | None = None
    parser_version: str = PARSER_VERSION
