"""Names and contents of the sample site's files."""

from __future__ import annotations

import hashlib
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samples.documents.doc import render_doc, render_nil_doc
from samples.documents.docx import render_docx, render_nil_docx
from samples.documents.pdf import render_nil_pdf, render_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from samples.case import Document, Listing

_ALPHABET = string.ascii_letters + string.digits
_TOKENS_SINCE = 18
"""First Lok Sabha whose file names contain a token."""
_JOINED_SINCE = 17
"""First Lok Sabha whose folder is Lok Sabha and session joined; before, the session alone."""


@dataclass(frozen=True)
class File:
    """A file of the site."""

    make: Callable[[], bytes]
    failures: int | None = 0
    """Number of HTTP 500 replies before the file is served; None: always 500."""


RENDERERS = {"pdf": render_pdf, "docx": render_docx, "doc": render_doc}
NIL_RENDERERS = {"pdf": render_nil_pdf, "docx": render_nil_docx, "doc": render_nil_doc}

STUB = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
ERROR_PAGE = b"""

<link href="/css/error.css" rel="stylesheet" />
<div class="container">
  <h1>Error</h1>
  <h2>The page that you are looking for cannot be shown</h2>
  <a href="/">Home</a>
</div>
"""


def file_token(question_id: str) -> str:
    """Six letters or digits derived from the question id by a hash.

    >>> len(file_token("LS18-S5-UNSTARRED-1474"))
    6
    """
    digest = hashlib.sha256(question_id.encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:6])


def file_stem(listing: Listing) -> str:
    """Folder and name: `185/AU1474_xxxxxx` (Lok Sabha 18), `174/AU10` (17), `5/AS2` (16)."""
    name = f"A{listing.type[0]}{listing.number}"
    if listing.lok_sabha >= _TOKENS_SINCE:
        name += f"_{file_token(listing.question_id)}"
    folder = f"{listing.session}"
    if listing.lok_sabha >= _JOINED_SINCE:
        folder = f"{listing.lok_sabha}{listing.session}"
    return f"{folder}/{name}"


def render(document: Document, suffix: str) -> bytes:
    """The document in the format of the suffix."""
    return RENDERERS[suffix](document)
