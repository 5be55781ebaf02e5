"""Tells web pages, such as captchas, from documents and lists by the whole reply, not by its first bytes."""

from __future__ import annotations

import codecs
import re

from parsers.media_types import document_type, pdf_start

_NOTICE = re.compile(r"(?is)(?:<br\s*/?>\s*)?<b>(?:Notice|Warning|Deprecated)</b>:.*?<br\s*/?>\s*")
"""A message of PHP before the reply: `<br /><b>Notice</b>: Undefined index … on line <b>5</b><br />`."""
_DENIAL = re.compile(
    r"captcha|access\s+(?:is\s+)?denied|request\s+rejected|unusual\s+traffic|are\s+you\s+(?:a\s+)?(?:human|robot)"
    r"|attention\s+required|you\s+have\s+been\s+blocked|support\s+id",
    re.IGNORECASE,
)
"""Words of captchas and firewalls, which also come as plain text."""
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_DENIAL_LENGTH = 4096
"""Bytes from the start in which the words are looked for."""


def is_web_page(body: bytes, content_type: str = "") -> bool:
    r"""Whether a reply is a web page, or a denial in words, instead of a document or JSON.

    >>> is_web_page(b"\xef\xbb\xbf\n<html>captcha"), is_web_page(b"Request Rejected. Support ID: 7")
    (True, True)
    >>> is_web_page(b"<b>Notice</b>: x<br>\n%PDF-1.4 1 0 obj"), is_web_page(b'<b>Notice</b>: x<br>[{"a":1}]')
    (False, False)
    """
    if document_type(body) is not None or pdf_start(body, within=None) is not None:
        return False
    text = _NOTICE.sub("", reply_text(body)).lstrip()
    if not text or text[0] in "[{":
        return False
    is_html = "html" in content_type.lower()
    return text[0] == "<" or is_html or bool(_DENIAL.search(text[:_DENIAL_LENGTH]))


def reply_text(body: bytes) -> str:
    """The first 64 KiB of a reply as text, without byte order mark and leading blanks."""
    head = body[: 64 * 1024]
    for bom, encoding in _BOMS.items():
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace").lstrip()
    return head.decode("utf-8", "replace").lstrip()


def text_before_pdf(body: bytes) -> str:
    r"""What the site's software printed before a PDF; "" for blanks, a byte order mark and other files.

    >>> text_before_pdf(b"<b>Notice</b>: x<br />\n%PDF-1.4\n1 0 obj"), text_before_pdf(b"\n%PDF-1.4")
    ('<b>Notice</b>: x<br />', '')
    """
    start = pdf_start(body, within=None)
    return reply_text(body[:start]).strip() if start else ""
