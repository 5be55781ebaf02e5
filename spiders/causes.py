"""Closed vocabularies of the crawl: the status of a file, and why an answer is missing."""

from __future__ import annotations

from parsers.documented_enum import DocumentedEnum


class Status(DocumentedEnum):
    """Status of one version of a file."""

    OK = "ok", "the file is in the archive"
    MISSING = "missing", "not published yet, or the site failed; requested again later"
    UNAVAILABLE = "unavailable", "failed for ten days; requested again every week"
    BROKEN = "broken", "the bytes are no document; requested again later"
    REFUSED = "refused", "the crawler does not follow the link"


class Cause(DocumentedEnum):
    """Why a question has no answer file in the archive, and the status that its file gets."""

    status: Status

    NOT_ASKED = "not_asked", "listed, not requested yet", Status.MISSING
    LOST = "lost", "archived once, lost from the archive since; requested again", Status.MISSING
    NULL_LINK = "null_link", "the list gives no link", Status.MISSING
    BLANK_LINK = "blank_link", "the list gives an empty link", Status.MISSING
    INLINE_TEXT = (
        "inline_text",
        "no file: the list row itself has the text (before July 2015)",
        Status.MISSING,
    )
    MALFORMED_LINK = "malformed_link", "the link is not that of an answer file", Status.REFUSED
    OFF_SITE = "off_site", "the link, or a redirect, leads off the site", Status.REFUSED
    ROBOTS = "robots", "robots.txt forbids the request", Status.REFUSED
    HTTP_500 = "http_500", "the site answers HTTP 5xx, as it does for missing files", Status.MISSING
    HTTP_404 = "http_404", "the site answers HTTP 404 or 410", Status.MISSING
    HTTP_OTHER = "http_other", "the site answers another HTTP error", Status.MISSING
    TIMEOUT = "timeout", "no complete reply in time", Status.MISSING
    CONNECTION = "connection", "the connection failed", Status.MISSING
    CUT_SHORT = "cut_short", "fewer bytes than the site announced", Status.MISSING
    STUB = "stub", "too short to be a document", Status.BROKEN
    HTML = "html", "a web page instead of the document", Status.BROKEN
    TRUNCATED = "truncated", "a PDF without its end", Status.BROKEN
    NOT_A_DOCUMENT = "not_a_document", "neither PDF, Word nor RTF by its first bytes", Status.BROKEN
    TOO_LARGE = "too_large", "larger than 64 MiB", Status.BROKEN
