"""PDFs with other bytes around them, and PDFs that are cut: the crawler and the parser agree."""

from __future__ import annotations

import pytest

from parsers.extract import read_text_layer
from parsers.layer import MediaType
from parsers.parse import read_file
from parsers.vocabulary import Flag, Kind
from samples.parliament import sample_parliament
from spiders.causes import Cause
from spiders.site.file_check import file_problem
from spiders.site.web_pages import is_web_page

PDF = sample_parliament().files["annex/185/AU1474_hYbJRR.pdf"].make()
PLAIN = read_file(PDF)
NOTICE = b"<br />\n<b>Notice</b>:  Undefined index: x in <b>/var/www/f.php</b> on line <b>5</b><br />\n"
CAPTCHA = (
    b"<!DOCTYPE html><html><body>Enter the captcha. The file %PDF-1.4 follows.</body></html>" + b" " * 300
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"\xef\xbb\xbf", b"", id="byte order mark"),
        pytest.param(b"junk \x80\x81\n" * 20, b"", id="junk"),
        pytest.param(NOTICE, b"", id="notice of PHP"),
        pytest.param(NOTICE * 10, b"", id="notices of 1 KB"),
        pytest.param(b"", bytes(5000), id="zero bytes behind"),
        pytest.param(b"", b"\n<html><body>footer</body></html>" * 200, id="HTML behind"),
        pytest.param(NOTICE, b"\n<br /><b>Warning</b>: headers already sent", id="both"),
    ],
)
def test_bytes_around_a_pdf_are_left_out_and_noted(before: bytes, after: bytes) -> None:
    data = before + PDF + after
    assert file_problem(data, "text/html") is None
    record = read_file(data)
    assert Flag.EXTRA_BYTES in record.flags
    assert record.model_copy(update={"flags": PLAIN.flags}) == PLAIN


@pytest.mark.parametrize("cut", [1, 3, 6, 8, 12], ids=lambda cut: f"{cut} bytes")
def test_a_cut_end_mark_is_noted(cut: int) -> None:
    data = PDF.rstrip()[:-cut]
    assert file_problem(data) is None
    record = read_file(data)
    assert (record.kind, Flag.EXTRA_BYTES in record.flags) == (Kind.ANSWER, True)
    assert record.answer == PLAIN.answer


def test_blank_lines_around_a_pdf_are_not_worth_a_note() -> None:
    assert read_file(b"\r\n\r\n" + PDF + b"\r\n" * 500) == PLAIN


def without(data: bytes, first: float, last: float) -> bytes:
    """The bytes without those from one share of the file to another."""
    return data[: int(len(data) * first)] + data[int(len(data) * last) :]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PDF[: len(PDF) // 3], id="a third"),
        pytest.param(PDF[: len(PDF) * 9 // 10], id="nine tenths"),
        pytest.param(PDF[: len(PDF) // 2] + b"\n%%EOF\n", id="end mark after the cut"),
        pytest.param(NOTICE + PDF[: len(PDF) // 2], id="behind a notice"),
        pytest.param(PDF[: len(PDF) // 2] + b"<html>error</html>", id="with an error page behind"),
        pytest.param(without(PDF, 0.3, 0.7), id="without its middle"),
        pytest.param(PDF + PDF[: len(PDF) // 2].replace(b"%PDF", b"%xxx"), id="with half an update"),
    ],
)
def test_cut_pdfs_stay_truncated(data: bytes) -> None:
    assert file_problem(data) is Cause.TRUNCATED


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b" " * 400, NOTICE])
def test_a_web_page_that_mentions_the_mark_of_a_pdf_is_a_web_page(before: bytes) -> None:
    assert is_web_page(before + CAPTCHA)
    assert file_problem(before + CAPTCHA) is Cause.HTML
    assert read_text_layer(before + CAPTCHA).media_type is not MediaType.PDF
