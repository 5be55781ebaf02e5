"""The closed vocabularies of a record: kinds, question types, verdicts, flags, causes of unreadable files."""

from __future__ import annotations

from enum import StrEnum

from parsers.documented_enum import DocumentedEnum


class Kind(DocumentedEnum):
    """Kind of a document; only a record of the kind `answer` has a question and an answer."""

    ANSWER = "answer", "a minister's answer to a question; `house` gives the House in which it was asked"
    CORRECTION = "correction", "a statement that corrects an earlier answer; its text is in `correction`"
    QUESTION_LIST = "question_list", "a printed list of questions, before their answers"
    NIL = "nil", "a file that contains only the word NIL"
    UNREADABLE = "unreadable", "no text could be read; `flags` gives the reason"
    OTHER = "other", "any other document, such as a debate or an error page"


class House(DocumentedEnum):
    """House of Parliament to which a document belongs, as printed."""

    LOK_SABHA = "lok_sabha", "the lower House, whose answers these are"
    RAJYA_SABHA = "rajya_sabha", "the upper House, whose answers have the same form"


class QuestionType(StrEnum):
    """Type of a question, as printed; starred questions are answered orally."""

    STARRED = "STARRED"
    UNSTARRED = "UNSTARRED"
    SHORT_NOTICE = "SHORT NOTICE"


class Verdict(DocumentedEnum):
    """Result of comparing one field of the list row with the document."""

    AGREES = "agrees", "list and document have the same value"
    DIFFERS = "differs", "list and document have different values: perhaps the wrong file was uploaded"
    ABSENT = "absent", "the list or the document has no value, or their languages differ"


class Flag(DocumentedEnum):
    """A doubt about a record; consumers may leave out flagged records."""

    NUMBER_DIFFERS = (
        "question_no_differs",
        "list and document have different numbers: perhaps the wrong file was uploaded",
    )
    TYPE_DIFFERS = "question_type_differs", "list and document have different question types"
    HOUSE_DIFFERS = "house_differs", "the file is a document of the other House: the wrong file was uploaded"
    DATE_DIFFERS = "date_differs", "list and document have different dates; the list's date is authoritative"
    MINISTRY_DIFFERS = "ministry_differs", "list and document name different ministries"
    SUBJECT_DIFFERS = "subject_differs", "list and document have different subjects"
    MEMBERS_DIFFER = "members_differs", "list and document name different members"
    OTHER_QUESTION_INSIDE = (
        "other_question_inside",
        "the file contains another question as well, which is left out",
    )
    NO_NUMBER = "no_number", "no question number could be read"
    NUMBERS_DISAGREE = "numbers_disagree", "the heading and the question print different numbers"
    NO_DATE = "no_date", "no date could be read"
    NO_MINISTRY = "no_ministry", "no ministry could be read"
    NO_SUBJECT = "no_subject", "no subject is printed"
    NO_MEMBERS = "no_members", "no member could be read"
    NO_CLAUSES = "no_clauses", "no text of the question could be read"
    NO_ANSWER = "no_answer", "a question without the heading ANSWER after it; its kind is `other`"
    NO_MINISTER = "no_minister", "no minister is printed below ANSWER"
    NO_ANSWER_TEXT = "no_answer_text", "no text of the answer could be read"
    UNANSWERED_CLAUSE = (
        "unanswered_clause",
        "a clause of the question has no answer item with its letter",
    )
    TEXT_OUTSIDE_ITEMS = "text_outside_items", "some answer text belongs to no item"
    NEEDS_OCR = "needs_ocr", "a page is an image and OCR was unavailable or timed out"
    OCR_LAYER = "ocr_layer", "a page is an image with text added by the OCR of a scanner"
    PAGE_DAMAGED = "page_damaged", "a page could not be opened; its text is missing"
    LEGACY_HINDI = (
        "legacy_hindi",
        "Hindi in a font with its own encoding; text that could not be converted is left out",
    )
    HIDDEN_TEXT = "hidden_text", "text that a reader of the page cannot see is left out"
    PERHAPS_HIDDEN = (
        "perhaps_hidden_text",
        "it is uncertain whether some of the text can be seen on the page",
    )
    STRUCK_TEXT = "struck_text", "text is crossed out; it is in `struck_out` and nowhere else"
    WATERMARK = "watermark", "a watermark or stamp over the text is left out"
    ANNOTATION_TEXT = (
        "annotation_text",
        "some of the text was typed over the page as a note or into a form",
    )
    FRAGMENTED_TEXT = "fragmented_text", "the words of a page are broken into pieces and could not be joined"
    EXTRA_BYTES = (
        "extra_bytes",
        "the file has bytes before its start or after its end that are no part of it, or its end mark is cut",
    )
    TOTAL_DIFFERS = "total_differs", "a table's printed total is not the sum of its rows"
    UNLABELLED_ANSWER = (
        "unlabelled_answer",
        "the question has several clauses, the answer has no letters: it counts as the answer to all clauses",
    )


class Unreadable(DocumentedEnum):
    """Cause why a document has no text layer."""

    ENCRYPTED = "encrypted", "the file needs a password"
    TRUNCATED = "truncated", "the end of the file is missing"
    DAMAGED = "damaged", "the structure of the file is broken"
    EMPTY = "empty", "the file has no bytes or no pages"
    NOT_A_DOCUMENT = "not_a_document", "neither PDF, Word, RTF nor HTML by its first bytes"
    TOO_BIG = "too_big", "the file is larger than the limit, compressed or uncompressed"
    TOO_MANY_PAGES = "too_many_pages", "the file has more pages than the limit; only the first are read"
    TIMEOUT = "timeout", "reading took longer than the limit and was stopped"
    MEMORY = "memory", "reading took more memory than the limit and was stopped"
    CRASH = "crash", "the process that read the file crashed"
