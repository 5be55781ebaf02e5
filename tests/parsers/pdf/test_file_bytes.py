"""Files with foreign bytes around the PDF."""

from __future__ import annotations

import pytest

from parsers.pdf.file_bytes import has_extra_bytes
from samples.documents.minimal_pdf import render_lines
from tests.parsers.pdf.answer_page import SEEN, UNSEEN, answer_with, odd_line, outcome

NOTICE = (
    b"<br />\n<b>Notice</b>: Undefined index: file in <b>/var/www/getFile.php</b> on line <b>42</b><br />\n"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"\xef\xbb\xbf", b"", id="byte order mark"),
        pytest.param(NOTICE, b"", id="PHP notice"),
        pytest.param(NOTICE * 9, b"", id="long PHP notice"),
        pytest.param(b"junk\n", b"", id="junk"),
        pytest.param(b"", b"\0" * 9000, id="NULs"),
        pytest.param(b"", b"<html><body>" + b"<p>Not found</p>" * 500 + b"</body></html>", id="HTML"),
    ],
)
def test_bytes_around_a_file_change_nothing(before: bytes, after: bytes) -> None:
    assert outcome(before + answer_with(odd_line) + after) == (SEEN, ["extra_bytes"])


@pytest.mark.parametrize("lost", [1, 2, 4, 5])
def test_a_cut_trailer(lost: int) -> None:
    data = answer_with(odd_line).rstrip()
    assert outcome(data[:-lost]) == (SEEN, ["extra_bytes"])


def test_blanks_around_a_file_are_no_extra_bytes() -> None:
    assert outcome(b"\r\n" + answer_with() + b"\r\n\r\n") == (UNSEEN, [])


def test_padding_inside_a_file_is_no_extra_bytes() -> None:
    assert has_extra_bytes(render_lines(("LOK SABHA",), 2000)) is False
