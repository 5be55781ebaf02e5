"""Parses the links of list rows: the file a link names, and whether the crawler may follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from spiders.causes import Cause

_FILE = re.compile(r"/(?P<file>(?:annex|qhindi)/[0-9]+/[^/?#]+\.(?:pdf|docx?))$", re.IGNORECASE)

_HOST = re.compile(r"[a-z0-9.:-]+")
_ADDRESS = re.compile(r"[0-9.]+|.*:.*")
"""An IP address has no subdomains."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a list row: the file it names and its URL; `cause` says why it is not followed."""

    file: str | None = None
    url: str | None = None
    cause: Cause | None = None

    @property
    def followed_file(self) -> str | None:
        """The file, None if the link is not followed."""
        return None if self.cause else self.file

    @property
    def followed_url(self) -> str | None:
        """The URL, None if the link is not followed."""
        return None if self.cause else self.url


def file_identity(url: str) -> str | None:
    """The part of a file's URL that never changes, unlike prefix and query; None if there is no file.

    >>> file_identity("https://sansad.in/getFile/loksabhaquestions/annex/185/AU1474_x1Y2z3.pdf?source=pqals")
    'annex/185/AU1474_x1Y2z3.pdf'
    >>> file_identity("https://sansad.in/getFile/lsapps/loksabhaquestions/qhindi/5/AS2.doc?source=lsapps")
    'qhindi/5/AS2.doc'
    >>> file_identity("https://sansad.in/getFile/Annexture_New/lsq16/2/as2.htm?source=loksabhadocs")
    """
    found = _FILE.search(urlsplit(url).path)
    return found["file"] if found else None


def read_link(value: object, site_url: str) -> Link:
    """The link for a value of a list row; causes are null, blank, malformed and off-site.

    >>> read_link(" ", "https://sansad.in").cause.value
    'blank_link'
    >>> read_link("https://elsewhere.example/annex/185/AU1.pdf", "https://sansad.in").cause.value
    'off_site'
    """
    if value is None:
        return Link(cause=Cause.NULL_LINK)
    if not isinstance(value, str):
        return Link(url=str(value), cause=Cause.MALFORMED_LINK)
    url = value.strip()
    if not url:
        return Link(cause=Cause.BLANK_LINK)
    try:
        identity = file_identity(url)
    except ValueError:
        identity = None
    if identity is None:
        return Link(url=url, cause=Cause.MALFORMED_LINK)
    if not is_on_site(url, site_url):
        return Link(identity, url, Cause.OFF_SITE)
    return Link(identity, url)


def is_on_site(url: str, site_url: str) -> bool:
    """Whether a URL is on the site: its host or a subdomain, its port, http or https, no credentials.

    >>> is_on_site("https://elibrary.sansad.in/x", "https://sansad.in")
    True
    >>> is_on_site("file:///etc/passwd", "https://sansad.in"), is_on_site("https://a@sansad.in/x", "https://sansad.in")
    (False, False)
    >>> is_on_site("http://127.0.0.1:9/x", "http://127.0.0.1:8080")
    False
    """
    try:
        there, site = urlsplit(url), urlsplit(site_url)
        ports = _port(there), _port(site)
    except ValueError:
        return False
    host, home = (there.hostname or "").rstrip("."), site.hostname or ""
    return (
        there.scheme in {"http", "https"}
        and there.username is None
        and ports[0] == ports[1]
        and bool(_HOST.fullmatch(host))
        and (host == home or (not _ADDRESS.fullmatch(home) and host.endswith(f".{home}")))
    )


def _port(parts: SplitResult) -> int | None:
    """The port, None for the default one: http and https count as one site."""
    return None if parts.port == {"http": 80, "https": 443}.get(parts.scheme) else parts.port
