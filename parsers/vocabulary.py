"""The closed vocabularies of a record: kinds, question types, verdicts, flags, reasons for no text."""

from __future__ import annotations

from enum import StrEnum

from parsers.documented_enum import DocumentedEnum


class Kind(DocumentedEnum):
    """What a document is; only an `answer` has a question and an answer."""

    ANSWER = "answer", "a minister's answer to a Lok Sabha question"
    OTHER_HOUSE = "other_house", "an answer given in the Rajya Sabha"
    QUESTION_LIST = "question_list", "a printed list of questions, before their answers"
    NIL = "nil", "a file whose whole content is NIL"
    UNREADABLE = "unreadable", "no text could be read; `flags` gives the reason"
    OTHER = "other", "a debate, an error page or anything else"


class QuestionType(StrEnum):
    """As printed; starred questions are answered orally."""

    STARRED = "STARRED"
    UNSTARRED = "UNSTARRED"
    SHORT_NOTICE = "SHORT NOTICE"


class Verdict(DocumentedEnum):
    """The list row against the document."""

    AGREES = "agrees", "list and document have the same value"
    DIFFERS = "differs", "list and document have different values: perhaps the wrong file was uploaded"
    ABSENT = "absent", "the list or the document has no value"


class Flag(DocumentedEnum):
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
        "the file holds a further question, which was left out",
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
        "a clause of the question has no part of the answer with its letter",
    )
    TEXT_OUTSIDE_ITEMS = "text_outside_items", "some answer text belongs to no item"
    NEEDS_OCR = "needs_ocr", "a page is an image and OCR was unavailable or timed out"
    OCR_LAYER = "ocr_layer", "a page is an image with text that a scanner's OCR added"
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


class Unreadable(DocumentedEnum):
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
