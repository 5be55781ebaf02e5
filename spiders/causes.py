"""Closed vocabularies of the crawl: what state a file is in, and why an answer is missing."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from archive.vocabulary import Meant


class Status(Meant):
    """State of one version of a file."""

    OK = "ok", "the bytes are in the archive"
    MISSING = "missing", "not there yet, or the site failed; it is asked for again"
    UNAVAILABLE = "unavailable", "asked for over days without success; the sweep still looks"
    BROKEN = "broken", "bytes came that are no document; it is asked for again"
    REFUSED = "refused", "the link is not one that we follow"


class Cause(StrEnum):
    """Why a question has no answer file in the archive."""

    status: Status
    meaning: str

    def __new__(cls, value: str, status: Status, meaning: str) -> Self:
        """A member with the status it leads to and its one-line meaning."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.status = status
        member.meaning = meaning
        return member

    NOT_ASKED = "not_asked", Status.MISSING, "listed, not asked for yet"
    NULL_LINK = "null_link", Status.MISSING, "the list gives no link"
    BLANK_LINK = "blank_link", Status.MISSING, "the list gives an empty link"
    INLINE_TEXT = (
        "inline_text",
        Status.MISSING,
        "no file: the text stands in the list row itself (before July 2015)",
    )
    MALFORMED_LINK = "malformed_link", Status.REFUSED, "the link names no answer file"
    OFF_SITE = "off_site", Status.REFUSED, "the link, or a redirect, leads off the site"
    ROBOTS = "robots", Status.REFUSED, "robots.txt asks us not to fetch it"
    HTTP_500 = "http_500", Status.MISSING, "the site answers HTTP 5xx, its way to say missing or broken"
    HTTP_404 = "http_404", Status.MISSING, "the site answers HTTP 404 or 410"
    HTTP_OTHER = "http_other", Status.MISSING, "the site answers another HTTP error"
    TIMEOUT = "timeout", Status.MISSING, "no complete reply in time"
    CONNECTION = "connection", Status.MISSING, "the connection broke off"
    CUT_SHORT = "cut_short", Status.MISSING, "fewer bytes came than were announced"
    STUB = "stub", Status.BROKEN, "a file too short to be a document"
    HTML = "html", Status.BROKEN, "a web page in the place of the document"
    TRUNCATED = "truncated", Status.BROKEN, "a PDF without its end"
    NOT_A_DOCUMENT = "not_a_document", Status.BROKEN, "neither PDF nor Word by its first bytes"
    TOO_LARGE = "too_large", Status.BROKEN, "larger than any answer could be"
