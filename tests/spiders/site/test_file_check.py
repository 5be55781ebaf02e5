from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from parsers.media_types import document_type
from samples.documents.docx import render_nil_docx
from samples.documents.files import ERROR_PAGE, STUB
from samples.parliament import sample_parliament
from spiders.causes import Cause
from spiders.site.file_check import file_problem

if TYPE_CHECKING:
    from pathlib import Path

PDF = sample_parliament().files["annex/185/AU1474_hYbJRR.pdf"].make()


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        pytest.param(PDF, None, id="pdf"),
        pytest.param(b"\n\n" + PDF, None, id="pdf after blank lines"),
        pytest.param(PDF + b"\r\n" * 500, None, id="padded pdf"),
        pytest.param(render_nil_docx(), None, id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), None, id="doc"),
        pytest.param(STUB, Cause.STUB, id="stub"),
        pytest.param(b"", Cause.STUB, id="nothing"),
        pytest.param(ERROR_PAGE, Cause.HTML, id="web page without <html>"),
        pytest.param(b"<", Cause.HTML, id="the least of web pages"),
        pytest.param(PDF[: len(PDF) * 2 // 3], Cause.TRUNCATED, id="truncated"),
        pytest.param(b"PK\x03\x04" + bytes(1000), Cause.NOT_A_DOCUMENT, id="zip"),
        pytest.param(b"Rar!" + bytes(1000), Cause.NOT_A_DOCUMENT, id="rar"),
        pytest.param(b'{"status":500}' + b" " * 500, Cause.NOT_A_DOCUMENT, id="json"),
    ],
)
def test_problem_of_a_file(body: bytes, cause: Cause | None) -> None:
    assert file_problem(body) is cause


def test_real_documents_and_error_pages(shared: Path) -> None:
    lines = (shared / "corpus" / "MANIFEST.tsv").read_text().splitlines()[1:]
    kinds = {line.split("\t")[0]: line.split("\t")[4] for line in lines}
    there = {name: kind for name, kind in kinds.items() if (shared / "corpus" / name).is_file()}
    problems = {name: file_problem((shared / "corpus" / name).read_bytes()) for name in there}
    pages = {name for name, kind in there.items() if "html" in kind}
    assert {name: problem for name, problem in problems.items() if problem} == dict.fromkeys(
        pages, Cause.HTML
    )
    assert len(pages) < len(there)


def test_document_type_by_first_bytes() -> None:
    assert document_type(PDF) == "application/pdf"
    assert (document_type(render_nil_docx()) or "").endswith("wordprocessingml.document")
    assert document_type(ERROR_PAGE) is None
