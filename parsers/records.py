"""The record of one document: the contract with every consumer (its JSON Schema goes into each release).

Text is Unicode NFC. Pages count from 1; boxes are points from the page's top left corner.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - a field of the record is named `date`
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"
PARSER_VERSION = "1"
"""Moved whenever the same text layer may give another record."""

BBox = Annotated[tuple[float, float, float, float], Field(description="x0, top, x1, bottom in points")]


class Said(StrEnum):
    """A closed vocabulary: each member carries its one-line meaning, from which the docs are made."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """The member of that value, with what it means."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class Kind(Said):
    """What a document is; only an `answer` has a question and an answer."""

    ANSWER = "answer", "a minister's answer to a Lok Sabha question"
    OTHER_HOUSE = "other_house", "an answer given in the Rajya Sabha"
    QUESTION_LIST = "question_list", "a printed list of questions, before their answers"
    NIL = "nil", "a file whose whole content is NIL"
    UNREADABLE = "unreadable", "no text could be had; `flags` says why"
    OTHER = "other", "a debate, an error page or anything else"


class QuestionType(StrEnum):
    """As printed; starred questions are answered orally."""

    STARRED = "STARRED"
    UNSTARRED = "UNSTARRED"
    SHORT_NOTICE = "SHORT NOTICE"


class Verdict(Said):
    """The list row against the document."""

    AGREES = "agrees", "both say the same"
    DIFFERS = "differs", "they say different things: perhaps the wrong file was uploaded"
    ABSENT = "absent", "one of them does not say it"


class Flag(Said):
    """A doubt about a record; a consumer may leave flagged records out."""

    NUMBER_DIFFERS = (
        "question_no_differs",
        "the document prints another number than the list: perhaps a swapped file",
    )
    TYPE_DIFFERS = "question_type_differs", "the document prints another type than the list"
    DATE_DIFFERS = "date_differs", "the document prints another date than the list, which is authoritative"
    MINISTRY_DIFFERS = "ministry_differs", "the document prints another ministry than the list"
    SUBJECT_DIFFERS = "subject_differs", "the document prints another subject than the list"
    MEMBERS_DIFFER = "members_differs", "the document prints other members than the list"
    OTHER_QUESTION_INSIDE = (
        "other_question_inside",
        "a further question stands in the same file; it was left out",
    )
    NO_NUMBER = "no_number", "no number could be read"
    NUMBERS_DISAGREE = "numbers_disagree", "the heading and the question print different numbers"
    NO_DATE = "no_date", "no date could be read"
    NO_MINISTRY = "no_ministry", "no ministry could be read"
    NO_SUBJECT = "no_subject", "no subject is printed"
    NO_MEMBERS = "no_members", "no member could be read"
    NO_CLAUSES = "no_clauses", "nothing that is asked could be read"
    NO_ANSWER = "no_answer", "a question is asked, but no ANSWER follows: the document is not taken for one"
    NO_MINISTER = "no_minister", "no minister is printed under ANSWER"
    NO_ANSWER_TEXT = "no_answer_text", "nothing that is answered could be read"
    UNANSWERED_CLAUSE = (
        "unanswered_clause",
        "a clause of the question to which no part of the answer is lettered",
    )
    TEXT_OUTSIDE_ITEMS = "text_outside_items", "a part of the answer stands in none of its items"
    NEEDS_OCR = "needs_ocr", "a page is a picture, and could not be read by eye"
    OCR_LAYER = "ocr_layer", "a page is a picture with a text beneath it that a scanner's OCR has left"
    PAGE_DAMAGED = "page_damaged", "a page could not be opened; its text is missing"
    LEGACY_HINDI = (
        "legacy_hindi",
        "Hindi set in a font with letters of its own; what could not be converted is left out",
    )
    TOTAL_DIFFERS = "total_differs", "a table's printed total is not the sum of its rows"
    UNLABELLED_ANSWER = (
        "unlabelled_answer",
        "the question has letters, the answer none: it answers all clauses",
    )


class Unreadable(Said):
    """Why a document has no text layer."""

    ENCRYPTED = "encrypted", "it opens with a password only"
    TRUNCATED = "truncated", "its end is missing"
    DAMAGED = "damaged", "its structure cannot be followed"
    EMPTY = "empty", "no byte was served, or no page is inside"
    NOT_A_DOCUMENT = "not_a_document", "neither PDF, Word nor HTML by its first bytes"
    TOO_BIG = "too_big", "more bytes than a document is allowed, packed or unpacked"
    TOO_MANY_PAGES = "too_many_pages", "more pages than a document is allowed"
    TIMEOUT = "timeout", "reading it took too long and was ended"
    MEMORY = "memory", "reading it took too much memory and was ended"
    CRASH = "crash", "the process that read it died"


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
