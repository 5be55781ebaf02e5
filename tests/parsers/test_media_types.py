"""Media types by the first bytes."""

from __future__ import annotations

import pytest

from parsers.layer import MediaType
from parsers.media_types import media_type


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        pytest.param(b"%PDF-1.7\n", MediaType.PDF, id="pdf"),
        pytest.param(b"\r\n\r\n%PDF-1.4", MediaType.PDF, id="pdf after blank lines"),
        pytest.param(b"PK\x03\x04\x14\x00", MediaType.DOCX, id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType.DOC, id="compound file"),
        pytest.param(b"<!-- saved from --><html>", MediaType.HTML, id="html"),
        pytest.param(b"\n\n<link href='error.css'/><div>", MediaType.HTML, id="error page without html"),
        pytest.param(b"<?xml version='1.0'?>", MediaType.OTHER, id="xml"),
        pytest.param(b"NIL", MediaType.OTHER, id="plain text"),
        pytest.param(b"", MediaType.OTHER, id="nothing"),
    ],
)
def test_media_types(head: bytes, kind: MediaType) -> None:
    assert media_type(head) is kind
