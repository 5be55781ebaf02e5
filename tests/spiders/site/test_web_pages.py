"""Whether a reply is a web page, a document or JSON, from the whole reply."""

from __future__ import annotations

import pytest

from samples.documents.docx import render_nil_docx
from samples.documents.files import ERROR_PAGE, STUB
from spiders.site.web_pages import is_web_page, text_before_pdf

NOTICE = b"<br />\n<b>Notice</b>:  Undefined index: x in <b>/var/www/f.php</b> on line <b>5</b><br />\n"
PDF = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        pytest.param(ERROR_PAGE, "text/html", True, id="error page"),
        pytest.param(b"\xef\xbb\xbf\r\n<html>", "", True, id="behind a byte order mark"),
        pytest.param("\ufeff<html>".encode("utf-16-le"), "", True, id="in UTF-16"),
        pytest.param(b" " * 5000 + b"<html>", "", True, id="behind many blanks"),
        pytest.param(NOTICE + b"<html>", "", True, id="behind a notice"),
        pytest.param(b"Please wait", "text/html", True, id="text that is called HTML"),
        pytest.param(b"Access Denied\nReference 7", "text/plain", True, id="denial in plain text"),
        pytest.param(PDF, "text/html", False, id="PDF that is called HTML"),
        pytest.param(NOTICE + PDF, "text/html", False, id="PDF behind a notice"),
        pytest.param(NOTICE * 20 + PDF, "text/html", False, id="PDF behind many notices"),
        pytest.param(render_nil_docx(), "text/html", False, id="DOCX"),
        pytest.param(STUB, "application/pdf", False, id="stub"),
        pytest.param(b'[{"subjects":"Captcha on portals"}]', "text/html", False, id="list about captchas"),
        pytest.param(NOTICE + b"[{}]", "", False, id="JSON behind a notice"),
        pytest.param(b"Rar!" + bytes(1000), "application/pdf", False, id="another archive"),
        pytest.param(b"", "text/html", False, id="nothing"),
        pytest.param(b"\xef\xbb\xbf \n", "", False, id="blanks"),
    ],
)
def test_web_pages(body: bytes, content_type: str, expected: bool) -> None:
    assert is_web_page(body, content_type) is expected


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (PDF, ""),
        (b"\r\n" + PDF, ""),
        (b"\xef\xbb\xbf" + PDF, ""),
        (ERROR_PAGE, ""),
        (b"Warning: x\n" + PDF, "Warning: x"),
    ],
)
def test_text_before_a_pdf(body: bytes, text: str) -> None:
    assert text_before_pdf(body) == text
