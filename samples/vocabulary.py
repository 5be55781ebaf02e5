"""Closed vocabularies of the sample cases."""

from __future__ import annotations

from parsers.documented_enum import DocumentedEnum


class Served(DocumentedEnum):
    """What the site sends when a question's file is requested."""

    DOCUMENT = "document", "the answer, in the format of its suffix"
    DOCX = "docx", "the answer as a Word document, whatever its suffix"
    NIL = "nil", "a document that contains only NIL"
    HTML = "html", "an error page with status 200"
    STUB = "stub", "15 bytes that start like a PDF, with status 200"
    TRUNCATED = "truncated", "the first two thirds of the answer"
    MISSING = "missing", "HTTP 500 every time"
    FLAKY = "flaky", "HTTP 500 twice, then the answer"


class Link(DocumentedEnum):
    """What the list row contains as the file's address."""

    OWN = "own", "the question's own file"
    BLANK = "blank", "one space"
    NULL = "null", "null"


class Cause(DocumentedEnum):
    """Why a question has no document."""

    BLANK_LINK = "blank_link", "the list row's address is one space"
    NULL_LINK = "null_link", "the list row's address is null"
    HTTP_500 = "http_500", "the site answers HTTP 500 every time"
    HTML = "html", "an error page is served instead of the document"
    STUB = "stub", "a few bytes are served instead of the document"
    TRUNCATED = "truncated", "the document is cut off"


class Kind(DocumentedEnum):
    """What kind of document is served."""

    ANSWER = "answer", "a minister's answer to a question of either House"
    NIL = "nil", "a file that contains only NIL"


class House(DocumentedEnum):
    """The House in which the printed answer was given."""

    LOK_SABHA = "lok_sabha", "the House of the People"
    RAJYA_SABHA = "rajya_sabha", "the Council of States"


class Typeface(DocumentedEnum):
    """Base font of a PDF."""

    TIMES = "times", "Times, as used by most ministries"
    ARIAL = "arial", "Helvetica, metric-compatible with Arial"
    SANS = "sans", "an embedded sans-serif; Devanagari is drawn as lozenges but its text layer is correct"
