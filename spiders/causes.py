"""Closed vocabularies of the crawl: what state a file is in, and why an answer is missing."""

from __future__ import annotations

from parsers.documented_enum import DocumentedEnum


class Status(DocumentedEnum):
    """State of one version of a file."""

    OK = "ok", "the bytes are in the archive"
    MISSING = "missing", "not there yet, or the site failed; it is asked for again"
    UNAVAILABLE = "unavailable", "asked for over days without success; the sweep still looks"
    BROKEN = "broken", "bytes came that are no document; it is asked for again"
    REFUSED = "refused", "the link is not one that we follow"


class Cause(DocumentedEnum):
    """Why a question has no answer file in the archive, and the status that its file gets."""

    status: Status

    NOT_ASKED = "not_asked", "listed, not asked for yet", Status.MISSING
    NULL_LINK = "null_link", "the list gives no link", Status.MISSING
    BLANK_LINK = "blank_link", "the list gives an empty link", Status.MISSING
    INLINE_TEXT = (
        "inline_text",
        "no file: the text stands in the list row itself (before July 2015)",
        Status.MISSING,
    )
    MALFORMED_LINK = "malformed_link", "the link names no answer file", Status.REFUSED
    OFF_SITE = "off_site", "the link, or a redirect, leads off the site", Status.REFUSED
    ROBOTS = "robots", "robots.txt asks us not to fetch it", Status.REFUSED
    HTTP_500 = "http_500", "the site answers HTTP 5xx, its way to say missing or broken", Status.MISSING
    HTTP_404 = "http_404", "the site answers HTTP 404 or 410", Status.MISSING
    HTTP_OTHER = "http_other", "the site answers another HTTP error", Status.MISSING
    TIMEOUT = "timeout", "no complete reply in time", Status.MISSING
    CONNECTION = "connection", "the connection broke off", Status.MISSING
    CUT_SHORT = "cut_short", "fewer bytes came than were announced", Status.MISSING
    STUB = "stub", "a file too short to be a document", Status.BROKEN
    HTML = "html", "a web page in the place of the document", Status.BROKEN
    TRUNCATED = "truncated", "a PDF without its end", Status.BROKEN
    NOT_A_DOCUMENT = "not_a_document", "neither PDF nor Word by its first bytes", Status.BROKEN
    TOO_LARGE = "too_large", "larger than any answer could be", Status.BROKEN
