from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING

import olefile
import pdfplumber
import pypdfium2
import pytest

from samples.case import collapse
from samples.documents.files import STUB
from samples.parliament import read_cases, sample_parliament

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = sample_parliament()
LISTED = {row.listing.question_id: row for rows in SAMPLES.sessions.values() for row in rows}
CLEAN = [question_id for question_id, expected in SAMPLES.expected_results.items() if expected.is_own_answer]
CLEAN_PDFS = [one for one in CLEAN if SAMPLES.files[str(LISTED[one].english)].make().startswith(b"%PDF")]


def english(question_id: str) -> bytes:
    return SAMPLES.files[str(LISTED[question_id].english)].make()


def pdfium_text(data: bytes) -> str:
    """Text of all pages, white space collapsed."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return collapse(" ".join(pages))


def plumber_text(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return collapse(" ".join(page.extract_text() for page in document.pages))


def docx_text(data: bytes) -> str:
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return collapse(re.sub(r"<[^>]+>", " ", body).replace("&amp;", "&"))


def doc_text(data: bytes) -> str:
    """The text, located by the FIB and the CLX."""
    compound = olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_POTENTIAL)
    words = compound.openstream("WordDocument").read()
    (flags,) = struct.unpack_from("<H", words, 0x0A)
    table = compound.openstream("1Table" if flags & 0x0200 else "0Table").read()
    clx_at, clx_size = struct.unpack_from("<II", words, 0x01A2)
    clx = table[clx_at : clx_at + clx_size]
    kind, size, first, last, _, offset, _ = struct.unpack("<BIIIHIH", clx)
    assert (kind, size, first) == (2, 16, 0)
    (characters,) = struct.unpack_from("<I", words, 0x4C)
    assert characters == last
    return str(words[offset : offset + 2 * last], "utf-16-le")


@pytest.mark.parametrize("question_id", CLEAN_PDFS)
def test_pdfium_reads_what_is_printed(question_id: str) -> None:
    text = pdfium_text(english(question_id))
    printed = read_cases()[question_id].printed
    assert printed is not None
    for line in (*printed.heading, printed.subject, *printed.members, *printed.clauses, printed.statement):
        assert collapse(line) in text


@pytest.mark.parametrize("question_id", ["LS18-S5-UNSTARRED-1474", "LS18-S5-STARRED-121"])
def test_pdfplumber_reads_what_is_printed(question_id: str) -> None:
    text = plumber_text(english(question_id))
    printed = read_cases()[question_id].printed
    assert printed is not None
    for line in (*printed.heading, printed.subject, *printed.members, *printed.clauses, printed.statement):
        assert collapse(line) in text
    for item in printed.items:
        assert collapse(f"{item.label} {item.text}") in text


@pytest.mark.parametrize("read", [pdfium_text, plumber_text], ids=["pdfium", "pdfplumber"])
def test_devanagari_is_in_the_text_layer(read: Callable[[bytes], str]) -> None:
    for question_id in ("LS18-S5-UNSTARRED-1480", "LS18-S5-STARRED-121"):
        printed = read_cases()[question_id].hindi
        assert printed is not None
        text = read(SAMPLES.files[str(LISTED[question_id].hindi)].make())
        for line in (*printed.heading, printed.subject, *printed.members, *printed.clauses):
            assert collapse(line) in text


def test_a_long_table_runs_over_two_pages_under_the_same_header() -> None:
    with pdfplumber.open(io.BytesIO(english("LS18-S5-UNSTARRED-1152"))) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    assert [table[0] for table in tables] == [["S.No.", "District", "2023-24", "2024-25"]] * 2
    (expected,) = SAMPLES.expected_results["LS18-S5-UNSTARRED-1152"].record["tables"]
    assert [row for table in tables for row in table[1:]] == expected["rows"]


def test_merged_cells_are_drawn_as_merged() -> None:
    with pdfplumber.open(io.BytesIO(english("LS18-S5-UNSTARRED-1477"))) as document:
        (table,) = document.pages[0].extract_tables()
    (expected,) = SAMPLES.expected_results["LS18-S5-UNSTARRED-1477"].record["tables"]
    assert table == expected["header"] + expected["rows"]


def test_pages_have_page_numbers_and_continuation_marks() -> None:
    document = pypdfium2.PdfDocument(english("LS18-S5-UNSTARRED-1479"))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 2
    assert "Contd..2/-" in pages[0]
    assert "-2-" in pages[1]
    assert "Contd" not in pages[1]


@pytest.mark.parametrize("question_id", ["LS16-S5-STARRED-2", "LS18-S5-UNSTARRED-1160"])
def test_word_documents_hold_what_is_printed(question_id: str) -> None:
    text = docx_text(english(question_id))
    printed = read_cases()[question_id].printed
    assert printed is not None
    for line in (*printed.heading, printed.subject, *printed.members, *printed.clauses, printed.statement):
        assert collapse(line) in text


def test_a_legacy_word_document_holds_what_is_printed() -> None:
    text = doc_text(english("LS16-S5-UNSTARRED-11"))
    assert text.startswith("GOVERNMENT OF INDIA\rMINISTRY OF MINES\rLOK SABHA\rUNSTARRED QUESTION NO. 11\r")
    assert "STONE CARVERS’ COLONIES\r11.\tSHRI A. B. NAMOONA:\r\tSHRI KALPIT T. S.:\r" in text
    assert "S.No.\x07State\x07Plots\x07\x071\x07Odisha\x07210\x07\x07" in text
    assert text.endswith("Each carver is given Rs. 5,000 once for tools.\r*****\r")


def test_nil_files_contain_only_nil() -> None:
    assert pdfium_text(english("LS18-S5-UNSTARRED-1482")) == "NIL"
    assert docx_text(english("LS16-S5-UNSTARRED-6")) == "NIL"


def test_swapped_files_print_each_others_number() -> None:
    assert "UNSTARRED QUESTION NO. 1154" in pdfium_text(english("LS18-S5-UNSTARRED-1153"))
    assert "UNSTARRED QUESTION NO. 1153" in pdfium_text(english("LS18-S5-UNSTARRED-1154"))


def test_files_that_are_not_documents() -> None:
    assert english("LS18-S5-UNSTARRED-1164") == STUB
    assert len(STUB) == 15
    assert english("LS18-S5-UNSTARRED-1163").lstrip().startswith(b"<link")
    cut = english("LS18-S5-UNSTARRED-1165")
    assert cut.startswith(b"%PDF-1.4")
    assert b"%%EOF" not in cut
    assert english("LS18-S5-UNSTARRED-1160").startswith(b"PK\x03\x04")
    assert str(LISTED["LS18-S5-UNSTARRED-1160"].english).endswith(".pdf")
