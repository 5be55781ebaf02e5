"""Closed vocabularies of the sample site."""

from __future__ import annotations

from parsers.documented_enum import DocumentedEnum


class Served(DocumentedEnum):
    """What the site sends when the file of a question is asked for."""

    DOCUMENT = "document", "the answer, in the format that its name says"
    DOCX = "docx", "the answer as a Word document, whatever its name says"
    NIL = "nil", "a document whose whole content is NIL"
    HTML = "html", "an error page with status 200"
    STUB = "stub", "15 bytes that begin like a PDF, with status 200"
    TRUNCATED = "truncated", "the first two thirds of the answer"
    MISSING = "missing", "HTTP 500 for ever"
    FLAKY = "flaky", "HTTP 500 twice, then the answer"


class Link(DocumentedEnum):
    """What the list row gives as the address of the file."""

    OWN = "own", "the question's own file"
    BLANK = "blank", "one space"
    NULL = "null", "null"


class Cause(DocumentedEnum):
    """Why no document can be had for a question."""

    BLANK_LINK = "blank_link", "the list row's address is one space"
    NULL_LINK = "null_link", "the list row's address is null"
    HTTP_500 = "http_500", "the site answers 500 each time"
    HTML = "html", "an error page stands in the document's place"
    STUB = "stub", "a few bytes stand in the document's place"
    TRUNCATED = "truncated", "the document ends before its end"


class Kind(DocumentedEnum):
    """What the document that comes is."""

    ANSWER = "answer", "a minister's answer to a Lok Sabha question"
    OTHER_HOUSE = "other_house", "an answer given in the Rajya Sabha"
    NIL = "nil", "a file whose whole content is NIL"


class House(DocumentedEnum):
    """Whose answer is printed."""

    LOK_SABHA = "lok_sabha", "the House of the People"
    RAJYA_SABHA = "rajya_sabha", "the Council of States"


class Typeface(DocumentedEnum):
    """The look of a PDF: the base font of its ministry's typist."""

    TIMES = "times", "Times, as most ministries set"
    ARIAL = "arial", "Helvetica, which reads as Arial"
    SANS = "sans", "an embedded sans; lozenges stand for Devanagari, whose text layer is right"
